"""When the morning's digest goes out."""

from datetime import date
from zoneinfo import ZoneInfo

from domain.calendar.digest_time import morning_due, since
from domain.calendar.workdays import WorkCalendar
from tests.each import each
from tests.office import local

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = WorkCalendar(off=frozenset({date(2027, 1, 1)}))


@each(
    ("now", "last", "day"),
    [
        ("2026-12-16 07:44", "2026-12-15", None),
        ("2026-12-16 07:45", "2026-12-15", "2026-12-16"),
        ("2026-12-16 11:44", "2026-12-15", "2026-12-16"),  # made up for
        ("2026-12-16 11:45", "2026-12-15", None),  # too late to be the morning's
        ("2026-12-16 08:00", "2026-12-16", None),  # it has gone out
        ("2026-12-16 08:00", "2026-12-17", None),  # a clock that was ahead
        ("2026-12-19 08:00", "2026-12-18", None),  # a Saturday
        ("2026-12-21 08:00", "2026-12-18", "2026-12-21"),
        ("2027-01-01 08:00", "2026-12-31", None),  # New Year
        ("2026-12-16 08:00", None, None),  # the first comes tomorrow
    ],
)
def test_once_on_a_working_morning(now: str, last: str | None, day: str | None) -> None:
    before = date.fromisoformat(last) if last else None
    found = morning_due(before, "07:45", local(now), ZONE, CALENDAR)
    assert found == (date.fromisoformat(day) if day else None)


def test_what_is_new_is_counted_from_the_last_one() -> None:
    assert since(date(2026, 12, 18), "07:45", ZONE) == local("2026-12-18 07:45")

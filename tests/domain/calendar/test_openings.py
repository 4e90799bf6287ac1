"""Which periods are to be reported on: those that are open, and those that opened since one last looked."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calendar.deadlines import DueRule, due_moment
from domain.calendar.openings import Schedule, closing, next_opening, opened, opening
from domain.calendar.periods import Period, PeriodType
from domain.calendar.workdays import WorkCalendar
from tests.each import each
from tests.examples import examples

VN = ZoneInfo("Asia/Ho_Chi_Minh")
PERIODIC = [type for type in PeriodType if type is not PeriodType.ONCE]
MOMENTS = st.integers(0, 6 * 366 * 1440).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def due(period: Period) -> datetime:
    return due_moment(DueRule(), period, VN, WorkCalendar())


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VN)


def keys(schedule: Schedule, since: str, now: str) -> list[str]:
    return [p.key for p in opened(schedule, since=local(since), now=local(now), zone=VN, due=due)]


@each(
    ("type", "now", "expected"),
    [
        ("monthly", "2026-11-23", ["2026-11"]),
        ("monthly", "2026-12-01", ["2026-12"]),
        ("monthly", "2026-11-30 23:59:59", ["2026-11"]),
        # Due on a Sunday, so on Monday: until then last week's report is not over.
        ("weekly", "2026-11-23 09:00", ["2026-W47", "2026-W48"]),
        ("weekly", "2026-11-23 17:00", ["2026-W48"]),
        ("nine_monthly", "2026-11-23", []),
        ("yearly", "2027-01-01", ["2027"]),
        # The last day of October 2027 is a Sunday: the report is due on 1 November, so October is open until then.
        ("monthly", "2027-11-01 16:59", ["2027-10", "2027-11"]),
        ("monthly", "2027-11-01 17:00", ["2027-11"]),
    ],
)
def test_what_is_open_now(type: str, now: str, expected: list[str]) -> None:
    assert keys(Schedule(PeriodType(type)), now, now) == expected


def test_what_opened_since_is_not_skipped_even_when_it_is_over() -> None:
    assert keys(Schedule(PeriodType.MONTHLY), "2026-08-01", "2026-11-23") == [
        "2026-08",
        "2026-09",
        "2026-10",
        "2026-11",
    ]
    assert keys(Schedule(PeriodType.MONTHLY), "2026-08-02", "2026-11-23") == ["2026-09", "2026-10", "2026-11"]


def test_periods_are_selected_by_their_first_day() -> None:
    asked = Schedule(PeriodType.QUARTERLY, date(2026, 10, 2), date(2027, 4, 1))
    assert keys(asked, "2026-11-23", "2026-11-23") == []
    assert next_opening(asked, local("2026-11-23"), VN) == local("2027-01-01")
    assert next_opening(asked, local("2027-02-01"), VN) == local("2027-04-01")
    assert next_opening(asked, local("2027-04-01"), VN) is None


def test_the_first_opening_may_be_years_away() -> None:
    assert next_opening(Schedule(PeriodType.YEARLY, date(2030, 6, 1)), local("2026-11-23"), VN) == local("2031-01-01")


def test_a_yearly_report_due_next_year_stays_open_until_then() -> None:
    rule = DueRule(month=12, day=31, year="next")
    found = opened(
        Schedule(PeriodType.YEARLY),
        since=local("2027-12-31 16:59"),
        now=local("2027-12-31 16:59"),
        zone=VN,
        due=lambda period: due_moment(rule, period, VN, WorkCalendar()),
    )
    assert [p.key for p in found] == ["2026", "2027"]


@given(st.sampled_from(PERIODIC), MOMENTS)
def test_exactly_the_open_periods_are_found(type: PeriodType, now: datetime) -> None:
    for period in opened(Schedule(type), since=now, now=now, zone=VN, due=due):
        assert opening(period, VN) <= now < closing(period, due(period), VN)


@settings(max_examples=examples(3))  # walks through many periods
@given(st.sampled_from(PERIODIC), MOMENTS, st.timedeltas(timedelta(), timedelta(days=500)))
def test_looking_later_finds_what_looking_in_time_would_have(
    type: PeriodType, since: datetime, down: timedelta
) -> None:
    schedule = Schedule(type)
    now = since + down
    in_time = set()
    at: datetime | None = next_opening(schedule, since, VN)
    while at is not None and at <= now:
        in_time |= {p for p in opened(schedule, since=at, now=at, zone=VN, due=due) if opening(p, VN) == at}
        at = next_opening(schedule, at, VN)
    late = opened(schedule, since=since, now=now, zone=VN, due=due)
    assert {p for p in late if opening(p, VN) > since} == in_time

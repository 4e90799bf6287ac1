from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.deadlines import DueRule, DueRuleError, Lateness, Move, due_day, due_moment, lateness
from domain.calendar.durations import Duration, TimeOfDay
from domain.calendar.periods import PeriodType, data_window, parse_period, period_containing
from domain.calendar.workdays import WorkCalendar
from tests.each import each

VN = ZoneInfo("Asia/Ho_Chi_Minh")
PLAIN = WorkCalendar()
END_OF_DAY = TimeOfDay(24 * 60)


def at(*parts: int) -> datetime:
    """A moment in Viet Nam."""
    year, month, day, *rest = parts
    return datetime(year, month, day, *rest, tzinfo=VN)  # type: ignore[misc,arg-type]


@each(
    ("key", "rule", "due"),
    [
        ("2026-Q4", DueRule(month="last", day=17), at(2026, 12, 17, 17)),
        ("2026", DueRule(month=12, day=18), at(2026, 12, 18, 17)),
        ("2026", DueRule(month=1, day=31, year="next"), at(2027, 2, 1, 17)),
        ("2026-H2", DueRule(month="last", day=20), at(2026, 12, 21, 17)),
        ("2026-H2", DueRule(month="last", day=20, when_not_working="backward"), at(2026, 12, 18, 17)),
        ("2026-H2", DueRule(month="last", day=20, when_not_working="keep"), at(2026, 12, 20, 17)),
        ("2026-Q4", DueRule(month="first", day=5), at(2026, 10, 5, 17)),
        ("2026-02", DueRule(day=31, when_not_working="keep"), at(2026, 2, 28, 17)),
        ("2024", DueRule(month=2, day=30), at(2024, 2, 29, 17)),
        ("2026-9M", DueRule(), at(2026, 9, 30, 17)),
        ("2026-Q4", DueRule(day="last", time=END_OF_DAY), at(2027, 1, 1)),
        ("2026-W47", DueRule(weekday=5), at(2026, 11, 20, 17)),
        ("2026-12-01", DueRule(), at(2026, 12, 1, 17)),
        ("2026-12-K1", DueRule(), at(2026, 12, 15, 17)),
        ("2026-12-K2", DueRule(after_period=Duration(2, "wd")), at(2027, 1, 4, 17)),
        ("2026-Q4", DueRule(month="next", day=10, exceptions=((12, 31),)), at(2026, 12, 31, 17)),
        ("2026-Q3", DueRule(month="next", day=9, exceptions=((12, 31),)), at(2026, 10, 9, 17)),
        ("2026-W47", DueRule(when_not_working="keep"), at(2026, 11, 22, 17)),
        ("2026-W47", DueRule(), at(2026, 11, 23, 17)),
    ],
)
def test_due_moments(key: str, rule: DueRule, due: datetime) -> None:
    found = due_moment(rule, parse_period(key), VN, PLAIN)
    assert found == due
    assert found.tzinfo is UTC


def test_a_holiday_moves_the_day_and_keeps_the_time() -> None:
    new_year = WorkCalendar(off=frozenset({date(2026, 12, 31), date(2027, 1, 1)}))
    assert due_moment(DueRule(), parse_period("2026-Q4"), VN, new_year) == at(2027, 1, 4, 17)
    late = DueRule(time=END_OF_DAY)
    assert due_moment(late, parse_period("2026-Q4"), VN, new_year) == at(2027, 1, 5)


@each(
    ("make", "words"),
    [
        (lambda: DueRule(day=32), "day cannot be 32"),
        (lambda: DueRule(day=0), "day cannot be 0"),
        (lambda: DueRule(month=13), "month cannot be 13"),
        (lambda: DueRule(weekday=8), "weekday cannot be 8"),
        (lambda: DueRule(weekday=5, day=3), "weekday stands alone"),
        (lambda: DueRule(weekday=5, year="next"), "weekday stands alone"),
        (lambda: DueRule(weekday=5).check(PeriodType.MONTHLY), "for weekly reports"),
        (lambda: DueRule(day=5).check(PeriodType.WEEKLY), "due at its end"),
        (lambda: DueRule().check(PeriodType.ONCE), "its own due moment"),
        (lambda: due_moment(DueRule(month=1), parse_period("2026-Q4"), VN, PLAIN), "year: next"),
    ],
)
def test_rules_that_make_no_sense_say_why(make: Callable[[], object], words: str) -> None:
    with pytest.raises(DueRuleError, match=words):
        make()


@given(
    st.sampled_from([PeriodType.MONTHLY, PeriodType.QUARTERLY, PeriodType.HALF_YEARLY, PeriodType.YEARLY]),
    st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    st.integers(14, 31),
    st.sampled_from(["forward", "keep"]),
    st.sampled_from([0, 8 * 60, 17 * 60, 24 * 60]),
    st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=20),
)
def test_a_report_is_never_due_before_its_data_is_complete(
    type: PeriodType, day: date, due_on: int, move: Move, minutes: int, off: frozenset[date]
) -> None:
    period = period_containing(type, day)
    assert period is not None
    rule = DueRule(day=due_on, when_not_working=move, time=TimeOfDay(minutes))
    due = due_moment(rule, period, VN, WorkCalendar(off=off))
    assert due >= datetime.combine(data_window(period, "decree_09").end, datetime.min.time(), VN)
    assert due_day(due, VN) >= data_window(period, "decree_09").end - timedelta(days=minutes == 0)


def test_midnight_belongs_to_the_day_it_ends() -> None:
    assert due_day(at(2026, 12, 18), VN) == date(2026, 12, 17)
    assert due_day(at(2026, 12, 17, 17), VN) == date(2026, 12, 17)


@pytest.mark.parametrize(
    ("due", "done", "late"),
    [
        (at(2026, 12, 17, 17), at(2026, 12, 17, 17), None),
        (at(2026, 12, 17, 17), at(2026, 12, 1), None),
        (at(2026, 12, 17, 17), at(2026, 12, 17, 20, 5, 9), Lateness(0, 3, 5, 9)),
        (at(2026, 12, 17, 17), at(2026, 12, 18, 9), Lateness(1)),
        (at(2026, 12, 17, 17), at(2026, 12, 20, 23, 59), Lateness(3)),
        (at(2026, 12, 18), at(2026, 12, 18, 0, 30), Lateness(1)),
        (at(2026, 12, 18), at(2026, 12, 18), None),
    ],
)
def test_lateness_counts_calendar_days(due: datetime, done: datetime, late: Lateness | None) -> None:
    assert lateness(due, done, VN) == late
    assert lateness(due.astimezone(UTC), done.astimezone(UTC), VN) == late


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("2026-11", date(2026, 12, 5)),
        ("2026-12", date(2027, 1, 5)),
        ("2026-Q3", date(2026, 10, 5)),
        ("2026", date(2027, 1, 5)),
    ],
)
def test_the_month_after_the_period(key: str, day: date) -> None:
    rule = DueRule(month="next", day=5, when_not_working="keep")
    assert due_moment(rule, parse_period(key), VN, PLAIN).astimezone(VN).date() == day

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.workdays import WorkCalendar, WorkCalendarError

# 2026 as announced: 2 January off, in exchange for Saturday 10 January.
CALENDAR = WorkCalendar(
    off=frozenset({date(2026, 1, 1), date(2026, 1, 2), date(2026, 9, 1), date(2026, 9, 2)}),
    worked=frozenset({date(2026, 1, 10)}),
    official_years=frozenset({2026}),
)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def test_weekends_and_holidays_are_off_and_exchanged_days_are_worked() -> None:
    assert CALENDAR.is_working(date(2026, 1, 5))
    assert not CALENDAR.is_working(date(2026, 1, 2))
    assert not CALENDAR.is_working(date(2026, 1, 4))
    assert CALENDAR.is_working(date(2026, 1, 10))


def test_a_worked_day_wins_over_a_day_off() -> None:
    day = date(2026, 1, 2)
    assert WorkCalendar(off=frozenset({day}), worked=frozenset({day})).is_working(day)


def test_moving_to_a_working_day() -> None:
    assert CALENDAR.on_or_after(date(2026, 1, 1)) == date(2026, 1, 5)
    assert CALENDAR.on_or_before(date(2026, 1, 2)) == date(2025, 12, 31)
    assert CALENDAR.on_or_after(date(2026, 1, 10)) == date(2026, 1, 10)


def test_the_day_counted_from_is_not_counted() -> None:
    assert CALENDAR.shift(date(2026, 12, 17), -5) == date(2026, 12, 10)
    assert CALENDAR.shift(date(2026, 12, 17), 1) == date(2026, 12, 18)
    assert CALENDAR.shift(date(2026, 12, 19), 1) == date(2026, 12, 21)
    assert CALENDAR.shift(date(2026, 1, 8), 2) == date(2026, 1, 10)
    assert CALENDAR.shift(date(2026, 12, 19), 0) == date(2026, 12, 19)


def test_a_year_without_an_official_calendar_is_provisional() -> None:
    assert not CALENDAR.is_provisional(date(2026, 12, 31))
    assert CALENDAR.is_provisional(date(2027, 1, 1))


@given(DAYS, st.integers(-40, 40))
def test_shifting_counts_exactly_the_working_days(day: date, n: int) -> None:
    moved = CALENDAR.shift(day, n)
    step = timedelta(days=1 if n > 0 else -1)
    passed, cursor = 0, day
    while cursor != moved:
        cursor += step
        passed += CALENDAR.is_working(cursor)
    assert passed == abs(n)
    assert n == 0 or CALENDAR.is_working(moved)


def test_a_calendar_without_working_days_is_an_error_and_not_a_hang() -> None:
    start = date(2026, 1, 1)
    never = WorkCalendar(off=frozenset(start + timedelta(days=n) for n in range(-900, 900)))
    for search in (never.on_or_after, never.on_or_before, lambda day: never.shift(day, 3)):
        with pytest.raises(WorkCalendarError):
            search(start)

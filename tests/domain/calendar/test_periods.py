from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.periods import (
    DataWindow,
    Period,
    PeriodError,
    PeriodType,
    data_window,
    following,
    once,
    parse_period,
    period_containing,
    periods_starting_within,
)
from tests.each import each

DAY = timedelta(days=1)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
TILING = st.sampled_from([t for t in PeriodType if t not in (PeriodType.NINE_MONTHLY, PeriodType.ONCE)])
BY_DECREE = st.sampled_from([PeriodType.MONTHLY, PeriodType.QUARTERLY, PeriodType.HALF_YEARLY, PeriodType.YEARLY])


def containing(type: PeriodType, day: date) -> Period:
    period = period_containing(type, day)
    assert period is not None
    return period


@each(
    ("key", "type", "start", "end"),
    [
        ("2026", PeriodType.YEARLY, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-H2", PeriodType.HALF_YEARLY, date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-9M", PeriodType.NINE_MONTHLY, date(2026, 1, 1), date(2026, 9, 30)),
        ("2026-Q4", PeriodType.QUARTERLY, date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-11", PeriodType.MONTHLY, date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", PeriodType.MONTHLY, date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-W47", PeriodType.WEEKLY, date(2026, 11, 16), date(2026, 11, 22)),
        ("2026-12-K1", PeriodType.HALF_MONTHLY, date(2026, 12, 1), date(2026, 12, 15)),
        ("2026-02-K2", PeriodType.HALF_MONTHLY, date(2026, 2, 16), date(2026, 2, 28)),
        ("2026-11-30", PeriodType.DAILY, date(2026, 11, 30), date(2026, 11, 30)),
        ("2026-W53", PeriodType.WEEKLY, date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_keys(key: str, type: PeriodType, start: date, end: date) -> None:
    assert parse_period(key) == Period(type, key, start, end)
    assert parse_period(f" {key.lower()} ") == Period(type, key, start, end)


@each(
    "key",
    [
        "",
        "26",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026-Q5",
        "2026-H3",
        "2026-8M",
        "2025-W53",
        "2026-12-K3",
        "2026-11-31",
        "2026-K1",
        "2026-W00",
        "once",
    ],
)
def test_what_is_not_a_period_is_refused(key: str) -> None:
    with pytest.raises(PeriodError):
        parse_period(key)


@given(TILING, DAYS)
def test_periods_tile_time(type: PeriodType, day: date) -> None:
    period = containing(type, day)
    assert period.start <= day <= period.end
    assert following(period).start == period.end + DAY
    assert containing(type, period.start) == containing(type, period.end) == period


@given(BY_DECREE, DAYS)
def test_windows_of_the_decree_tile_time(type: PeriodType, day: date) -> None:
    period = containing(type, day)
    window, after = data_window(period, "decree_09"), data_window(following(period), "decree_09")
    assert window.start <= window.end
    assert after.start == window.end + DAY


@given(st.sampled_from([t for t in PeriodType if t is not PeriodType.ONCE]), DAYS)
def test_a_key_reads_back_as_its_period(type: PeriodType, day: date) -> None:
    if period := period_containing(type, day):
        assert parse_period(period.key) == period


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("2026-11", date(2026, 10, 15), date(2026, 11, 14)),
        ("2026-01", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-Q4", date(2026, 9, 15), date(2026, 12, 14)),
        ("2026-H1", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-H2", date(2026, 6, 15), date(2026, 12, 14)),
        ("2026", date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_windows_of_the_decree(key: str, start: date, end: date) -> None:
    assert data_window(parse_period(key), "decree_09") == DataWindow(start, end)


def test_a_calendar_window_is_the_period() -> None:
    special = once(date(2030, 10, 1), date(2030, 12, 16))
    for period in (special, parse_period("2026-W47"), parse_period("2026-9M")):
        assert data_window(period, "calendar") == DataWindow(period.start, period.end)
        with pytest.raises(PeriodError):
            data_window(period, "decree_09")


def test_nine_months_leave_the_last_quarter_alone() -> None:
    assert period_containing(PeriodType.NINE_MONTHLY, date(2026, 10, 1)) is None
    assert following(parse_period("2026-9M")) == parse_period("2027-9M")


@pytest.mark.parametrize(
    ("type", "keys"),
    [
        (PeriodType.QUARTERLY, ["2026-Q4", "2027-Q1"]),
        (PeriodType.YEARLY, ["2027"]),
        (PeriodType.NINE_MONTHLY, ["2027-9M"]),
    ],
)
def test_periods_are_chosen_by_their_start(type: PeriodType, keys: list[str]) -> None:
    found = periods_starting_within(type, date(2026, 10, 1), date(2027, 3, 31))
    assert [period.key for period in found] == keys
    assert list(periods_starting_within(type, date(2026, 10, 2), date(2026, 12, 31))) == []


def test_a_one_off_period_has_no_neighbours() -> None:
    special = once(date(2030, 10, 1), date(2030, 12, 16))
    assert special.key == "once"
    with pytest.raises(PeriodError):
        following(special)
    with pytest.raises(PeriodError):
        list(periods_starting_within(PeriodType.ONCE, date(2026, 1, 1), date(2026, 12, 31)))
    with pytest.raises(PeriodError):
        once(date(2030, 10, 2), date(2030, 10, 1))

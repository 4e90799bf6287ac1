from datetime import UTC, date, datetime, time
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar.durations import (
    ClockError,
    Duration,
    DurationError,
    TimeOfDay,
    Unit,
    parse_clock,
    parse_duration,
    parse_time,
)
from tests.each import each

VN = ZoneInfo("Asia/Ho_Chi_Minh")


@given(st.integers(0, 2000), st.sampled_from(["wd", "d", "h", "m", "s"]))
def test_a_duration_reads_back_as_written(amount: int, unit: str) -> None:
    duration = Duration(amount, cast(Unit, unit))
    assert parse_duration(str(duration)) == duration


@each("text", ["", "5", "wd", "-1d", "1.5h", "nửa ngày", "5 ngày nữa", "5w", "٥d", "9999d", "999999999s"])
def test_what_is_not_a_duration_is_refused(text: str) -> None:
    with pytest.raises(DurationError):
        parse_duration(text)


@given(st.integers(0, 1440))
def test_a_clock_reads_back_as_written(minutes: int) -> None:
    assert parse_clock(str(TimeOfDay(minutes))) == TimeOfDay(minutes)


@each("text", ["", "24:01", "25:00", "17", "17:60", "17:0", "-1:00", "5pm"])
def test_what_is_not_a_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(ClockError):
        parse_clock(text)


def test_the_end_of_a_day_is_midnight_of_the_next() -> None:
    assert parse_clock("24:00").on(date(2026, 12, 31), VN) == datetime(2026, 12, 31, 17, tzinfo=UTC)
    assert parse_clock("00:00").on(date(2026, 12, 31), VN) == datetime(2026, 12, 30, 17, tzinfo=UTC)


def test_a_time_within_a_day_is_never_its_end() -> None:
    assert parse_time("7:30") == time(7, 30)
    with pytest.raises(ClockError):
        parse_time("24:00")


def test_bad_values_are_refused_however_they_come() -> None:
    with pytest.raises(ClockError):
        TimeOfDay(1441)
    with pytest.raises(DurationError):
        Duration(1, cast(Unit, "weeks"))


@each(
    ("said", "meant"),
    [
        ("5 ngày làm việc", "5wd"), ("5 ngay lam viec", "5wd"), ("05 ngày", "5d"), ("hai ngày", "2d"),
        ("4 giờ", "4h"), ("2 tiếng", "2h"), ("30 phút", "30m"), ("1 tuần", "7d"), ("5 wd", "5wd"), ("Ba Ngày", "3d"),
    ],
)  # fmt: skip
def test_plain_words_are_a_duration_too(said: str, meant: str) -> None:
    assert str(parse_duration(said)) == meant

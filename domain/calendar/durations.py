"""Spans of time (`5wd`, `3d`, `4h`, `30m`, `20s`) and times of day (`17:00`, `24:00`), read from text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from domain.text import fold

Unit = Literal["wd", "d", "h", "m", "s"]

_ONE = {
    "wd": timedelta(days=1),
    "d": timedelta(days=1),
    "h": timedelta(hours=1),
    "m": timedelta(minutes=1),
    "s": timedelta(seconds=1),
}
# Nothing here waits longer; beyond it date arithmetic would sooner or later overflow.
_LONGEST = timedelta(days=3660)
_END_OF_DAY = 24 * 60


class DurationError(ValueError):
    """A span of time that cannot be read or is longer than ten years."""


class ClockError(ValueError):
    """A time of day that cannot be read."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A whole number of working days (`wd`), calendar days (`d`), hours, minutes or seconds; never negative.

    Raises DurationError for a negative amount, an unknown unit, and anything above ten years.
    """

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in _ONE:
            raise DurationError(f"unknown unit {self.unit!r}: use wd, d, h, m or s")
        if not 0 <= self.amount <= _LONGEST // _ONE[self.unit]:
            raise DurationError(f"{self} is not between 0 and ten years")

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    @property
    def in_days(self) -> bool:
        """Say whether it counts days of a calendar (`wd`, `d`) and not elapsed time."""
        return self.unit in ("wd", "d")

    @property
    def nominal(self) -> timedelta:
        """Its length, a day taken for 24 hours and a working day for a day, which is the least it can be."""
        return self.amount * _ONE[self.unit]


_SPOKEN: Mapping[str, tuple[int, Unit]] = {
    "ngay lam viec": (1, "wd"), "ngay lv": (1, "wd"), "nlv": (1, "wd"), "wd": (1, "wd"), "working days": (1, "wd"),
    "ngay": (1, "d"), "d": (1, "d"), "day": (1, "d"), "days": (1, "d"), "tuan": (7, "d"),
    "gio": (1, "h"), "tieng": (1, "h"), "h": (1, "h"), "hour": (1, "h"), "hours": (1, "h"),
    "phut": (1, "m"), "m": (1, "m"), "giay": (1, "s"), "s": (1, "s"),
}  # fmt: skip
_NUMBERS = ("", "mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
_LONGEST_SAID = 40  # characters


def parse_duration(text: str) -> Duration:
    """Read `5wd`, `3d`, `4h`, `30m` or `20s`, or the same in words: `5 ngày làm việc`, `hai ngày`, `4 giờ`; raises
    DurationError."""
    said = " ".join(fold(text[:_LONGEST_SAID]).split())
    found = re.fullmatch(rf"([0-9]{{1,9}}|{'|'.join(_NUMBERS[1:])} ) ?([a-z][a-z ]*)", said)
    if not found or found[2] not in _SPOKEN or len(text) > _LONGEST_SAID:
        raise DurationError(f"{text[:_LONGEST_SAID]!r} is not a duration such as 5wd, 3d, 4h, 30m or 20s")
    number = int(found[1]) if found[1].isdecimal() else _NUMBERS.index(found[1].strip())
    times, unit = _SPOKEN[found[2]]
    return Duration(number * times, unit)


@dataclass(frozen=True, slots=True, order=True)
class TimeOfDay:
    """A time of day in minutes since local midnight: 0 to 1440, where 1440 (`24:00`) is the end of that day.

    Civil Code 2015 art. 148: a day ends at 24:00. Raises ClockError outside the range.
    """

    minutes: int

    def __post_init__(self) -> None:
        if not 0 <= self.minutes <= _END_OF_DAY:
            raise ClockError(f"{self.minutes} minutes is not a time of day")

    def __str__(self) -> str:
        return f"{self.minutes // 60:02}:{self.minutes % 60:02}"

    def on(self, day: date, zone: ZoneInfo) -> datetime:
        """Return the instant, in UTC, of this time of that local day; `24:00` is 00:00 of the day after."""
        days, minutes = divmod(self.minutes, _END_OF_DAY)
        wall = time(minutes // 60, minutes % 60)
        return datetime.combine(day + timedelta(days=days), wall, zone).astimezone(UTC)


def parse_clock(text: str) -> TimeOfDay:
    """Read `07:30`, `7:30` or `24:00`; raises ClockError."""
    found = re.fullmatch(r"([0-9]{1,2}):([0-5][0-9])", text.strip())
    if not found or int(found[1]) * 60 + int(found[2]) > _END_OF_DAY:
        raise ClockError(f"{text!r} is not a time of day such as 07:30, 17:00 or 24:00")
    return TimeOfDay(int(found[1]) * 60 + int(found[2]))


def parse_time(text: str) -> time:
    """Read `07:30` for something that happens within a day, so `24:00` raises ClockError too."""
    clock = parse_clock(text)
    if clock.minutes == _END_OF_DAY:
        raise ClockError("24:00 is the end of a day, not a time within it")
    return time(clock.minutes // 60, clock.minutes % 60)

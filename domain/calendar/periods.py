"""Reporting periods: what a report is about, and the span of days its data covers."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

WindowScheme = Literal["calendar", "decree_09"]

_DAY = timedelta(days=1)


class PeriodError(ValueError):
    """A period that does not exist, cannot be read, or does not allow what was asked."""


class PeriodType(StrEnum):
    """How often a report is made."""

    DAILY = "daily"
    WEEKLY = "weekly"
    HALF_MONTHLY = "half_monthly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    NINE_MONTHLY = "nine_monthly"
    YEARLY = "yearly"
    ONCE = "once"


_MONTHS = {
    PeriodType.MONTHLY: 1,
    PeriodType.QUARTERLY: 3,
    PeriodType.HALF_YEARLY: 6,
    PeriodType.NINE_MONTHLY: 9,
    PeriodType.YEARLY: 12,
}
_KEY = re.compile(
    r"(?P<year>[12][0-9]{3})"
    r"(?:-(?:(?P<month>0[1-9]|1[0-2])(?:-(?:K(?P<part>[12])|(?P<day>[0-3][0-9])))?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<nine>9)M|W(?P<week>[0-5][0-9])))?"
)
_PARTS = (
    ("month", PeriodType.MONTHLY),
    ("quarter", PeriodType.QUARTERLY),
    ("half", PeriodType.HALF_YEARLY),
)
_EXAMPLES = "2026, 2026-H2, 2026-9M, 2026-Q4, 2026-11, 2026-11-K1, 2026-W47 or 2026-11-30"
_HALF_OF_MONTH = 15  # days
WITHIN_A_MONTH = frozenset({PeriodType.DAILY, PeriodType.WEEKLY, PeriodType.HALF_MONTHLY})
"""What is shorter than a month is due on the last of its own days, or so long after it."""


@dataclass(frozen=True, slots=True)
class Period:
    """One period: its type, its key (`2026`, `2026-H2`, `2026-9M`, `2026-Q4`, `2026-11`, `2026-11-K1` (the first
    half of November), `2026-W47`, `2026-11-30`, `once`), and its first and last calendar day, both belonging to it."""

    type: PeriodType
    key: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class DataWindow:
    """The days whose figures a report covers, first and last included."""

    start: date
    end: date


def once(start: date, end: date) -> Period:
    """Return the period of a report asked for a single time; raises PeriodError when it ends before it starts."""
    if end < start:
        raise PeriodError(f"a period cannot end on {end}, before its start {start}")
    return Period(PeriodType.ONCE, "once", start, end)


def period_containing(type: PeriodType, day: date) -> Period | None:
    """Return the period of that type to which a day belongs; None for nine months and a day after 30 September.

    Raise PeriodError for `once`, whose days only the caller knows.
    """
    if type is PeriodType.ONCE:
        raise PeriodError("a one-off period is not found by a day")
    if type is PeriodType.WEEKLY:
        year, week, _ = day.isocalendar()
        return _week(year, week)
    if type is PeriodType.DAILY:
        return Period(type, day.isoformat(), day, day)
    if type is PeriodType.HALF_MONTHLY:
        return _half_month(day.year, day.month, 1 + (day.day > _HALF_OF_MONTH))
    index = (day.month - 1) // _MONTHS[type]
    if type is PeriodType.NINE_MONTHLY and index:
        return None
    return _months(type, day.year, index)


def parse_period(key: str) -> Period:
    """Read a key in either case; raises PeriodError, also for `once`, whose days the key does not tell."""
    found = _KEY.fullmatch(key.strip().upper())
    if not found:
        raise PeriodError(f"{key!r} is not a period such as {_EXAMPLES}")
    year = int(found["year"])
    if found["week"]:
        return _week(year, int(found["week"]))
    if found["part"]:
        return _half_month(year, int(found["month"]), int(found["part"]))
    if found["day"]:
        return _one_day(year, int(found["month"]), int(found["day"]))
    if found["nine"]:
        return _months(PeriodType.NINE_MONTHLY, year, 0)
    for part, type in _PARTS:
        if found[part]:
            return _months(type, year, int(found[part]) - 1)
    return _months(PeriodType.YEARLY, year, 0)


def period_type_of(key: str) -> PeriodType:
    """Return of which kind a period is, by its key."""
    return PeriodType.ONCE if key == "once" else parse_period(key).type


def following(period: Period) -> Period:
    """Return the next period of the same type; raises PeriodError for `once`."""
    if period.type is PeriodType.NINE_MONTHLY:
        return _months(period.type, period.start.year + 1, 0)
    return _existing(period_containing(period.type, period.end + _DAY))


def periods_starting_within(type: PeriodType, first: date, last: date) -> Iterator[Period]:
    """Yield those whose first day lies from `first` to `last`, both included, in order; PeriodError for `once`."""
    period = period_containing(type, first) or _months(type, first.year, 0)
    if period.start < first:
        period = following(period)
    while period.start <= last:
        yield period
        period = following(period)


def data_window(period: Period, scheme: WindowScheme) -> DataWindow:
    """Return the days a report on this period covers.

    `calendar`: the period's own. `decree_09` (Decree 09/2019/NĐ-CP art. 12): from the 15th of the month
    before the period to the 14th of its last month; only for months, quarters, half-years and years, else
    PeriodError.
    """
    if scheme == "calendar":
        return DataWindow(period.start, period.end)
    if period.type in WITHIN_A_MONTH | {PeriodType.ONCE, PeriodType.NINE_MONTHLY}:
        raise PeriodError(f"Decree 09/2019 gives no data window for a {period.type} report: use calendar")
    return DataWindow((period.start - _DAY).replace(day=15), period.end.replace(day=14))


def _existing(period: Period | None) -> Period:
    if period is None:
        raise PeriodError("there is no such period")
    return period


def _week(year: int, week: int) -> Period:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError as error:
        raise PeriodError(f"{year} has no ISO week {week}") from error
    return Period(PeriodType.WEEKLY, f"{year}-W{week:02}", monday, monday + 6 * _DAY)


def _half_month(year: int, month: int, part: int) -> Period:
    """Return the days from the 1st to the 15th, or those after it."""
    last = _HALF_OF_MONTH if part == 1 else monthrange(year, month)[1]
    first = date(year, month, 1 if part == 1 else _HALF_OF_MONTH + 1)
    return Period(PeriodType.HALF_MONTHLY, f"{year}-{month:02}-K{part}", first, date(year, month, last))


def _one_day(year: int, month: int, day: int) -> Period:
    try:
        one = date(year, month, day)
    except ValueError as error:
        raise PeriodError(f"{year}-{month:02} has no day {day}") from error
    return Period(PeriodType.DAILY, one.isoformat(), one, one)


def _months(type: PeriodType, year: int, index: int) -> Period:
    """Return the period of whole months that is the `index`-th (from 0) of its year."""
    first = index * _MONTHS[type] + 1
    last = first + _MONTHS[type] - 1
    end = date(year, last, monthrange(year, last)[1])
    return Period(type, f"{year}{_suffix(type, index)}", date(year, first, 1), end)


def _suffix(type: PeriodType, index: int) -> str:
    number = index + 1
    return {
        PeriodType.MONTHLY: f"-{number:02}",
        PeriodType.QUARTERLY: f"-Q{number}",
        PeriodType.HALF_YEARLY: f"-H{number}",
        PeriodType.NINE_MONTHLY: "-9M",
        PeriodType.YEARLY: "",
    }[type]

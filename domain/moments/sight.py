"""How a day is looked for that is named without its year, its month or its week, and what was found."""

from dataclasses import dataclass
from datetime import date, timedelta

_FRIDAY = 4
_CENTURY = 2000
_DAY, _YEAR = timedelta(days=1), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Sight:
    """`latest`: without a year, the latest such day that is not after it.

    `first`: `thứ Sáu` and `ngày 20` are the first such day from it on; None for what is over, where they are the last
    until `today`. `is_loose`: `25.12` and `25-12` are days too; in a report they are numbers. `week_ends`: the day on
    which a week is over, Friday at an office.
    """

    today: date
    latest: date
    first: date | None = None
    is_loose: bool = False
    week_ends: int = _FRIDAY


def looking_back(today: date) -> Sight:
    """Return the sight of what has been done: also a day of the next quarter is meant as such, to be told that it is
    still to come."""
    return Sight(today, today + timedelta(days=92))


def looking_ahead(
    today: date, first: date | None = None, *, near: date | None = None, week_ends: int = _FRIDAY
) -> Sight:
    """Return the sight of what is still to be done. Without a year the day nearest to `near` is meant; else the
    next."""
    latest = _year_after(today) - _DAY if near is None else near + _YEAR / 2
    return Sight(today, latest, first or today, is_loose=True, week_ends=week_ends)


def _year_after(day: date) -> date:
    return maybe(day.year + 1, day.month, day.day) or date(day.year + 1, 3, 1)


@dataclass(frozen=True, slots=True)
class DayFound:
    """`day` is None where there is no such day (`31/2`). `is_bare`: `5/12`, `CN` alone, which may be something else.

    `is_bound`: `trước ngày 15/6`; `is_after`: `sau ngày 15/6`. `other`: a second day that may as well be meant
    (`thứ Sáu 24/12` where the 24th is a Thursday). `place`: of a stretch of days (`cuối tuần`), where in it, and
    `whole`, its first and last day. `week`: the weekday was named with its week, counted from this one.
    """

    day: date | None
    length: int  # pieces
    is_bare: bool = False
    is_bound: bool = False
    is_after: bool = False
    other: date | None = None
    place: str = ""
    whole: tuple[date, date] | None = None
    is_weekday: bool = False
    week: int | None = None


def dated(day: int, month: int, year: int | None, sight: Sight) -> date | None:
    """Return that day; without a year, the latest such day that can be meant. None where there is none."""
    if year is not None:
        return maybe(year, month, day)
    is_after = (month, day) > (sight.latest.month, sight.latest.day)
    return maybe(sight.latest.year - is_after, month, day)


def year_of(digits: str) -> int:
    """Return the year of these digits: `26` is 2026, `0026` is not."""
    return int(digits) + (_CENTURY if len(digits) == 2 else 0)


def maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(index: int) -> date:
    """Return the first day of a month that is counted from the year 0."""
    return date(index // 12, index % 12 + 1, 1)

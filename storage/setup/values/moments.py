"""Days, times and moments as a setup file says them."""

from datetime import date, datetime
from typing import TypeVar

from domain.calendar.durations import Duration, parse_clock, parse_duration, parse_time
from domain.messaging.sentences import EMPTY, Filling, sentence
from domain.moments.moments_in_text import read_clock, read_instant, read_moment

D = TypeVar("D", bound=date)

_YEARS = range(1900, 2200)  # outside them date arithmetic would overflow, and nothing is due


def _within_years(day: D) -> D:
    if day.year not in _YEARS:
        raise ValueError(day)
    return day


def moment(text: str) -> str:
    """Return the moment as text, mostly as it was written: it is resolved when the file is applied. Raise ValueError
    for what is no moment."""
    if text.startswith("+"):
        return f"+{_elapsing(text[1:])}"
    if (at_midnight := _end_of_day(text)) is not None:
        return _within_years(at_midnight).isoformat()
    if _within_years(datetime.fromisoformat(text)).tzinfo is None:
        raise ValueError(text)
    return str(text)


def _elapsing(text: str) -> Duration:
    """Read a time from the loading on; in working days nobody counts on from the middle of one. Raise ValueError."""
    found = parse_duration(text)
    if found.unit == "wd":
        raise ValueError(text)
    return found


def _end_of_day(text: str) -> datetime | None:
    """Read `2026-11-30T24:00+07:00`, which no reader of ISO moments takes; return None for any other text."""
    return read_instant(text) if "24:00" in text else None


def clock(text: str) -> str:
    found = read_clock(text)
    return str(found if found is not None else parse_clock(text))


def day(text: str) -> date:
    """Read a day, `2026-10-01`, or as a Vietnamese writes it: `1/10/2026`. Raise ValueError."""
    found = read_moment(text)
    if found is None or found[1] is not None:
        raise ValueError(text)
    return _within_years(found[0])


def time_of_day(text: str) -> str:
    return f"{parse_time(clock(text)):%H:%M}"


def with_offset(text: str) -> Filling:
    """Return `17:00 15/06/2026` as a hint with its offset, where only that is missing; empty otherwise."""
    found = read_moment(text)
    if found is None or found[1] is None:
        return EMPTY
    return sentence("setup.hint.with_offset", moment=f"{found[0]}T{found[1]}+07:00")

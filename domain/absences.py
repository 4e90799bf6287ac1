"""Days away, as people type them: `20/12 đến 25/12`, `thứ Sáu`, `từ mai đến hết tuần`, `3 ngày từ thứ Hai tuần sau`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from domain.moments.days import looking_ahead
from domain.moments.reading import NamedMoment, find_moments
from domain.text import fold

LONGEST = timedelta(days=180)
_DAY = timedelta(days=1)
_SUNDAY = 6
_MONTH_ONCE = re.compile(r"(?<![\d/.-])(\d{1,2})(\s*(?:-|–|đến|tới|to)\s*(?:ngày\s*)?)(\d{1,2})(/\d{1,2}(?:/\d{4})?)\b")
"""`20-25/12`"""
_SPAN_DAYS = {"d": 1, "w": 7}


class BadDays(ValueError):
    """`why`: unclear, no_such_day, past, reversed or too_long."""

    def __init__(self, why: str, said: str = "") -> None:
        super().__init__(why)
        self.why, self.said = why, said


@dataclass(frozen=True, slots=True)
class Days:
    """Both ends belong to it."""

    first: date
    last: date


def read_days(text: str, today: date) -> Days:
    """One or two days, or one and how many from it on; without a year the next such day. Raises BadDays."""
    text = _MONTH_ONCE.sub(r"\1\4 - \3\4", text)
    found = [
        one
        for one in find_moments(text, looking_ahead(today, week_ends=_SUNDAY))
        if one.day or one.span or one.is_false
    ]
    if wrong := next((one for one in found if one.is_false), None):
        raise BadDays("no_such_day", text[wrong.start : wrong.end])
    days = [one.day for one in found if one.day is not None]
    lengths = [length for one in found if (length := _length(one)) is not None]
    if not 1 <= len(found) == len(days) + len(lengths) <= 2 or len(lengths) > 1:
        raise BadDays("unclear")
    if lengths:
        days = [days[0] if days else today]
        days.append(days[0] + (lengths[0] - 1) * _DAY)
    elif len(days) == 1 and _is_a_rest(text, found[0]):
        days.insert(0, today)
    first, last = days[0], days[-1]
    if last < first:
        raise BadDays("reversed")
    if last < today:
        raise BadDays("past")
    if last - first > LONGEST or first - today > 2 * LONGEST:
        raise BadDays("too_long")
    return Days(max(first, today), last)


def _length(one: NamedMoment) -> int | None:
    """How many days a span has; nothing for one that is not counted in days."""
    return one.span.amount * _SPAN_DAYS[one.span.unit] if one.span and one.span.unit in _SPAN_DAYS else None


def _is_a_rest(text: str, one: NamedMoment) -> bool:
    """`đến hết tuần`, `until 25/12`: from today on."""
    return fold(text[: one.start]).endswith(("den", "toi", "until", "till", "den het")) or fold(
        text[one.start : one.end]
    ).startswith("het ")

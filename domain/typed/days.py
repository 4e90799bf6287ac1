"""Days as people type them, measured against the day on which they do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.typed.phrases import WORDS, meanings_at
from domain.typed.tokens import Token, tokens_of

_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{2}|[0-9]{4})")
_CENTURY = 2000
_SOON = timedelta(days=92)  # a quarter: a day of this year that is nearer than that is meant, and still to come


@dataclass(frozen=True, slots=True)
class Day:
    """`day` is None where there is no such day. `is_bare`: `5/12` alone, which may be a part of something. `is_bound`:
    `trước ngày 15/6`, some day before or after it."""

    day: date | None
    length: int  # tokens
    is_bare: bool = False
    is_bound: bool = False


def day_at(tokens: Sequence[Token], at: int, today: date) -> Day | None:
    """The day that is named from this token on; without a year the latest that was, or the next that comes where it
    comes soon."""
    meanings, length = meanings_at(tokens, at)
    if ago := _days_before(tokens, at, today):
        return ago
    for meaning in meanings:
        if meaning.kind == "days_ago":
            return Day(today - timedelta(days=int(meaning.value)), length)
        if meaning.kind in ("day", "day_bound"):
            found = _numbered(tokens, at + length, today, is_named=True)
            is_bound = meaning.kind == "day_bound"
            return Day(found.day, length + found.length, is_bound=is_bound) if found else None
    return _numbered(tokens, at, today, is_named=False)


def only_day(text: str, today: date) -> date | None:
    """The day, where the text is nothing but one: `15/6`, `ngày 15/6 ạ`."""
    tokens = tokens_of(text, WORDS)
    found = day_at(tokens, 0, today) if tokens else None
    if found is None or found.day is None or found.is_bound:
        return None
    rest = tokens[found.length :]
    is_all = all(any(one.kind == "filler" for one in meanings_at(rest, at)[0]) for at in range(len(rest)))
    return found.day if is_all else None


def _days_before(tokens: Sequence[Token], at: int, today: date) -> Day | None:
    """`3 ngày trước`"""
    if tokens[at].kind != "number" or not tokens[at].key.isdecimal() or len(tokens[at].key) > 2:
        return None
    meanings, length = meanings_at(tokens, at + 1)
    if not any(meaning.kind == "days_before" for meaning in meanings):
        return None
    return Day(today - timedelta(days=int(tokens[at].key)), 1 + length)


def _numbered(tokens: Sequence[Token], at: int, today: date, *, is_named: bool) -> Day | None:
    if at >= len(tokens) or tokens[at].kind != "number":
        return None
    if dotted := _DOTTED.fullmatch(tokens[at].key):
        return Day(_dated(dotted[1], dotted[2], dotted[3], today), 1)
    day = tokens[at].key
    if not day.isdecimal() or len(day) > 2:
        return None
    keys = [token.key for token in tokens[at + 1 : at + 5]]
    numbers = [token.kind == "number" and token.key.isdecimal() for token in tokens[at + 1 : at + 5]]
    if len(keys) >= 2 and keys[0] in "/-" and numbers[1] and len(keys[1]) <= 2 and tokens[at + 1].is_close:
        if len(keys) == 4 and keys[2] == keys[0] and numbers[3] and len(keys[3]) in (2, 4):
            return Day(_dated(day, keys[1], keys[3], today), 5)
        if keys[0] == "/" or is_named:
            return Day(_dated(day, keys[1], None, today), 3, is_bare=not is_named)
        return None
    if len(keys) >= 2 and keys[0] == "thang" and numbers[1]:
        if len(keys) == 4 and keys[2] == "nam" and numbers[3]:
            return Day(_dated(day, keys[1], keys[3], today), 5)
        return Day(_dated(day, keys[1], None, today), 3)
    return Day(_in_this_month(int(day), today), 1) if is_named else None


def _dated(day: str, month: str, year: str | None, today: date) -> date | None:
    if year is not None:
        return _maybe(int(year) + (_CENTURY if len(year) == 2 else 0), int(month), int(day))
    found = _maybe(today.year, int(month), int(day))
    if found is not None and today + _SOON < found:
        return _maybe(today.year - 1, int(month), int(day)) or found
    next_year = _maybe(today.year + 1, int(month), int(day))
    return next_year if next_year is not None and next_year <= today + _SOON else found


def _in_this_month(day: int, today: date) -> date | None:
    if found := _maybe(today.year, today.month, day):
        return found
    before = today.replace(day=1) - timedelta(days=1)
    return _maybe(before.year, before.month, day)


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

"""Days in what is typed about tasks, measured against the day on which it is: the reading of `domain/moments`."""

from collections.abc import Sequence
from datetime import date

from domain.moments.days import day_at as _day_at
from domain.moments.sight import DayFound as Day
from domain.moments.sight import looking_back
from domain.typed.phrases import WORDS, meanings_at
from domain.typed.tokens import Token, tokens_of

__all__ = ["Day", "day_at", "only_day"]


def day_at(tokens: Sequence[Token], at: int, today: date) -> Day | None:
    """The day that is named from this token on; without a year the latest that was, or the next that comes where it
    comes soon."""
    return _day_at(tokens, at, looking_back(today))


def only_day(text: str, today: date) -> date | None:
    """The day, where the text is nothing but one: `15/6`, `ngày 15/6 ạ`."""
    tokens = tokens_of(text, WORDS)
    found = day_at(tokens, 0, today) if tokens else None
    if found is None or found.day is None or found.is_bound:
        return None
    rest = tokens[found.length :]
    is_all = all(any(one.kind == "filler" for one in meanings_at(rest, at)[0]) for at in range(len(rest)))
    return found.day if is_all else None

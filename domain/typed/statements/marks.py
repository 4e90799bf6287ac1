"""Marks of a list before a task: `1)`, `(2)`, `a.`, `II.`, `3/`; also in a line: `1) 2.7 xong 2) 3.1 50%`."""

import re
from collections.abc import Sequence

from domain.typed.words.tokens import Token

_NUMBERED = re.compile(r"[0-9]{1,2}|[a-zđ]|[ivx]{1,5}")
_CLOSES, _ANYWHERE = frozenset(")./-–"), frozenset(")./")


_TICKS = frozenset("✔✓✅☑")


def is_tick(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].key in _TICKS


def mark_at(tokens: Sequence[Token], at: int, *, begins_line: bool) -> tuple[str, int]:
    """Return the number or letter of the mark that stands here, and how many tokens the mark takes; ("", 0) for
    none."""
    number = at + (at < len(tokens) and tokens[at].key in ("(", "["))
    opens = number > at
    if number + 1 >= len(tokens) or not _NUMBERED.fullmatch(tokens[number].key.casefold()):
        return "", 0
    close = tokens[number + 1]
    if opens:
        return (tokens[number].key, 3) if close.key in (")", "]") else ("", 0)
    is_apart = number + 2 < len(tokens) and not tokens[number + 2].is_close
    is_mark = close.key in _CLOSES if begins_line else close.key in _ANYWHERE and (close.key == ")" or is_apart)
    if not is_mark or (close.key in "./" and not close.is_close):
        return "", 0
    return tokens[number].key.casefold(), 2


def follows(mark: str, before: str) -> bool:
    """Say whether one mark follows another: `2)` behind `1)`, `b)` behind `a)`."""
    if mark.isdecimal() and before.isdecimal():
        return int(mark) == int(before) + 1
    return len(mark) == len(before) == 1 and ord(mark) == ord(before) + 1

"""A typed line beside its tokens, so that what they were typed as can be cut out of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.typed.words.tokens import Token

_AROUND = " \n,;.:–—-/|"


_MARKS = " +-*•–—"


def without_last_mark(said: str) -> str:
    """Return the text without the mark of the next line of a list: `thiếu vốn` and below it `+ 2.8 xong`."""
    head, line, tail = said.rpartition("\n")
    return head.rstrip(" \n,;") if line and not tail.strip(_MARKS) else said.strip(_MARKS) and said


@dataclass(frozen=True, slots=True)
class SpokenText:
    text: str
    tokens: Sequence[Token]

    def typed(self, start: int, end: int) -> str:
        """Return the text as it stands there."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""

    def words(self, start: int, end: int, keeps: str = "") -> str:
        """Return the text without the signs around it but for those that it `keeps` at its end."""
        return self.typed(start, end).lstrip(_AROUND).rstrip("".join(sign for sign in _AROUND if sign not in keeps))

"""`2.8 như 2.7`: as another stands, of which it is said, wherever in the line that is."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from domain.forms.form import STANDING, Status
from domain.moments.pieces import Phrases
from domain.typed.values.result import Doubt, Reading, Update
from domain.typed.words.clause_starts import past
from domain.typed.words.phrases import TokenLine
from domain.typed.words.tokens import Token

_LIKE: Phrases[bool] = Phrases({
    True: tuple(f"{also}{like}{thing}" for also in ("", "cũng ", "thì cũng ", "thì ", "là ")
        for like in ("như", "giống", "giống như", "y như", "y chang", "y hệt", "tương tự", "same as", "giống y")
        for thing in ("", " cái", " nhiệm vụ", " mục", " việc", " nv")),
})  # fmt: skip
_POLITE = frozenset({"filler", "marked_filler", "any"})


def as_others(
    reading: Reading, heard: Callable[[str], TokenLine], named: Callable[[Sequence[Token]], str | None]
) -> Reading:
    """Return the reading with such doubts settled; `named`: the one task that these words are a name of."""
    stands = {one.task: one.answers for one in reading.updates if one.answers.get("status") in (*Status,)}
    updates, doubts = list(reading.updates), list[Doubt]()
    for doubt in reading.doubts:
        like = _other(heard(doubt.said), named) if doubt.why == "text" and doubt.task and stands else None
        if like in stands and doubt.task not in (like, *stands):
            same = {name: value for name, value in stands[like].items() if name in STANDING}
            updates.append(Update(str(doubt.task), same))
        else:
            doubts.append(doubt)
    if len(doubts) == len(reading.doubts):
        return reading
    return replace(reading, updates=tuple(updates), doubts=tuple(doubts))


def _other(tokens: TokenLine, named: Callable[[Sequence[Token]], str | None]) -> str | None:
    at = past(tokens, 0, _POLITE)
    like = _LIKE.at(tokens, at)
    if like is None:
        return None
    start = end = at + like[1]
    while end < len(tokens) and past(tokens, end, _POLITE) < len(tokens):
        end += 1
    return named(tokens[start:end])

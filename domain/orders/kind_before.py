"""The kind of a unit before a name that was found without it: `trạm y tế` where only Phòng Y tế goes by `y tế`.

A kind that was typed counts: the name is read with it, and means units of that kind or nobody.
"""

from collections.abc import Collection, Sequence
from typing import TypeVar

from domain.finding import meant
from domain.finding.meant import Called
from domain.finding.spelling import Words, words
from domain.finding.unit_kinds import GROUPS, KINDS, OFFICES_OF_PLACES, PLACES, begins_with_kind, same_letters
from domain.orders.kinds_in_text import likely_names
from domain.orders.names_in_text import Spot
from domain.orders.order_tokens import OrderToken, said_of

T = TypeVar("T")

_BEFORE_A_PLACE = tuple(sorted(OFFICES_OF_PLACES, key=len, reverse=True))
_BEFORE_A_NAME = tuple(sorted({*_BEFORE_A_PLACE, *GROUPS, *KINDS}, key=len, reverse=True))
_LONGEST = max(map(len, _BEFORE_A_NAME))
_CLEAR = frozenset({"tram", "phong", "phuong", "xa", "huyen", "mttq"})
"""Kinds of one word that are known without their marks: `hoi` is rather `hỏi`, `doi` `đợi`, `ban` `bàn`."""


def with_kinds(
    text: str, tokens: Sequence[OrderToken], spots: Sequence[Spot[T]], things: Collection[tuple[T, Called]]
) -> list[Spot[T]]:
    """Return the names with the kinds that stand before them; in one of whom there is nobody of that kind, nothing is
    found."""
    names = {id(thing): called for thing, called in things}
    found: list[Spot[T]] = []
    for spot in sorted(spots, key=lambda one: one.start):
        if found and spot.start < found[-1].end:
            continue
        taken = found[-1].end if found else 0
        kinds = [names[id(thing)].name for thing in spot.found if id(thing) in names]
        start = _kind_before(tokens, spot, taken) if any(map(_has_kind, kinds)) else spot.start
        found.append(_read_with(text, tokens, start, spot, spots, things) if start < spot.start else spot)
    return found


def _kind_before(tokens: Sequence[OrderToken], spot: Spot[T], taken: int) -> int:
    """Return where the kind begins that stands right before the name; the name's own start where none does."""
    kinds = _kinds_of(tuple(token.word for token in tokens[spot.start : spot.end]))
    if kinds is None:
        return spot.start
    for length in range(min(_LONGEST, spot.start - taken), 0, -1):
        said = tuple(token.word for token in tokens[spot.start - length : spot.start])
        clauses = {token.clause for token in tokens[spot.start - length : spot.start + 1]}
        if any(same_letters(said, kind) for kind in kinds) and len(clauses) == 1:
            return spot.start - length
    return spot.start


def _kinds_of(name: Words) -> tuple[Words, ...] | None:
    """Return the kinds that may stand before this name; None: it has its own, and no place is in it."""
    if any(same_letters(name[: len(place)], place) for place in PLACES):
        return _BEFORE_A_PLACE
    return None if begins_with_kind(name) or _kind_of(name) else _BEFORE_A_NAME


def _has_kind(name: str) -> bool:
    return _kind_of(words(name)) > 0


def _kind_of(name: Words) -> int:
    """Return how many of the first words are a kind."""
    return next((len(kind) for kind in _BEFORE_A_NAME if same_letters(kind, name[: len(kind)])), 0)


def _read_with(
    text: str,
    tokens: Sequence[OrderToken],
    start: int,
    spot: Spot[T],
    spots: Sequence[Spot[T]],
    things: Collection[tuple[T, Called]],
) -> Spot[T]:
    kind = tuple(token.word for token in tokens[start : spot.start])
    of_kind = [(thing, called) for thing, called in things if _is_of(called, kind)]
    end = _end_of(tokens, spot, spots)
    said = said_of(text, tokens, (start, end))
    if found := meant.choose(of_kind, said):
        if len(found) > 1 and (codes := _of_that_kind(of_kind, found, words(said))):
            return Spot(start, end, codes, found)
        return Spot(start, end, said, found if len(found) == 1 else [])
    return Spot(start, end, said, []) if _is_surely(tokens[start], kind) else spot


def _of_that_kind(things: Collection[tuple[T, Called]], found: Sequence[T], said: Words) -> str:
    """Return the codes of those found, where that is the kind of all of them: `trạm y tế` of Trạm Y tế Tân Phú."""
    named = [called for one in found for thing, called in things if thing is one]
    is_kind = all(same_letters(said, words(one.name)[: len(said)]) for one in named)
    return ", ".join(one.code for one in named) if is_kind else ""


def _is_of(called: Called, kind: Words) -> bool:
    return any(same_letters(kind, words(name)[: len(kind)]) for name in (called.name, *called.former))


def _is_surely(first: OrderToken, kind: Words) -> bool:
    """Say whether it is that kind and nothing else that is written so without marks."""
    return len(kind) > 1 or first.is_marked or first.key in _CLEAR


def _end_of(tokens: Sequence[OrderToken], spot: Spot[T], spots: Sequence[Spot[T]]) -> int:
    """Return where the name ends with the place that follows it: `trạm y tế | xã An Bình`."""
    end = spot.end
    places = {*((one.start, one.end) for one in spots), *likely_names(tokens, range(spot.end))}
    for start, stop in sorted(places):
        if start == end and _is_place(tokens[start:stop]):
            end = stop
    return end


def _is_place(said: Sequence[OrderToken]) -> bool:
    name = tuple(token.word for token in said)
    return any(same_letters(name[: len(place)], place) for place in PLACES) or not begins_with_kind(name)

"""`nhắc hết trừ thôn 1`: who is left out of an order, and what is done where that is not understood or cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.finding import meant
from domain.orders.left_out import left_out
from domain.orders.names_in_text import Spot
from domain.orders.order_tokens import runs, said_of
from handlers.conversation.talk import Talk
from handlers.naming import asked_for
from handlers.orders.heard import HeardOrder
from handlers.orders.named_things import followed
from storage.tables import Unit

_LISTS = frozenset({"overdue", "missing", "upcoming", "in_yet"})
_FOR_THEMSELVES = frozenset({"urge", "announce", "told", "log", "unit", "which_unit"})
"""They deal with it themselves, or it makes no difference to them."""


@dataclass(frozen=True, slots=True)
class Spared:
    """`units`: who is left out; `others`: the other names of units. `is_clear`: it is known who is left out."""

    units: Sequence[Unit]
    others: Sequence[Spot[Unit]]
    is_said: bool
    is_clear: bool


def spared(talk: Talk, heard: HeardOrder) -> Spared:
    said = heard.said
    found = left_out(said.tokens, {one.start: one.end for one in said.units})
    if found.begins is None:
        return Spared((), said.units, is_said=False, is_clear=True)
    named = [one for one in said.units if one.start in found.names]
    others = [one for one in said.units if one not in named]
    left = {place for start, end in heard.asked.left for place in range(start, end)} - found.said
    behind = runs([place for place in left if place > found.begins])
    parts = [] if found.is_clear else [_by_a_part(talk, heard, span) for span in behind]
    is_clear = bool(parts) and all(parts) if not found.is_clear else not behind
    is_of_all = bool(others) or all(place > found.begins for place in left)
    units = {unit.id: unit for some in (*(one.found for one in named), *parts) for unit in some}
    is_known = is_clear and is_of_all and all(one.found for one in (*named, *others))
    return Spared(list(units.values()), others, is_said=True, is_clear=is_known and bool(units))


def _by_a_part(talk: Talk, heard: HeardOrder, span: tuple[int, int]) -> Sequence[Unit]:
    """Return all units of whose names `mầm non` in `trừ mầm non` is a part."""
    there = asked_for.known(talk.session, followed(talk)).called
    return meant.choose(there, said_of(heard.text, heard.said.tokens, span))


def without_spared(talk: Talk, heard: HeardOrder) -> HeardOrder:
    """Return the order as far as it can be done: a list that is only looked at is shown with those who are left out,
    and says so; nothing else is done to anybody."""
    if heard.asked.whose != "coordinator" or heard.asked.order in _FOR_THEMSELVES:
        return heard
    found = spared(talk, heard)
    if not found.is_said or not found.units:
        return heard
    names = asked_for.names(talk.words, found.units)
    if heard.asked.order not in _LISTS:
        talk.stop("order.cannot_leave_out", units=names)
    talk.note(talk.words("order.not_left_out", units=names))
    return replace(heard, said=replace(heard.said, units=found.others))

"""`nhắc hết trừ thôn 1`: who is left out of an order, and what is done where that is not understood or cannot be."""

from dataclasses import replace

from handlers.conversation.talk import Talk
from handlers.naming import asked_for
from handlers.naming import spared as naming
from handlers.naming.named_together import places
from handlers.naming.spared import Spared
from handlers.orders.heard import HeardOrder
from handlers.orders.named_things import followed

_LISTS = frozenset({"overdue", "missing", "upcoming", "in_yet"})
_FOR_THEMSELVES = frozenset({"urge", "announce", "told", "log", "unit", "which_unit"})
"""They deal with it themselves, or it makes no difference to them."""


def spared(talk: Talk, heard: HeardOrder) -> Spared:
    said = heard.said
    left = {place for start, end in heard.asked.left for place in range(start, end)}
    there = asked_for.known(talk.session, followed(talk))
    return naming.spared(there, heard.text, said.tokens, said.units, left, places(said.reports))


def without_spared(talk: Talk, heard: HeardOrder) -> HeardOrder:
    """Return the order as far as it can be done: a list that is only looked at is shown without those who are left
    out; nothing else is done to anybody."""
    if heard.asked.whose != "coordinator" or heard.asked.order in _FOR_THEMSELVES:
        return heard
    found = spared(talk, heard)
    if not found.is_said:
        return heard
    if heard.asked.order in _LISTS and found.said:
        if found.units and not found.is_clear:
            talk.note(talk.words("filter.which_left_out"))
        return but(talk, heard, found)
    if found.units:
        talk.stop("order.cannot_leave_out", units=asked_for.names(talk.words, found.units))
    if heard.asked.acts:
        talk.stop("order.cannot_leave_out_unknown")
    return heard


def but(talk: Talk, heard: HeardOrder, found: Spared) -> HeardOrder:
    """Return the order with those who are left out named as they are behind the command of a list."""
    said = talk.words.plain("filter.but", units=found.said)
    return replace(heard, said=replace(heard.said, units=found.others, but=said))

"""Units named in a text by their whole names, as a class (`các trường học`) or as a kind (`các phường`)."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from domain.finding.namesakes import with_namesakes
from domain.orders.kind_before import with_kinds
from domain.orders.kinds_in_text import is_of_kind, kinds_named
from domain.orders.names_in_text import Spot, whole_names
from domain.orders.order_tokens import OrderToken
from handlers.naming.asked_for import KnownUnits
from storage.tables import Unit
from storage.units import classes


def named_together(
    session: Session, there: KnownUnits, text: str, tokens: Sequence[OrderToken], taken: Collection[int] = ()
) -> list[Spot[Unit]]:
    """Return them, but for those at places that are `taken`; a class or kind is said by the codes of its units."""
    whole = [one for one in whole_names(text, tokens, there.called) if places([one]).isdisjoint(taken)]
    found = [
        replace(one, found=with_namesakes(there.called, one.said, one.found))
        for one in with_kinds(text, tokens, whole, there.called)
    ]
    gone = places(found) | set(taken)
    found += _of_classes(session, there, text, tokens, gone)
    return found + _of_kinds(there, tokens, places(found) | gone)


def places(spots: Sequence[Spot[Any]]) -> set[int]:
    return {place for one in spots for place in range(one.start, one.end)}


def _of_classes(
    session: Session, there: KnownUnits, text: str, tokens: Sequence[OrderToken], taken: Collection[int]
) -> list[Spot[Unit]]:
    """Find all units of the class of that name, as their codes are typed: `các trường học`."""
    followed = there.units
    members = classes.of_organisations(session, {unit.organisation_id for unit in followed})
    named = [(ids, classes.called("", name)) for _, name, ids in members if len(name.split()) > 1]
    found: list[Spot[Unit]] = []
    for spot in whole_names(text, tokens, named):
        units_of = [unit for unit in followed if any(unit.id in ids for ids in spot.found)]
        if units_of and places([spot]).isdisjoint(taken):
            found.append(Spot(spot.start, spot.end, ", ".join(unit.code for unit in units_of), units_of))
    return found


def _of_kinds(there: KnownUnits, tokens: Sequence[OrderToken], taken: Collection[int]) -> list[Spot[Unit]]:
    """Find all units of that kind, as their codes are typed: `các phường`."""
    found: list[Spot[Unit]] = []
    for start, end in kinds_named(tokens, taken):
        of_kind = [unit for unit in there.units if is_of_kind(unit.name, tokens[start + 1 : end])]
        found += [Spot(start, end, ", ".join(unit.code for unit in of_kind), of_kind)] if of_kind else []
    return found

"""Whose reports a person who only reports speaks of: their own, unless another unit or everybody is named."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from domain.finding import meant
from domain.finding.meant import Called
from domain.orders.best_way import OrderCandidate, concepts_in
from handlers.conversation.talk import Talk
from handlers.orders.named_things import Mentioned
from storage.units import units

_OWN: Mapping[str, str] = {
    "overdue": "owe",
    "missing": "owe",
    "upcoming": "owe",
    "progress": "owe",
    "in_yet": "standing",
    "review": "standing",
    "review_unit": "history",
    "requests": "asked_more_time",
    "obstacles": "obstacles_own",
}
"""What is asked of all units by who follows them, and the same of one's own."""
ASKED_OF_OTHERS = frozenset(_OWN.values())
_OF_OTHERS = frozenset({"who", "all", "those_late", "by_unit"})
_OWN_AFFAIRS = frozenset({"extend", "nil", "raise", "away", "report", "hand_in"})
_AS_LIKELY = 0.5
_AFTER = frozenset({"requests", "asked_after", "approved", "past"})


def meant_by_reporter(talk: Talk, said: Mentioned, found: Sequence[OrderCandidate]) -> list[OrderCandidate]:
    """Return the orders as a reporter means them: `báo cáo của em duyệt chưa` asks of one's own; `phường 5 nộp chưa` of
    others, which is said not to be theirs."""
    if _names_another(talk, said):
        return _of_another(found)
    concepts = concepts_in(said.tokens)
    if "mine" not in concepts and concepts & _OF_OTHERS:
        return list(found)
    own = [
        replace(one, order=_OWN[one.order], whose="reporter", acts=False) if _is_asked(one, concepts) else one
        for one in found
    ]
    best: dict[str, OrderCandidate] = {}
    for one in own:
        best.setdefault(one.order, one)
    return list(best.values())


def _is_asked(one: OrderCandidate, concepts: Collection[str]) -> bool:
    """Say whether one's own reports are asked about; who asks for more time does not ask what became of it."""
    is_new = one.order == "requests" and _AFTER.isdisjoint(concepts)
    return one.whose == "coordinator" and one.order in _OWN and not is_new


def _of_another(found: Sequence[OrderCandidate]) -> list[OrderCandidate]:
    theirs = next((one for one in found if one.whose == "coordinator"), None)
    own = next((one for one in found if one.whose != "coordinator"), None)
    if theirs is None or own is None or own.order in _OWN_AFFAIRS or own.worth - theirs.worth > _AS_LIKELY:
        return list(found)
    return [one for one in found if one.whose == "coordinator"]


def _names_another(talk: Talk, said: Mentioned) -> bool:
    if not said.units:
        return False
    own = [
        (unit.id, Called(unit.code, unit.name)) for unit in units.listed(talk.session, talk.person.reporting_units, ())
    ]
    return any(not meant.choose(own, spot.said) for spot in said.units)

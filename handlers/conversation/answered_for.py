"""Which units and plans what was read back is about, and whether the person still answers for these."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.rights import Actor
from domain.text import fold
from storage.tables import Extension, Obligation, Obstacle, Report, Requirement, Unit

Rights = Mapping[str, Sequence[int]]
Place = tuple[set[int], set[int]]
"""Units and plans."""

_OF_REPORTS = select(Obligation.unit_id, Requirement.plan_id).join(
    Requirement, Requirement.id == Obligation.requirement_id
)
_PLACES: Mapping[str, Callable[[Sequence[int]], Select[int, int]]] = {
    "obligation_id": lambda ids: _OF_REPORTS.where(Obligation.id.in_(ids)),
    "report_id": lambda ids: _OF_REPORTS.join(Report, Report.obligation_id == Obligation.id).where(Report.id.in_(ids)),
    "extension_id": lambda ids: _OF_REPORTS.join(Extension, Extension.obligation_id == Obligation.id).where(
        Extension.id.in_(ids)
    ),
    "obstacle_id": lambda ids: select(Obstacle.unit_id, Obstacle.plan_id).where(Obstacle.id.in_(ids)),
}
"""How units and plans are read of what an argument of that name numbers."""
_UNITS = ("unit_id", "unit", "units", "more")
_IDS = {"extension.grant_all": "extension_id", "review.accept_all": "report_id"}
"""What the `ids` of these actions are."""


def rights_of(actor: Actor | None) -> Rights:
    if actor is None:
        return {"units": (), "plans": ()}
    return {"units": sorted({held.unit_id for held in actor.held}), "plans": sorted(actor.plan_ids)}


def is_of_others(session: Session, one: Mapping[str, Any], now: Rights) -> bool:
    """Say whether what was read back is about a unit or plan for which the person answers no more; where it names
    nothing that was theirs, whether they answer for less."""
    then = set(one.get("units", ())), set(one.get("plans", ()))
    lost = then[0] - set(now["units"]), then[1] - set(now["plans"])
    if not any(lost):
        return False
    units, plans = _named(session, one["action"], one["args"])
    if not units & then[0] and not plans & then[1]:
        return True
    return bool(units & lost[0] or plans & lost[1])


def names_what_was_lost(session: Session, one: Mapping[str, Any], now: Rights) -> bool:
    """Say whether what was read back calls a unit by name that is the person's no more."""
    lost = set(one.get("units", ())) | _named(session, one["action"], one["args"])[0]
    units = session.scalars(select(Unit).where(Unit.id.in_(sorted(lost - set(now["units"])))))
    said = f" {fold(one['said'])} "
    return any(fold(name) in said for unit in units for name in (unit.name, unit.shown, f" {unit.code} ") if name)


def _named(session: Session, action: str, args: Mapping[str, Any]) -> Place:
    """Return the units and plans that the arguments of a button name."""
    units = {unit for name in _UNITS for unit in _ids(args.get(name))}
    wanted = _ids(args.get("requirement_id"))
    plans = (
        set(session.scalars(select(Requirement.plan_id).where(Requirement.id.in_(wanted)))) if wanted else set[int]()
    )
    for name, value in args.items():
        read = _PLACES.get(_IDS.get(action, "") if name == "ids" else name)
        for unit, plan in session.execute(read(_ids(value))).all() if read is not None else ():
            units.add(unit)
            plans.add(plan)
    return units, plans


def _ids(value: Any) -> list[int]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, int)]

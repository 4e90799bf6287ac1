"""The units of a review as they are now, with what became of them: who came after whom, and their classes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.reports.successions import heirs
from domain.text import vietnamese_key
from storage.tables import Unit, UnitClass, UnitMembership
from storage.units.unit_changes import SHOWN

Successors = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class ReviewedUnit:
    """`after`: what stands in its place by now, where it was merged or split; `before`: those that it came directly
    after."""

    id: int
    code: str
    name: str  # of today
    short_name: str | None
    protocol_order: int | None
    ended_on: date | None
    classes: Sequence[str]
    after: Sequence[str]
    before: Sequence[str]


def reviewed_units(
    session: Session, organisation_id: int, unit_ids: Collection[int], after: Successors
) -> dict[int, ReviewedUnit]:
    """Return these units by id. `after`: what came directly after each of the organisation's that ended."""
    rows = session.execute(
        select(Unit.id, Unit.code, SHOWN, Unit.short_name, Unit.protocol_order, Unit.ended_on).where(
            Unit.organisation_id == organisation_id
        )
    ).all()
    names: dict[int, str] = {id: name for id, _, name, *_ in rows}
    classes: dict[int, list[str]] = defaultdict(list)
    for unit_id, name in session.execute(
        select(UnitMembership.unit_id, UnitClass.name)
        .join(UnitClass, UnitClass.id == UnitMembership.class_id)
        .where(UnitMembership.organisation_id == organisation_id)
        .order_by(UnitMembership.unit_id, UnitClass.id)
    ):
        classes[unit_id].append(name)
    before: dict[int, list[int]] = defaultdict(list)
    for old, new in ((old, new) for old, later in after.items() for new in later):
        before[new].append(old)

    def named(ids: Collection[int]) -> list[str]:
        return sorted((names[id] for id in ids), key=vietnamese_key)

    wanted = set(unit_ids)
    return {
        id: ReviewedUnit(
            id, code, name, short, order, ended, classes[id], named(heirs(id, after)), named(before.get(id, ()))
        )
        for id, code, name, short, order, ended in rows
        if id in wanted
    }

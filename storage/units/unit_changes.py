"""What became of units: changes whose day has come, who came after whom, and what units were called when."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from domain.reports.successions import ChangeKind, heirs
from domain.text import vietnamese_key
from storage.db.upsert import table_of
from storage.plans.plans import look_again
from storage.tables import Obligation, Requirement, RequirementUnit, Unit, UnitChange, UnitSuccession
from storage.units import units

_CHANGE, _UNIT, _OBLIGATION = map(table_of, (UnitChange, Unit, Obligation))
BESIDE = func.coalesce(" (" + _UNIT.c.beside + ")", "")
"""Behind the name of a unit of which there are several of that name; see `Unit.shown`."""
SHOWN = _UNIT.c.name + BESIDE


def name_at(day: ColumnElement[date]) -> ColumnElement[str]:
    """Return what the unit of a query was called on that day. Without renamings it costs a look into an empty index."""
    earlier = (
        select(_CHANGE.c.old_name)
        .where(_CHANGE.c.unit_id == _UNIT.c.id, _CHANGE.c.day > day, _CHANGE.c.done_at.is_not(None))
        .order_by(_CHANGE.c.day)
        .limit(1)
        .correlate(_UNIT, _OBLIGATION)
        .scalar_subquery()
    )
    return func.coalesce(earlier, _UNIT.c.name) + BESIDE


NAME_THEN = name_at(_OBLIGATION.c.period_end)
"""What the unit was called when the period of the report ended; it may still go by that name then."""


def name_then(session: Session, unit_id: int, obligation_id: int) -> str:
    """Return what a unit was called when the period of that report ended."""
    query = select(NAME_THEN).join(_OBLIGATION, _OBLIGATION.c.id == obligation_id).where(_UNIT.c.id == unit_id)
    return session.scalars(query).one()


@dataclass(frozen=True, slots=True)
class FormerNames:
    """What units were called before they were renamed."""

    renamings: Mapping[int, Sequence[UnitChange]]  # by unit, in the order of their days

    def names(self, unit_id: int) -> tuple[str, ...]:
        return tuple(one.old_name for one in self.renamings.get(unit_id, ()) if one.old_name)

    def on(self, unit_id: int, day: date, name: str) -> str:
        """Return what the unit of that present name was called on a day."""
        return next((one.old_name for one in self.renamings.get(unit_id, ()) if one.day > day and one.old_name), name)


def former_names(session: Session, unit_ids: Collection[int]) -> FormerNames:
    """Return the former names of all these units, by one query."""
    found = defaultdict[int, list[UnitChange]](list)
    for change in renamings(session, unit_ids):
        if change.unit_id is not None:
            found[change.unit_id].append(change)
    return FormerNames(found)


def present_names(session: Session, organisation_id: int) -> dict[str, str]:
    """Return the names of today, by code."""
    return dict(session.execute(select(Unit.code, Unit.name).where(Unit.organisation_id == organisation_id)).all())


def take_effect(session: Session, organisation_id: int, today: date, now: datetime) -> list[UnitChange]:
    """Follow the changes whose day has come; return those of which nobody was told yet, by their day."""
    due = untold(session, organisation_id, today)
    follow(session, due, now)
    return list(due)


def untold(session: Session, organisation_id: int, today: date) -> Sequence[UnitChange]:
    """Return the changes whose day has come and of which nobody was told yet, by their day."""
    return session.scalars(
        select(UnitChange)
        .where(UnitChange.organisation_id == organisation_id, UnitChange.told_at.is_(None), UnitChange.day <= today)
        .order_by(UnitChange.day, UnitChange.id)
        .with_for_update()
    ).all()


def follow(session: Session, changes: Sequence[UnitChange], now: datetime) -> None:
    """Have them take effect, where they have not."""
    for change in changes:
        if change.done_at is None:
            change.done_at = now
            if change.kind == ChangeKind.RENAME:
                _rename(session, change)
            else:
                _ask_again(session, change.id, now)
    if changes:
        session.flush()
        units.tell_apart(session, changes[0].organisation_id, max(change.day for change in changes))


def _rename(session: Session, change: UnitChange) -> None:
    """Rename a unit; it was called as before until now, also where that was corrected meanwhile; unless it was renamed
    again since."""
    unit = session.get_one(Unit, change.unit_id)
    later = session.scalar(
        select(UnitChange.id)
        .where(UnitChange.unit_id == unit.id, UnitChange.day > change.day, UnitChange.done_at.is_not(None))
        .limit(1)
    )
    if later is None and change.new_name:
        unit.name, unit.short_name = change.new_name, None  # it was short for the former name


def _ask_again(session: Session, change_id: int, now: datetime) -> None:
    """Have the new units owe what has begun and was asked of none of the old ones."""
    new = select(UnitSuccession.to_unit_id).where(UnitSuccession.change_id == change_id)
    asked = select(RequirementUnit.requirement_id).where(RequirementUnit.unit_id.in_(new))
    for requirement in session.scalars(select(Requirement).where(Requirement.id.in_(asked))):
        if requirement.once_due_at is None or requirement.once_due_at > now:
            look_again(requirement, now)


def parts(session: Session, change_id: int) -> tuple[list[Unit], list[Unit]]:
    """Return the units before a merger or split, and those after it."""
    rows = session.execute(
        select(UnitSuccession.from_unit_id, UnitSuccession.to_unit_id)
        .where(UnitSuccession.change_id == change_id)
        .order_by(UnitSuccession.id)
    ).all()
    old, new = (dict.fromkeys(ids) for ids in zip(*rows, strict=True)) if rows else ({}, {})
    return [session.get_one(Unit, id) for id in old], [session.get_one(Unit, id) for id in new]


def ending(session: Session, unit_id: int) -> UnitChange | None:
    """Return the merger or split by which a unit ended, or is to end."""
    return session.scalar(
        select(UnitChange)
        .join(UnitSuccession, UnitSuccession.change_id == UnitChange.id)
        .where(UnitSuccession.from_unit_id == unit_id)
        .limit(1)
    )


def beginnings(session: Session, unit_id: int) -> Sequence[UnitChange]:
    """Return the mergers and splits out of which a unit came."""
    query = (
        select(UnitChange)
        .join(UnitSuccession, UnitSuccession.change_id == UnitChange.id)
        .where(UnitSuccession.to_unit_id == unit_id)
        .order_by(UnitChange.day, UnitChange.id)
        .distinct()
    )
    return session.scalars(query).all()


def renamings(session: Session, unit_ids: Collection[int]) -> Sequence[UnitChange]:
    """Return those that have taken effect, by their day."""
    query = select(UnitChange).where(UnitChange.unit_id.in_(unit_ids), UnitChange.done_at.is_not(None))
    return session.scalars(query.order_by(UnitChange.day)).all() if unit_ids else ()


def followed(session: Session, organisation_id: int) -> Sequence[UnitChange]:
    """Return the mergers and splits that have taken effect, the newest first."""
    query = select(UnitChange).where(
        UnitChange.organisation_id == organisation_id,
        UnitChange.done_at.is_not(None),
        UnitChange.kind != ChangeKind.RENAME,
    )
    return session.scalars(query.order_by(UnitChange.day.desc(), UnitChange.id.desc())).all()


def living_names(session: Session, organisation_id: int, unit_ids: Collection[int]) -> dict[int, list[str]]:
    """Return what stands in the place of each of these units now, in Vietnamese order."""
    steps = units.successors(session, organisation_id)
    names: dict[int, str] = dict(
        session.execute(
            select(Unit.id, SHOWN).where(Unit.id.in_({heir for unit in unit_ids for heir in heirs(unit, steps)}))
        ).all()
    )
    return {unit: sorted((names[heir] for heir in heirs(unit, steps)), key=vietnamese_key) for unit in unit_ids}


def after(session: Session, unit_ids: Collection[int]) -> set[int]:
    """Return the units that came after any of these."""
    query = select(UnitSuccession.to_unit_id).where(UnitSuccession.from_unit_id.in_(sorted(unit_ids)))
    return set(session.scalars(query))

"""Whom to call in a unit: its focal points and their deputies, and whether they can be written to."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.rights import Role
from storage.people.people import holders, in_office, reachable_address
from storage.tables import Person, Position

CALLED = (Role.FOCAL_POINT, Role.DEPUTY)


@dataclass(frozen=True, slots=True)
class Contact:
    """`channel` is where the person can be written to now, None where nowhere."""

    person_id: int
    name: str
    role: Role
    channel: str | None


def contacts_of(session: Session, units: Collection[tuple[int, int]], now: datetime) -> dict[int, tuple[Contact, ...]]:
    """Return the contacts of units, given as (organisation id, unit id), by unit id; focal points before deputies."""
    held = _held(session, units, now)
    people = sorted({person_id for pairs in held.values() for person_id in pairs})
    if not people:
        return {}
    names = dict(session.execute(select(Person.id, Person.name).where(Person.id.in_(people))).all())
    reachable = reachable_address(session, people)
    return {
        unit_id: tuple(
            Contact(person_id, names[person_id], role, reachable[person_id].channel if person_id in reachable else None)
            for person_id, role in pairs.items()
        )
        for unit_id, pairs in held.items()
    }


def _held(session: Session, units: Iterable[tuple[int, int]], now: datetime) -> dict[int, dict[int, Role]]:
    """Return unit id -> person id -> the first of their roles."""
    of_organisation: dict[int, set[int]] = defaultdict(set)
    for organisation_id, unit_id in units:
        of_organisation[organisation_id].add(unit_id)
    found: dict[int, dict[int, Role]] = {}
    for organisation_id, unit_ids in of_organisation.items():
        in_unit = holders(session, organisation_id, unit_ids, (), now)
        for unit_id in unit_ids:
            held = in_unit.holding(CALLED, unit_id, 0)
            found[unit_id] = {person_id: Role(role) for person_id, role in held.items()}
    return found


def holder(session: Session, person_id: int, unit_id: int, role: str, now: datetime) -> Person | None:
    """Return the person, where they hold that role in the unit at `now`."""
    return session.scalar(
        select(Person)
        .join(Position, Position.person_id == Person.id)
        .where(
            Person.id == person_id,
            Position.unit_id == unit_id,
            Position.role == role,
            Position.since <= now,
            or_(Position.until.is_(None), Position.until > now),
        )
        .limit(1)
    )


def concerned(session: Session, organisation_id: int, unit_id: int, did_it: int, now: datetime) -> set[int]:
    """Return who is told of what became of something that a person did for a unit: they themselves, as long as they are
    of it, and who else reports for it."""
    is_there = any(person_id == did_it for _, person_id in in_office(session, organisation_id, unit_id, now))
    held = holders(session, organisation_id, [unit_id], (), now)
    return {*held.holding(CALLED, unit_id, 0), *({did_it} if is_there else ())}

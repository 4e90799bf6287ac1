"""Who still has to be invited: the people on the list who have not joined, and units where nobody can be reached."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from domain.finding import spelling
from domain.rights import Role
from domain.text import vietnamese_key
from storage.people.contacts import CALLED
from storage.people.people import holders, in_chats, reachable, seats
from storage.plans.plans import units_asked
from storage.tables import ExpectedPerson, Invitation, Requirement, Unit, UnitMembership
from storage.units.unit_changes import SHOWN


@dataclass(frozen=True, slots=True)
class Wanted:
    """`expected_id`: on the list of people; None for a unit that is invited without a name."""

    unit_id: int
    unit: str
    role: str
    name: str | None
    expected_id: int | None
    person_id: int | None = None  # who they are, where they have a mailbox


def wanted(session: Session, organisation_id: int, now: datetime, class_id: int | None = None) -> list[Wanted]:
    """Return by unit, in Vietnamese order, the people of the list in their order."""
    units = _units(session, organisation_id, class_id, now)
    here = set(units)
    listed = [row for row in _listed(session, organisation_id) if row.unit_id in here]
    joined = {(seat.unit_id, seat.role, spelling.key(seat.name)) for seat in seats(session, organisation_id, now)}
    chatting = in_chats(session, {row.person_id for row in listed if row.person_id is not None})
    found = [
        Wanted(row.unit_id, units[row.unit_id], row.role, row.name, row.id, row.person_id)
        for row in listed
        if (row.person_id not in chatting if row.person_id else not row.used and _seat(row) not in joined)
    ]
    named = {row.unit_id for row in listed}
    lost = _unreached(session, organisation_id, here - named, now)
    found += [Wanted(unit_id, units[unit_id], str(Role.FOCAL_POINT), None, None) for unit_id in lost]
    return sorted(found, key=lambda one: vietnamese_key(one.unit))


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    unit_id: int
    role: str
    name: str
    used: bool
    person_id: int | None


def _seat(row: _Row) -> tuple[int, str, str]:
    return row.unit_id, row.role, spelling.key(row.name)


def _listed(session: Session, organisation_id: int) -> list[_Row]:
    rows = session.execute(
        select(
            ExpectedPerson.id,
            ExpectedPerson.unit_id,
            ExpectedPerson.role,
            ExpectedPerson.name,
            Invitation.used_at,
            ExpectedPerson.person_id,
        )
        .outerjoin(Invitation, Invitation.id == ExpectedPerson.invitation_id)
        .where(ExpectedPerson.organisation_id == organisation_id)
        .order_by(ExpectedPerson.id)
    )
    return [_Row(id, unit, role, name, used_at is not None, person) for id, unit, role, name, used_at, person in rows]


def _units(session: Session, organisation_id: int, class_id: int | None, now: datetime) -> dict[int, str]:
    there_still = or_(Unit.ended_on.is_(None), Unit.ended_on > now.date())
    query = select(Unit.id, SHOWN).where(Unit.organisation_id == organisation_id, there_still)
    if class_id is not None:
        query = query.join(UnitMembership, UnitMembership.unit_id == Unit.id).where(UnitMembership.class_id == class_id)
    return dict(session.execute(query).all())


def _unreached(session: Session, organisation_id: int, unit_ids: Collection[int], now: datetime) -> list[int]:
    """Return, of these, the units that report and in which nobody who reports can be written to."""
    owing = sorted(units_asked(session, Requirement.organisation_id == organisation_id) & set(unit_ids))
    held = holders(session, organisation_id, owing, (), now)
    people = {unit: set(held.holding(CALLED, unit, 0)) for unit in owing}
    found = reachable(session, {person for those in people.values() for person in those})
    return [unit for unit in owing if not people[unit] & found]


def note_invited(session: Session, expected_id: int, invitation_id: int, now: datetime) -> None:
    """Note that this invitation is theirs; an earlier one that was not used is good no more."""
    earlier = select(ExpectedPerson.invitation_id).where(ExpectedPerson.id == expected_id).scalar_subquery()
    session.execute(
        update(Invitation)
        .where(Invitation.id == earlier, Invitation.used_at.is_(None), Invitation.expires_at > now)
        .values(expires_at=now)
    )
    session.execute(update(ExpectedPerson).where(ExpectedPerson.id == expected_id).values(invitation_id=invitation_id))

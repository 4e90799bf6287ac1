"""People as actors: who they are, which positions they hold now, which plans they follow."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from domain.rights import Actor, Held, Role
from storage.db.batch import Lookup, Remembered, Rows
from storage.db.upsert import table_of
from storage.plans.plans import units_asked
from storage.tables import (
    GroupWatch,
    Organisation,
    Person,
    Plan,
    PlanCoordinator,
    Position,
    Requirement,
)

_POSITION = table_of(Position).c


def _held(rows: Rows) -> list[tuple[Held, datetime, datetime | None]]:
    """Return the positions with their time."""
    return [(Held(organisation, unit, Role(role)), since, until) for organisation, unit, role, since, until in rows]


_HELD = Lookup(
    select(_POSITION.organisation_id, _POSITION.unit_id, _POSITION.role, _POSITION.since, _POSITION.until).order_by(
        _POSITION.id
    ),
    _POSITION.person_id,
    make=_held,
)
_WHO = (
    select(Person, Organisation)
    .join(Organisation, Organisation.id == Person.organisation_id)
    .where(Person.id.in_(bindparam("people", expanding=True)))
)
_PEOPLE = Remembered({"person": ("id", "organisation_id")})


def person_of(session: Session, person_id: int) -> tuple[Person, Organisation]:
    """Return the person and where they belong."""
    known: tuple[Person, Organisation] | None = _PEOPLE.known(session).get((person_id,))
    if known is not None:
        return known
    person, organisation = session.execute(_WHO, {"people": [person_id]}).one()
    return person, organisation


def read_ahead(session: Session, person_ids: Collection[int]) -> None:
    """Read ahead, in a batch, these people and what they hold, by two statements."""
    found = session.execute(_WHO, {"people": list(person_ids)})
    _PEOPLE.remember(session, {(person.id,): (person, organisation) for person, organisation in found})
    _HELD.read_ahead(session, [(person_id,) for person_id in person_ids])


def actor(session: Session, person_id: int, now: datetime) -> Actor:
    """Return the person as they stand at `now`."""
    person = session.get_one(Person, person_id)
    held = tuple(
        held for held, since, until in _HELD.of(session, person_id) if since <= now and (until is None or until > now)
    )
    return Actor(person_id, person.name, held, *_plans(session, held))


def _plans(session: Session, held: tuple[Held, ...]) -> tuple[frozenset[int], frozenset[int]]:
    """Return the plans followed, as coordinator of one of their coordinating units or as admin of the organisation; and
    those overseen, as leader of such a unit."""
    units = {role: {h.unit_id for h in held if h.role is role} for role in (Role.COORDINATOR, Role.UNIT_LEADER)}
    organisations = {h.organisation_id for h in held if h.role is Role.ADMIN}
    found: dict[Role, set[int]] = {role: set() for role in units}
    if wanted := set().union(*units.values()):
        rows = session.execute(
            select(PlanCoordinator.unit_id, PlanCoordinator.plan_id).where(PlanCoordinator.unit_id.in_(wanted))
        )
        for unit_id, plan_id in rows:
            for role, of_role in units.items():
                if unit_id in of_role:
                    found[role].add(plan_id)
    if organisations:
        in_all = select(Plan.id).where(Plan.organisation_id.in_(organisations))
        found[Role.COORDINATOR].update(session.scalars(in_all))
    return frozenset(found[Role.COORDINATOR]), frozenset(found[Role.UNIT_LEADER])


def coordinators(session: Session, plan_id: int, now: datetime) -> list[int]:
    """Return the people who coordinate a plan now, in a fixed order."""
    return list(
        session.scalars(
            select(Position.person_id)
            .join(PlanCoordinator, PlanCoordinator.unit_id == Position.unit_id)
            .where(
                PlanCoordinator.plan_id == plan_id,
                Position.role == Role.COORDINATOR,
                Position.since <= now,
                or_(Position.until.is_(None), Position.until > now),
            )
            .order_by(Position.person_id)
            .distinct()
        )
    )


def units_followed(session: Session, plan_ids: Collection[int]) -> set[int]:
    """Return the units that owe reports on these plans, or add to them."""
    return units_asked(session, Requirement.plan_id.in_(plan_ids)) if plan_ids else set()


def watched_plans(session: Session, address_id: int) -> set[int]:
    """Return the plans for which a coordinator registered the bot in this group chat."""
    return set(session.scalars(select(GroupWatch.plan_id).where(GroupWatch.address_id == address_id)))

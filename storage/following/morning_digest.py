"""What a coordinator hears each morning, in a few statements for a whole organisation."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from domain.reports.states import EXPECTED, State
from domain.rights import REPORTING_ROLES, Role
from domain.text import vietnamese_key
from storage.db.chunks import in_parts
from storage.db.upsert import table_of
from storage.deciding import obstacles, reviews
from storage.deciding.obstacles import ObstacleEntry
from storage.people.contacts import CALLED
from storage.people.people import holders, reachable
from storage.tables import (
    Address,
    GroupWatch,
    Obligation,
    Organisation,
    Plan,
    PlanCoordinator,
    Position,
    Report,
    Requirement,
    Unit,
)
from storage.units.unit_changes import SHOWN

SOON = timedelta(days=3)
_ORGANISATION = table_of(Organisation)


@dataclass(slots=True)
class MorningStanding:
    """One plan this morning; units by id."""

    title: str
    overdue: set[int] = field(default_factory=set)
    newly_overdue: set[int] = field(default_factory=set)
    soon: set[int] = field(default_factory=set)
    returned: set[int] = field(default_factory=set)
    unheard: set[int] = field(default_factory=set)  # late or due soon, and nobody there can be reached
    came_in: int = 0  # reports since the last digest; one that came twice is one
    to_review: Mapping[int, int] = field(default_factory=dict)  # by unit: nobody decides on their own unit's
    obstacles: Sequence[ObstacleEntry] = ()  # new since then
    open_obstacles: int = 0

    def waiting_for(self, own_units: Collection[int]) -> int:
        """Return how many wait for a decision of somebody who reports for these units."""
        return sum(count for unit_id, count in self.to_review.items() if unit_id not in own_units)

    def is_worth_telling(self, own_units: Collection[int] = ()) -> bool:
        news = self.overdue or self.soon or self.returned or self.came_in or self.obstacles
        return bool(news or self.waiting_for(own_units))


@dataclass(frozen=True, slots=True)
class Morning:
    plans: Mapping[int, MorningStanding]
    names: Mapping[int, str]  # units in Vietnamese order


def take_turn(session: Session, organisation_id: int, day: date) -> bool:
    """Say whether it is this process that sends the digest of that day."""
    mine = (
        update(_ORGANISATION)
        .where(
            _ORGANISATION.c.id == organisation_id,
            or_(_ORGANISATION.c.digested_on.is_(None), _ORGANISATION.c.digested_on < day),
        )
        .values(digested_on=day)
    )
    return session.connection().execute(mine).rowcount == 1


def plan_ids(session: Session, organisation_id: int) -> Sequence[int]:
    return session.scalars(select(Plan.id).where(Plan.organisation_id == organisation_id).order_by(Plan.id)).all()


def gather(
    session: Session, organisation_id: int, since: datetime, now: datetime, only: Collection[int] | None = None
) -> Morning:
    """Return how every plan of the organisation stands (or `only` these), and what is new since that moment."""
    plans = {
        id: MorningStanding(title)
        for id, title in session.execute(select(Plan.id, Plan.title).where(Plan.organisation_id == organisation_id))
        if only is None or id in only
    }
    owed = session.execute(
        select(Requirement.plan_id, Obligation.unit_id, Obligation.due_at, Obligation.state)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(
            Obligation.organisation_id == organisation_id,
            Obligation.state.in_(sorted(map(str, EXPECTED))),
            (Obligation.due_at < now + SOON) | (Obligation.state == str(State.RETURNED)),
        )
    ).all()
    owed = [row for row in owed if row[0] in plans]
    for plan_id, unit_id, due_at, state in owed:
        standing = plans[plan_id]
        if due_at < now:
            standing.overdue.add(unit_id)
            if due_at >= since:
                standing.newly_overdue.add(unit_id)
        elif due_at < now + SOON:
            standing.soon.add(unit_id)
        if state == State.RETURNED:
            standing.returned.add(unit_id)
    _count_reports(session, organisation_id, since, plans)
    lost = _out_of_reach(session, organisation_id, {unit_id for _, unit_id, _, _ in owed}, now)
    for standing in plans.values():
        standing.unheard = (standing.overdue | standing.soon) & lost
    for entry in obstacles.raised_since(session, plans, since):
        standing = plans[entry.obstacle.plan_id]
        standing.obstacles = [*standing.obstacles, entry]
    for plan_id, standing in plans.items():
        standing.open_obstacles = obstacles.count_open(session, [plan_id])
    return Morning(plans, _names(session, {unit_id for _, unit_id, _, _ in owed}))


def _count_reports(
    session: Session, organisation_id: int, since: datetime, plans: Mapping[int, MorningStanding]
) -> None:
    for plan_id, of_units in reviews.waiting(session, organisation_id).items():
        if plan_id in plans:
            plans[plan_id].to_review = of_units
    arrived = session.execute(
        select(Requirement.plan_id, Report.obligation_id)
        .distinct()
        .select_from(Report)
        .join(Obligation, Obligation.id == Report.obligation_id)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(Report.organisation_id == organisation_id, Report.submitted_at >= since)
    )
    for plan_id, _ in arrived:
        if plan_id in plans:
            plans[plan_id].came_in += 1


def _out_of_reach(session: Session, organisation_id: int, unit_ids: Collection[int], now: datetime) -> set[int]:
    """Return those of these units in which nobody who reports can be written to."""
    held = holders(session, organisation_id, unit_ids, (), now)
    people = {unit: set(held.holding(CALLED, unit, 0)) for unit in unit_ids}
    found = reachable(session, {person for those in people.values() for person in those})
    return {unit for unit, those in people.items() if not those & found}


def _names(session: Session, unit_ids: Collection[int]) -> dict[int, str]:
    rows = [
        (id, name)
        for some in in_parts(sorted(unit_ids))
        for id, name in session.execute(select(Unit.id, SHOWN).where(Unit.id.in_(some)))
    ]
    return dict(sorted(rows, key=lambda row: vietnamese_key(row[1])))


def listeners(
    session: Session, organisation_id: int, now: datetime, role: Role = Role.COORDINATOR
) -> dict[int, set[int]]:
    """Return who hears of which plans: person id -> the plans in whose coordinating units they have that role."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = session.execute(
        select(Position.person_id, PlanCoordinator.plan_id)
        .join(PlanCoordinator, PlanCoordinator.unit_id == Position.unit_id)
        .where(
            PlanCoordinator.organisation_id == organisation_id,
            Position.role == str(role),
            Position.since <= now,
            or_(Position.until.is_(None), Position.until > now),
        )
    )
    for person_id, plan_id in rows:
        found[person_id].add(plan_id)
    return dict(found)


def own_units(session: Session, organisation_id: int, now: datetime) -> dict[int, set[int]]:
    """Return for which units who reports."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = session.execute(
        select(Position.person_id, Position.unit_id).where(
            Position.organisation_id == organisation_id,
            Position.role.in_(sorted(map(str, REPORTING_ROLES))),
            Position.since <= now,
            or_(Position.until.is_(None), Position.until > now),
        )
    )
    for person_id, unit_id in rows:
        found[person_id].add(unit_id)
    return found


def groups(session: Session, organisation_id: int) -> dict[int, tuple[Address, set[int]]]:
    """Return the group chats in which a plan was registered: address id -> the chat and its plans."""
    found: dict[int, tuple[Address, set[int]]] = {}
    rows = session.execute(
        select(Address, GroupWatch.plan_id)
        .join(GroupWatch, GroupWatch.address_id == Address.id)
        .where(GroupWatch.organisation_id == organisation_id, Address.unreachable_since.is_(None))
        .order_by(Address.id)
    )
    for address, plan_id in rows:
        found.setdefault(address.id, (address, set()))[1].add(plan_id)
    return found

"""What a coordinator looks at: reports that are expected and not in, with whom to call and how often they were urged.

Every list costs the same handful of queries, however many units are on it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, func, select, tuple_
from sqlalchemy.orm import Session

from domain.reports.states import EXPECTED, IN, State
from domain.text import vietnamese_key
from storage.deciding import extensions
from storage.following import urged_so_far
from storage.people.contacts import Contact, contacts_of
from storage.reporting import duties
from storage.reporting.period_due import DUE_OF_PERIOD
from storage.tables import Obligation, Organisation, Plan, Requirement, RequirementTask, Unit
from storage.units.unit_changes import SHOWN

_EXPECTED = sorted(str(state) for state in EXPECTED)
_IN = sorted(str(state) for state in IN)
_Pair = tuple[int, str]  # requirement id, period key


@dataclass(frozen=True, slots=True)
class RequirementPeriod:
    """One report asked of several units for one period, and how many have handed it in."""

    requirement_id: int
    requirement_code: str
    title: str
    plan_id: int
    plan_code: str
    period_key: str
    due_at: datetime  # before any extension
    timezone: str
    submitted: int
    expected: int  # without the excused
    plan_title: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


@dataclass(frozen=True, slots=True)
class OutstandingDuty:
    """One report that a unit still has to hand in. `unit_name`: of today, as somebody is to do something about it: who
    was renamed is one unit, whatever periods it is late with."""

    obligation_id: int
    organisation_id: int
    unit_id: int
    unit_code: str
    unit_name: str
    asked: RequirementPeriod
    due_at: datetime
    returned: bool  # handed in, and sent back to be mended


@dataclass(frozen=True, slots=True)
class FollowedDuty(OutstandingDuty):
    """The same with how far it is, and what was done about it."""

    tasks: int
    drafted: int  # of the tasks
    contacts: tuple[Contact, ...]  # focal points before deputies
    reminded: int  # reminders that went to the unit, and nudges
    wants: datetime | None  # until when more time is asked, where nobody has decided on it

    @property
    def is_reachable(self) -> bool:
        return any(contact.channel for contact in self.contacts)


def overdue(session: Session, plan_ids: Collection[int], now: datetime) -> list[OutstandingDuty]:
    """Return what is overdue, the latest first, then by the units' names."""
    return _owing(session, _of_plans(plan_ids), Obligation.due_at < now)


def overdue_of_organisation(session: Session, organisation_id: int, now: datetime) -> list[OutstandingDuty]:
    """Return the same for all plans of an organisation."""
    return _owing(session, Obligation.organisation_id == organisation_id, Obligation.due_at < now)


def upcoming(session: Session, plan_ids: Collection[int], now: datetime, until: datetime) -> list[OutstandingDuty]:
    """Due from now to `until`, the nearest first."""
    return _owing(session, _of_plans(plan_ids), Obligation.due_at.between(now, until))


def missing(session: Session, plan_ids: Collection[int], now: datetime) -> list[OutstandingDuty]:
    """Return all that is not in for the current period of each report, overdue or not."""
    pairs = [(a.requirement_id, a.period_key) for a in current(session, plan_ids, now)]
    return _owing(session, _of_plans(plan_ids), _in_pairs(pairs)) if pairs else []


def expected(session: Session, plan_ids: Collection[int], since: datetime) -> list[OutstandingDuty]:
    """Return all that is not in and falls due after that moment, of whatever period."""
    return _owing(session, _of_plans(plan_ids), Obligation.due_at > since)


def all_periods(session: Session, plan_ids: Collection[int]) -> list[RequirementPeriod]:
    """Return each report of these plans for each of its periods."""
    return _asked(session, _of_plans(plan_ids)) if plan_ids else []


def current(session: Session, plan_ids: Collection[int], now: datetime) -> list[RequirementPeriod]:
    """Return, of each report, the period whose due moment is nearest, by that moment."""
    nearest: dict[int, RequirementPeriod] = {}
    for asked in _asked(session, _of_plans(plan_ids)):
        best = nearest.get(asked.requirement_id)
        if best is None or abs(asked.due_at - now) < abs(best.due_at - now):
            nearest[asked.requirement_id] = asked
    return sorted(nearest.values(), key=lambda asked: (asked.due_at, asked.requirement_id))


def next_due(session: Session, plan_ids: Collection[int], after: datetime) -> RequirementPeriod | None:
    """Return what falls due first after that moment and is not in from everybody."""
    query = (
        select(Obligation.requirement_id, Obligation.period_key)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(_of_plans(plan_ids), Obligation.state.in_(_EXPECTED), Obligation.due_at > after)
        .order_by(Obligation.due_at, Obligation.requirement_id)
        .limit(1)
    )
    pair = session.execute(query).one_or_none()
    return None if pair is None else _asked(session, _of_plans(plan_ids), _in_pairs([pair]))[0]


def asked(
    session: Session, plan_ids: Collection[int], requirement_id: int, period_key: str
) -> RequirementPeriod | None:
    """Return that report for that period, where it is of one of these plans."""
    found = _asked(session, _of_plans(plan_ids), _in_pairs([(requirement_id, period_key)])) if plan_ids else []
    return found[0] if found else None


def organisation_of(session: Session, plan_id: int) -> int:
    return session.get_one(Plan, plan_id).organisation_id


def _of_plans(plan_ids: Collection[int]) -> ColumnElement[bool]:
    """Return the condition for these plans, through the organisation, with which the indexes of obligations begin."""
    organisations = select(Plan.organisation_id).where(Plan.id.in_(plan_ids))
    return and_(Obligation.organisation_id.in_(organisations), Requirement.plan_id.in_(plan_ids))


def _in_pairs(pairs: Iterable[_Pair]) -> ColumnElement[bool]:
    """Return the condition for these reports of these periods. SQLite uses both columns of the index only where each is
    named by itself."""
    wanted = list(pairs)
    return and_(
        Obligation.requirement_id.in_({requirement_id for requirement_id, _ in wanted}),
        Obligation.period_key.in_({period_key for _, period_key in wanted}),
        tuple_(Obligation.requirement_id, Obligation.period_key).in_(wanted),
    )


def _owing(session: Session, *which: ColumnElement[bool]) -> list[OutstandingDuty]:
    rows = session.execute(
        # Columns and no objects, which cost as much again as the query.
        select(
            Obligation.id,
            Obligation.organisation_id,
            Obligation.requirement_id,
            Obligation.period_key,
            Obligation.due_at,
            Obligation.state,
            Obligation.unit_id,
            Unit.code.label("unit_code"),
            SHOWN.label("unit_name"),
        )
        .join(Unit, Unit.id == Obligation.unit_id)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(Obligation.state.in_(_EXPECTED), *which)
    ).all()
    pairs = {(row.requirement_id, row.period_key) for row in rows}
    asked = {(a.requirement_id, a.period_key): a for a in _asked(session, _in_pairs(pairs))} if pairs else {}
    found = [
        OutstandingDuty(
            obligation_id=row.id,
            organisation_id=row.organisation_id,
            unit_id=row.unit_id,
            unit_code=row.unit_code,
            unit_name=row.unit_name,
            asked=asked[row.requirement_id, row.period_key],
            due_at=row.due_at,
            returned=row.state == State.RETURNED,
        )
        for row in rows
    ]
    return sorted(found, key=_order)


def described(session: Session, rows: Sequence[OutstandingDuty], now: datetime) -> list[FollowedDuty]:
    """Describe each with how far it is and whom to call. For what is shown only: it costs more than finding them."""
    if not rows:
        return []
    ids = [row.obligation_id for row in rows]
    tasks = _task_counts(session, {row.asked.requirement_id for row in rows})
    drafted = duties.drafted(session, ids)
    contacts = contacts_of(session, {(row.organisation_id, row.unit_id) for row in rows}, now)
    reminded = urged_so_far.counts(session, ids)
    asking = extensions.waiting(session, ids)
    return [
        FollowedDuty(
            **{field.name: getattr(row, field.name) for field in fields(OutstandingDuty)},
            tasks=tasks.get(row.asked.requirement_id, 0),
            drafted=drafted.get(row.obligation_id, 0),
            contacts=contacts.get(row.unit_id, ()),
            reminded=reminded.get(row.obligation_id, 0),
            wants=asking[row.obligation_id].wanted_at if row.obligation_id in asking else None,
        )
        for row in rows
    ]


def _order(row: OutstandingDuty) -> tuple[Any, ...]:
    """Order reports by their due moment, each one's units by lateness and then by name."""
    asked = row.asked
    return (asked.due_at, asked.requirement_id, asked.period_key, row.due_at, vietnamese_key(row.unit_name))


def _asked(session: Session, *which: ColumnElement[bool]) -> list[RequirementPeriod]:
    query = (
        select(
            Requirement.id,
            Requirement.code,
            Requirement.title,
            Plan.id,
            Plan.code,
            Obligation.period_key,
            DUE_OF_PERIOD,
            Organisation.timezone,
            func.sum(case((Obligation.state.in_(_IN), 1), else_=0)),
            func.sum(case((Obligation.state != str(State.EXCUSED), 1), else_=0)),
            Plan.title,
        )
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .join(Plan, Plan.id == Requirement.plan_id)
        .join(Organisation, Organisation.id == Requirement.organisation_id)
        .where(*which)
        .group_by(Requirement.id, Plan.id, Organisation.id, Obligation.period_key)
    )
    return [RequirementPeriod(*row) for row in session.execute(query)]


def _task_counts(session: Session, requirement_ids: Collection[int]) -> dict[int, int]:
    query = (
        select(RequirementTask.requirement_id, func.count())
        .where(RequirementTask.requirement_id.in_(requirement_ids))
        .group_by(RequirementTask.requirement_id)
    )
    return dict(session.execute(query).all()) if requirement_ids else {}


def distinct_units(rows: Sequence[OutstandingDuty]) -> int:
    """Count the units: one that is late with two reports is one."""
    return len({row.unit_id for row in rows})


def protocol_places(session: Session, unit_ids: Collection[int]) -> dict[int, tuple[Any, ...]]:
    """Return by what units are sorted where a document lists them: their place, else by their names behind those that
    have one."""
    rows = session.execute(select(Unit.id, Unit.protocol_order, Unit.name).where(Unit.id.in_(set(unit_ids))))
    return {id: (order is None, order or 0, vietnamese_key(name)) for id, order, name in rows}

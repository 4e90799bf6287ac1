"""One unit as those who follow it see it: what it owes now, and how it has done so far."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from domain.collation import IN, Standing, standing_of
from domain.reports.states import IN as COUNTED
from domain.reports.states import State, is_on_time
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.tables import Obligation, Report, Requirement

_IN = sorted(str(state) for state in COUNTED)


@dataclass(frozen=True, slots=True)
class Record:
    """Of the reports that were due, without the excused. What was returned is not in until it comes again."""

    due: int
    came_in: int
    on_time: int
    on_time_originally: int


def current(session: Session, unit_id: int, plan_ids: Collection[int], since: datetime) -> list[Duty]:
    """Return what it still owes, and what fell due since that moment, by due date."""
    ids = session.scalars(
        select(Obligation.id)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(
            Obligation.unit_id == unit_id,
            Requirement.plan_id.in_(plan_ids),
            Obligation.state.in_([str(State.OPEN), str(State.RETURNED)]) | (Obligation.due_at >= since),
        )
    ).all()
    return duties.duties(session, ids) if ids else []


def record(session: Session, unit_id: int, plan_ids: Collection[int], now: datetime) -> Record:
    first = aliased(Report)
    rows = session.execute(
        select(Obligation.state, Obligation.original_due_at, first.submitted_at, first.due_at)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .outerjoin(first, (first.obligation_id == Obligation.id) & (first.revision == 1))
        .where(
            Obligation.unit_id == unit_id,
            Requirement.plan_id.in_(plan_ids),
            Obligation.state != str(State.EXCUSED),
            (Obligation.due_at <= now) | Obligation.state.in_(_IN),
        )
    ).all()
    found = [(standing_of(State(state), at, due), at, original) for state, original, at, due in rows]
    sent = [(standing, at, original) for standing, at, original in found if standing in IN]
    return Record(
        due=len(found),
        came_in=len(sent),
        on_time=sum(standing is Standing.ON_TIME for standing, _, _ in sent),
        on_time_originally=sum(is_on_time(at, original) for _, at, original in sent),
    )

"""One unit as those who follow it see it: what it owes now, and how it has done so far."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from domain.reports import State
from storage import duties
from storage.duties import Duty
from storage.tables import Obligation, Report, Requirement

_IN = (str(State.SUBMITTED), str(State.ACCEPTED))


@dataclass(frozen=True, slots=True)
class Record:
    """Of the reports that were due; the excused are not among them."""

    due: int
    came_in: int
    on_time: int
    on_time_originally: int


def current(session: Session, unit_id: int, plan_ids: Collection[int], since: datetime) -> list[Duty]:
    """What it still owes, and what fell due since that moment, by due date."""
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
        select(Obligation.original_due_at, first.submitted_at, first.due_at)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .outerjoin(first, (first.obligation_id == Obligation.id) & (first.revision == 1))
        .where(
            Obligation.unit_id == unit_id,
            Requirement.plan_id.in_(plan_ids),
            Obligation.state != str(State.EXCUSED),
            (Obligation.due_at <= now) | Obligation.state.in_(_IN),
        )
    ).all()
    sent = [(original, at, due) for original, at, due in rows if at is not None]
    return Record(
        due=len(rows),
        came_in=len(sent),
        on_time=sum(at <= due for _, at, due in sent),
        on_time_originally=sum(at <= original for original, at, _ in sent),
    )

"""Reports that were late and came in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.reports.states import IN
from storage.tables import Obligation, Report, Requirement, Unit
from storage.units.unit_changes import NAME_THEN


@dataclass(frozen=True, slots=True)
class LateArrival:
    """A report that came in behind its due moment."""

    plan_id: int
    unit: str  # as it was called at the end of the period
    title: str
    period_key: str
    due_at: datetime
    submitted_at: datetime


def late_arrivals(session: Session, plan_ids: Collection[int], since: datetime) -> list[LateArrival]:
    """Return what came in late on these plans since that moment and is in now, the longest late first."""
    organisations = select(Requirement.organisation_id).where(Requirement.plan_id.in_(plan_ids))
    rows = session.execute(
        select(
            Requirement.plan_id,
            NAME_THEN,
            Requirement.title,
            Obligation.period_key,
            Report.due_at,
            Report.submitted_at,
        )
        .select_from(Report)
        .join(Obligation, Obligation.id == Report.obligation_id)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .join(Unit, Unit.id == Obligation.unit_id)
        .where(
            Report.organisation_id.in_(organisations),
            Requirement.plan_id.in_(plan_ids),
            Report.submitted_at >= since,
            Report.submitted_at > Report.due_at,
            Report.revision == 1,
            Obligation.state.in_(sorted(map(str, IN))),
        )
    )
    return sorted((LateArrival(*row) for row in rows), key=lambda one: (one.due_at - one.submitted_at, one.unit))

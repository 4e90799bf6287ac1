"""How a requirement was kept over its last periods."""

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from domain.reports.states import IN, State
from storage.tables import (
    Obligation,
    Report,
)


@dataclass(frozen=True, slots=True)
class Rate:
    """One period of a requirement: what was expected, and what came in on time by its first revision."""

    period_key: str
    expected: int
    submitted: int
    on_time: int


MOST_PERIODS = 12


def rates(session: Session, requirement_id: int) -> list[Rate]:
    """Return the last periods, the oldest first."""
    first = aliased(Report)
    is_in = Obligation.state.in_(sorted(map(str, IN)))
    rows = session.execute(
        select(
            Obligation.period_key,
            func.count(),
            func.sum(case((is_in, 1), else_=0)),
            func.sum(case((is_in & (first.submitted_at <= first.due_at), 1), else_=0)),
        )
        .outerjoin(first, (first.obligation_id == Obligation.id) & (first.revision == 1))
        .where(Obligation.requirement_id == requirement_id, Obligation.state != str(State.EXCUSED))
        .group_by(Obligation.period_key)
        .order_by(func.min(Obligation.period_start).desc())
        .limit(MOST_PERIODS)
    )
    return [Rate(*row) for row in rows][::-1]

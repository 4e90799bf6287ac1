"""Whether a plan is over: nothing of it is asked any more, and everything that was has been due."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from domain.plan_reviews.review_spans import ReviewedPeriod, ReviewSpan
from domain.reports.states import EXPECTED
from storage.tables import Obligation, Requirement


def is_over(session: Session, plan_id: int, now: datetime) -> bool:
    """Say whether no requirement of the plan asks for a further period, and no report is due later than now, with more
    time where somebody who still owes one has that."""
    to_come = (
        select(Requirement.id)
        .outerjoin(Obligation, Obligation.requirement_id == Requirement.id)
        .where(
            Requirement.plan_id == plan_id,
            or_(
                Requirement.next_open_at.is_not(None),
                Obligation.original_due_at > now,
                and_(Obligation.state.in_(sorted(map(str, EXPECTED))), Obligation.due_at > now),
            ),
        )
        .limit(1)
    )
    return session.scalar(to_come) is None


def is_final(session: Session, plan_id: int, span: ReviewSpan, every: Sequence[ReviewedPeriod], now: datetime) -> bool:
    """Say whether a review of that span is the plan's last one (`tổng kết`): the plan is over, and all of its periods
    are in the span."""
    return len(span.within(every)) == len(every) and is_over(session, plan_id, now)

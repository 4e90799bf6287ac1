"""A review as it was frozen: which revision of each report counts, and how many are others by now."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from domain.plan_reviews.review_spans import ReviewedPeriod, ReviewSpan
from storage.collating.revisions import FrozenRevision
from storage.tables import FrozenPlanReview, Obligation, Person, Report

_STANDING = (
    select(
        Obligation.id,
        Obligation.requirement_id,
        Obligation.period_key,
        Obligation.state,
        func.max(Report.id),
        Obligation.due_at,
        Obligation.original_due_at,
    )
    .outerjoin(Report, Report.obligation_id == Obligation.id)
    .where(Obligation.requirement_id.in_(bindparam("requirements", expanding=True)))
    .group_by(
        Obligation.id,
        Obligation.requirement_id,
        Obligation.period_key,
        Obligation.state,
        Obligation.due_at,
        Obligation.original_due_at,
    )
)
Standing = tuple[str, int | None, datetime, datetime]
"""State, the report that counts, due, and due originally."""


def standing(session: Session, periods: Sequence[ReviewedPeriod]) -> dict[int, Standing]:
    """Return how each obligation of these periods stands, by one statement."""
    places = {(one.requirement_id, one.period_key) for one in periods}
    rows = session.execute(_STANDING, {"requirements": sorted({one.requirement_id for one in periods})})
    return {
        id: (state, report_id, due_at, original)
        for id, requirement, key, state, report_id, due_at, original in rows
        if (requirement, key) in places
    }


def freeze(
    session: Session,
    organisation_id: int,
    plan_id: int,
    span: ReviewSpan,
    now_stand: Mapping[int, Standing],
    *,
    person_id: int,
    channel: str,
    now: datetime,
) -> FrozenPlanReview:
    """Keep which revision of each report counts, with when each was due; reports never change, so that this is all."""
    frozen = FrozenPlanReview(
        organisation_id=organisation_id,
        plan_id=plan_id,
        span=span.key,
        reports={
            str(id): [state, report_id, *(moment.isoformat() for moment in due)]
            for id, (state, report_id, *due) in now_stand.items()
        },
        person_id=person_id,
        channel=channel,
        at=now,
    )
    session.add(frozen)
    session.flush()
    return frozen


def latest_frozen(session: Session, plan_id: int, span: ReviewSpan) -> tuple[FrozenPlanReview, str] | None:
    """Return the last freezing of the plan's review over that span, and by whom."""
    row = session.execute(
        select(FrozenPlanReview, Person.name)
        .join(Person, Person.id == FrozenPlanReview.person_id)
        .where(FrozenPlanReview.plan_id == plan_id, FrozenPlanReview.span == span.key)
        .order_by(FrozenPlanReview.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def kept_of(frozen: FrozenPlanReview) -> dict[int, FrozenRevision]:
    return {int(id): FrozenRevision.of(written) for id, written in frozen.reports.items()}


def changes(kept: Mapping[int, FrozenRevision], now_stand: Mapping[int, Standing]) -> int:
    """Count the reports that stand otherwise by now, and those that were asked since."""
    return sum(
        id not in kept or (kept[id].state, kept[id].report_id) != (state, report_id)
        for id, (state, report_id, *_) in now_stand.items()
    )

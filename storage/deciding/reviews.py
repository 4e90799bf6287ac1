"""Reviews of reports that are in, and which of them still wait for one."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from domain.reports.reviews import Verdict
from domain.reports.states import State
from storage.plans.plans import ASKED_TO_OPEN
from storage.tables import Obligation, Person, Plan, Report, Requirement, Review


@dataclass(frozen=True, slots=True)
class PendingReview:
    """A report to be decided on: handed in, or locked and asked to be opened."""

    obligation_id: int
    report_id: int
    revision: int
    nil: bool
    since: datetime
    asks: str | None  # why it should be opened; None: it is to be read


@dataclass(frozen=True, slots=True)
class Decided:
    """A review with the name of whoever made it."""

    review: Review
    person: str


_ANY = aliased(Report)
_LAST = select(func.max(_ANY.revision)).where(_ANY.obligation_id == Obligation.id).scalar_subquery()
_OF_PLANS = (
    Obligation.organisation_id.in_(
        select(Plan.organisation_id).where(Plan.id.in_(bindparam("plans", expanding=True))).scalar_subquery()
    ),
    Requirement.plan_id.in_(bindparam("plans", expanding=True)),
    Obligation.unit_id.not_in(bindparam("own_units", expanding=True)),
)
_IS_UNREAD = (Obligation.state == str(State.SUBMITTED),)
_PENDING = (
    select(Obligation.id, Report.id, Report.revision, Report.nil, Report.submitted_at)
    .join(Requirement, Requirement.id == Obligation.requirement_id)
    .join(Report, (Report.obligation_id == Obligation.id) & (Report.revision == _LAST))
    .where(*_OF_PLANS, *_IS_UNREAD)
)
_ASKED = (
    select(Obligation.id, Report.id, Report.revision, Report.nil, Review.at, Review.comments)
    .join(Requirement, Requirement.id == Obligation.requirement_id)
    .join(Review, Review.obligation_id == Obligation.id)
    .join(Report, Report.id == Review.report_id)
    .where(*_OF_PLANS, *ASKED_TO_OPEN)
)
_LATEST = (
    select(Review, Person.name)
    .join(Person, Person.id == Review.person_id)
    .where(Review.obligation_id == bindparam("obligation"))
    .order_by(Review.id.desc())
)


def queue(session: Session, plan_ids: Collection[int], own_units: Collection[int]) -> list[PendingReview]:
    """Return what waits for a decision on these plans, the oldest first; not of one's own units."""
    if not plan_ids:
        return []
    which = {"plans": sorted(plan_ids), "own_units": sorted(own_units)}
    unread = [(*row, None) for row in session.execute(_PENDING, which)]
    asked = [(*row, comments[0]["text"]) for *row, comments in session.execute(_ASKED, which)]
    found = [PendingReview(*row) for row in (*unread, *asked)]
    return sorted(found, key=lambda pending: (pending.since, pending.obligation_id))


def waiting(session: Session, organisation_id: int) -> dict[int, Counter[int]]:
    """Return how many of which unit wait for a decision on each plan, as they stand in `queue`, where one's own are
    left out."""
    of_plan = (
        select(Requirement.plan_id, Obligation.unit_id, func.count(Obligation.id.distinct()))
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(Obligation.organisation_id == organisation_id)
        .group_by(Requirement.plan_id, Obligation.unit_id)
    )
    asked = of_plan.join(Review, Review.obligation_id == Obligation.id).where(*ASKED_TO_OPEN)
    found: dict[int, Counter[int]] = {}
    for query in (of_plan.where(*_IS_UNREAD), asked):
        for plan_id, unit_id, count in session.execute(query):
            found.setdefault(plan_id, Counter())[unit_id] += count
    return found


def add(
    session: Session,
    obligation: Obligation,
    report_id: int,
    verdict: Verdict,
    *,
    person_id: int,
    channel: str,
    now: datetime,
    comments: Sequence[dict[str, Any]] = (),
    until: datetime | None = None,
) -> Review:
    review = Review(
        organisation_id=obligation.organisation_id,
        obligation_id=obligation.id,
        report_id=report_id,
        verdict=str(verdict),
        comments=list(comments),
        until=until,
        person_id=person_id,
        channel=channel,
        at=now,
    )
    session.add(review)
    session.flush()
    return review


def latest(session: Session, obligation_id: int) -> Decided | None:
    row = session.execute(_LATEST.limit(1), {"obligation": obligation_id}).one_or_none()
    return None if row is None else Decided(*row)


def of(session: Session, obligation_id: int) -> list[Decided]:
    """Return all reviews of a report, the newest first."""
    return [Decided(*row) for row in session.execute(_LATEST, {"obligation": obligation_id})]

"""A plan's review with all that is said of it: its head, what was counted, obstacles, and what people wrote.

How its parts are read: `GatheredReview` below; what each count is: `domain.plan_reviews.reviewed_periods.PlanReview`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.plan_reviews.review_spans import ReviewedPeriod, ReviewSpan
from domain.plan_reviews.reviewed_periods import PlanReview, review
from storage.collating.kept_narratives import WrittenPart
from storage.collating.revisions import Progress
from storage.plan_reviews import (
    assessments,
    frozen_reviews,
    period_reports,
    plan_ends,
    reviewed_obstacles,
    reviewed_plan,
    reviewed_units,
)
from storage.plan_reviews.assessments import PeriodAssessment
from storage.plan_reviews.reviewed_obstacles import ReviewedObstacle
from storage.plan_reviews.reviewed_plan import ReviewSubject
from storage.plan_reviews.reviewed_units import ReviewedUnit
from storage.units import units


@dataclass(frozen=True, slots=True)
class ReviewFreezing:
    """When and by whom the review of this span was frozen last, and how many reports stand otherwise since."""

    at: datetime
    person: str
    changes: int


@dataclass(frozen=True, slots=True)
class GatheredReview:
    """Everything that a chat, an Excel file and a document say of a plan between two periods.

    `subject`: the plan, its organisation, issuer, signer, tasks, groups of tasks and requirements.
    `span`, `periods`: what was asked for, and the periods of requirements that end within it, in the order of time.
    `review`: what was counted. `review.periods`: each period's counts of reports and, by task, of units by status;
    `review.tasks`: by task id, how each stands now, by the last word of each unit, with the last texts of results to
    quote; `review.series`: numbers of own fields over periods, against targets; `review.documents`: programmes and
    plans that units issued, and who has none; `review.units`: how each unit kept its due moments.
    `units`: by id, each unit that is in any of these, with its name of today and what came after it. Names within
    `review` are those of then.
    `obstacles`: raised in the span or open from before it, with how each stood and for how many days.
    `assessments`: what people wrote about its periods, to quote with period and writer; `written`: what they wrote for
    this review itself, by part, kept under the plan, no requirement, and `span.key`.
    """

    subject: ReviewSubject
    span: ReviewSpan
    now: datetime
    periods: Sequence[ReviewedPeriod]
    review: PlanReview
    units: Mapping[int, ReviewedUnit]
    obstacles: Sequence[ReviewedObstacle]
    assessments: Sequence[PeriodAssessment]
    written: Mapping[str, WrittenPart]
    freezing: ReviewFreezing | None = None  # the last one
    is_frozen: bool = False  # all of it is as it was frozen, at `freezing.at`
    is_final: bool = False  # the plan is over, and all of its periods are in it (`tổng kết`)

    @property
    def narratives(self) -> Mapping[str, str]:
        """Return the texts that people wrote for the review, by part."""
        return {part: one.text for part, one in self.written.items()}

    @property
    def zone(self) -> ZoneInfo:
        return self.subject.zone


def gather(
    session: Session,
    plan_id: int,
    span: ReviewSpan,
    now: datetime,
    *,
    frozen: bool = False,
    progress: Progress | None = None,
) -> GatheredReview | None:
    """Return the review of a plan between two periods; None where none of its periods ends there. `frozen`: as it was
    frozen last, where it was. `progress` is told how many periods have been read."""
    every = reviewed_plan.periods(session, plan_id, now)
    periods = span.within(every)
    if not periods:
        return None
    row = frozen_reviews.latest_frozen(session, plan_id, span)
    kept, freezing = None, None
    if row is not None:
        kept = frozen_reviews.kept_of(row[0])
        changed = frozen_reviews.changes(kept, frozen_reviews.standing(session, periods))
        freezing = ReviewFreezing(row[0].at, row[1], changed)
    is_frozen = frozen and freezing is not None
    until = freezing.at if is_frozen and freezing is not None else now
    subject = reviewed_plan.reviewed_plan(session, plan_id, max(one.end for one in periods))
    after = units.successors(session, subject.organisation_id)
    read = period_reports.period_reports(
        session, subject, periods, kept=kept if is_frozen else None, until=until, progress=progress
    )
    found = review(read, subject.codes, after, until)
    periods = [one.period for one in found.periods]
    raised = reviewed_obstacles.reviewed_obstacles(session, plan_id, span, periods, until)
    return GatheredReview(
        subject=subject,
        span=span,
        now=now,
        periods=periods,
        review=found,
        units=reviewed_units.reviewed_units(session, subject.organisation_id, _unit_ids(found, raised), after),
        obstacles=raised,
        assessments=assessments.of_periods(session, plan_id, periods, until),
        written=assessments.of_review(session, plan_id, span.key, until),
        freezing=freezing,
        is_frozen=is_frozen,
        is_final=plan_ends.is_final(session, plan_id, span, every, until),
    )


def _unit_ids(found: PlanReview, raised: Sequence[ReviewedObstacle]) -> set[int]:
    return {
        *(one.unit_id for one in found.units),
        *(one.unit_id for tally in found.documents for one in tally.documents),
        *(one.unit_id for one in found.answers),
        *(one.unit_id for task in found.tasks.values() for one in task.results),
        *(one.entry.obstacle.unit_id for one in raised),
    }

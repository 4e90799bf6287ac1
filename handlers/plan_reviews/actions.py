"""A plan's review as a file, asked for, and freezing what counts in it."""

from dataclasses import dataclass

from domain import rights
from domain.plan_reviews.review_spans import ReviewedPeriod, ReviewSpan
from handlers.conversation.acting import Acting, Reason, Refusal
from storage.plan_reviews import frozen_reviews, plan_ends, reviewed_plan
from storage.tables import Plan


class CannotReviewPlan(Reason):
    NOT_YOUR_PLAN = "follow.other_plan"
    NO_PERIOD = "plan_review.no_period"
    NO_PERIOD_YET = "plan_review.no_period_yet"


@dataclass(frozen=True, slots=True)
class PlanToReview:
    """A plan with its periods that end within the span, in the order of time."""

    plan_id: int
    organisation_id: int
    code: str
    title: str
    span: ReviewSpan
    periods: list[ReviewedPeriod]
    is_final: bool  # the plan is over, and all of its periods are in the span


def to_review(acting: Acting, plan_id: int, span: ReviewSpan) -> PlanToReview:
    """Return what is reviewed, where this person follows the plan."""
    if not rights.may_follow(acting.person, plan_id):
        raise Refusal(CannotReviewPlan.NOT_YOUR_PLAN)
    plan = acting.session.get_one(Plan, plan_id)
    every = reviewed_plan.periods(acting.session, plan_id, acting.now)
    periods = span.within(every)
    if not periods:
        reason = CannotReviewPlan.NO_PERIOD if every else CannotReviewPlan.NO_PERIOD_YET
        raise Refusal(reason, plan=plan.title)
    is_final = plan_ends.is_final(acting.session, plan_id, span, every, acting.now)
    return PlanToReview(plan_id, plan.organisation_id, plan.code, plan.title, span, periods, is_final)


def freeze(acting: Acting, plan_id: int, span: ReviewSpan) -> PlanToReview:
    """Keep which revision of each report counts; it stays, also when the review is frozen again later."""
    found = to_review(acting, plan_id, span)
    now_stand = frozen_reviews.standing(acting.session, found.periods)
    frozen = frozen_reviews.freeze(
        acting.session,
        found.organisation_id,
        plan_id,
        span,
        now_stand,
        person_id=acting.person.person_id,
        channel=acting.channel,
        now=acting.now,
    )
    detail = {"span": span.key, "frozen": frozen.id, "reports": len(now_stand)}
    acting.record(found.organisation_id, "plan_review.frozen", f"plan:{plan_id}", **detail)
    return found


def ask_for_file(
    acting: Acting, plan_id: int, span: ReviewSpan, kind: str, to: int, *, frozen: bool = False
) -> PlanToReview:
    """Have the review written beside everything else, as a file or as text, and brought to the chat `to` (the id of its
    address). Asked twice before it is there, it is made once."""
    found = to_review(acting, plan_id, span)
    acting.have_made(
        "plan_review",
        kind,
        to,
        {"plan_id": plan_id, "span": span.key, "frozen": frozen},
        organisation_id=found.organisation_id,
        plan_ids=[plan_id],
    )
    return found

"""A list of what is late, due or missing as a file; and what a unit was urged by so far."""

from collections.abc import Collection

from domain import rights
from handlers.conversation.acting import Acting, Reason, Refusal
from storage.following import overdue
from storage.reporting import duties
from storage.reporting.duties import Duty


class CannotFollow(Reason):
    NO_PLAN = "follow.no_plan"
    NOT_YOUR_PLAN = "collate.not_yours"


def ask_for_list(acting: Acting, plan_ids: Collection[int], which: str, rest: str, to: int) -> None:
    """Have the list written as Excel beside everything else, and brought to the chat `to` (the id of its address).
    `rest`: what it is narrowed by."""
    if not plan_ids or not acting.person.plan_ids.issuperset(plan_ids):
        raise Refusal(CannotFollow.NO_PLAN)
    acting.have_made(
        "list",
        "xlsx",
        to,
        {"list": which, "rest": rest},
        organisation_id=overdue.organisation_of(acting.session, min(plan_ids)),
        plan_ids=plan_ids,
    )


def followed_duty(acting: Acting, obligation_id: int) -> Duty:
    """Return a report on a plan that this person follows."""
    duty = duties.duty(acting.session, obligation_id)
    if duty is None or not rights.may_follow(acting.person, duty.plan_id):
        raise Refusal(CannotFollow.NOT_YOUR_PLAN)
    return duty


def ask_for_urgings(acting: Acting, obligation_id: int, to: int) -> Duty:
    """Have what the unit was urged by on this report written as Excel, and brought to the chat `to`."""
    duty = followed_duty(acting, obligation_id)
    acting.have_made(
        "urgings",
        "xlsx",
        to,
        {"obligation_id": obligation_id},
        organisation_id=duty.organisation_id,
        plan_ids=[duty.plan_id],
    )
    return duty

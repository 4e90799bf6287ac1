"""The leader's page as a file, and who may have it."""

from collections.abc import Collection

from domain import rights
from handlers.conversation.acting import Acting, Reason, Refusal
from storage.following import overdue


class CannotBrief(Reason):
    NO_PLAN = "not_for_you.overseer"


def readable_plans(acting: Acting) -> frozenset[int]:
    """Return the plans of which this person may read everything."""
    if not acting.person.readable_ids:
        raise Refusal(CannotBrief.NO_PLAN)
    return acting.person.readable_ids


def ask_for_document(acting: Acting, plan_ids: Collection[int], to: int) -> None:
    """Have the page of these plans written as Word, and brought to the chat `to` (the id of its address)."""
    if not plan_ids or not all(rights.may_read(acting.person, plan_id) for plan_id in plan_ids):
        raise Refusal(CannotBrief.NO_PLAN)
    acting.have_made(
        "brief",
        "docx",
        to,
        {},
        organisation_id=overdue.organisation_of(acting.session, min(plan_ids)),
        plan_ids=plan_ids,
    )

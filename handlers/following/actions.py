"""A list of what is late, due or missing as a file."""

from collections.abc import Collection

from handlers.conversation.acting import Acting, Reason, Refusal
from storage.following import overdue
from storage.messages import exports


class CannotFollow(Reason):
    NO_PLAN = "follow.no_plan"


def ask_for_list(acting: Acting, plan_ids: Collection[int], which: str, rest: str, to: int) -> None:
    """Have the list written as Excel beside everything else, and brought to the chat `to` (the id of its address).
    `rest`: what it is narrowed by."""
    if not plan_ids or not acting.person.plan_ids.issuperset(plan_ids):
        raise Refusal(CannotFollow.NO_PLAN)
    exports.ask(
        acting.session,
        organisation_id=overdue.organisation_of(acting.session, min(plan_ids)),
        person_id=acting.person.person_id,
        address_id=to,
        what="list",
        kind="xlsx",
        args={"list": which, "rest": rest},
        plan_ids=plan_ids,
        now=acting.now,
    )

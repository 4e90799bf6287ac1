"""A letter that urges: asked for, and then written beside everything else as Word, one for each plan."""

from collections.abc import Collection, Sequence
from datetime import datetime

from domain import rights
from handlers.conversation.acting import Acting, Reason, Refusal
from storage.following import overdue
from storage.following.overdue import OutstandingDuty


class CannotWriteLetter(Reason):
    NOT_YOUR_PLAN = "follow.other_plan"
    NOBODY_LATE = "letter.nobody"
    PAST = "letter.past"


def late(
    acting: Acting,
    plan_ids: Collection[int],
    units: Collection[int] | None = None,
    of: Collection[tuple[int, str]] = (),
) -> list[OutstandingDuty]:
    """Return what is late on these plans, all of which this person follows; of these units and these reports
    (requirement and period), where such are named."""
    if not plan_ids or not all(rights.may_follow(acting.person, plan) for plan in plan_ids):
        raise Refusal(CannotWriteLetter.NOT_YOUR_PLAN)
    reports = {(requirement, period) for requirement, period in of}
    return [
        row
        for row in overdue.overdue(acting.session, plan_ids, acting.now)
        if (units is None or row.unit_id in units)
        and (not reports or (row.asked.requirement_id, row.asked.period_key) in reports)
    ]


def ask_for_letters(
    acting: Acting,
    plan_ids: Collection[int],
    until: datetime,
    to: int,
    units: Collection[int] | None = None,
    of: Collection[tuple[int, str]] = (),
) -> Sequence[Sequence[OutstandingDuty]]:
    """Have a letter written for each plan of what is late now, which asks for the reports until that moment, and
    brought to the chat `to`; return the rows of each. It is noted with every report once it is
    made."""
    if until <= acting.now:
        raise Refusal(CannotWriteLetter.PAST)
    found = late(acting, plan_ids, units, of)
    if not found:
        raise Refusal(CannotWriteLetter.NOBODY_LATE)
    by_plan: dict[int, list[OutstandingDuty]] = {}
    for row in found:
        by_plan.setdefault(row.asked.plan_id, []).append(row)
    for plan_id, rows in by_plan.items():
        acting.have_made(
            "letter",
            "docx",
            to,
            {"obligation_ids": [row.obligation_id for row in rows], "until": until.isoformat()},
            organisation_id=rows[0].organisation_id,
            plan_ids=[plan_id],
        )
    return [*by_plan.values()]

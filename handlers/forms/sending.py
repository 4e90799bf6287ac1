"""A report is handed in from the page: only what was read, and once."""

from typing import Literal

from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Interaction
from handlers.drafting.correcting import reopened
from handlers.drafting.subject import Subject
from handlers.forms.opened_link import HandedIn, Opened, opened_to_change
from handlers.reporting.cards import handing_in

Outcome = Literal["sent", "missing", "changed"]


def amend(acting: Interaction, obligation_id: int, unit_id: int) -> Opened:
    """`Sửa`: the report handed in becomes a draft again, until it is handed in anew."""
    found = opened_to_change(acting, obligation_id, unit_id)
    return reopened(acting, found.subject) if isinstance(found, HandedIn) else found


def send(acting: Interaction, subject: Subject, stamp: str, *, nil: bool) -> Outcome:
    """What stands in the draft, or that there is nothing to report; the receipt goes into the person's chat."""
    if not nil and (subject.draft is None or subject.unanswered):
        return "missing"
    if handing_in.stamp(subject) != stamp:
        return "changed"
    lines = handing_in.contributed_lines(subject) if nil else handing_in.all_lines(subject)
    report = handing_in.hand_in(acting, subject, lines, nil=nil)
    receipt = handing_in.receipt(acting, subject, report, lines)
    amend = Choice(acting.words.plain("button.amend"), "report.amend", subject.args)
    # It stands where reports are asked for too; the page is closed some day.
    tell(acting.session, [acting.person.person_id], lambda words: (receipt, [[amend]]), acting.now)
    return "sent"

"""A report is handed in from the page: only what was read, and once."""

from typing import Literal

from handlers.conversation.acting import Reason, Refusal
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Interaction
from handlers.drafting import actions as drafting
from handlers.drafting.subject import Subject
from handlers.forms.opened_link import HandedIn, Opened, opened_to_change
from handlers.reporting import actions
from handlers.reporting.actions import CannotHandIn
from handlers.reporting.cards.receipt import receipt

Outcome = Literal["sent", "missing", "changed"]
_REFUSED: dict[Reason, Outcome] = {CannotHandIn.MISSING: "missing", CannotHandIn.CHANGED: "changed"}


def amend(acting: Interaction, obligation_id: int, unit_id: int) -> Opened:
    """Make the report handed in a draft again, until it is handed in anew (`Sửa`)."""
    found = opened_to_change(acting, obligation_id, unit_id)
    return drafting.correct(acting, obligation_id, unit_id) if isinstance(found, HandedIn) else found


def send(acting: Interaction, subject: Subject, stamp: str, *, nil: bool) -> Outcome:
    """Hand in what stands in the draft, or that there is nothing to report; the receipt goes into the person's chat."""
    hand_in = actions.report_nothing if nil else actions.hand_in
    try:
        done = hand_in(acting, subject.duty.id, subject.unit.id, stamp)
    except Refusal as refusal:
        if refusal.reason not in _REFUSED:
            raise
        return _REFUSED[refusal.reason]
    said = receipt(acting, done.subject, done.report, done.lines)
    amend = Choice(acting.words.plain("button.amend"), "report.amend", subject.args)
    # It stands where reports are asked for too; the page is closed some day.
    tell(acting.session, [acting.person.person_id], lambda words: (said, [[amend]]), acting.now)
    return "sent"

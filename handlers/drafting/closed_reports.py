"""What is said where a report takes nothing any more: why, and the way to change it all the same."""

from handlers.conversation.acting import Refusal
from handlers.conversation.refusals import worded
from handlers.conversation.talk import Choice, Rows, Talk
from handlers.drafting.subject import CannotReport, Subject
from handlers.words import Words


def tell(talk: Talk, refusal: Refusal) -> None:
    """Tell what an action refused; the question that is open stays open."""
    body, rows = worded(talk.words, refusal), ways_on(talk.words, refusal)
    if rows:
        talk.say(body, rows, focus=talk.address.focus)
    else:
        talk.note(body)


def ways_on(words: Words, refusal: Refusal) -> Rows:
    """Offer the unit that leads to correct a report that is in, or to ask for one that is locked."""
    subject = refusal.values.get("subject")
    if not isinstance(subject, Subject) or not subject.leads:
        return []
    if refusal.reason in (CannotReport.HANDED_IN, CannotReport.UNLOCKED):
        return [[Choice(words.plain("button.amend"), "report.amend", subject.args)]]
    if refusal.reason is CannotReport.LOCKED:
        return [[Choice(words.plain("button.ask_unlock"), "unlock.ask", {"obligation_id": subject.duty.id})]]
    return []

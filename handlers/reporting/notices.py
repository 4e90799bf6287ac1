"""What whoever sent a report back, or opened it, hears when it is in again."""

from domain.messaging.messages import Text
from domain.reports.reviews import Verdict
from handlers.conversation.acting import Acting
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Rows
from handlers.words import Words, dates
from storage.deciding import reviews
from storage.reporting.duties import Duty
from storage.tables import Report


def in_again(acting: Acting, duty: Duty, report: Report) -> set[int]:
    """Return who could be reached."""
    decided = reviews.latest(acting.session, duty.id) if report.revision > 1 else None
    if decided is None or decided.review.verdict not in (Verdict.RETURNED, Verdict.UNLOCKED):
        return set()

    def said(words: Words) -> tuple[Text, Rows]:
        title = dates.report_title(words, duty.title, duty.period_key)
        read = Choice(words.plain("button.read_it"), "review", {"obligation_id": duty.id})
        return words("reviewing.again", title=title, unit=duty.unit_name, revision=report.revision), [[read]]

    return tell(acting.session, {decided.review.person_id} - {acting.person.person_id}, said, acting.now)

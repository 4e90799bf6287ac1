"""What a unit hears when it is excused from a report."""

from domain.messaging.messages import Text
from handlers.conversation.acting import Acting
from handlers.conversation.notices import tell
from handlers.conversation.talk import Rows
from handlers.words import Words
from handlers.words.reports import about
from storage.people.contacts import CALLED
from storage.people.people import holders
from storage.reporting.duties import Duty


def excused(acting: Acting, duty: Duty, reason: str) -> None:
    _tell(acting, duty, "excuse.told", reason=reason)


def expected_again(acting: Acting, duty: Duty) -> None:
    _tell(acting, duty, "excuse.told_lifted")


def _tell(acting: Acting, duty: Duty, name: str, **more: str) -> None:
    def said(words: Words) -> tuple[Text, Rows]:
        return words(name, **about(words, duty), **more), []

    held = holders(acting.session, duty.organisation_id, [duty.unit_id], (), acting.now)
    tell(acting.session, set(held.holding(CALLED, duty.unit_id, 0)), said, acting.now)

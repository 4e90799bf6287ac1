"""What a colleague hears who stands in for somebody, in their own language."""

from domain.messaging.messages import Text
from domain.reports.absences import Days
from handlers.conversation.acting import Acting
from handlers.conversation.notices import tell
from handlers.conversation.talk import Choice, Rows
from handlers.words import Words, dates
from storage.tables import Unit


def away(acting: Acting, unit: Unit, deputy_id: int, days: Days) -> None:
    _tell(acting, unit, deputy_id, "away.told", days)


def back(acting: Acting, unit: Unit, deputy_id: int, days: Days) -> None:
    _tell(acting, unit, deputy_id, "away.told_back", days)


def _tell(acting: Acting, unit: Unit, deputy_id: int, name: str, days: Days) -> None:
    def said(words: Words) -> tuple[Text, Rows]:
        span = dates.span(words, days.first, days.last)
        duties = Choice(words.plain("button.duties"), "duties")
        return words(name, who=acting.person.name, unit=unit.shown, days=span), [[duties]]

    tell(acting.session, [deputy_id], said, acting.now)

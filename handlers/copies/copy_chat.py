"""*Bản in*: a report as it was handed in, as Word in the chat and on a page to print."""

from domain.messaging.messages import Span, text_of
from handlers.conversation.talk import Talk
from handlers.copies import actions


def document(talk: Talk, report_id: int) -> None:
    """Have it written as Word, and say by which link it can be read and printed."""
    found = actions.ask_for_document(talk, report_id, talk.address.id)
    link = talk.context.copies.link(report_id, talk.person.person_id, talk.now)
    said = talk.words("copy.making", number=found.report.number)
    talk.note(text_of(said, " ", Span(talk.words.plain("copy.page"), link=link)))

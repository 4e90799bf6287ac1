"""Accepting a report, and opening a locked one, in a chat."""

from datetime import date

from handlers.conversation.talk import Talk
from handlers.reviewing import actions
from handlers.reviewing.one_report import explained, next_rows
from handlers.words import dates
from handlers.words.reports import about


def accept(talk: Talk, report_id: int) -> None:
    """Accept the report, and say so (`Chấp nhận`)."""
    with explained(talk):
        found = actions.accept(talk, report_id)
    talk.say(talk.words("reviewing.accepted", **about(talk.words, found.duty)), next_rows(talk))


def unlock(talk: Talk, obligation_id: int, last_day: str) -> None:
    """Open the report until that day, and say so (`Mở lại đến …`)."""
    with explained(talk):
        opened = actions.unlock(talk, obligation_id, date.fromisoformat(last_day))
    until = dates.moment(talk.words, opened.until, opened.duty.zone)
    talk.say(talk.words("unlock.done", **about(talk.words, opened.duty), until=until), next_rows(talk))


def keep_locked(talk: Talk, obligation_id: int) -> None:
    """Keep the report locked, and say so (`Không mở lại`)."""
    with explained(talk):
        found = actions.keep_locked(talk, obligation_id)
    talk.say(talk.words("unlock.kept", **about(talk.words, found.duty)), next_rows(talk))

"""A unit asks for its accepted report to be opened again."""

from collections.abc import Iterator
from contextlib import contextmanager

from domain.messaging.messages import Text, lines_of
from domain.reports.reviews import COMMENT_LIMIT
from domain.reports.states import State
from handlers.conversation.acting import Refusal
from handlers.conversation.dialogs import confirmation, ready_answers, within
from handlers.conversation.refusals import worded
from handlers.conversation.talk import Answer, Choice, Talk
from handlers.reviewing import actions
from handlers.words.reports import about
from storage.reporting.duties import Duty

REASONS = ("button.unlock_reason.numbers", "button.unlock_reason.more")


def ask(talk: Talk, obligation_id: int) -> None:
    """Ask why the report is to be opened (`Xin mở lại`)."""
    duty = _locked_or_stop(talk, obligation_id)
    words = talk.words
    rows = ready_answers(words, REASONS, "unlock.why", {"obligation_id": obligation_id})
    body = words("unlock.why", **about(words, duty), limit=COMMENT_LIMIT)
    talk.say(body, rows, focus={"ask": "unlock", "obligation_id": obligation_id})


def typed(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "unlock", "obligation_id": …}`."""
    why(talk, (talk.address.focus or {})["obligation_id"], text)


def why(talk: Talk, obligation_id: int, reason: str) -> None:
    """Read the request back (`Tôi hiểu là …`); nothing is asked before it is confirmed."""
    duty, reason, words = _locked_or_stop(talk, obligation_id), within(talk, reason.strip(), COMMENT_LIMIT), talk.words
    understood = words("unlock.understood", **about(words, duty), reason=reason)
    go = Choice(words.plain("button.extend_send"), "unlock.send", {"obligation_id": obligation_id, "reason": reason})
    talk.show(*confirmation(words, [understood], go))


def send(talk: Talk, obligation_id: int, reason: str) -> None:
    """Ask for the report to be opened: it was confirmed."""
    with _explained(talk):
        asked = actions.ask_to_unlock(talk, obligation_id, reason)
    lines: list[Text] = [talk.words("unlock.sent", **about(talk.words, asked.duty))]
    if asked.heard == 0:
        lines.append(talk.words("extend.unheard"))
    talk.show(lines_of(lines))


def _locked_or_stop(talk: Talk, obligation_id: int) -> Duty:
    with _explained(talk):
        return actions.own_locked(talk, obligation_id)


@contextmanager
def _explained(talk: Talk) -> Iterator[None]:
    """Say of what is open already that it can be changed at once."""
    try:
        yield
    except Refusal as refusal:
        duty: Duty | None = refusal.values.get("duty")
        if duty is None or duty.state is not State.ACCEPTED:
            raise
        amend = Choice(
            talk.words.plain("button.amend"), "report.amend", {"obligation_id": duty.id, "unit_id": duty.unit_id}
        )
        raise Answer(worded(talk.words, refusal), [[amend]]) from refusal

"""Excusing in a chat: why, read back, told."""

from domain.reports.reviews import COMMENT_LIMIT
from handlers.conversation.dialogs import confirmation, ready_answers, within
from handlers.conversation.talk import Choice, Talk
from handlers.excusing import actions
from handlers.words.reports import about

REASONS = ("button.excuse.no_task", "button.excuse.merged", "button.excuse.disaster")


def ask(talk: Talk, obligation_id: int) -> None:
    """Ask why the unit is excused (`Miễn kỳ này`)."""
    duty = actions.to_excuse(talk, obligation_id)
    rows = ready_answers(talk.words, REASONS, "excuse.why", {"obligation_id": obligation_id})
    body = talk.words("excuse.why", **about(talk.words, duty), limit=COMMENT_LIMIT)
    talk.say(body, rows, focus={"ask": "excuse", "obligation_id": obligation_id})


def typed(talk: Talk, text: str) -> None:
    """Take an answer to the question `{"ask": "excuse", "obligation_id": …}`."""
    why(talk, (talk.address.focus or {})["obligation_id"], text)


def why(talk: Talk, obligation_id: int, reason: str) -> None:
    """Read the decision back (`Tôi hiểu là …`); nothing changes before it is confirmed."""
    duty = actions.to_excuse(talk, obligation_id)
    reason, words = within(talk, reason, COMMENT_LIMIT), talk.words
    go = Choice(words.plain("button.excuse"), "excuse.do", {"obligation_id": obligation_id, "reason": reason})
    talk.show(*confirmation(words, [words("excuse.understood", **about(words, duty), reason=reason)], go))


def excuse(talk: Talk, obligation_id: int, reason: str) -> None:
    duty = actions.excuse(talk, obligation_id, reason)
    lift = Choice(talk.words.plain("button.excuse_lift"), "excuse.lift", {"obligation_id": obligation_id})
    talk.show(talk.words("excuse.done", **about(talk.words, duty), reason=reason), [[lift]])


def lift(talk: Talk, obligation_id: int) -> None:
    """Expect the report again, and say so (`Bỏ miễn`)."""
    duty = actions.expect_again(talk, obligation_id)
    talk.show(talk.words("excuse.lifted", **about(talk.words, duty)))

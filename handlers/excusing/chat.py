"""Excusing in a chat: why, read back, told."""

from domain.messaging.messages import lines_of
from domain.reports.reviews import COMMENT_LIMIT
from domain.text import nfc
from handlers.conversation.talk import Choice, Talk, in_rows
from handlers.excusing import actions
from handlers.words.reports import about

REASONS = ("no_task", "merged", "disaster")


def ask(talk: Talk, obligation_id: int) -> None:
    """`Miễn kỳ này`: why?"""
    duty = actions.to_excuse(talk, obligation_id)
    word = talk.words.plain
    choices = [
        Choice(
            word(f"button.excuse.{name}"),
            "excuse.why",
            {"obligation_id": obligation_id, "reason": word(f"button.excuse.{name}")},
        )
        for name in REASONS
    ]
    body = talk.words("excuse.why", **about(talk.words, duty), limit=COMMENT_LIMIT)
    talk.say(body, in_rows(choices, 1), focus={"ask": "excuse", "obligation_id": obligation_id})


def typed(talk: Talk, text: str) -> None:
    """An answer to the question `{"ask": "excuse", "obligation_id": …}`."""
    why(talk, (talk.address.focus or {})["obligation_id"], text)


def why(talk: Talk, obligation_id: int, reason: str) -> None:
    """`Tôi hiểu là …`; nothing changes before it is confirmed."""
    duty = actions.to_excuse(talk, obligation_id)
    reason = nfc(reason)
    if len(reason) > COMMENT_LIMIT:
        talk.stop("bad.text", limit=COMMENT_LIMIT)
    words = talk.words
    go = Choice(words.plain("button.excuse"), "excuse.do", {"obligation_id": obligation_id, "reason": reason})
    body = lines_of([words("excuse.understood", **about(words, duty), reason=reason), words("right?")])
    talk.show(body, [[go, Choice(words.plain("button.leave"), "leave")]])


def excuse(talk: Talk, obligation_id: int, reason: str) -> None:
    duty = actions.excuse(talk, obligation_id, reason)
    lift = Choice(talk.words.plain("button.excuse_lift"), "excuse.lift", {"obligation_id": obligation_id})
    talk.show(talk.words("excuse.done", **about(talk.words, duty), reason=reason), [[lift]])


def lift(talk: Talk, obligation_id: int) -> None:
    """`Bỏ miễn`"""
    duty = actions.expect_again(talk, obligation_id)
    talk.show(talk.words("excuse.lifted", **about(talk.words, duty)))

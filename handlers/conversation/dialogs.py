"""What dialogs have in common: ready answers to a question, the length of a typed one, and reading back."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.messaging.messages import Text, lines_of
from domain.text import nfc
from handlers.conversation.talk import Choice, Talk
from handlers.words import Words


def ready_answers(
    words: Words, names: Sequence[str], action: str, args: Mapping[str, Any], under: str = "reason"
) -> list[list[Choice]]:
    """Return a row for each word; pressing one does what typing it does: it goes along `under` that name."""
    return [[Choice(said, action, {**args, under: said})] for said in map(words.plain, names)]


def within(talk: Talk, text: str, limit: int) -> str:
    """Return what was typed, and stop where it is too long."""
    said = nfc(text)
    if len(said) > limit:
        talk.stop("bad.text", limit=limit)
    return said


def go_or_leave(words: Words, go: Choice, leave: str = "leave") -> list[list[Choice]]:
    """Return the one row under what is about to be done."""
    return [[go, Choice(words.plain("button.leave"), leave)]]


def confirmation(
    words: Words, understood: Sequence[Text], go: Choice, leave: str = "leave"
) -> tuple[Text, list[list[Choice]]]:
    """Return what was understood, with whether that is right, and the buttons to answer it."""
    return lines_of([*understood, words("right?")]), go_or_leave(words, go, leave)

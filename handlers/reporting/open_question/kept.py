"""A command in the middle of a question for words about a task: the question waits, and its answer is read back, as
what is typed after another screen may be meant for that."""

from collections.abc import Mapping
from typing import Any

from domain.forms import form
from handlers.conversation.acting import Refusal
from handlers.conversation.talk import Talk, is_asking
from handlers.drafting.subject import load_open, task_of
from handlers.reporting.reading_back import showing
from handlers.reporting.reading_back.pending import ReadBack

LEAVING = frozenset({"huy", "start"})


def keep(talk: Talk, before: Mapping[str, Any] | None, command: str) -> None:
    """Keep the question that was open (`before`) after a command that asks nothing itself."""
    was = (before or {}).get("was", before) if before else None
    if not was or was.get("ask") not in form.TEXT_FIELDS or command in LEAVING or is_asking(talk.address.focus):
        return
    talk.address.focus = {"ask": "kept", "was": dict(was)}


def proposes(talk: Talk, text: str) -> bool:
    """Read the text back as the answer to the question that waits; return False where none does."""
    focus = talk.address.focus or {}
    if focus.get("ask") != "kept" or not any(c.isalnum() for c in text) or len(text) > form.TEXT_LIMIT:
        return False
    was = focus["was"]
    try:
        subject = load_open(talk, was["obligation_id"], was["unit_id"])
        task = task_of(subject, was["task_id"])
    except Refusal:
        return False
    update = {"t": task.id, "a": {was["ask"]: text}, "r": ""}
    showing.show(talk, subject, ReadBack([update], message=talk.incoming.message_id), fresh=True)
    return True

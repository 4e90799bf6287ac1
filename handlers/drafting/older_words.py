"""A message that is edited may be older than what was said since: then that is shown beside it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.messaging.messages import Incoming, Text
from domain.text import nfc
from domain.typed import Reading
from handlers.conversation.talk import Talk
from handlers.display import answers
from handlers.drafting.subject import Subject, standing
from storage.erasing import typed_codes
from storage.messages import inbox, typed_messages
from storage.messages.inbox import EarlierText

EDITABLE_FOR = timedelta(hours=48)
"""People can edit their messages for so long; what comes later about one speaks of something else."""


def says_nothing_new(incoming: Incoming, before: EarlierText | None) -> bool:
    """Say whether no word was edited in an edit: channels tell one too when somebody reacts, pins, or a preview is
    drawn."""
    if before is not None:
        return typed_codes.is_same(nfc(before.text).strip(), nfc(incoming.text).strip())
    return incoming.at - written_at(incoming) > EDITABLE_FOR


def written_at(incoming: Incoming) -> datetime:
    told = incoming.extra.get("written_at")
    return incoming.at if told is None else datetime.fromtimestamp(told, UTC)


def mark(talk: Talk) -> dict[str, str]:
    """Return what a button carries that reads an edited line later: when the line was written."""
    return {"written_at": _heard(talk).isoformat()} if talk.incoming.kind == "edited" else {}


def remarks(talk: Talk, subject: Subject, reading: Reading) -> list[Text]:
    """Return what was said after the edited message about the tasks it speaks of."""
    return _remarks(talk, subject, reading, talk.incoming.message_id, _heard(talk))


def remarks_since(talk: Talk, subject: Subject, reading: Reading, message: str | None, written: str) -> list[Text]:
    """Return the same as `remarks`, once it was asked of which report the edited message speaks."""
    return _remarks(talk, subject, reading, message, datetime.fromisoformat(written))


def _remarks(talk: Talk, subject: Subject, reading: Reading, message: str | None, heard: datetime) -> list[Text]:
    codes = {update.task for update in reading.updates} | {doubt.task for doubt in reading.doubts if doubt.task}
    newer = _newer(talk, subject, message, heard)
    said = [
        f"{task.code} {answers.in_full(talk.words, newer[task.id], subject.form(task.id).own)}"
        for task in subject.tasks
        if task.code in codes and task.id in newer
    ]
    return [talk.words("edited.older", said="; ".join(said))] if said else []


def _heard(talk: Talk) -> datetime:
    before = inbox.heard_before(talk.session, talk.incoming)
    return before.first_at if before is not None else written_at(talk.incoming)


def _newer(talk: Talk, subject: Subject, message: str | None, heard: datetime) -> Mapping[int, Mapping[str, Any]]:
    """Return, by task, the answers that were kept after the message."""
    known = typed_messages.about(talk.session, talk.address, message or "")
    if known is not None and (known.obligation_id, known.unit_id) != (subject.duty.id, subject.unit.id):
        known = None
    return {
        task_id: said.answers
        for task_id, said in standing(talk, subject).items()
        if said.said_at > (known.at if known is not None and task_id in known.tasks else heard)
    }

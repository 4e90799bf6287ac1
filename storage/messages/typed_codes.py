"""Codes that people typed are hidden where their messages are kept: they opened something, or were refused, and
nobody needs them any more."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.messages import Incoming
from storage.messages.blanking import HIDDEN, without
from storage.tables import Inbox
from storage.web import CHANNEL, lines

_BETWEEN = r"[\s.\-]*"  # as people group letters and digits
_SHOWN = re.compile(r"[^\s.\-]")


def hide(session: Session, incoming: Incoming, code: str) -> None:
    """`code`: as it was typed, without what stands between its letters."""
    pattern = re.compile(_BETWEEN.join(map(re.escape, code)), re.IGNORECASE)
    _put(session, incoming, pattern.sub(_hidden, incoming.text))
    if incoming.channel == CHANNEL:
        client_id = incoming.external_id.removeprefix(f"{incoming.chat_id}:")
        lines.retell(session, incoming.chat_id, client_id, lambda content: without(pattern, content, _hidden))


def hide_again(session: Session, incoming: Incoming, heard: str) -> None:
    """The message of which something was hidden comes once more, as when somebody reacts to it."""
    if HIDDEN in heard:
        _put(session, incoming, heard)


def is_same(heard: str, text: str) -> bool:
    """Whether a message that was kept says `text`, apart from what is hidden of it."""
    return len(heard) == len(text) and all(kept in (HIDDEN, said) for kept, said in zip(heard, text, strict=True))


def _put(session: Session, incoming: Incoming, text: str) -> None:
    row = session.scalar(
        select(Inbox).where(
            Inbox.channel == incoming.channel,
            Inbox.account == incoming.account,
            Inbox.external_id == incoming.external_id,
        )
    )
    if row is not None:
        row.payload = {**row.payload, "text": text}
        session.flush()


def _hidden(found: re.Match[str]) -> str:
    return _SHOWN.sub(HIDDEN, found[0])

"""Codes that people typed are hidden where their messages are kept: they opened something, or were refused, and
nobody needs them any more."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.finding.entry_link import codes_of_links
from domain.messaging.messages import Incoming
from storage.erasing.blanking import HIDDEN, without
from storage.messages.inbox import Received
from storage.people import invitations
from storage.tables import Inbox
from storage.webchat import CHANNEL, lines

_BETWEEN = r"[\s.\-]*"  # as people group letters and digits
_WORD = re.compile(rf"(?<![^\W_])[0-9A-Za-z]{{{invitations.LENGTH}}}(?![^\W_])")
MOST_MENTIONED = 5
LONGEST_LOOKED_AT = 20_000  # characters
_SHOWN = re.compile(r"[^\s.\-]")


def hide(session: Session, incoming: Incoming, code: str) -> None:
    """Hide the code in what was said. `code`: as it was typed, without what stands between its letters."""
    pattern = re.compile(_BETWEEN.join(map(re.escape, code)), re.IGNORECASE)
    _put(session, incoming, pattern.sub(_hidden, incoming.text))
    if incoming.channel == CHANNEL:
        client_id = incoming.external_id.removeprefix(f"{incoming.chat_id}:")
        lines.retell(session, incoming.chat_id, client_id, lambda content: without(pattern, content, _hidden))


def hide_mentioned(session: Session, rows: Iterable[Received]) -> None:
    """Hide codes and links with one in what was said about something else (`mời chị vào https://…/vao/K7Q29FMD nhé`),
    once it was dealt with: nobody needs them there, whether they still open something or not."""
    for row in rows:
        text = row.payload.get("text")
        for code in _mentioned(text) if isinstance(text, str) else ():
            if invitations.find(session, code) is not None:
                kept = session.get_one(Inbox, row.id)
                hide(session, replace(row.incoming, text=str(kept.payload.get("text"))), code)


def _mentioned(text: str) -> list[str]:
    """Return what may be codes, no more than a few: looking one up is slow on purpose."""
    text = text[:LONGEST_LOOKED_AT]
    words = (found[0].upper() for found in _WORD.finditer(text) if invitations.looks_like_code(found[0]))
    return list(dict.fromkeys(islice(chain(codes_of_links(text, invitations.looks_like_code), words), MOST_MENTIONED)))


def hide_again(session: Session, incoming: Incoming, heard: str) -> None:
    """Hide it once more when the message comes again, as when somebody reacts to it."""
    if HIDDEN in heard:
        _put(session, incoming, heard)


def is_same(heard: str, text: str) -> bool:
    """Say whether a message that was kept says `text`, apart from what is hidden of it."""
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

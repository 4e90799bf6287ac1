"""Codes in messages are blanked where they are kept, once they open nothing any more.

The code itself is kept nowhere but in the message that shows it. Such a message has a key, so that it is found again;
one that is blanked has it no more.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from domain.messaging.email_addresses import CODE_DIGITS
from storage.db.chunks import in_parts
from storage.people import addresses, mailboxes
from storage.people.invitations import ALPHABET, LENGTH, looks_like_code
from storage.tables import Invitation, MailConfirmation, Outbox, WebMessage
from storage.webchat import CHANNEL, lines

HIDDEN = "•"
_IDS = ("key", "message_id")  # of a message, which no person reads
PLACES = 2  # messages in which one code is shown: to whoever made it, and to be passed on
_SHOWN, _MAILED = "codeshown", "codemailed"
_OPEN = select(Invitation.id).where(
    Invitation.id.in_(bindparam("ids", expanding=True)),
    Invitation.used_at.is_(None),
    Invitation.expires_at > bindparam("now"),
)
_ASKED = select(MailConfirmation.id).where(
    MailConfirmation.id.in_(bindparam("ids", expanding=True)), MailConfirmation.expires_at > bindparam("now")
)
_INVITATION = re.compile(rf"(?<![A-Za-z0-9])[{ALPHABET}]{{{LENGTH}}}(?![A-Za-z0-9])")
_CONFIRMATION = re.compile(rf"(?<![0-9])[0-9]{{{CODE_DIGITS}}}(?![0-9])")


def key(invitation_id: int, place: int = 0) -> str:
    return f"{_SHOWN}{invitation_id}x{place}"


def mail_key(asked: MailConfirmation) -> str:
    return f"{_MAILED}{asked.id}x{asked.asked_at:%Y%m%d%H%M%S}"


def blank_invitation(session: Session, invitation_id: int, now: datetime) -> int:
    """Blank the code of an invitation that was used just now."""
    return _blank(session, [key(invitation_id, place) for place in range(PLACES)], now)


def blank_confirmation(session: Session, asked: MailConfirmation, now: datetime) -> int:
    return _blank(session, [mail_key(asked)], now)


def blank_over(session: Session, now: datetime) -> int:
    """Blank the codes that were used, or whose time is over; return how many messages."""
    return _blank(session, _over(session, _SHOWN, _OPEN, now) + _over(session, _MAILED, _ASKED, now), now)


def _over(session: Session, kind: str, still_open: Select[int], now: datetime) -> list[str]:
    after = kind[:-1] + chr(ord(kind[-1]) + 1)  # letters alone, which every database sorts alike
    keys = session.scalars(select(Outbox.dedupe_key).where(Outbox.dedupe_key >= kind, Outbox.dedupe_key < after)).all()
    ids = {one: int(one.removeprefix(kind).partition("x")[0]) for one in keys if one and one.startswith(kind)}
    known = {
        id
        for some in in_parts(sorted({*ids.values()}))
        for id in session.scalars(still_open, {"ids": some, "now": now})
    }
    return [one for one, id in ids.items() if id not in known]


def _blank(session: Session, keys: Sequence[str], now: datetime) -> int:
    found = [
        row for some in in_parts(keys) for row in session.scalars(select(Outbox).where(Outbox.dedupe_key.in_(some)))
    ]
    for row in found:
        code = _CONFIRMATION if row.channel == mailboxes.CHANNEL else _INVITATION
        row.payload, row.dedupe_key = without(code, row.payload, _hidden), None
        if row.channel == CHANNEL:
            _blank_line(session, row, now)
    session.flush()
    return len(found)


def _blank_line(session: Session, row: Outbox, now: datetime) -> None:
    """Blank what stands in the web chat; open pages show it anew."""
    address = addresses.find(session, row.channel, row.account, row.chat_id)
    line = session.get(WebMessage, int(row.external_id)) if row.external_id and row.external_id.isdigit() else None
    if address is not None and line is not None and line.address_id == address.id:
        lines.replace(session, address, line.id, without(_INVITATION, line.content, _hidden), now)


def without(code: re.Pattern[str], value: Any, hidden: Callable[[re.Match[str]], str]) -> Any:
    """Return what is kept of a message, with the code hidden wherever it stands."""
    if isinstance(value, str):
        return code.sub(hidden, value)
    if isinstance(value, dict):
        return {name: one if name in _IDS else without(code, one, hidden) for name, one in value.items()}
    if isinstance(value, list):
        return [without(code, one, hidden) for one in value]
    return value


def _hidden(found: re.Match[str]) -> str:
    return HIDDEN * len(found[0]) if found[0].isdigit() or looks_like_code(found[0]) else found[0]

"""What the messages of a batch will need, read in a few statements before the first is handled.

It decides nothing: what it did not foresee is read when it is asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from domain.messaging.messages import Incoming
from storage.messages import buttons
from storage.people import actors, addresses
from storage.reporting import drafts, duties, reports


def read_ahead(session: Session, incomings: Sequence[Incoming]) -> None:
    """Read ahead chats (locked), people, what was pressed, and the reports that a question or a button is about."""
    chats = {(one.channel, one.account, one.chat_id) for one in incomings}
    known = addresses.lock_ahead(session, chats)
    actors.read_ahead(session, {chat.person_id for chat in known if chat.person_id is not None})
    pressed = buttons.read_ahead(session, {one.key for one in incomings if one.kind == "button"})
    about = _reports([*pressed, *(chat.focus for chat in known if chat.focus)])
    duties.read_ahead(session, about)
    drafts.read_ahead(session, about)
    reports.read_ahead(session, about)


def _reports(named: Iterable[Mapping[str, Any]]) -> set[int]:
    return {args["obligation_id"] for args in named if "obligation_id" in args}

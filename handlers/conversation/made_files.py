"""What came of something that takes longer than a message may wait, and the file of it on its way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from domain.messaging.messages import Attached, Card, Outgoing, Text
from domain.rights import Actor
from handlers.conversation.signed_links import FileLinks
from handlers.conversation.talk import Rows
from storage.messages import outbox
from storage.messages.outbox import Lane
from storage.tables import Address, Export


@dataclass(frozen=True, slots=True)
class MadeEvent:
    """What is noted in the log of whoever asked for a file, once that is there."""

    action: str
    subject: str
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """`content` None: there is no file, only a message. `noted`: what is written into the log with it."""

    name: str
    content: bytes | None
    body: Text
    rows: Rows
    reason: str | None = None  # why it could not be made
    noted: Sequence[MadeEvent] = ()


def message(body: Text, rows: Rows = (), reason: str | None = None) -> Made:
    return Made("", None, body, rows, reason)


FOR_READERS = frozenset({"brief"})
"""Files for whoever reads how a plan stands; all others are for those who coordinate it."""


def may_have(person: Actor, what: str, plan_ids: Collection[int]) -> bool:
    """Say whether this person may have a file about these plans, when it is made and whenever its link is opened."""
    return frozenset(plan_ids) <= (person.readable_ids if what in FOR_READERS else person.plan_ids)


def key_of(export: Export) -> str:
    """Return the key of the message that brings the file. A number alone would be that of another file, once upkeep has
    taken this one."""
    return f"export:{export.id}:{export.asked_at:%Y%m%d%H%M%S}"


def send(session: Session, address: Address, outgoing: Outgoing, now: datetime, dedupe_key: str) -> None:
    outbox.add(
        session,
        channel=address.channel,
        account=address.account,
        chat_id=address.chat_id,
        outgoing=outgoing,
        lane=Lane.REPLY,
        now=now,
        organisation_id=address.organisation_id,
        dedupe_key=dedupe_key,
    )


def attached_of(links: FileLinks, export: Export, now: datetime) -> Attached:
    """Return a file that is ready."""
    assert export.name is not None
    assert export.size is not None
    return Attached(export.id, export.name, export.size, links.link(export.id, now))


def send_on(session: Session, address: Address, body: Text, attached: Attached, now: datetime, dedupe_key: str) -> None:
    """Send the same file to another person, once."""
    send(session, address, Outgoing("file", Card(body), file=attached), now, dedupe_key)

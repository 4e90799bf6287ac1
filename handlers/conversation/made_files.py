"""What came of something that takes longer than a message may wait, and the file of it on its way."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from domain import rights
from domain.messaging.messages import Attached, Card, Outgoing, Text
from handlers.conversation.signed_links import FileLinks
from handlers.conversation.talk import Rows
from storage.messages import outbox
from storage.messages.outbox import Lane
from storage.people import actors
from storage.reporting import reports
from storage.tables import Address, Export

FOR_READERS = frozenset({"brief"})
"""Files for whoever reads how a plan stands; all others are for those who coordinate it, or see the report in them."""


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


class AskedFile(Protocol):
    """A file as it was asked for, by whom, and of what it tells."""

    @property
    def person_id(self) -> int: ...
    @property
    def plan_ids(self) -> Collection[int]: ...
    @property
    def what(self) -> str: ...
    @property
    def args(self) -> Mapping[str, Any]: ...


def may_have(session: Session, asked: AskedFile, now: datetime) -> bool:
    """Say whether whoever asked for a file may still see what it tells of: rights may end between asking, the file, and
    the opening of its link."""
    person = actors.actor(session, asked.person_id, now)
    if "report_id" in asked.args:
        found = reports.revision(session, asked.args["report_id"])
        return found is not None and rights.may_see(person, found.duty.unit_id, found.duty.plan_id)
    return frozenset(asked.plan_ids) <= (person.readable_ids if asked.what in FOR_READERS else person.plan_ids)


def message(body: Text, rows: Rows = (), reason: str | None = None) -> Made:
    return Made("", None, body, rows, reason)


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

"""Files that people sent: awaited, fetched, kept, and put with a report or taken away."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from domain.files.attachments import Refusal
from domain.messaging.messages import Incoming
from storage.db.upsert import table_of
from storage.messages import inbox
from storage.tables import Address, Attachment, AttachmentContent, Obligation, Requirement

LEASE = timedelta(minutes=3)
MOST_ATTEMPTS = 6


class AttachmentState(StrEnum):
    WAITING = "waiting"  # to be fetched
    KEPT = "kept"  # its content is here, and where it belongs is to be settled
    ASKED = "asked"  # as kept, and its chat was told or asked; it may still be placed
    ATTACHED = "attached"  # to a task in a draft or a report
    REFUSED = "refused"  # for `reason`; whoever sent it is still to be told
    REMOVED = "removed"  # nobody needs it any more


TO_PLACE = frozenset({AttachmentState.KEPT, AttachmentState.ASKED})


@dataclass(frozen=True, slots=True)
class FilePlace:
    """What a file is meant for, as far as that is known."""

    obligation_id: int
    unit_id: int
    task_id: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimedFile:
    """A file to be fetched: from which account of which channel, and by what name there."""

    id: int
    channel: str
    account: str
    source: str
    name: str
    attempts: int


@dataclass(frozen=True, slots=True)
class ExaminedFile:
    """What was found in a file's content."""

    kind: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as its link opens it: for the people of these units, and those who follow the plan."""

    name: str
    kind: str
    content: bytes
    unit_ids: frozenset[int]
    plan_id: int


_ATTACHMENT, _CONTENT = table_of(Attachment), table_of(AttachmentContent)
_WAITING = (
    select(Attachment)
    .where(
        Attachment.state == AttachmentState.WAITING,
        or_(Attachment.leased_until.is_(None), Attachment.leased_until <= bindparam("now")),
    )
    .order_by(Attachment.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def expect(
    session: Session,
    *,
    organisation_id: int,
    person_id: int,
    address_id: int,
    source: str | None,
    album: str | None,
    name: str,
    size: int,
    place: FilePlace | None,
    now: datetime,
) -> Attachment:
    """Note a file that is to be fetched from its channel by what it is called there, or (None) comes with it."""
    row = Attachment(
        organisation_id=organisation_id,
        person_id=person_id,
        address_id=address_id,
        received_at=now,
        source=source,
        album=album,
        name=name,
        size=size,
        state=AttachmentState.WAITING,
        attempts=0,
    )
    aim(row, place)
    session.add(row)
    session.flush()
    return row


def receive(
    session: Session,
    *,
    organisation_id: int,
    person_id: int,
    address_id: int,
    name: str,
    content: bytes,
    looked: ExaminedFile | Refusal,
    now: datetime,
) -> int:
    """Keep a file whose content came along; of one that is refused nothing is kept but its name. Return its id."""
    row = expect(
        session,
        organisation_id=organisation_id,
        person_id=person_id,
        address_id=address_id,
        source=None,
        album=None,
        name=name,
        size=len(content),
        place=None,
        now=now,
    )
    if isinstance(looked, ExaminedFile):
        keep(session, row.id, looked, content)
    else:
        refuse(session, row.id, looked)
    return row.id


def claim(session: Session, now: datetime, most: int) -> list[ClaimedFile]:
    """Return the oldest that are to be fetched, for this process alone until the lease ends."""
    rows = list(session.scalars(_WAITING, {"now": now, "most": most}))
    for row in rows:
        row.leased_until = now + LEASE
        row.attempts += 1
    chats = {row.id: session.get_one(Address, row.address_id) for row in rows}
    return [
        ClaimedFile(row.id, chats[row.id].channel, chats[row.id].account, row.source or "", row.name, row.attempts)
        for row in rows
    ]


def postpone(session: Session, id: int, until: datetime) -> None:
    """Fetch it later: it could not be fetched now."""
    session.execute(update(_ATTACHMENT).where(_ATTACHMENT.c.id == id).values(leased_until=until))


def keep(session: Session, id: int, looked: ExaminedFile, content: bytes) -> None:
    values = {"state": AttachmentState.KEPT, "kind": looked.kind, "sha256": looked.sha256, "size": looked.size}
    row = session.execute(
        update(_ATTACHMENT)
        .where(_ATTACHMENT.c.id == id, _ATTACHMENT.c.state == AttachmentState.WAITING)
        .values(**values, leased_until=None)
        .returning(_ATTACHMENT.c.organisation_id)
    ).one_or_none()
    if row is not None:  # else another process was faster
        session.execute(insert(_CONTENT), {"organisation_id": row[0], "attachment_id": id, "content": content})


def refuse(session: Session, id: int, reason: Refusal) -> None:
    session.execute(
        update(_ATTACHMENT)
        .where(_ATTACHMENT.c.id == id, _ATTACHMENT.c.state == AttachmentState.WAITING)
        .values(state=AttachmentState.REFUSED, reason=reason, leased_until=None)
    )


def settle(session: Session, id: int, found: ExaminedFile | Refusal, content: bytes, now: datetime) -> None:
    """Keep what was fetched, or why it could not be, and have its chat deal with it, in its turn among what is written
    there."""
    if isinstance(found, ExaminedFile):
        keep(session, id, found, content)
    else:
        refuse(session, id, found)
    row = session.get_one(Attachment, id)
    chat = session.get_one(Address, row.address_id)
    known = Incoming(
        kind="fetched",
        channel=chat.channel,
        account=chat.account,
        chat_id=chat.chat_id,
        user_id=chat.chat_id,
        external_id=f"attachment:{id}",
        at=now,
        extra={"attachment": id},
    )
    inbox.store(session, [known], now)


def of_chat(session: Session, address_id: int, ids: Collection[int]) -> list[Attachment]:
    """Return those of these that came into this chat, in their order."""
    found = select(Attachment).where(Attachment.id.in_(sorted(ids)), Attachment.address_id == address_id)
    return list(session.scalars(found.order_by(Attachment.id).execution_options(populate_existing=True)))


def sent_together(session: Session, one: Attachment) -> list[Attachment]:
    """Return all of the album that are not placed yet, whatever became of them; of what came alone, itself."""
    if one.album is None:
        return [one]
    found = select(Attachment).where(
        Attachment.address_id == one.address_id,
        Attachment.album == one.album,
        Attachment.state.in_((AttachmentState.WAITING, AttachmentState.REFUSED, *TO_PLACE)),
    )
    return list(session.scalars(found.order_by(Attachment.id).execution_options(populate_existing=True)))


def bytes_since(session: Session, person_id: int, since: datetime) -> int:
    """Return how much this person has sent since then."""
    total = session.scalar(
        select(func.sum(_ATTACHMENT.c.size)).where(
            _ATTACHMENT.c.person_id == person_id, _ATTACHMENT.c.received_at >= since
        )
    )
    return int(total or 0)


def aim(row: Attachment, place: FilePlace | None) -> None:
    if place is not None:
        row.obligation_id, row.unit_id, row.task_id = place.obligation_id, place.unit_id, place.task_id


_AS_IT_CAME = (
    "organisation_id", "person_id", "address_id", "received_at", "source", "name", "size", "kind", "sha256", "attempts",
)  # fmt: skip


def copy(session: Session, id: int, place: FilePlace) -> int | None:
    """Put the same file with another report too, from which it can be taken away by itself; None where it is gone."""
    row, body = session.get(Attachment, id), content(session, id)
    if row is None or body is None:
        return None
    new = Attachment(**{name: getattr(row, name) for name in _AS_IT_CAME}, state=AttachmentState.ATTACHED)
    aim(new, place)
    session.add(new)
    session.flush()
    values = {"organisation_id": new.organisation_id, "attachment_id": new.id, "content": body}
    session.execute(insert(_CONTENT), values)
    return new.id


def place_of(rows: Sequence[Attachment]) -> FilePlace | None:
    """Return where they belong: of files sent together the first has the words that say what they are about."""
    for row in rows:
        if row.obligation_id is not None and row.unit_id is not None:
            return FilePlace(row.obligation_id, row.unit_id, row.task_id)
    return None


def drop(session: Session, ids: Collection[int]) -> None:
    """Drop files that nobody needs; the content goes now, what they were called with the next cleaning up."""
    found = sorted(ids)
    session.execute(delete(_CONTENT).where(_CONTENT.c.attachment_id.in_(found)))
    session.execute(update(_ATTACHMENT).where(_ATTACHMENT.c.id.in_(found)).values(state=AttachmentState.REMOVED))


def content(session: Session, id: int) -> bytes | None:
    return session.scalar(select(_CONTENT.c.content).where(_CONTENT.c.attachment_id == id))


def stored(session: Session, id: int) -> Stored | None:
    """Return the file; None where there is none with a report, or not any more."""
    found = session.execute(
        select(
            _ATTACHMENT.c.name,
            _ATTACHMENT.c.kind,
            _CONTENT.c.content,
            _ATTACHMENT.c.unit_id,
            Obligation.unit_id,
            Requirement.plan_id,
        )
        .join(_CONTENT, _CONTENT.c.attachment_id == _ATTACHMENT.c.id)
        .join(Obligation, Obligation.id == _ATTACHMENT.c.obligation_id)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(_ATTACHMENT.c.id == id, _ATTACHMENT.c.state == AttachmentState.ATTACHED)
    ).one_or_none()
    if found is None:
        return None
    name, kind, body, unit_id, owing_id, plan_id = found
    return Stored(name, kind, body, frozenset({unit_id, owing_id}), plan_id)

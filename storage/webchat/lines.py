"""The lines of a web chat. A line's version rises over the whole chat, so that a page asks for what is newer."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ScalarSelect, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from storage.messages.outbox import Lane
from storage.tables import Address, Inbox, Outbox, WebMessage
from storage.webchat import ACCOUNT, CHANNEL

PAGE = 50  # lines given at once when a page opens or scrolls back
DELIVERED_AGAIN_WITHIN = timedelta(days=7)  # SQLite gives the ids of deleted outbox rows, 30 days old, to new ones
BATCH = 200  # changed lines given at once to a page that was away


@dataclass(frozen=True, slots=True)
class History:
    """Lines in the order they came, and whether there are older ones."""

    lines: list[WebMessage]
    more: bool


@dataclass(frozen=True, slots=True)
class Stamp:
    """When two stamps of a chat differ, its page has something new to show."""

    version: int
    waiting: bool  # an answer is still under way


def say(
    session: Session, address: Address, content: dict[str, Any], client_id: str, now: datetime
) -> WebMessage | None:
    """Add what the person said; None when the line with this `client_id` is there already."""
    _lock(session, address.id)
    if by_client_id(session, address.id, client_id) is not None:
        return None
    return _add(session, address, content, now, from_person=True, client_id=client_id)


def answer(session: Session, address: Address, content: dict[str, Any], outbox_id: int, now: datetime) -> WebMessage:
    """Add a line of the bot; delivered again, the line is the one that is there."""
    _lock(session, address.id)
    there = session.scalar(
        select(WebMessage).where(WebMessage.address_id == address.id, WebMessage.outbox_id == outbox_id)
    )
    if there is not None and there.created_at > now - DELIVERED_AGAIN_WITHIN:
        return there
    if there is not None:
        there.outbox_id = None
        session.flush()
    return _add(session, address, content, now, from_person=False, outbox_id=outbox_id)


def replace(session: Session, address: Address, line_id: int, content: dict[str, Any], now: datetime) -> bool:
    """Put new content in the place of a line of the bot; False when this chat has no such line."""
    _lock(session, address.id)
    line = session.scalar(
        select(WebMessage).where(
            WebMessage.id == line_id, WebMessage.address_id == address.id, WebMessage.from_person.is_(False)
        )
    )
    if line is None:
        return False
    if line.content != content:
        line.content, line.changed_at, line.version = content, now, version(session, address.id) + 1
        session.flush()
    return True


def retell(session: Session, chat_id: str, client_id: str, anew: Callable[[Any], Any]) -> None:
    """Change what is kept of a line that the person said."""
    address = session.scalar(select(Address).where(Address.channel == CHANNEL, Address.chat_id == chat_id))
    line = by_client_id(session, address.id, client_id) if address is not None else None
    if line is not None:
        line.content = anew(line.content)
        session.flush()


def by_client_id(session: Session, address_id: int, client_id: str) -> WebMessage | None:
    return session.scalar(
        select(WebMessage).where(WebMessage.address_id == address_id, WebMessage.client_id == client_id)
    )


def version(session: Session, address_id: int) -> int:
    """Return the version of the newest change in a chat; 0 when nothing was said yet."""
    return session.scalar(_VERSION, {"address_id": address_id}) or 0


def history(session: Session, address_id: int, before: int | None = None, limit: int = PAGE) -> History:
    """Return the newest lines, or the newest of those older than the line with the id `before`."""
    query = select(WebMessage).where(WebMessage.address_id == address_id)
    if before is not None:
        query = query.where(WebMessage.id < before)
    found = list(session.scalars(query.order_by(WebMessage.id.desc()).limit(limit + 1)))
    return History(found[:limit][::-1], more=len(found) > limit)


def newer(session: Session, address_id: int, after: int, limit: int = BATCH) -> list[WebMessage]:
    """Return the lines added or changed since version `after`, in the order of the changes."""
    return list(session.scalars(_NEWER, {"address_id": address_id, "after": after, "limit": limit}))


def is_waiting(session: Session, public_id: str) -> bool:
    """Say whether something the person said is still to be answered, or an answer to be delivered."""
    return bool(session.scalar(_WAITING, {"chat_id": public_id}))


def stamps(session: Session, public_ids: Collection[str]) -> dict[str, Stamp]:
    """Return how several chats stand, by public id."""
    rows = session.execute(_STAMPS, {"chat_ids": list(public_ids)})
    return {chat_id: Stamp(newest or 0, bool(waiting)) for chat_id, newest, waiting in rows}


def _lock(session: Session, address_id: int) -> None:
    # SQLite has one writer anyway. On PostgreSQL two writers would both find the same highest version.
    session.execute(select(Address.id).where(Address.id == address_id).with_for_update())


def _add(session: Session, address: Address, content: dict[str, Any], now: datetime, **about: Any) -> WebMessage:
    line = WebMessage(
        organisation_id=address.organisation_id,
        address_id=address.id,
        version=version(session, address.id) + 1,
        content=content,
        created_at=now,
        **about,
    )
    session.add(line)
    session.flush()
    return line


def _newest_of(address_id: Any) -> ScalarSelect[int]:
    return (
        select(WebMessage.version)
        .where(WebMessage.address_id == address_id)
        .order_by(WebMessage.version.desc())
        .limit(1)
        .scalar_subquery()
    )


def _waiting_in(chat_id: Any) -> Any:
    return exists().where(
        and_(Inbox.done_at.is_(None), Inbox.channel == CHANNEL, Inbox.account == ACCOUNT, Inbox.chat_id == chat_id)
    )


def _waiting_out(chat_id: Any) -> Any:
    here = aliased(Address)
    there = (
        select(here.id)
        .where(here.channel == CHANNEL, here.account == ACCOUNT, here.chat_id == chat_id)
        .correlate(Address)
        .scalar_subquery()
    )
    return exists().where(
        and_(
            Outbox.state == "waiting",
            Outbox.channel == CHANNEL,
            Outbox.account == ACCOUNT,
            Outbox.lane == int(Lane.REPLY),
            Outbox.chat_id == chat_id,
            # Shown already: that it is also marked as sent comes a moment later.
            ~exists().where(WebMessage.address_id == there, WebMessage.outbox_id == Outbox.id),
        )
    )


_VERSION = select(func.max(WebMessage.version)).where(WebMessage.address_id == bindparam("address_id"))
_NEWER = (
    select(WebMessage)
    .where(WebMessage.address_id == bindparam("address_id"), WebMessage.version > bindparam("after"))
    .order_by(WebMessage.version)
    .limit(bindparam("limit"))
)
_WAITING = select(_waiting_in(bindparam("chat_id")) | _waiting_out(bindparam("chat_id")))
_STAMPS = select(
    Address.chat_id,
    _newest_of(Address.id),
    _waiting_in(Address.chat_id) | _waiting_out(Address.chat_id),
).where(
    Address.channel == CHANNEL,
    Address.account == ACCOUNT,
    Address.chat_id.in_(bindparam("chat_ids", expanding=True)),
)

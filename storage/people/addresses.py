"""Chats: found or made at the first message, locked while one of their messages is handled."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.messaging.messages import TOPIC_MARK
from storage.db.batch import Remembered
from storage.tables import Address

SHUT = "shut: "
"""How the reasons of chats begin that take nothing though nobody stopped the bot."""

Chat = tuple[str, str, str]  # channel, account, chat id

_CHAT = select(Address).where(
    Address.channel == bindparam("channel"),
    Address.account == bindparam("account"),
    Address.chat_id == bindparam("chat_id"),
)
_LOCKED = _CHAT.with_for_update()
_ALL_LOCKED = (
    select(Address)
    .where(
        Address.channel == bindparam("channel"),
        Address.account == bindparam("account"),
        Address.chat_id.in_(bindparam("chats", expanding=True)),
    )
    .order_by(Address.id)  # so that two who lock several wait for each other instead of both
    .with_for_update()
)
_BY_CHAT = Remembered({"address": ("id", "channel", "account", "chat_id")})


def find(session: Session, channel: str, account: str, chat_id: str) -> Address | None:
    return session.scalar(_CHAT, {"channel": channel, "account": account, "chat_id": chat_id})


def locked(session: Session, channel: str, account: str, chat_id: str, *, is_group: bool, now: datetime) -> Address:
    """Return the chat's row, locked until the transaction ends; made when this is its first message."""
    address: Address | None = _BY_CHAT.known(session).get((channel, account, chat_id))
    if address is None:
        address = session.scalar(_LOCKED, {"channel": channel, "account": account, "chat_id": chat_id})
    return address or make(session, channel, account, chat_id, is_group=is_group, now=now)


def lock_ahead(session: Session, chats: Collection[Chat]) -> Sequence[Address]:
    """Lock ahead, in a batch, the rows of these chats, as far as there are any, by one statement for each account."""
    found: list[Address] = []
    for channel, account in sorted({chat[:2] for chat in chats}):
        # SQLite looks rows of three values up by reading the table to its end.
        ids = [chat_id for *place, chat_id in chats if place == [channel, account]]
        found += session.scalars(_ALL_LOCKED, {"channel": channel, "account": account, "chats": ids})
    _BY_CHAT.remember(session, {(row.channel, row.account, row.chat_id): row for row in found})
    return found


def make(session: Session, channel: str, account: str, chat_id: str, *, is_group: bool, now: datetime) -> Address:
    address = Address(
        channel=channel,
        account=account,
        chat_id=chat_id,
        is_group=is_group,
        choices=[],
        puzzled=0,
        wrong_codes=0,
        created_at=now,
    )
    session.add(address)
    session.flush()
    return address


def topics(session: Session, address: Address) -> Sequence[Address]:
    """Return the topics of a group in which somebody has written to the bot."""
    return session.scalars(
        select(Address).where(
            Address.channel == address.channel,
            Address.account == address.account,
            Address.is_group,
            Address.chat_id.startswith(address.chat_id + TOPIC_MARK, autoescape=True),
        )
    ).all()


def of_person(session: Session, person_id: int, channel: str) -> Address | None:
    """Return the newest private chat of a person on a channel."""
    return session.scalar(
        select(Address)
        .where(Address.person_id == person_id, Address.channel == channel, Address.is_group.is_(False))
        .order_by(Address.id.desc())
        .limit(1)
    )


def latest_of(session: Session, person_id: int) -> Address | None:
    """Return the newest private chat of a person, whatever the channel."""
    own = select(Address).where(Address.person_id == person_id, Address.is_group.is_(False))
    return session.scalar(own.order_by(Address.id.desc()).limit(1))

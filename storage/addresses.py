"""Chats: found or made at the first message, locked while one of their messages is handled."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from storage.tables import Address

_CHAT = select(Address).where(
    Address.channel == bindparam("channel"),
    Address.account == bindparam("account"),
    Address.chat_id == bindparam("chat_id"),
)
_LOCKED = _CHAT.with_for_update()


def find(session: Session, channel: str, account: str, chat_id: str) -> Address | None:
    return session.scalar(_CHAT, {"channel": channel, "account": account, "chat_id": chat_id})


def locked(session: Session, channel: str, account: str, chat_id: str, *, is_group: bool, now: datetime) -> Address:
    """The chat's row, locked until the transaction ends; made when this is its first message."""
    address = session.scalar(_LOCKED, {"channel": channel, "account": account, "chat_id": chat_id})
    return address or make(session, channel, account, chat_id, is_group=is_group, now=now)


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


def of_person(session: Session, person_id: int, channel: str) -> Address | None:
    """The newest private chat of a person on a channel."""
    return session.scalar(
        select(Address)
        .where(Address.person_id == person_id, Address.channel == channel, Address.is_group.is_(False))
        .order_by(Address.id.desc())
        .limit(1)
    )

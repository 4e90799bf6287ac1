"""In which chats somebody wrote a moment ago."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from storage.tables import Address, Inbox


def heard_since(session: Session, addresses: Collection[Address], since: datetime) -> dict[int, datetime]:
    """Return when each of these chats (by id) wrote last, where that was after `since`."""
    keys = {(one.channel, one.account, one.chat_id): one.id for one in addresses}
    if not keys:
        return {}
    chat = (Inbox.channel, Inbox.account, Inbox.chat_id)
    last = (
        select(*chat, func.max(Inbox.received_at, type_=Inbox.received_at.type))
        .where(tuple_(*chat).in_(sorted(keys)), Inbox.received_at > since)
        .group_by(*chat)
    )
    return {keys[channel, account, chat_id]: at for channel, account, chat_id, at in session.execute(last)}

"""In which chats somebody wrote a moment ago."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from storage.tables import Address, Inbox

RECENT = 20_000
"""Messages among which is looked, the latest: of more than ten minutes, at 30 a second. Looking for a few chats among
all of them would read to its end a table that keeps a month."""


def heard_since(session: Session, addresses: Collection[Address], since: datetime) -> dict[int, datetime]:
    """Return when each of these chats (by id) wrote last, where that was after `since`, a few minutes ago."""
    keys = {(one.channel, one.account, one.chat_id): one.id for one in addresses}
    if not keys:
        return {}
    chat = (Inbox.channel, Inbox.account, Inbox.chat_id)
    latest = select(func.max(Inbox.id)).scalar_subquery()
    heard = (
        select(*chat, Inbox.received_at)
        .where(Inbox.id > latest - RECENT, tuple_(*chat).in_(sorted(keys)), Inbox.received_at > since)
        .order_by(Inbox.id)
    )
    found: dict[int, datetime] = {}
    for channel, account, chat_id, at in session.execute(heard):
        id = keys[channel, account, chat_id]
        found[id] = max(at, found.get(id, at))
    return found

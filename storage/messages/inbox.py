"""The inbox: what came in is kept here before the channel is told that we have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Select, and_, bindparam, case, func, select, tuple_, update
from sqlalchemy.orm import Session

from domain.messaging.messages import Incoming
from storage.db import notify
from storage.db.upsert import dialect_of, insert_once, table_of
from storage.tables import Inbox

MAX_ATTEMPTS = 3
"""A message that fails this often is put aside, so that it does not hold up its chat for ever."""

EDITABLE = frozenset({"text", "file", "edited"})
_INBOX = table_of(Inbox)
_STORE = insert_once(Inbox, "channel", "account", "external_id")
_COUNTED = {"preserve_rowcount": True}  # else PostgreSQL's count of an insert of many rows is thrown away


def store(session: Session, incomings: Sequence[Incoming], now: datetime) -> int:
    """Keep what came in; what was delivered before is left out. Return how many were new."""
    if not incomings:
        return 0
    rows = [_row(incoming, now) for incoming in incomings]
    statement = _STORE.on(session)
    new = session.connection().execute(statement, rows, execution_options=_COUNTED).rowcount
    if new:
        notify.tell(session, notify.INBOX)
    return new


def _row(incoming: Incoming, now: datetime) -> dict[str, Any]:
    return {
        "organisation_id": None,
        "channel": incoming.channel,
        "account": incoming.account,
        "chat_id": incoming.chat_id,
        "external_id": incoming.external_id,
        "message_id": incoming.message_id if incoming.kind in EDITABLE else None,
        "payload": incoming.to_json(),
        "received_at": now,
        "attempts": 0,
        "done_at": None,
        "error": None,
    }


@dataclass(frozen=True, slots=True)
class Received:
    """One stored message that nobody has dealt with yet."""

    id: int
    channel: str
    account: str
    chat_id: str
    payload: Mapping[str, Any]
    received_at: datetime
    attempts: int  # how often handling it has failed

    @property
    def incoming(self) -> Incoming:
        """Read only when it is handled, so that one unreadable row cannot stop the others."""
        return Incoming.from_json(self.payload)


_CHAT = tuple_(_INBOX.c.channel, _INBOX.c.account, _INBOX.c.chat_id)
_ROWS = (
    select(*(_INBOX.c[name] for name in Received.__dataclass_fields__))
    .where(_INBOX.c.done_at.is_(None))
    .order_by(_INBOX.c.id)
    .limit(bindparam("most"))
)
_ROWS_OF_CHATS = _ROWS.where(_CHAT.in_(bindparam("chats", expanding=True)))
_CHATS_AFTER = (
    select(_INBOX.c.id, _INBOX.c.channel, _INBOX.c.account, _INBOX.c.chat_id)
    .where(_INBOX.c.done_at.is_(None), _INBOX.c.id > bindparam("after"))
    .order_by(_INBOX.c.id)
    .limit(bindparam("most"))
)
_KEY = func.unnest(bindparam("keys", type_=ARRAY(BigInteger))).column_valued("key")
_TRY_LOCKS = select(_KEY).where(func.pg_try_advisory_xact_lock(_KEY))


def waiting(session: Session, limit: int) -> list[Received]:
    """Return the oldest messages that wait, in the order of their coming, at most `limit`.

    On PostgreSQL the chats they come from are locked until the transaction ends, and chats that another
    process has in hand are left out: so however many processes ask, a chat is dealt with in order.
    """
    if dialect_of(session) != "postgresql":
        return _received(session, _ROWS, {"most": limit})
    chats = _lock_chats(session, limit)
    if not chats:
        return []
    # Read again now that the locks are held: whoever held them before may have dealt with some rows.
    return _received(session, _ROWS_OF_CHATS, {"most": limit, "chats": chats})


def _received(session: Session, statement: Select[Any], values: Mapping[str, Any]) -> list[Received]:
    return [Received(*row) for row in session.execute(statement, values)]


def _lock_chats(session: Session, limit: int) -> list[tuple[str, ...]]:
    """Go through the waiting rows page by page until chats are found that nobody else has."""
    after = 0
    while page := session.execute(_CHATS_AFTER, {"after": after, "most": limit}).all():
        after = page[-1].id
        by_key = {_lock_key(*chat): chat for _, *chat in page}
        if got := session.execute(_TRY_LOCKS, {"keys": list(by_key)}).scalars().all():
            return [tuple(by_key[key]) for key in got]
    return []


def _lock_key(*chat: str) -> int:
    name = "\0".join(("inbox", *chat))
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)


_DONE = update(_INBOX).where(_INBOX.c.id.in_(bindparam("ids", expanding=True))).values(done_at=bindparam("now"))
_FAILED = (
    update(_INBOX)
    .where(_INBOX.c.id == bindparam("failed_id"))
    .values(
        attempts=_INBOX.c.attempts + 1,
        error=bindparam("kind"),
        done_at=case((_INBOX.c.attempts + 1 >= MAX_ATTEMPTS, bindparam("now", type_=_INBOX.c.done_at.type))),
    )
    .returning(_INBOX.c.done_at)
)


def mark_done(session: Session, ids: Sequence[int], now: datetime) -> None:
    if ids:
        session.connection().execute(_DONE, {"ids": list(ids), "now": now})


def mark_failed(session: Session, inbox_id: int, kind: str, now: datetime) -> bool:
    """Count a failure of `kind` (never what the person wrote). True when the message is now put aside."""
    values = {"failed_id": inbox_id, "kind": kind, "now": now}
    return session.execute(_FAILED, values).scalar_one_or_none() is not None


@dataclass(frozen=True, slots=True)
class EarlierText:
    """What a message said before it was edited, and when it first came; `file`: what the channel calls its file."""

    text: str
    first_at: datetime
    file: str | None


_THIS = and_(
    _INBOX.c.channel == bindparam("channel"),
    _INBOX.c.account == bindparam("account"),
)
_ROW_OF = select(_INBOX.c.id).where(_THIS, _INBOX.c.external_id == bindparam("external"))
_BEFORE = (
    select(_INBOX.c.payload, _INBOX.c.received_at)
    .where(
        _THIS,
        _INBOX.c.chat_id == bindparam("chat"),
        _INBOX.c.message_id == bindparam("message"),
        _INBOX.c.id < _ROW_OF.scalar_subquery(),
    )
    .order_by(_INBOX.c.id)
)


def heard_before(session: Session, incoming: Incoming) -> EarlierText | None:
    """Return what the message that was edited said last; None where it never came, or came long ago."""
    values = {
        "channel": incoming.channel,
        "account": incoming.account,
        "external": incoming.external_id,
        "chat": incoming.chat_id,
        "message": incoming.message_id,
    }
    rows = session.execute(_BEFORE, values).all()
    if not rows:
        return None
    (first, first_at), (last, _) = rows[0], rows[-1]
    return EarlierText(last["text"], first_at, (first.get("extra") or {}).get("file_id"))

"""Takes away what nobody needs any more, and has chats tried again. Reports, ledger and audit are never touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, not_, or_, select, update
from sqlalchemy.orm import Session

from storage.aside.aside_rows import Aside
from storage.aside.bulkhead import UPKEEP, Bulkhead
from storage.db.upsert import table_of
from storage.people import addresses
from storage.tables import (
    Address,
    Attachment,
    ButtonKey,
    Export,
    Inbox,
    MailConfirmation,
    Outbox,
    TypedMessage,
    WebSession,
)

TRIED_AGAIN = timedelta(hours=20)
BATCH = 2000  # rows in one go: other work waits no longer than that takes

_INBOX, _OUTBOX = table_of(Inbox), table_of(Outbox)
_SESSION, _BUTTON, _EXPORT = table_of(WebSession), table_of(ButtonKey), table_of(Export)
_TYPED, _ATTACHMENT = table_of(TypedMessage), table_of(Attachment)
_CONFIRMATION = table_of(MailConfirmation)


@dataclass(frozen=True, slots=True)
class Stale:
    """Rows that may go once `since` lies longer ago than `kept`."""

    table: Table
    since: ColumnElement[datetime]
    kept: timedelta
    where: tuple[ColumnElement[bool], ...] = ()


STALE = (
    Stale(_INBOX, _INBOX.c.done_at, timedelta(days=30)),
    Stale(_OUTBOX, _OUTBOX.c.created_at, timedelta(days=30), (_OUTBOX.c.state == "sent",)),
    # What is gone was sent: a message that was not is kept as long as a plan's reports are looked at, so that a unit is
    # never said to have been urged by it.
    Stale(_OUTBOX, _OUTBOX.c.created_at, timedelta(days=1100), (_OUTBOX.c.state.in_(("dropped", "given_up")),)),
    Stale(_SESSION, _SESSION.c.expires_at, timedelta()),
    Stale(_EXPORT, _EXPORT.c.asked_at, timedelta(days=30)),
    # What nobody put with a report, with its content; what is with one stays for good.
    Stale(_ATTACHMENT, _ATTACHMENT.c.received_at, timedelta(days=7), (_ATTACHMENT.c.state != "attached",)),
    Stale(_TYPED, _TYPED.c.at, timedelta(days=60)),
    Stale(_CONFIRMATION, _CONFIRMATION.c.asked_at, timedelta(days=30)),
    Stale(_BUTTON, _BUTTON.c.created_at, timedelta(days=180)),
)


def clear_stale(session: Session, stale: Stale, now: datetime, bulkhead: Bulkhead | None = None) -> int:
    """Delete at most `BATCH` such rows, and return how many. As long as it is `BATCH` there may be more. A row that
    cannot go is set aside."""
    bulkhead = bulkhead or Bulkhead(now)
    key = next(iter(stale.table.primary_key.columns))
    subject = f"{stale.table.name}:"
    held = [aside.detail["key"] for aside in bulkhead.known.values() if aside.subject.startswith(subject)]
    old = select(key).where(stale.since < now - stale.kept, *stale.where, key.not_in(held)).order_by(key).limit(BATCH)
    if not bulkhead.careful:
        return session.connection().execute(delete(stale.table).where(key.in_(old))).rowcount

    def work(keys: Sequence[Any]) -> int:
        return session.connection().execute(delete(stale.table).where(key.in_(keys))).rowcount

    keys = session.connection().execute(old).scalars().all()
    return sum(bulkhead.each(session, UPKEEP, keys, lambda one: f"{subject}{one}", work, lambda one: {"key": one}))


def try_again(session: Session, bulkhead: Bulkhead) -> int:
    """Try again the rows that could not go and whose next try has come; return how many went."""
    tables = {stale.table.name: stale.table for stale in STALE}

    def work(some: Sequence[Aside]) -> int:
        return sum(_delete(session, tables[one.subject.partition(":")[0]], one.detail["key"]) for one in some)

    due = bulkhead.due(UPKEEP)
    return sum(bulkhead.each(session, UPKEEP, due, lambda one: one.subject, work, lambda one: one.detail))


def _delete(session: Session, table: Table, key: object) -> int:
    column = next(iter(table.primary_key.columns))
    return session.connection().execute(delete(table).where(column == key)).rowcount


def try_chats_again(session: Session, now: datetime) -> int:
    """Write again, a day later, to chats that took nothing though the bot was not put out: a topic may be open again, a
    right given. What is refused then makes them unreachable anew. Return how many."""
    was_put_out = or_(Address.unreachable_reason == "blocked", Address.unreachable_reason.startswith("Forbidden"))
    changed = (
        update(Address)
        .where(Address.unreachable_since < now - TRIED_AGAIN)
        .where(or_(Address.unreachable_reason.startswith(addresses.SHUT), and_(Address.is_group, not_(was_put_out))))
        .values(unreachable_since=None, unreachable_reason=None)
    )
    return session.connection().execute(changed).rowcount

"""Takes away what nobody needs any more. Reports, the ledger and the audit are never touched."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, delete, select
from sqlalchemy.orm import Session

from storage.insert_once import table_of
from storage.tables import Attachment, ButtonKey, Export, Inbox, MailConfirmation, Outbox, TypedMessage, WebSession

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
    Stale(_OUTBOX, _OUTBOX.c.created_at, timedelta(days=30), (_OUTBOX.c.state.in_(("sent", "dropped")),)),
    # Why something was given up is of use for longer than what went well.
    Stale(_OUTBOX, _OUTBOX.c.created_at, timedelta(days=180), (_OUTBOX.c.state == "given_up",)),
    Stale(_SESSION, _SESSION.c.expires_at, timedelta()),
    Stale(_EXPORT, _EXPORT.c.asked_at, timedelta(days=30)),
    # What nobody put with a report, with its content; what is with one stays for good.
    Stale(_ATTACHMENT, _ATTACHMENT.c.received_at, timedelta(days=7), (_ATTACHMENT.c.state != "attached",)),
    Stale(_TYPED, _TYPED.c.at, timedelta(days=60)),
    Stale(_CONFIRMATION, _CONFIRMATION.c.asked_at, timedelta(days=30)),
    Stale(_BUTTON, _BUTTON.c.created_at, timedelta(days=180)),
)


def clear_stale(session: Session, stale: Stale, now: datetime) -> int:
    """Deletes at most `BATCH` such rows; how many. As long as it is `BATCH` there may be more."""
    key = next(iter(stale.table.primary_key.columns))
    old = select(key).where(stale.since < now - stale.kept, *stale.where).order_by(key).limit(BATCH)
    return session.connection().execute(delete(stale.table).where(key.in_(old))).rowcount

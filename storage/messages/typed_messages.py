"""Which messages are about which reports: reminders that are answered, and typed lines that may be edited later."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, or_, select
from sqlalchemy.orm import Session

from storage.db.upsert import insert_or_update, table_of
from storage.tables import Address, Outbox, ReminderEntry, TypedMessage

MOST_FORMS = 5  # of one message that was edited again and again, the newest
_ANSWERED = or_(
    Outbox.external_id == bindparam("message"),
    ("," + Outbox.external_id + ",").like("%," + bindparam("message", type_=String) + ",%"),
)
"""A card in several parts has the ids of all of them, by commas."""
_REMINDED = (
    select(ReminderEntry.obligation_id)
    .join(Outbox, Outbox.id == ReminderEntry.outbox_id)
    .where(
        Outbox.channel == bindparam("channel"),
        Outbox.account == bindparam("account"),
        Outbox.chat_id == bindparam("chat"),
        Outbox.sent_at.is_not(None),
        _ANSWERED,
    )
)
_SHOWN = (
    select(Outbox.payload)
    .where(
        Outbox.channel == bindparam("channel"),
        Outbox.account == bindparam("account"),
        Outbox.chat_id == bindparam("chat"),
        Outbox.sent_at.is_not(None),
        _ANSWERED,
    )
    .order_by(Outbox.id.desc())
    .limit(MOST_FORMS)
)
_TYPED = table_of(TypedMessage)
_REMEMBER = insert_or_update(TypedMessage, "address_id", "message_id")


@dataclass(frozen=True, slots=True)
class TypedLineSubject:
    """What was kept of a typed line: about which report, through which unit, on which tasks; `fields`: which of their
    fields it put, where that is known."""

    obligation_id: int
    unit_id: int
    tasks: frozenset[int]
    at: datetime
    fields: Mapping[int, frozenset[str]]


def shown_as(session: Session, address: Address, message_id: str) -> Sequence[dict[str, Any]]:
    """Return the payloads of a message of ours in this chat, the newest form of it first."""
    values = {"channel": address.channel, "account": address.account, "chat": address.chat_id, "message": message_id}
    return session.scalars(_SHOWN, values).all()


def reminded_of(session: Session, address: Address, message_id: str) -> set[int]:
    """Return the obligations of which a message in this chat reminded."""
    values = {"channel": address.channel, "account": address.account, "chat": address.chat_id, "message": message_id}
    return set(session.scalars(_REMINDED, values))


def remember(
    session: Session,
    address: Address,
    message_id: str,
    obligation_id: int,
    unit_id: int,
    tasks: Mapping[int, Collection[str]],
    now: datetime,
) -> None:
    row = {
        "organisation_id": address.organisation_id,
        "address_id": address.id,
        "message_id": message_id,
        "obligation_id": obligation_id,
        "unit_id": unit_id,
        "tasks": [[task, sorted(fields)] for task, fields in tasks.items()],
        "at": now,
    }
    session.connection().execute(_REMEMBER.on(session), row)


def about(session: Session, address: Address, message_id: str) -> TypedLineSubject | None:
    found = session.execute(
        select(_TYPED.c.obligation_id, _TYPED.c.unit_id, _TYPED.c.tasks, _TYPED.c.at).where(
            _TYPED.c.address_id == address.id, _TYPED.c.message_id == message_id
        )
    ).one_or_none()
    if found is None:
        return None
    obligation, unit, tasks, at = found
    put = {one[0]: frozenset(one[1]) for one in tasks if isinstance(one, list)}
    return TypedLineSubject(
        obligation, unit, frozenset(one for one in tasks if isinstance(one, int)) | put.keys(), at, put
    )

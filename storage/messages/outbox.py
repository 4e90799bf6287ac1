"""The outbox: what is to be sent is written here in the same commit as its cause, and sent afterwards.

Whoever writes uses `add` or, to answer somebody, `answer`; delivery takes rows with `storage.messages.outbox_claim` and
closes them with `storage.messages.outbox_mark`. A row is `waiting` until it is `sent`, `given_up` (it failed for good)
or `dropped` (nobody needs it any more).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlalchemy.orm import Session

from domain.messaging.messages import Outgoing
from domain.reports.states import EXPECTED
from storage.db import notify
from storage.db.batch import later
from storage.db.chunks import in_parts
from storage.db.upsert import dialect_of, insert_once, table_of
from storage.tables import Obligation, Outbox, ReminderEntry

_OUTBOX = table_of(Outbox)
_ENTRY = table_of(ReminderEntry)
_OBLIGATION = table_of(Obligation)
_ADDED = insert_once(Outbox, "dedupe_key", returning=_OUTBOX.c.id)
_INSERT = insert(_OUTBOX)
_TOLD = func.pg_notify(notify.NAME, notify.telling(notify.OUTBOX))  # no statement of its own
_ADD = {"sqlite": _ADDED, "postgresql": _ADDED.then(lambda insert: insert.returning(_TOLD))}
_VOID = (
    update(_OUTBOX).where(_OUTBOX.c.state == "waiting", _OUTBOX.c.leased_until.is_not(None)).values(leased_until=None)
)


MOVED = "instead:"
"""How the keys begin of messages that stand for one that could not be had in its chat, whose id comes next."""


class Lane(IntEnum):
    """Who goes first: an answer to a person who is waiting overtakes everything that was only planned."""

    REPLY = 0
    NOTICE = 1
    REMINDER = 2
    ASIDE = 3  # a menu that was refused: it may wait for long, and nothing of its chat waits behind it


def queued(session: Session, dedupe_keys: Collection[str]) -> set[str]:
    """Return those of these keys that were used before."""
    return {
        key
        for some in in_parts(sorted(dedupe_keys))
        for key in session.scalars(select(_OUTBOX.c.dedupe_key).where(_OUTBOX.c.dedupe_key.in_(some)))
    }


def add(
    session: Session,
    *,
    channel: str,
    account: str,
    chat_id: str,
    outgoing: Outgoing,
    lane: Lane,
    now: datetime,
    organisation_id: int | None = None,
    dedupe_key: str | None = None,
    not_before: datetime | None = None,
) -> int | None:
    """Queue one message and return its id, or None where the dedupe key was used before.

    Messages of one chat and one lane go out in the order in which they were added.
    """
    row = _row(channel, account, chat_id, outgoing, lane, now, organisation_id, dedupe_key, not_before)
    return session.connection().execute(_ADD[dialect_of(session)].on(session), row).scalar_one_or_none()


def answer(
    session: Session,
    *,
    channel: str,
    account: str,
    chat_id: str,
    outgoing: Outgoing,
    now: datetime,
    organisation_id: int | None,
    dedupe_key: str | None = None,
) -> None:
    """Queue an answer to what a person wrote; in a batch it is written with the others."""
    row = _row(channel, account, chat_id, outgoing, Lane.REPLY, now, organisation_id, dedupe_key)
    later(session, _INSERT, [row])


def _row(
    channel: str,
    account: str,
    chat_id: str,
    outgoing: Outgoing,
    lane: Lane,
    now: datetime,
    organisation_id: int | None,
    dedupe_key: str | None = None,
    not_before: datetime | None = None,
) -> dict[str, Any]:
    return {
        "organisation_id": organisation_id,
        "channel": channel,
        "account": account,
        "chat_id": chat_id,
        "lane": int(lane),
        "payload": outgoing.to_json(),
        "dedupe_key": dedupe_key,
        "state": "waiting",
        "not_before": not_before,
        "leased_until": None,
        "attempts": 0,
        "reason": None,
        "external_id": None,
        "created_at": now,
        "sent_at": None,
    }


def void_leases(session: Session) -> int:
    """Free what a process that is gone had in hand; only where no other process can be sending (SQLite)."""
    return session.connection().execute(_VOID).rowcount


_OWNER = select(_OBLIGATION.c.organisation_id).where(_OBLIGATION.c.id == bindparam("obligation"))
_QUEUED_FOR = (
    select(_OUTBOX.c.id)
    .join(_ENTRY, _ENTRY.c.outbox_id == _OUTBOX.c.id)
    .where(
        _ENTRY.c.organisation_id == bindparam("organisation"),
        _ENTRY.c.obligation_id == bindparam("obligation"),
        _OUTBOX.c.state == "waiting",
        or_(_OUTBOX.c.leased_until.is_(None), _OUTBOX.c.leased_until <= bindparam("now")),
    )
    .with_for_update(of=_OUTBOX, skip_locked=True)
)
_STILL_WANTED = (
    select(_ENTRY.c.outbox_id)
    .join(_OBLIGATION, _OBLIGATION.c.id == _ENTRY.c.obligation_id)
    .where(
        _ENTRY.c.organisation_id == bindparam("organisation"),
        _ENTRY.c.outbox_id.in_(bindparam("ids", expanding=True)),
        _ENTRY.c.obligation_id != bindparam("obligation"),
        _OBLIGATION.c.state.in_(sorted(EXPECTED)),
    )
)
_DROP = (
    update(_OUTBOX)
    .where(_OUTBOX.c.id.in_(bindparam("ids", expanding=True)))
    .values(state="dropped", reason=bindparam("why"))
)


def drop_settled_reminders(session: Session, obligation_id: int, now: datetime) -> int:
    """Drop queued reminders that nobody needs since this obligation was settled or its due moment moved; return how
    many.

    Call it in the transaction that changed it. A digest in which another duty is still expected stays,
    and so does what is being sent at this moment.
    """
    organisation = session.execute(_OWNER, {"obligation": obligation_id}).scalar_one()
    about = {"organisation": organisation, "obligation": obligation_id, "now": now}
    queued = set(session.execute(_QUEUED_FOR, about).scalars())
    if not queued:
        return 0
    session.flush()  # the change that makes them pointless
    others = {"organisation": organisation, "obligation": obligation_id, "ids": sorted(queued)}
    wanted = session.execute(_STILL_WANTED, others).scalars()
    pointless = sorted(queued.difference(wanted))
    if pointless:
        session.connection().execute(_DROP, {"ids": pointless, "why": "settled"})
    return len(pointless)


_PARTS = (
    select(_OUTBOX.c.id, _ENTRY.c.person_id, _ENTRY.c.obligation_id, _ENTRY.c.step, _OBLIGATION.c.state)
    .join(_ENTRY, _ENTRY.c.outbox_id == _OUTBOX.c.id)
    .join(_OBLIGATION, _OBLIGATION.c.id == _ENTRY.c.obligation_id)
    .where(
        _ENTRY.c.organisation_id == bindparam("organisation"),
        _OUTBOX.c.id.in_(bindparam("ids", expanding=True)),
    )
    .order_by(_OUTBOX.c.id, _ENTRY.c.id)
)
_REWRITE = update(_OUTBOX).where(_OUTBOX.c.id == bindparam("row"), _OUTBOX.c.state == "waiting")


@dataclass(slots=True)
class WaitingDigest:
    """A digest on its way of which some duties need no reminder any more and others are still expected."""

    outbox_id: int
    person_id: int
    expected: list[tuple[int, str]]  # (obligation, step)


def digests_with(session: Session, obligation_id: int, now: datetime) -> list[WaitingDigest]:
    """Return the waiting digests that speak of this obligation and not only of it."""
    organisation = session.execute(_OWNER, {"obligation": obligation_id}).scalar_one()
    about = {"organisation": organisation, "obligation": obligation_id, "now": now}
    ids = sorted(set(session.execute(_QUEUED_FOR, about).scalars()))
    found: dict[int, WaitingDigest] = {}
    for id, person_id, other, step, state in session.execute(_PARTS, {"organisation": organisation, "ids": ids}):
        if person_id is not None and other != obligation_id and state in EXPECTED:
            found.setdefault(id, WaitingDigest(id, person_id, [])).expected.append((other, step))
    return list(found.values())


def rewrite(session: Session, outbox_id: int, outgoing: Outgoing) -> None:
    """Put another content in the place of one that still waits."""
    session.connection().execute(_REWRITE.values(payload=outgoing.to_json()), {"row": outbox_id})

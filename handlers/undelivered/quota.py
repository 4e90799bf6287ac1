"""An account's month runs short: who coordinates is told, and what waits goes another way where there is one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.messaging.messages import Span
from domain.quotas import RESTING, Level, month_of
from domain.rights import Role
from handlers.conversation.notices import tell, words_for
from handlers.conversation.talk import Rows
from handlers.undelivered.other_chat import move
from handlers.words import Words
from storage.db.upsert import table_of
from storage.messages import quotas, shared_bots
from storage.messages.outbox import Lane
from storage.people import addresses
from storage.people.people import reachable_address
from storage.tables import Address, Outbox, Position, ReminderEntry

_OUTBOX, _ENTRY = table_of(Outbox), table_of(ReminderEntry)


def on_quota(session: Session, channel: str, account: str, level: Level, is_new: bool, now: datetime) -> None:
    """Tell of each level once, on this account too as long as it may write; whenever the channel refuses, what waits is
    looked through again."""
    if level not in RESTING:
        quotas.wake_account(session, channel, account)
    if is_new:
        _tell(session, channel, account, level, now)
    if level in RESTING:
        quotas.rest(session, channel, account, now)
        _go_another_way(session, channel, account, now)


def _tell(session: Session, channel: str, account: str, level: Level, now: datetime) -> None:
    organisations = set(
        session.scalars(
            select(Address.organisation_id).where(
                Address.channel == channel, Address.account == account, Address.organisation_id.is_not(None)
            )
        )
    )
    month = month_of(now)
    counted = quotas.this_month(session, channel, account, now)
    sent = counted.sent if counted else 0
    name = shared_bots.name_of(session, channel, account)

    def said(words: Words) -> tuple[tuple[Span, ...], Rows]:
        where = words.plain(f"channel.{channel}")
        return words(f"quota.{level}", channel=where, name=name, sent=sent, month=f"{month[5:]}/{month[:4]}"), []

    for organisation_id in sorted(one for one in organisations if one is not None):
        tell(session, _coordinators(session, organisation_id, now), said, now)


def _coordinators(session: Session, organisation_id: int, now: datetime) -> Sequence[int]:
    found = select(Position.person_id).where(
        Position.organisation_id == organisation_id,
        Position.role.in_((Role.COORDINATOR, Role.ADMIN)),
        Position.since <= now,
        Position.until.is_(None) | (Position.until > now),
    )
    return sorted(set(session.scalars(found)))


def _go_another_way(session: Session, channel: str, account: str, now: datetime) -> None:
    """Send to whoever has another chat what waits for them here; for the others it waits for the next month, but for
    reminders, which would say what is not true any more. What somebody is just sending is left alone, and so are
    answers that were not refused: a part of the month is kept for them."""
    waiting = session.scalars(
        select(Outbox)
        .where(
            Outbox.channel == channel,
            Outbox.account == account,
            Outbox.state == "waiting",
            Outbox.leased_until.is_(None) | (Outbox.leased_until <= now),
            (Outbox.lane != Lane.REPLY) | Outbox.reason.is_not(None),
        )
        .order_by(Outbox.id)
        .execution_options(populate_existing=True)
    ).all()
    for row in waiting:
        here = addresses.find(session, channel, account, row.chat_id)
        there = reachable_address(session, [here.person_id]) if here and here.person_id else {}
        if here is not None and there and row.payload["card"] is not None:
            _move(session, row, here, next(iter(there.values())), now)
        elif row.lane == Lane.REMINDER:
            _close(session, row.id, "given_up")


def _move(session: Session, row: Outbox, here: Address, there: Address, now: datetime) -> None:
    assert there.person_id is not None
    words = words_for(session, there.person_id)
    why = words("quota.instead", channel=words.plain(f"channel.{here.channel}"))
    move(session, row, here, there, why, quotas.REASON, now)
    _close(session, row.id, "dropped")


def _close(session: Session, row_id: int, state: str) -> None:
    session.execute(
        update(_OUTBOX).where(_OUTBOX.c.id == row_id).values(state=state, reason=quotas.REASON, leased_until=None)
    )

"""An account's month runs short: who coordinates is told, and what waits goes another way where there is one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.messages import Card, Outgoing, Span, lines_of
from domain.quotas import RESTING, Level, month_of
from domain.rights import Role
from handlers.notices import tell
from handlers.reminding import words_for
from handlers.talk import Choice, Rows, card_of, offer
from handlers.words import Words
from storage import addresses, buttons, outbox, quotas, shared_bots
from storage.insert_once import table_of
from storage.outbox import Lane
from storage.people import reachable_address
from storage.tables import Address, Outbox, Position, ReminderEntry

_OUTBOX, _ENTRY = table_of(Outbox), table_of(ReminderEntry)


def on_quota(session: Session, channel: str, account: str, level: Level, is_new: bool, now: datetime) -> None:
    """At each level it is told once, on this account too as long as it may write; whenever the channel refuses, what
    waits is looked through again."""
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
    """Whoever has another chat gets there what waits for them here; for the others it waits for the next month, but for
    reminders, which would say what is not true any more. What somebody is just sending is left alone, and so are
    answers that were not refused: a part of the month is kept for them."""
    waiting = session.execute(
        select(_OUTBOX.c.id, _OUTBOX.c.chat_id, _OUTBOX.c.lane, _OUTBOX.c.payload)
        .where(
            _OUTBOX.c.channel == channel,
            _OUTBOX.c.account == account,
            _OUTBOX.c.state == "waiting",
            _OUTBOX.c.leased_until.is_(None) | (_OUTBOX.c.leased_until <= now),
            (_OUTBOX.c.lane != Lane.REPLY) | _OUTBOX.c.reason.is_not(None),
        )
        .order_by(_OUTBOX.c.id)
    ).all()
    for row_id, chat_id, lane, payload in waiting:
        here = addresses.find(session, channel, account, chat_id)
        there = reachable_address(session, [here.person_id]) if here and here.person_id else {}
        outgoing = Outgoing.from_json(payload)
        if here is not None and there and outgoing.card is not None:
            _move(session, row_id, Lane(lane), outgoing, here, next(iter(there.values())), now)
        elif lane == Lane.REMINDER:
            _close(session, row_id, "given_up")


def _move(
    session: Session, row_id: int, lane: Lane, outgoing: Outgoing, here: Address, there: Address, now: datetime
) -> None:
    assert outgoing.card is not None
    assert there.person_id is not None
    words = words_for(session, there.person_id)
    instead = words("quota.instead", channel=words.plain(f"channel.{here.channel}"))
    body = lines_of([outgoing.card.text, (), instead])
    card = card_of(session, there, body, _choices(session, here, outgoing.card), now)
    if card.rows:
        offer(there, card, now, beside=True)
    new_id = outbox.add(
        session,
        channel=there.channel,
        account=there.account,
        chat_id=there.chat_id,
        outgoing=Outgoing("file" if outgoing.file else "say", card, file=outgoing.file),
        lane=lane,
        now=now,
        organisation_id=there.organisation_id,
        dedupe_key=f"instead:{row_id}",
    )
    if new_id is not None:
        session.execute(
            update(_ENTRY).where(_ENTRY.c.outbox_id == row_id).values(outbox_id=new_id, reason=quotas.REASON)
        )
    _close(session, row_id, "dropped")


def _choices(session: Session, here: Address, card: Card) -> Rows:
    """The same buttons; their keys hold in one chat only."""
    rows: list[list[Choice]] = []
    for row in card.rows:
        rows.append([])
        for button in row:
            meaning = buttons.meaning(session, here, button.key) if button.key else None
            if button.url:
                rows[-1].append(Choice(button.label, url=button.url))
            elif meaning is not None:
                rows[-1].append(Choice(button.label, meaning[0], meaning[1]))
    return rows


def _close(session: Session, row_id: int, state: str) -> None:
    session.execute(
        update(_OUTBOX).where(_OUTBOX.c.id == row_id).values(state=state, reason=quotas.REASON, leased_until=None)
    )

"""A channel that is only played, and what is needed to deliver through it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from domain.messaging.messages import Card, Outgoing, plain, text_of
from scheduler.delivery.channel import Delivery, Limits
from scheduler.delivery.delivery import Deliverer
from storage.db.database import Database
from storage.messages import outbox
from storage.messages.outbox import Lane
from storage.tables import Address, Outbox
from tests.patience import PATIENCE

UNLIMITED = Limits(per_second=None, chat_per_second=0, group_per_minute=0)
Plays = Callable[[Delivery], Exception | None]


class Played:
    """Takes everything and remembers it; `plays` may give an error to raise instead, `takes` is the network."""

    def __init__(self, limits: Limits = UNLIMITED, takes: float = 0.0, plays: Plays = lambda delivery: None) -> None:
        self.name, self.account, self.limits = "telegram", "bot", limits
        self.takes, self.plays = takes, plays
        self.tried: list[Delivery] = []
        self.sent: list[Delivery] = []
        self.moments: list[float] = []
        self.under_way: dict[str, int] = {}
        self.most_in_a_chat = 0
        self.most_at_once = 0

    async def send(self, delivery: Delivery) -> str:
        self.tried.append(delivery)
        self.moments.append(time.monotonic())
        chat = delivery.chat_id
        self.under_way[chat] = self.under_way.get(chat, 0) + 1
        self.most_in_a_chat = max(self.most_in_a_chat, self.under_way[chat])
        self.most_at_once = max(self.most_at_once, sum(self.under_way.values()))
        try:
            await asyncio.sleep(self.takes)
            if error := self.plays(delivery):
                raise error
        finally:
            self.under_way[chat] -= 1
        self.sent.append(delivery)
        return f"m{delivery.outbox_id}"

    def texts(self, chat_id: str | None = None) -> list[str]:
        return [words(delivery) for delivery in self.sent if chat_id in (None, delivery.chat_id)]


def words(delivery: Delivery) -> str:
    assert delivery.outgoing.card is not None
    return plain(delivery.outgoing.card.text)


def real_now() -> datetime:
    return datetime.now(UTC)


def queue(
    database: Database, messages: Sequence[tuple[str, str]], lane: Lane = Lane.REPLY, **more: Any
) -> list[int | None]:
    """Adds messages, each a chat and a text, in one commit."""
    with database.transaction() as session:
        return [
            outbox.add(
                session,
                channel="telegram",
                account="bot",
                chat_id=chat_id,
                outgoing=Outgoing("say", Card(text_of(text))),
                lane=lane,
                now=real_now(),
                **more,
            )
            for chat_id, text in messages
        ]


def add_address(database: Database, chat_id: str, is_group: bool = False) -> int:
    address = Address(
        channel="telegram",
        account="bot",
        chat_id=chat_id,
        is_group=is_group,
        choices=[],
        puzzled=0,
        wrong_codes=0,
        created_at=real_now(),
    )
    with database.transaction() as session:
        session.add(address)
        session.flush()
        return address.id


def rows_of(database: Database) -> list[Outbox]:
    with database.transaction() as session:
        return list(session.scalars(select(Outbox).order_by(Outbox.id)))


def states(database: Database) -> list[str]:
    return [row.state for row in rows_of(database)]


@asynccontextmanager
async def delivering(database: Database, *channels: Played, **more: Any) -> AsyncIterator[Deliverer]:
    deliverer = Deliverer(database, channels, now=real_now, **more)
    running = asyncio.create_task(deliverer.run())
    try:
        yield deliverer
    finally:
        await deliverer.stop(grace=5)
        await running


async def until(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Fails when the condition does not come true in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come true in time"
        await asyncio.sleep(0.01)

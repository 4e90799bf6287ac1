"""An installation on PostgreSQL with as many programs as a test wants."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from datetime import UTC, datetime

from domain.messaging.messages import Card, Outgoing, text_of
from storage.db.database import Database
from storage.db.migrate import upgrade
from storage.messages import outbox
from storage.messages.outbox import Lane
from tests.bot.process import Running, running
from tests.botapi import TOKEN
from tests.journeys.installation import Installation
from tests.patience import PATIENCE

ACCOUNT = TOKEN.partition(":")[0]


class House:
    """`database` is the test's own way in."""

    def __init__(self, url: str, api: str, **settings: str) -> None:
        self.office = Installation.on_telegram(api, DATABASE_URL=url, SECRET="a secret of all alike", **settings)
        self.database = Database(url)
        upgrade(self.database.engine)

    def program(self, **settings: str) -> AbstractAsyncContextManager[Running]:
        return running("run", settings={**self.office.settings, **settings})

    def queue(self, chats: list[int], text: str = "Kính nhắc", lane: Lane = Lane.REMINDER, first: int = 0) -> None:
        """One message to each, in one commit; they are numbered from `first`."""
        now = datetime.now(UTC)
        with self.database.transaction() as session:
            for number, chat in enumerate(chats, first):
                outbox.add(
                    session,
                    channel="telegram",
                    account=ACCOUNT,
                    chat_id=str(chat),
                    outgoing=Outgoing("say", Card(text_of(f"{text} {number}"))),
                    lane=lane,
                    now=now,
                )


@contextmanager
def house(url: str, api: str, **settings: str) -> Iterator[House]:
    found = House(url, api, **settings)
    try:
        yield found
    finally:
        found.database.close()


async def until(reached: Callable[[], object], seconds: float = PATIENCE) -> float:
    """Waits for it; how many seconds it took."""
    began = time.monotonic()
    while not reached():
        assert time.monotonic() < began + seconds, "it did not come true in time"
        await asyncio.sleep(0.01)
    return time.monotonic() - began


async def in_charge(*programs: Running) -> Running:
    """The one that polls, once every one knows whether it is."""
    for program in programs:
        await until(lambda program=program: "in charge of=" in program.log)  # type: ignore[misc]
    [found] = [program for program in programs if is_in_charge(program)]
    return found


def is_in_charge(program: Running) -> bool:
    return "] in charge of=" in program.log

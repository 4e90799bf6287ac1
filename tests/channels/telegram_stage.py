"""What the Telegram tests stand on: the strict server, one open bot, and an inbox that notes what it is given."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.channels.telegram.account import open_telegram
from bot.channels.telegram.receiving.inbound import TelegramInbound
from bot.channels.telegram.receiving.polling import poll
from bot.channels.telegram.sending.channel import TelegramChannel
from domain.messaging.messages import Button, Card, Incoming, MenuEntry, Op, Outgoing, Span, Text, text_of
from scheduler.delivery.channel import Delivery
from tests.botapi import TOKEN, BotApiServer, Limits
from tests.patience import PATIENCE

MENU = (MenuEntry("start", "Bắt đầu"), MenuEntry("trogiup", "Trợ giúp"))


class NotingInbox:
    """Stands for the durable inbox; `failures` is how many of the next calls fail."""

    def __init__(self) -> None:
        self.stored: list[Incoming] = []
        self.failures = 0
        self.calls = 0
        self._changed = asyncio.Event()

    async def __call__(self, incomings: list[Incoming]) -> int:
        self.calls += 1
        self._changed.set()
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the database is down")
        self.stored += incomings
        return len(incomings)

    async def until(self, count: int) -> list[Incoming]:
        async with asyncio.timeout(PATIENCE):
            while len(self.stored) < count:
                self._changed.clear()
                await self._changed.wait()
        return self.stored


@asynccontextmanager
async def stage(token: str = TOKEN) -> AsyncIterator[tuple[BotApiServer, TelegramChannel]]:
    async with BotApiServer((token,), limits=Limits.none()) as server, open_telegram(token, server.url) as channel:
        yield server, channel


@asynccontextmanager
async def polling(channel: TelegramChannel, inbox: NotingInbox) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(poll(channel.api, TelegramInbound(channel, inbox)))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def delivery(
    chat_id: int | str,
    *parts: str | Span | Text,
    rows: tuple[tuple[Button, ...], ...] = (),
    op: Op = "say",
    message_id: str | None = None,
    outbox_id: int = 1,
) -> Delivery:
    return Delivery(outbox_id, str(chat_id), Outgoing(op, Card(text_of(*parts), rows), message_id))

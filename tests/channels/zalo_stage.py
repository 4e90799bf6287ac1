"""What the Zalo tests stand on: the strict server and one open bot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.channels.zalo.api import ZaloApi
from bot.channels.zalo.channel import ZaloChannel
from domain.messaging.messages import Button, Card, Op, Outgoing, text_of
from scheduler.delivery.channel import Delivery
from tests.zaloapi import TOKEN, ZaloServer


@asynccontextmanager
async def stage(token: str = TOKEN) -> AsyncIterator[tuple[ZaloServer, ZaloChannel]]:
    async with ZaloServer() as server:
        api = ZaloApi(token, server.url)
        await api.connect()
        try:
            yield server, ZaloChannel(api)
        finally:
            await api.disconnect()


def delivery(
    chat_id: str, text: str, *, rows: tuple[tuple[Button, ...], ...] = (), op: Op = "say", outbox_id: int = 1
) -> Delivery:
    hint = "(trả lời bằng số hoặc gõ lời)" if any(button.number for row in rows for button in row) else ""
    return Delivery(outbox_id, chat_id, Outgoing(op, Card(text_of(text), rows, hint), "m1"))

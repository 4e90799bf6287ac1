"""The channel against `lo-bot-api-emulator`, which nobody here wrote."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator

from bot.channels.telegram.account import open_telegram, run_telegram
from domain.messaging.messages import Button, MenuEntry, Outgoing, Span
from scheduler.delivery.channel import Delivery
from tests.botapi import TOKEN
from tests.channels.telegram_payloads import PRIVATE, message, pressed
from tests.channels.telegram_stage import MENU, NotingInbox, delivery


@asynccontextmanager
async def emulator() -> AsyncIterator[tuple[LoBotApiEmulator, str]]:
    lo = LoBotApiEmulator()
    runner = web.AppRunner(lo.app(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield lo, f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


async def test_receiving_and_sending() -> None:
    remembered: list[tuple[str, str]] = []

    async def remember(account: str, username: str) -> None:
        remembered.append((account, username))

    async with emulator() as (lo, url), open_telegram(TOKEN, url) as channel:
        await lo.enqueue_update(message(text="Xin chào"), token=TOKEN)
        shown = {"message": {"chat": PRIVATE, "message_id": 1, "date": 0}, "data": "b:1"}
        await lo.enqueue_update(pressed(shown), token=TOKEN)
        task = asyncio.create_task(run_telegram(channel, inbox := NotingInbox(), remember, MENU))
        await inbox.until(2)
        rows = ((Button("Báo cáo ngay", "b:1"), Button("Mở", url="https://dondoc.vn/")),)
        said = await channel.send(delivery(501, "Chào ", Span("Lan <&>", bold=True), " https://dondoc.vn/x", rows=rows))
        assert await channel.send(delivery(501, "sửa", op="edit", message_id=said)) == said
        assert await channel.send(delivery(501, "dài " * 2000)) != said
        assert await channel.send(Delivery(9, "501", Outgoing("menu", menu=(MenuEntry("a", "b"),)))) == ""
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert [(i.kind, i.text, i.key) for i in inbox.stored] == [("text", "Xin chào", ""), ("button", "", "b:1")]
    assert remembered == [("7000000001", "")]

"""The webhook: only Telegram is let in, and is told 200 only for what is stored."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest

from bot.channels.telegram.account import Webhook, run_telegram
from bot.channels.telegram.receiving.webhook import webhook_path, webhook_secret
from bot.channels.telegram.receiving.webhook_routes import HEADER, LARGEST_BODY, telegram_routes
from bot.channels.telegram.sending.channel import TelegramChannel
from domain.messaging.messages import Button
from tests.botapi import BotApiServer
from tests.channels.doors import listening
from tests.channels.telegram_payloads import message
from tests.channels.telegram_stage import MENU, NotingInbox, delivery, stage

APP_SECRET = "một bí mật"
PUBLIC = "https://dondoc.example"
ACCOUNT = "7000000001"
RIGHT = {HEADER: webhook_secret(APP_SECRET, ACCOUNT)}
UPDATE = json.dumps({"update_id": 7, **message(text="báo cáo")}).encode()


@asynccontextmanager
async def door() -> AsyncIterator[tuple[BotApiServer, TelegramChannel, NotingInbox, str]]:
    inbox = NotingInbox()
    async with stage() as (server, channel), listening(telegram_routes([channel], inbox, APP_SECRET)) as url:
        yield server, channel, inbox, url


async def remember(account: str, username: str) -> None:
    """Nothing to remember here."""


async def post(url: str, body: bytes, headers: dict[str, str] | None = None, account: str = ACCOUNT) -> int:
    address = url + webhook_path(account)
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=io.BytesIO(body), headers=headers or RIGHT) as answer,
    ):
        return answer.status


async def test_people_are_heard_through_the_webhook() -> None:
    async with door() as (server, channel, inbox, url):
        server.reroute(PUBLIC, url)
        webhook = Webhook(PUBLIC + "/", APP_SECRET)
        task = asyncio.create_task(run_telegram(channel, inbox, remember, MENU, webhook))
        lan = server.person(5)
        inbox.failures = 2  # 503 twice: Telegram brings it again
        await lan.says("báo cáo")
        await inbox.until(1)
        await channel.send(delivery(5, "Chọn", rows=((Button("Báo cáo ngay", "b:1"),),)))
        await lan.presses("Báo cáo ngay")
        await inbox.until(2)
        await server.calls.wait("answerCallbackQuery")
        [info] = server.calls.of("setWebhook")
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert [(i.kind, i.text, i.key) for i in inbox.stored] == [("text", "báo cáo", ""), ("button", "", "b:1")]
    assert info.params["url"] == f"{PUBLIC}/telegram/{ACCOUNT}"
    assert set(info.params) == {"url", "secret_token", "allowed_updates", "max_connections"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (UPDATE, 200),
        (b'{"update_id": 8, "hologram": 1}', 200),
        (b"{}", 200),
        (b"", 400),
        (b"nonsense", 400),
        (b"[1]", 400),
        (b"[" * 100_000, 400),
        (b'{"update_id": 9, "message": "\xff\xfe"}', 200),
        (b'"' + b"x" * LARGEST_BODY + b'"', 413),
    ],
    ids=["update", "odd", "empty object", "empty", "nonsense", "list", "deep", "not UTF-8", "large"],
)
async def test_answers(body: bytes, status: int) -> None:
    async with door() as (_, _, inbox, url):
        assert await post(url, body) == status
        assert len(inbox.stored) == (body == UPDATE)


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Other": "x"},
        {HEADER: ""},
        {HEADER: "wrong"},
        {HEADER: "sai bí mật"},
        {HEADER: webhook_secret("another", ACCOUNT)},
        {HEADER: webhook_secret(APP_SECRET, "7000000002")},
    ],
)
async def test_strangers_are_turned_away_before_they_are_read(headers: dict[str, str]) -> None:
    async with door() as (_, _, inbox, url):
        assert await post(url, UPDATE, headers) == 403
        assert inbox.calls == 0


async def test_what_is_not_stored_is_not_acknowledged() -> None:
    async with door() as (_, _, inbox, url):
        inbox.failures = 1
        assert [await post(url, UPDATE), await post(url, UPDATE)] == [503, 200]
        assert [i.external_id for i in inbox.stored] == ["7"]


async def test_other_doors_are_not_there() -> None:
    async with door() as (_, _, _, url), aiohttp.ClientSession() as session:
        assert await post(url, UPDATE, account="7000000002") == 404
        async with session.get(url + webhook_path(ACCOUNT)) as answer:
            assert answer.status == 405


def test_the_secret_is_what_telegram_allows() -> None:
    secret = webhook_secret(APP_SECRET, ACCOUNT)
    assert len(secret) == 64
    assert secret.isascii()
    assert secret.isalnum()

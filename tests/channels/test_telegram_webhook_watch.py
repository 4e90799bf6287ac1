"""Telegram is asked whether it gets through to the webhook, by the running program and by `dondoc check`."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.channels.telegram.receiving.webhook import set_webhook
from bot.channels.telegram.receiving.webhook_info import WebhookInfo, refused_port
from bot.channels.telegram.receiving.webhook_watch import watch_webhook
from bot.channels.telegram.sending.channel import TelegramChannel
from bot.settings import Settings
from bot.shell.checking import webhooks
from scheduler.watching.health import Health
from tests.botapi import TOKEN, BotApiServer
from tests.channels.telegram_stage import stage
from tests.web.site import until

PUBLIC = "https://dondoc.example"
SSL = "SSL error {error:0A000086:SSL routines::certificate verify failed}"
PART = "receiving telegram 7000000001"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@asynccontextmanager
async def watched() -> AsyncIterator[tuple[BotApiServer, TelegramChannel, Health]]:
    health = Health()
    async with stage() as (server, channel):
        await set_webhook(channel.api, PUBLIC, "bí mật")
        task = asyncio.create_task(watch_webhook(channel.api, PUBLIC, "bí mật", health.part(PART), every=0.01))
        yield server, channel, health
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_it_is_told_that_telegram_does_not_get_through_and_when_it_does_again() -> None:
    async with watched() as (server, _, health):
        hook = server.bot().webhook
        hook.last_error = (int(time.time()), SSL)
        await until(lambda: bool(health.troubles()))
        assert SSL in health.troubles()[PART].reason
        hook.last_error = (int(time.time()) - 3600, SSL)
        await until(lambda: not health.troubles())


async def test_a_webhook_that_was_taken_away_is_set_again_and_a_foreign_one_is_told() -> None:
    async with watched() as (server, channel, health):
        await channel.api.call("deleteWebhook")
        await until(lambda: len(server.calls.of("setWebhook")) == 2)
        server.bot().webhook.url = "https://other.example/bot"
        await until(lambda: bool(health.troubles()))
        assert "other.example" in health.troubles()[PART].reason


def test_an_old_error_matters_only_while_something_waits() -> None:
    hour_ago = {"last_error_date": int(NOW.timestamp()) - 3600, "last_error_message": SSL, "url": PUBLIC}
    assert not WebhookInfo.of(hour_ago).fails(NOW)
    assert WebhookInfo.of({**hour_ago, "pending_update_count": 3}).fails(NOW)
    assert WebhookInfo.of({**hour_ago, "last_error_date": int(NOW.timestamp()) - 60}).fails(NOW)
    strange: object
    for strange in (None, [], {"url": 7, "pending_update_count": "x", "last_error_date": "y", "last_error_message": 1}):
        assert WebhookInfo.of(strange) == WebhookInfo("", 0)


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("https://a.vn", None),
        ("https://a.vn:443/x", None),
        ("https://a.vn:8443", None),
        ("https://a.vn:88", None),
        ("http://a.vn", None),
        ("https://a.vn:8080", 8080),
        ("https://a.vn:444/", 444),
    ],
)
def test_telegram_delivers_to_four_ports_only(url: str, port: int | None) -> None:
    assert refused_port(url) == port


def said(webhook: str | None, api: str = "https://api.telegram.org", server: str | None = None) -> str:
    settings = Settings(telegram_token=TOKEN, telegram_webhook=webhook, telegram_api=server or api)  # type: ignore[arg-type]
    findings = [*webhooks.telegram_address(settings)]
    if server is not None:
        findings += webhooks.of_telegram(settings, {TOKEN.partition(":")[0]})
    return "\n".join(line for finding in findings for line in finding.lines())


def test_check_refuses_a_port_that_telegram_refuses() -> None:
    assert "✗ Webhook Telegram: Telegram từ chối cổng 8080; chỉ nhận các cổng 443, 80, 88, 8443" in said(
        "https://dondoc.example:8080"
    )
    assert said("https://dondoc.example:8443") == ""


async def test_check_says_what_telegram_says_of_the_webhook() -> None:
    async with stage() as (server, channel):

        async def asked(webhook: str | None = PUBLIC) -> str:
            return await asyncio.to_thread(said, webhook, server=server.url)

        assert "• Webhook Telegram, bot 7000000001: chưa đặt ở Telegram; 0 tin đang chờ" in await asked()
        await set_webhook(channel.api, PUBLIC, "bí mật")
        assert "✓ Webhook Telegram, bot 7000000001: Telegram gửi tin tới dondoc.example" in await asked()
        hook = server.bot().webhook
        hook.last_error = (int(time.time()), SSL)
        told = await asked()
        assert "✗ Webhook Telegram, bot 7000000001: Telegram không chuyển được tin (lúc" in told
        assert SSL in told
        assert "→ xem chứng chỉ https của dondoc.example" in told
        assert "✗" in await asked("https://elsewhere.example")
        assert "nên bot này không hỏi tin được" in await asked(None)
        assert TOKEN.partition(":")[2] not in told

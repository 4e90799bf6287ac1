"""The token is in no line of any log, in no error, and in nothing that is shown."""

import asyncio
import io
import logging
from collections.abc import Iterator
from contextlib import suppress

import pytest
import structlog
from telegram.error import TelegramError, TimedOut

from bot.channels.telegram.account import open_telegram, run_telegram
from bot.channels.telegram.calling.api import BotApi
from bot.channels.telegram.calling.request import account_of
from scheduler.delivery.channel import SendError
from tests.botapi import TOKEN
from tests.channels.telegram_stage import MENU, NotingInbox, delivery, stage
from tests.each import each

SECRET = TOKEN.partition(":")[2]


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[io.StringIO]:
    """All that is logged at all, by whomever, with whole tracebacks."""
    lines = io.StringIO()
    before = structlog.get_config()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(lines), cache_logger_on_first_use=False)
    root = logging.getLogger()
    handler = logging.StreamHandler(lines)
    root.addHandler(handler)
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, logger="aiohttp.access")  # the test server's
    for name in list(logging.root.manager.loggerDict):
        if name != "aiohttp.access":
            caplog.set_level(logging.DEBUG, logger=name)
    yield lines
    root.removeHandler(handler)
    structlog.configure(**before)


async def remember(account: str, username: str) -> None:
    """Nothing to remember here."""


async def test_no_log_line_holds_the_token(everything_logged: io.StringIO) -> None:
    async with stage() as (server, channel):
        lan = server.person(5)
        task = asyncio.create_task(run_telegram(channel, inbox := NotingInbox(), remember, MENU))
        await lan.says("chào")
        await inbox.until(1)
        for trouble in (401, 404, 403, 500):
            server.faults.refuse("sendMessage", trouble, "hỏng")
        server.faults.fail("sendMessage", body="<html>")
        server.faults.drop("sendMessage")
        server.faults.refuse("getUpdates", 409, "Conflict: terminated by other getUpdates request")
        for _ in range(7):
            with suppress(SendError):
                await channel.send(delivery(5, "xin chào"))
        await lan.says("còn đó không")
        await server.calls.wait("getUpdates", 2)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with open_telegram(TOKEN, "http://127.0.0.1:9") as nowhere:
        with pytest.raises(TelegramError) as caught:
            await nowhere.api.get_me()
        logging.getLogger("test").error("seen", exc_info=caught.value)
        logging.getLogger("test").error("%r %r", nowhere.api, nowhere.api.request)
    written = everything_logged.getvalue()
    assert "getMe" in written  # the library did log what it calls
    assert "another program receives for this bot" in written
    assert SECRET not in written


async def test_an_address_that_is_none_is_not_told() -> None:
    async with open_telegram(TOKEN, "http://exa mple:99999") as channel:
        with pytest.raises(SendError) as caught:
            await channel.send(delivery(5, "xin chào"))
        assert SECRET not in repr(caught.value) + repr(caught.value.__cause__)


@each("token", ["", "abc", "123:", ":abc", "12a:abc", "1:a/../b", "1:a b", "１２:abc"])
def test_what_is_no_token_is_refused_without_telling_it(token: str) -> None:
    with pytest.raises(ValueError, match="looks like 123456789:AAE") as caught:
        account_of(token)
    assert not token or token not in str(caught.value)


async def test_a_slow_answer_times_out() -> None:
    async with stage() as (server, channel):
        server.faults.delay("getMe", 5)
        with pytest.raises(TimedOut):
            await channel.api.call("getMe", read_timeout=0.05)


async def test_the_token_goes_to_no_other_server() -> None:
    async with stage() as (server, channel), stage() as (elsewhere, _):
        server.faults.fail("getMe", status=307, body="")
        with pytest.raises(TelegramError, match="HTTP 307"):
            await channel.api.call("getMe")
        assert not elsewhere.calls.all


async def test_a_closed_bot_says_so() -> None:
    api = BotApi(TOKEN)
    with pytest.raises(TelegramError, match="closed"):
        await api.call("getMe")
    await api.disconnect()

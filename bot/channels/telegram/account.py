"""Opening a bot, and getting it going."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

import structlog
from telegram.error import BadRequest, RetryAfter

from bot.channels.json_fields import text
from bot.channels.telegram.calling.api import OFFICIAL_API, BotApi
from bot.channels.telegram.calling.failures import seconds
from bot.channels.telegram.calling.identity import Me
from bot.channels.telegram.calling.trouble_waits import until_done
from bot.channels.telegram.receiving.inbound import Receive, TelegramInbound
from bot.channels.telegram.receiving.polling import poll
from bot.channels.telegram.receiving.webhook import set_webhook
from bot.channels.telegram.receiving.webhook_watch import watch_webhook
from bot.channels.telegram.sending.channel import ReadFile, TelegramChannel
from domain.messaging.messages import MenuEntry
from scheduler.delivery.channel import Limits
from scheduler.watching.health import ProgramPart

log = structlog.get_logger(__name__)

NAME_SECONDS = 5.0  # how long receiving waits for the bot's name
RATE = 30.0  # messages a second for the whole bot, https://core.telegram.org/bots/faq

RememberUsername = Callable[[str, str], Awaitable[object]]
"""Takes the account and the username without @, or "" where the server has none; for t.me links."""

Poll = Callable[[], Coroutine[Any, Any, None]]
OneAtATime = Callable[[str, Poll], Awaitable[None]]
"""Does endless work of that name as long as no other process does."""


async def at_once(name: str, work: Poll) -> None:
    """Do the work at once, where there is no other process."""
    await work()


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram reaches us, and what the webhook's secret is derived from."""

    public_url: str
    app_secret: str


@asynccontextmanager
async def open_telegram(
    token: str, api_url: str = OFFICIAL_API, per_second: float = RATE, files: ReadFile | None = None
) -> AsyncIterator[TelegramChannel]:
    """Open the bot of this token, ready to send; close it at the end. Nothing is asked of Telegram, which may be out of
    reach.

    ValueError for what does not look like a token.
    """
    api = BotApi(token, api_url)
    channel = TelegramChannel(api, Limits(per_second=per_second), files)
    await api.connect()
    try:
        yield channel
    finally:
        await channel.presses.close()
        await api.disconnect()


async def ask_username(channel: TelegramChannel) -> str:
    """Return the bot's username without the @, "" where it has none. Raise TelegramError (InvalidToken, …)."""
    found = await channel.api.call("getMe")
    channel.me = Me(channel.account, text(found, "username"))
    return channel.me.username


async def run_telegram(
    channel: TelegramChannel,
    receive: Receive,
    remember_username: RememberUsername,
    menu: tuple[MenuEntry, ...],
    webhook: Webhook | None = None,
    one_at_a_time: OneAtATime = at_once,
    part: ProgramPart | None = None,
) -> None:
    """Learn the bot's name, receive, and show its commands beside that, until cancelled.

    Telegram lets only one poll. Whatever keeps Telegram away is waited out, with a line in the log; a wrong token too.
    Neither the name nor the commands hold up what people write. `part` is told how receiving goes.
    """
    named = asyncio.Event()

    async def learn_name() -> None:
        try:
            await remember_username(channel.account, await ask_username(channel))
        except RetryAfter as error:
            if seconds(error.retry_after) > NAME_SECONDS:
                named.set()
            raise

    async def introduce() -> None:
        await until_done(learn_name, channel.account, "asking who the bot is")
        named.set()
        await until_done(lambda: _show_menu(channel, menu), channel.account, "setting the commands")

    async with asyncio.TaskGroup() as both:
        both.create_task(introduce())
        with suppress(TimeoutError):  # in a group, what is said to the bot is known by its name
            async with asyncio.timeout(NAME_SECONDS):
                await named.wait()
        await _receive(channel, receive, webhook, one_at_a_time, part)


async def _receive(
    channel: TelegramChannel,
    receive: Receive,
    webhook: Webhook | None,
    one_at_a_time: OneAtATime,
    part: ProgramPart | None,
) -> None:
    way = "polling" if webhook is None else "webhook"
    log.info("receiving from Telegram", account=channel.account, username=channel.me.username, by=way)
    if webhook is None:
        inbound = TelegramInbound(channel, receive)
        await one_at_a_time(f"polling for {channel.account}", lambda: poll(channel.api, inbound, part=part))
    else:
        await set_webhook(channel.api, webhook.public_url, webhook.app_secret, part)
        # The routes do the rest; this lasts as long as the program.
        await watch_webhook(channel.api, webhook.public_url, webhook.app_secret, part)


async def _show_menu(channel: TelegramChannel, menu: tuple[MenuEntry, ...]) -> None:
    """Set the commands. People can do without a menu: one which Telegram does not accept is not tried again."""
    try:
        await channel.set_default_menu(menu)
    except BadRequest as error:
        log.error("Telegram does not accept the commands", account=channel.account, error=error.message)

"""Receiving by long polling.

An update is confirmed only by asking for the next one, and that is done only when it is stored. So nothing need
be remembered: after a crash Telegram gives again what was not confirmed, and the inbox knows what it has.
"""

import asyncio
from typing import Any

import structlog
from telegram.error import NetworkError, RetryAfter

from bot.channels.telegram.calling.api import BotApi
from bot.channels.telegram.calling.trouble_waits import patience
from bot.channels.telegram.receiving.inbound import TelegramInbound
from bot.channels.telegram.receiving.updates import ALLOWED_UPDATES, next_offset
from scheduler.watching.health import ProgramPart, unwatched

log = structlog.get_logger(__name__)

POLL_SECONDS = 25
ANSWER_SECONDS = 10.0  # beyond the poll itself
IDLE_SECONDS = 0.5  # a server that does not hold an empty poll is not asked more often


STANDS_STILL = 3 * (POLL_SECONDS + ANSWER_SECONDS)


async def poll(
    api: BotApi, inbound: TelegramInbound, poll_seconds: int = POLL_SECONDS, part: ProgramPart | None = None
) -> None:
    """Receive until cancelled, which takes effect at once, also within a poll."""
    part = part or unwatched()
    offset, is_ours = 0, False

    async def ask() -> None:
        nonlocal offset, is_ours
        is_ours = is_ours or await _take_webhook_down(api)
        updates = await _get_updates(api, offset, poll_seconds)
        await inbound.take(updates)
        offset = next_offset(updates) or offset

    with part.expected(STANDS_STILL):
        await patience(api.account, "polling", part).again_and_again(ask)


async def _take_webhook_down(api: BotApi) -> bool:
    """Take the webhook down, and say whether it is certain that none is set. Where Telegram wants us to wait with this,
    asking for updates is tried all the same: nearly always there is no webhook."""
    try:
        await api.call("deleteWebhook", drop_pending_updates=False)
    except RetryAfter as error:
        log.warning("whether a webhook is set is not known", account=api.account, error=error.message)
        return False
    return True


async def _get_updates(api: BotApi, offset: int, poll_seconds: int) -> list[Any]:
    loop = asyncio.get_running_loop()
    began = loop.time()
    updates = await api.call(
        "getUpdates",
        read_timeout=poll_seconds + ANSWER_SECONDS,
        offset=offset,
        timeout=poll_seconds,
        allowed_updates=ALLOWED_UPDATES,
    )
    if not isinstance(updates, list) or (updates and next_offset(updates) is None):
        raise NetworkError("getUpdates gave something else than updates")
    if not updates:
        await asyncio.sleep(max(0.0, IDLE_SECONDS - (loop.time() - began)))
    return updates

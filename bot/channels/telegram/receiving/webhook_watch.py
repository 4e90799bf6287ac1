"""Asks Telegram now and then whether it gets through to our webhook: where it does not, nothing comes in and nobody
here would notice."""

import asyncio
from datetime import UTC, datetime

import structlog
from telegram.error import TelegramError

from bot.channels.telegram.calling.api import BotApi
from bot.channels.telegram.receiving.webhook import set_webhook, webhook_path
from bot.channels.telegram.receiving.webhook_info import WebhookInfo
from scheduler.watching.health import ProgramPart, unwatched

log = structlog.get_logger(__name__)

EVERY = 60.0  # seconds


async def watch_webhook(
    api: BotApi, public_url: str, app_secret: str, part: ProgramPart | None = None, every: float = EVERY
) -> None:
    """Watch until cancelled. A webhook that is not set any more is set again; one that leads elsewhere is told only, as
    the program that set it would take it back."""
    part = part or unwatched()
    ours = public_url.rstrip("/") + webhook_path(api.account)
    while True:
        await asyncio.sleep(every)
        try:
            info = WebhookInfo.of(await api.call("getWebhookInfo"))
        except TelegramError as error:
            part.failed(f"asking about the webhook: {type(error).__name__}", lasts=2 * every)
            continue
        if not info.url:
            log.warning("the webhook was taken away, setting it again", account=api.account)
            await set_webhook(api, public_url, app_secret, part)
        elif info.url != ours:
            part.failed(f"the webhook leads to {info.host}: another program has set it")
        elif info.fails(datetime.now(UTC)):
            part.failed(f"Telegram does not get through to the webhook: {info.error}")
        else:
            part.good()

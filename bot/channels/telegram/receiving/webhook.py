"""Receiving by webhook: where Telegram is to post, and what it proves itself by."""

import hashlib
import hmac

from bot.channels.telegram.calling.api import BotApi
from bot.channels.telegram.calling.trouble_waits import until_done
from bot.channels.telegram.receiving.updates import ALLOWED_UPDATES
from scheduler.watching.health import ProgramPart

MAX_CONNECTIONS = 40


def webhook_path(account: str) -> str:
    return f"/telegram/{account}"


def webhook_secret(app_secret: str, account: str) -> str:
    """Return a secret that only Telegram and we know for this bot: 64 letters, of those that Telegram allows."""
    return hmac.new(app_secret.encode(), f"telegram webhook {account}".encode(), hashlib.sha256).hexdigest()


async def set_webhook(api: BotApi, public_url: str, app_secret: str, part: ProgramPart | None = None) -> None:
    """Tell Telegram where to post, trying until it is done."""
    await until_done(
        lambda: api.call(
            "setWebhook",
            url=public_url.rstrip("/") + webhook_path(api.account),
            secret_token=webhook_secret(app_secret, api.account),
            allowed_updates=ALLOWED_UPDATES,
            max_connections=MAX_CONNECTIONS,
        ),
        api.account,
        "setting the webhook",
        part,
    )

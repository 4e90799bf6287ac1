"""The configured Telegram bots, as `bot.accounts.accounts.Accounts`."""

from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.accounts.contract import OneAtATime, Receive
from bot.accounts.lifecycle import Work
from bot.channels.telegram.account import Webhook, open_telegram, run_telegram
from bot.channels.telegram.calling.identity import Me
from bot.channels.telegram.sending.channel import TelegramChannel
from bot.settings import Settings
from handlers.conversation.commands import menu_for
from handlers.words import Words
from scheduler.watching.health import Health
from storage.db.database import Database
from storage.installation import settings as stored
from storage.messages import exports

if TYPE_CHECKING:
    from starlette.routing import BaseRoute


@dataclass(frozen=True, slots=True)
class TelegramAccounts:
    channels: Sequence[TelegramChannel]
    webhook: Webhook | None  # None: long polling
    secret: str
    database: Database
    health: Health

    def routes(self, receive: Receive) -> "Sequence[BaseRoute]":
        if self.webhook is None:
            return []
        # A program that polls does so before anything of the web is loaded.
        from bot.channels.telegram.receiving.webhook_routes import telegram_routes

        return telegram_routes(self.channels, receive, self.secret)

    def intake(self, receive: Receive, one_at_a_time: OneAtATime) -> Mapping[str, Work]:
        menu = tuple(menu_for(None, Words())[1])
        return {
            f"telegram {channel.account}": partial(
                run_telegram,
                channel,
                receive,
                self._remember,
                menu,
                self.webhook,
                one_at_a_time,
                self.health.part(f"receiving telegram {channel.account}"),
            )
            for channel in self.channels
        }

    async def _remember(self, account: str, username: str) -> None:
        """Keep the name for the t.me links that `dondoc invite` and the handlers give out."""
        await self.database.run(stored.put, f"telegram:{account}", {"username": username})


async def open_telegram_accounts(
    settings: Settings, secret: str, database: Database, stack: AsyncExitStack, health: Health
) -> TelegramAccounts:
    channels = [
        await stack.enter_async_context(
            open_telegram(
                token.get_secret_value(),
                settings.telegram_api,
                settings.telegram_rate,
                lambda export_id: database.run(exports.content, export_id),
            )
        )
        for token in settings.telegram_token
    ]
    for channel in channels:  # until Telegram tells it again
        known = await database.run(stored.get, f"telegram:{channel.account}")
        channel.me = Me(channel.account, (known or {}).get("username", ""))
    webhook = Webhook(settings.telegram_webhook, secret) if settings.telegram_webhook else None
    return TelegramAccounts(channels, webhook, secret, database, health)

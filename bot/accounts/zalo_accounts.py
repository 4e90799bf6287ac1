"""The configured Zalo bots, as `bot.accounts.accounts.Accounts`."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

import structlog
from starlette.routing import BaseRoute

from bot.accounts.contract import OneAtATime, Receive
from bot.accounts.lifecycle import Work
from bot.channels.json_fields import text
from bot.channels.zalo.api import ZaloApi
from bot.channels.zalo.channel import ZaloChannel
from bot.channels.zalo.receiving import poll, set_webhook, until_done, zalo_routes
from bot.settings import Settings
from scheduler.watching.health import Health
from storage.db.database import Database
from storage.messages import shared_bots

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class ZaloAccounts:
    channels: Sequence[ZaloChannel]
    webhook: str | None  # the public address; None: polling
    secret: str
    database: Database
    links: Mapping[str, str]  # by account: what opens the chat with the bot, as getMe does not say it
    health: Health

    def routes(self, receive: Receive) -> Sequence[BaseRoute]:
        return zalo_routes(self.channels, receive, self.secret) if self.webhook else []

    def intake(self, receive: Receive, one_at_a_time: OneAtATime) -> Mapping[str, Work]:
        return {
            f"zalo {channel.account}": partial(self._run, channel, receive, one_at_a_time) for channel in self.channels
        }

    async def _run(self, channel: ZaloChannel, receive: Receive, one_at_a_time: OneAtATime) -> None:
        """Learn who the bot is, then receive, until cancelled. Wait out whatever keeps Zalo away."""
        part = self.health.part(f"receiving zalo {channel.account}")
        await until_done(channel.api, "asking who the bot is", partial(self._learn, channel), part)
        log.info("receiving from Zalo", account=channel.account, by="webhook" if self.webhook else "polling")
        if self.webhook is None:
            await one_at_a_time(f"polling for zalo {channel.account}", lambda: poll(channel, receive, part=part))
        else:
            await set_webhook(channel.api, self.webhook, self.secret, part)
            await asyncio.Event().wait()  # the routes do the rest; this lasts as long as the program

    async def _learn(self, channel: ZaloChannel) -> None:
        me = await channel.api.call("getMe")
        fields = me if isinstance(me, dict) else {}
        name = text(fields, "display_name", 100) or text(fields, "account_name", 100)
        link = self.links.get(channel.account, "")
        await self.database.run(shared_bots.remember, channel.name, channel.account, name, link)


async def open_zalo_accounts(
    settings: Settings, secret: str, database: Database, stack: AsyncExitStack, health: Health
) -> ZaloAccounts:
    channels = []
    for token in settings.zalo_token:
        api = ZaloApi(token.get_secret_value(), settings.zalo_api)
        await api.connect()
        stack.push_async_callback(api.disconnect)
        channels.append(ZaloChannel(api, settings.zalo_quota))
    links = {channel.account: link for channel, link in zip(channels, settings.zalo_link, strict=False)}
    return ZaloAccounts(channels, settings.zalo_webhook, secret, database, links, health)

"""Our accounts on outside channels. A further channel is one module and one line in `open_accounts`."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from typing import Protocol

from starlette.routing import BaseRoute

from bot.running.lifecycle import Work
from bot.settings import Settings
from domain.messages import Incoming
from scheduler.channel import Channel
from scheduler.watching.health import Health
from storage.database import Database

Receive = Callable[[list[Incoming]], Awaitable[object]]
"""Stores what came in; when it returns, that is durable."""

OneAtATime = Callable[[str, Work], Awaitable[None]]
"""Does work of that name in one process at a time (`bot.running.fellows`)."""


class Accounts(Protocol):
    """The accounts of one channel, open for sending."""

    @property
    def channels(self) -> Sequence[Channel]: ...

    def routes(self, receive: Receive) -> Sequence[BaseRoute]:
        """Where the channel posts what people write; none where we ask for it."""
        ...

    def intake(self, receive: Receive, one_at_a_time: OneAtATime) -> Mapping[str, Work]:
        """Tasks that receive until they are cancelled, and wait out whatever keeps them from it."""
        ...


async def open_accounts(
    settings: Settings, secret: str, database: Database, stack: AsyncExitStack, health: Health
) -> list[Accounts]:
    """All that are configured, until the stack is closed. Asks nothing of the outside, which may be out of reach."""
    found: list[Accounts] = []
    if settings.telegram_token:
        from bot.running.telegram_accounts import (
            open_telegram_accounts,  # its library takes a third of a second to load
        )

        found.append(await open_telegram_accounts(settings, secret, database, stack, health))
    if settings.zalo_token:
        from bot.running.zalo_accounts import open_zalo_accounts

        found.append(await open_zalo_accounts(settings, secret, database, stack, health))
    if settings.smtp_url is not None:
        from bot.running.mail_account import open_mail_account

        found.append(await open_mail_account(settings, secret, database))
    return found

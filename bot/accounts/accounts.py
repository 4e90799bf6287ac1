"""Our accounts on outside channels. A further channel is one module and one line in `open_accounts`."""

from contextlib import AsyncExitStack

from bot.accounts.contract import Accounts
from bot.settings import Settings
from bot.starting.loading import loading, without_rich
from scheduler.watching.health import Health
from storage.db.database import Database


async def open_accounts(
    settings: Settings, secret: str, database: Database, stack: AsyncExitStack, health: Health
) -> list[Accounts]:
    """Open all accounts that are configured, until the stack is closed. Ask nothing of the outside, which may be out of
    reach."""
    found: list[Accounts] = []
    if settings.telegram_token:
        with loading(), without_rich():
            from bot.accounts.telegram_accounts import (
                open_telegram_accounts,  # its library takes a third of a second to load
            )

        found.append(await open_telegram_accounts(settings, secret, database, stack, health))
    if settings.zalo_token:
        from bot.accounts.zalo_accounts import open_zalo_accounts

        found.append(await open_zalo_accounts(settings, secret, database, stack, health))
    if settings.smtp_url is not None:
        from bot.accounts.mail_account import open_mail_account

        found.append(await open_mail_account(settings, secret, database))
    return found

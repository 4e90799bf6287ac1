"""Asking Zalo who the configured bots are, for `dondoc check`."""

import asyncio
from collections.abc import Collection, Sequence

from bot.channels.json_fields import text
from bot.channels.zalo.api import OutOfReachError, ZaloApi, ZaloError, account_of
from bot.language import say
from bot.settings import Settings

SECONDS = 5.0
Asked = tuple[str, str, str]
"""Account, what to say, and how to mend it ("" where all is well)."""


def ask_zalo(settings: Settings) -> Sequence[Asked]:
    tokens = [token.get_secret_value() for token in settings.zalo_token]
    return asyncio.run(_all(tokens, settings.zalo_api)) if tokens else []


def ask_hooks(settings: Settings, accounts: Collection[str]) -> Sequence[tuple[str, str | None]]:
    """Return where the webhooks of these bots lead to, by account."""
    tokens = [token.get_secret_value() for token in settings.zalo_token]
    mine = [token for token in tokens if account_of(token) in accounts]
    return asyncio.run(_hooks(mine, settings.zalo_api)) if mine else []


async def _all(tokens: Sequence[str], server: str) -> list[Asked]:
    return list(await asyncio.gather(*(_one(ZaloApi(token, server)) for token in tokens)))


async def _one(api: ZaloApi) -> Asked:
    await api.connect()
    try:
        me = await api.call("getMe", SECONDS)
    except ZaloError as error:
        if error.code == 401:
            return api.account, say("shell.check.zalo.refused"), say("shell.check.zalo.token")
        return api.account, say("shell.check.zalo.failed", code=error.code), say("shell.check.zalo.later")
    except OutOfReachError:
        said = say("shell.check.zalo.out_of_reach", server=api.server)
        return api.account, said, say("shell.check.zalo.network")
    finally:
        await api.disconnect()
    fields = me if isinstance(me, dict) else {}
    name = text(fields, "display_name", 100) or text(fields, "account_name", 100) or api.account
    return api.account, say("shell.check.bot.ready", name=f"“{name}”"), ""


async def _hook(api: ZaloApi) -> tuple[str, str | None]:
    """Return where Zalo sends what people write: "" where it is asked for it; None where that is not known."""
    await api.connect()
    try:
        info = await api.call("getWebhookInfo", SECONDS)
    except ZaloError as error:
        return api.account, "" if error.code == 404 else None
    except OutOfReachError:
        return api.account, None
    finally:
        await api.disconnect()
    return api.account, text(info if isinstance(info, dict) else {}, "url", 500)


async def _hooks(tokens: Sequence[str], server: str) -> list[tuple[str, str | None]]:
    return list(await asyncio.gather(*(_hook(ZaloApi(token, server)) for token in tokens)))

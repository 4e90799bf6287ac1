"""The names of our Telegram bots: as the running program stored them, else asked of Telegram."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import aiohttp
from pydantic import SecretStr

from bot.language import say

ANSWER_WITHIN = 5.0  # seconds: a person waits for the command


@dataclass(frozen=True, slots=True)
class BotName:
    """`username` without @, or the `trouble` that kept us from learning it, for a person to read."""

    account: str
    username: str = ""
    trouble: str = ""


def account_of(token: SecretStr) -> str:
    """Return the bot's number: the part of its token that is no secret."""
    return token.get_secret_value().partition(":")[0]


def ask_names(api: str, tokens: Sequence[SecretStr]) -> list[BotName]:
    """Ask for all names at once; never raise for what the other side does."""
    return asyncio.run(_ask_all(api, tokens))


async def _ask_all(api: str, tokens: Sequence[SecretStr]) -> list[BotName]:
    timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
        return await asyncio.gather(*(_ask(session, api, token) for token in tokens))


async def _ask(session: aiohttp.ClientSession, api: str, token: SecretStr) -> BotName:
    account = account_of(token)
    try:
        async with session.get(f"{api}/bot{token.get_secret_value()}/getMe") as response:
            answer = await response.json(content_type=None)
            if response.status in (401, 404):
                return BotName(account, trouble=say("shell.check.bot.refused"))
            username = str(answer["result"].get("username", ""))
            return BotName(account, username, trouble="" if username else say("shell.check.bot.nameless", server=api))
    except TimeoutError:
        return BotName(account, trouble=say("shell.check.bot.no_answer", server=api, n=round(ANSWER_WITHIN)))
    except aiohttp.ClientError:
        return BotName(account, trouble=say("shell.check.bot.out_of_reach", server=api))
    except (ValueError, LookupError, TypeError, AttributeError):
        return BotName(account, trouble=say("shell.check.bot.no_telegram", server=api))

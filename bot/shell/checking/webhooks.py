"""What `dondoc check` says of webhooks: whether Telegram would take the address, and what it says when it is asked."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

import aiohttp
from pydantic import SecretStr

from bot.channels.telegram.receiving.webhook_info import PORTS, WebhookInfo, refused_port
from bot.language import say
from bot.settings import TELEGRAM_API, Settings
from bot.shell.checking.bot_names import ANSWER_WITHIN, account_of
from bot.starting.finding import Finding, Findings, Mark

_MEND = (
    ("ssl", "certificate"),
    ("certificate", "certificate"),
    ("resolve", "dns"),
    ("connection", "connection"),
    ("403", "other_program"),
    ("404", "path"),
    ("50", "server"),
)
"""What Telegram's error contains, and by which word it is told how to mend it."""


def telegram_address(settings: Settings) -> Findings:
    subject, webhook = say("shell.check.webhook", channel="Telegram"), settings.telegram_webhook
    if webhook and not settings.telegram_token:
        yield Finding(Mark.NOTE, subject, say("shell.check.webhook.unused", setting="DONDOC_TELEGRAM_TOKEN"))
    elif webhook and settings.telegram_api == TELEGRAM_API and not webhook.startswith("https://"):
        said = say("shell.check.webhook.plain", url=webhook, channel="Telegram")
        yield Finding(Mark.WRONG, subject, said, say("shell.check.webhook.https", setting="DONDOC_TELEGRAM_WEBHOOK"))
    elif webhook and settings.telegram_api == TELEGRAM_API and (port := refused_port(webhook)):
        said = say("shell.check.webhook.port", port=port, ports=", ".join(map(str, PORTS)))
        yield Finding(Mark.WRONG, subject, said, say("shell.check.webhook.change_port"))


def of_telegram(settings: Settings, accounts: Collection[str]) -> Findings:
    """Yield what Telegram says of the webhooks of these bots."""
    tokens = [token for token in settings.telegram_token if account_of(token) in accounts]
    for account, info in asyncio.run(_ask_all(settings.telegram_api, tokens)) if tokens else ():
        yield from _said(settings.telegram_webhook, account, info)


def _said(webhook: str | None, account: str, info: WebhookInfo) -> Findings:
    subject = say("shell.check.webhook_of", channel="Telegram", bot=account)
    waiting = say("shell.check.webhook.waiting", n=info.waiting)
    if not webhook:
        if info.url:
            said = say("shell.check.webhook.elsewhere", host=info.host)
            yield Finding(Mark.NOTE, subject, said, say("shell.check.webhook.run_unsets"))
        elif info.waiting:
            bot = say("shell.check.bot.of", channel="Telegram", bot=account)
            yield Finding(Mark.NOTE, bot, waiting, say("shell.check.webhook.waits_a_day"))
    elif not info.url:
        said = say("shell.check.webhook.unset_waiting", channel="Telegram", waiting=waiting)
        yield Finding(Mark.NOTE, subject, said, say("shell.check.webhook.run_sets"))
    elif (wanted := urlsplit(webhook).netloc) != info.host:
        told = {"channel": "Telegram", "host": info.host, "wanted": wanted, "waiting": waiting}
        said = say("shell.check.webhook.wrong_host_waiting", **told)
        yield Finding(Mark.WRONG, subject, said, say("shell.check.webhook.stop_other"))
    elif info.fails(datetime.now(UTC)):
        assert info.failed_at is not None
        at = f"{info.failed_at.astimezone():%H:%M %d/%m/%Y}"
        said = say("shell.check.webhook.fails", at=at, error=info.error, waiting=waiting)
        yield Finding(Mark.WRONG, subject, said, _mend(info))
    else:
        said = say("shell.check.webhook.good_waiting", channel="Telegram", host=info.host, waiting=waiting)
        yield Finding(Mark.GOOD, subject, said)


def _mend(info: WebhookInfo) -> str:
    error = info.error.lower()
    found = next((mend for sign, mend in _MEND if sign in error), "reachable")
    return say(f"shell.check.webhook.{found}", host=info.host)


async def _ask_all(api: str, tokens: Sequence[SecretStr]) -> list[tuple[str, WebhookInfo]]:
    timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
        asked = await asyncio.gather(*(_ask(session, api, token) for token in tokens))
    return [(account_of(token), info) for token, info in zip(tokens, asked, strict=True) if info is not None]


async def _ask(session: aiohttp.ClientSession, api: str, token: SecretStr) -> WebhookInfo | None:
    """Ask about the webhook. None where there is no answer: the bot answered just before, so there is no more to
    say."""
    try:
        async with session.get(f"{api}/bot{token.get_secret_value()}/getWebhookInfo") as response:
            answer = await response.json(content_type=None)
            return WebhookInfo.of(answer["result"]) if response.status == 200 else None
    except (TimeoutError, aiohttp.ClientError, ValueError, LookupError, TypeError):
        return None

"""What `dondoc check` says of webhooks: whether Telegram would take the address, and what it says when it is asked."""

import asyncio
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

import aiohttp
from pydantic import SecretStr

from bot.channels.telegram.receiving.webhook_info import PORTS, WebhookInfo, refused_port
from bot.settings import TELEGRAM_API, Settings
from bot.shell.checking.bot_names import ANSWER_WITHIN, account_of
from bot.starting.finding import Finding, Findings, Mark

SUBJECT = "Webhook Telegram"
_MEND = (
    ("ssl", "xem chứng chỉ https của {host}: còn hạn, đúng tên máy, kèm đủ chứng chỉ trung gian"),
    ("certificate", "xem chứng chỉ https của {host}: còn hạn, đúng tên máy, kèm đủ chứng chỉ trung gian"),
    ("resolve", "xem tên miền {host} đã khai báo DNS chưa"),
    ("connection", "xem {host} có mở cổng ra Internet và proxy đứng trước có chạy không"),
    ("403", "địa chỉ này do chương trình khác trả lời, hoặc DONDOC_SECRET đã đổi: chạy lại dondoc run"),
    ("404", "proxy đứng trước không chuyển đường dẫn /telegram/… về chương trình"),
    ("50", "chương trình hoặc proxy đứng trước đang lỗi: xem nhật ký"),
)


def telegram_address(settings: Settings) -> Findings:
    webhook = settings.telegram_webhook
    if webhook and not settings.telegram_token:
        yield Finding(Mark.NOTE, SUBJECT, "không dùng đến vì chưa có DONDOC_TELEGRAM_TOKEN")
    elif webhook and settings.telegram_api == TELEGRAM_API and not webhook.startswith("https://"):
        yield Finding(
            Mark.WRONG,
            SUBJECT,
            f"{webhook} không phải https, Telegram sẽ từ chối",
            "đặt DONDOC_TELEGRAM_WEBHOOK bắt đầu bằng https://, hoặc bỏ trống",
        )
    elif webhook and settings.telegram_api == TELEGRAM_API and (port := refused_port(webhook)):
        ports = ", ".join(map(str, PORTS))
        yield Finding(
            Mark.WRONG,
            SUBJECT,
            f"Telegram từ chối cổng {port}; chỉ nhận các cổng {ports}",
            "đổi cổng của proxy đứng trước",
        )


def of_telegram(settings: Settings, accounts: Collection[str]) -> Findings:
    """What Telegram says of the webhooks of these bots."""
    tokens = [token for token in settings.telegram_token if account_of(token) in accounts]
    for account, info in asyncio.run(_ask_all(settings.telegram_api, tokens)) if tokens else ():
        yield from _said(settings.telegram_webhook, account, info)


def _said(webhook: str | None, account: str, info: WebhookInfo) -> Findings:
    subject = f"{SUBJECT}, bot {account}"
    waiting = f"{info.waiting} tin đang chờ"
    if not webhook:
        if info.url:
            said = f"đang đặt ở {info.host}, nên bot này không hỏi tin được"
            yield Finding(Mark.NOTE, subject, said, "chạy dondoc run sẽ bỏ; hoặc tắt chương trình kia trước")
        elif info.waiting:
            yield Finding(Mark.NOTE, f"Telegram, bot {account}", waiting, "Telegram giữ tin 24 giờ; chạy: dondoc run")
    elif not info.url:
        yield Finding(Mark.NOTE, subject, f"chưa đặt ở Telegram; {waiting}", "chạy dondoc run sẽ đặt")
    elif urlsplit(webhook).netloc != info.host:
        said = f"Telegram gửi tin tới {info.host}, không phải {urlsplit(webhook).netloc}; {waiting}"
        yield Finding(Mark.WRONG, subject, said, "tắt chương trình kia, rồi chạy lại dondoc run")
    elif info.fails(datetime.now(UTC)):
        assert info.failed_at is not None
        at = f"{info.failed_at.astimezone():%H:%M %d/%m/%Y}"
        said = f"Telegram không chuyển được tin (lúc {at}): {info.error}; {waiting}"
        yield Finding(Mark.WRONG, subject, said, _mend(info))
    else:
        yield Finding(Mark.GOOD, subject, f"Telegram gửi tin tới {info.host}; {waiting}")


def _mend(info: WebhookInfo) -> str:
    error = info.error.lower()
    found = (mend for sign, mend in _MEND if sign in error)
    return next(found, "xem {host} có mở được từ Internet không").format(host=info.host)


async def _ask_all(api: str, tokens: Sequence[SecretStr]) -> list[tuple[str, WebhookInfo]]:
    timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
        asked = await asyncio.gather(*(_ask(session, api, token) for token in tokens))
    return [(account_of(token), info) for token, info in zip(tokens, asked, strict=True) if info is not None]


async def _ask(session: aiohttp.ClientSession, api: str, token: SecretStr) -> WebhookInfo | None:
    """None where there is no answer: the bot answered just before, so there is no more to say."""
    try:
        async with session.get(f"{api}/bot{token.get_secret_value()}/getWebhookInfo") as response:
            answer = await response.json(content_type=None)
            return WebhookInfo.of(answer["result"]) if response.status == 200 else None
    except (TimeoutError, aiohttp.ClientError, ValueError, LookupError, TypeError):
        return None

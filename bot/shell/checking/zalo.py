"""What `dondoc check` says of the Zalo bots."""

from collections.abc import Collection
from urllib.parse import urlsplit

from bot.settings import ZALO_API, Settings
from bot.shell.checking.zalo_names import ask_hooks, ask_zalo
from bot.starting.finding import Finding, Findings, Mark


def zalo(settings: Settings) -> Findings:
    if not settings.zalo_token:
        yield Finding(Mark.NOTE, "Zalo", "tắt; muốn bật thì đặt DONDOC_ZALO_TOKEN")
    answered = set()
    for account, said, mend in ask_zalo(settings):
        if mend:
            yield Finding(Mark.WRONG, f"Zalo, bot {account}", said, mend)
        else:
            answered.add(account)
            yield Finding(Mark.GOOD, "Zalo", said)
    yield from _hooks(settings, answered)
    unknown = len(settings.zalo_token) - len(settings.zalo_link)
    if unknown > 0:
        mend = "sao đường dẫn của từng bot trong Zalo vào DONDOC_ZALO_LINK, theo thứ tự các mã, để in được mã QR"
        yield Finding(Mark.NOTE, "Đường dẫn bot Zalo", f"chưa biết của {unknown} bot; thư mời chỉ nói tên bot", mend)
    elif unknown < 0:
        mend = "mỗi bot một đường dẫn, theo thứ tự của DONDOC_ZALO_TOKEN"
        yield Finding(Mark.WRONG, "Đường dẫn bot Zalo", f"thừa {-unknown} đường dẫn", mend)
    webhook = settings.zalo_webhook
    if webhook and not settings.zalo_token:
        yield Finding(Mark.NOTE, "Webhook Zalo", "không dùng đến vì chưa có DONDOC_ZALO_TOKEN")
    elif webhook and not webhook.startswith("https://") and settings.zalo_api == ZALO_API:
        mend = "đặt DONDOC_ZALO_WEBHOOK bắt đầu bằng https://, hoặc bỏ trống"
        yield Finding(Mark.WRONG, "Webhook Zalo", f"{webhook} không phải https, Zalo sẽ từ chối", mend)


def _hooks(settings: Settings, accounts: Collection[str]) -> Findings:
    """What Zalo says of the webhooks of these bots. It tells no errors and no number of what waits."""
    wanted = urlsplit(settings.zalo_webhook or "").netloc
    for account, url in ask_hooks(settings, accounts):
        subject, host = f"Webhook Zalo, bot {account}", urlsplit(url or "").netloc
        if url and not wanted:
            said = f"đang đặt ở {host}, nên bot này không hỏi tin được"
            yield Finding(Mark.NOTE, subject, said, "chạy dondoc run sẽ bỏ; hoặc tắt chương trình kia trước")
        elif wanted and url == "":
            yield Finding(Mark.NOTE, subject, "chưa đặt ở Zalo", "chạy dondoc run sẽ đặt")
        elif wanted and url and host != wanted:
            said = f"Zalo gửi tin tới {host}, không phải {wanted}"
            yield Finding(Mark.WRONG, subject, said, "tắt chương trình kia, rồi chạy lại dondoc run")
        elif wanted and url:
            yield Finding(Mark.GOOD, subject, f"Zalo gửi tin tới {host}")

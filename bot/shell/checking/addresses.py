"""What `dondoc check` says of where the program listens, and of the links that it gives out."""

import urllib.error
import urllib.request

from bot.running.binding import bind
from bot.settings import Settings, address_url
from bot.starting.failures import CommandFailure
from bot.starting.finding import Finding, Findings, Mark


def listening(settings: Settings) -> Findings:
    subject, place = "Nơi nghe", address_url(settings.http)
    try:
        bind(settings.http).close()
        trouble = ""
    except CommandFailure as failure:
        trouble = failure.lines[0].removeprefix("DONDOC_HTTP: ").removesuffix(".")
    if not trouble:
        yield Finding(Mark.GOOD, subject, f"{place} còn trống" if settings.http.port else "sẽ lấy một cổng trống")
    elif _is_ours(place):
        yield Finding(Mark.GOOD, subject, f"Đôn Đốc đang chạy ở {place}")
    else:
        yield Finding(Mark.WRONG, subject, trouble, "đổi DONDOC_HTTP, hoặc dừng chương trình đang giữ cổng")


def _is_ours(place: str) -> bool:
    try:
        with urllib.request.urlopen(f"{place}/healthz", timeout=2) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def public_address(settings: Settings) -> Findings:
    subject, url = "Đường dẫn trong tin", settings.public_url
    if url is None:
        yield Finding(
            Mark.NOTE,
            subject,
            "theo nơi nghe, chỉ mở được ở máy này hoặc mạng này",
            "người ở nơi khác cần DONDOC_PUBLIC_URL",
        )
    elif url.startswith("http://") and "//127." not in url and "//localhost" not in url:
        yield Finding(Mark.NOTE, subject, f"{url} không mã hóa", "nên dùng https cho DONDOC_PUBLIC_URL")
    else:
        yield Finding(Mark.GOOD, subject, f"bắt đầu bằng {url}")

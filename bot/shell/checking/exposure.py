"""What `dondoc check` says of who can reach what: proxies in front of the program, and its files."""

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.orm import Session

from bot.running.forwarding import networks_of, seen
from bot.settings import ENV_FILE, Settings
from bot.starting.finding import Finding, Findings, Mark
from storage.db import private
from web.site.proxies import is_trusted

_FILES = "Tệp dữ liệu"
_PROXIES = "Proxy đứng trước"


def files(settings: Settings) -> Findings:
    """Whether others on this machine can read the data, or the secrets in `.env`."""
    url = make_url(settings.database_url.get_secret_value())
    if url.get_backend_name() == "sqlite" and url.database:
        found = list(private.open_to_others(Path(url.database)))
        if found:
            said = ", ".join(f"{file} ({mode})" for file, mode in found)
            mend = f"chmod 600 {' '.join(str(file) for file, _ in found)}"
            yield Finding(Mark.WRONG, _FILES, f"người khác trên máy này cũng mở được {said}", mend)
        elif Path(url.database).exists():
            yield Finding(Mark.GOOD, _FILES, "chỉ tài khoản chạy chương trình mở được")
    for file, mode in private.rights_of_others(Path(ENV_FILE)):
        said = f"người khác trên máy này cũng đọc được {file} ({mode}), trong đó có mã và mật khẩu"
        yield Finding(Mark.NOTE, "Tệp cài đặt", said, f"chmod 600 {file}")


def proxies(settings: Settings, session: Session) -> Findings:
    """Whether everybody seems to come from one address, as a proxy's word is not taken."""
    peer = seen(session)
    trusted = networks_of(settings.trusted_proxies)
    if peer and not is_trusted(peer, trusted):
        said = (
            f"{peer} chuyển tiếp yêu cầu (X-Forwarded-For) nhưng không có trong DONDOC_TRUSTED_PROXIES, "
            "nên mọi người qua đó bị coi là một địa chỉ"
        )
        yield Finding(Mark.NOTE, _PROXIES, said, f"nếu đó là proxy của cơ quan, đặt DONDOC_TRUSTED_PROXIES={peer}")
    elif trusted:
        yield Finding(Mark.GOOD, _PROXIES, f"tin X-Forwarded-For từ {', '.join(settings.trusted_proxies)}")
    elif (settings.public_url or "").startswith("https://"):
        said = "chưa đặt DONDOC_TRUSTED_PROXIES, nên mọi người sau proxy bị coi là một địa chỉ"
        yield Finding(Mark.NOTE, _PROXIES, said, "đặt địa chỉ của proxy, ví dụ DONDOC_TRUSTED_PROXIES=127.0.0.1")

"""What the settings of mail may hold; see `bot.settings.rules`."""

from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr

from domain.messaging.email_addresses import mailbox

EXAMPLE = "smtp://tên:mật-khẩu@mail.coquan.vn:587"
PORTS = {"smtp": 587, "smtps": 465}


def smtp_url(text: str) -> SecretStr:
    """`smtp://user:password@host:587`, `smtps://…:465`; user and password may be left out. Secret for the latter."""
    try:
        parts = urlsplit(text.strip())
        _ = parts.port
    except ValueError:
        raise ValueError(
            "địa chỉ viết sai; mật khẩu có ký tự như @ : / # thì đổi thành mã %, ví dụ @ thành %40"
        ) from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(f"cần bắt đầu bằng smtp:// (STARTTLS) hoặc smtps:// (TLS) và tên máy chủ; ví dụ {EXAMPLE}")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(
            f"sau số cổng không ghi gì thêm; mật khẩu có ký tự như / # ? thì đổi thành mã %; ví dụ {EXAMPLE}"
        )
    if bool(parts.username) != bool(parts.password):
        raise ValueError(f"tên đăng nhập và mật khẩu phải có cả hai, hoặc không có cái nào; ví dụ {EXAMPLE}")
    if not unquote(parts.netloc).isprintable():
        raise ValueError("có ký tự không đọc được trong tên hoặc mật khẩu")
    return SecretStr(text.strip())


def mail_from(text: str) -> str:
    """`dondoc@coquan.vn` or `Đôn Đốc <dondoc@coquan.vn>`."""
    if not text.isprintable() or _sender(text) is None:
        raise ValueError("không phải là địa chỉ e-mail; ví dụ Đôn Đốc <dondoc@coquan.vn>")
    return text.strip()


def sender(mail_from: str | None, url: SecretStr) -> Address | None:
    """Whom mails come from: as set, else the user who logs in, where that is a mail address."""
    if mail_from is not None:
        return _sender(mail_from)
    return _sender(unquote(urlsplit(url.get_secret_value()).username or ""))


def _sender(text: str) -> Address | None:
    name, spec = parseaddr(text.strip())
    known = mailbox(spec)
    return Address(name or "Đôn Đốc", addr_spec=known) if known else None

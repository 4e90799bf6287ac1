"""Whether the mail server lets us in; for `dondoc check`."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

import aiosmtplib

from bot.accounts.mail_account import mail_server
from bot.channels.mail.logging_in import Why, codes, why_not
from bot.channels.mail.server import HERE, MailServer, PlainPasswordError, opened
from bot.settings import Settings
from bot.settings.mail_rules import sender

ANSWER_WITHIN = 5.0  # seconds: a person waits for the command


_LOGIN: Mapping[Why, tuple[str, str]] = {
    "password": ("từ chối tên hoặc mật khẩu", "sửa tên và mật khẩu trong DONDOC_SMTP_URL"),
    "app_password": (
        "không nhận mật khẩu của tài khoản, cần mật khẩu ứng dụng",
        "tạo mật khẩu ứng dụng (app password) trong phần bảo mật của hộp thư, rồi đặt vào DONDOC_SMTP_URL",
    ),
    "auth_off": (
        "không cho chương trình đăng nhập để gửi thư: SMTP AUTH đang tắt",
        "người quản trị thư (Microsoft 365: Exchange admin center) bật Authenticated SMTP cho hộp thư và cho tổ chức, "
        "hoặc dùng máy chủ thư khác",
    ),
    "in_browser": (
        "đòi xác nhận đăng nhập trên trình duyệt",
        "đăng nhập hộp thư bằng trình duyệt một lần và xác nhận; vẫn bị đòi thì tạo mật khẩu ứng dụng",
    ),
    "too_often": ("tạm khóa vì đăng nhập sai nhiều lần", "chờ một lúc, xem lại tên và mật khẩu trong DONDOC_SMTP_URL"),
    "later": ("chưa cho đăng nhập lúc này", "chờ vài phút rồi thử lại"),
    "login_first": ("đòi đăng nhập trước khi gửi", "ghi tên và mật khẩu vào DONDOC_SMTP_URL"),
    "certificate_name": (
        "đưa ra chứng thư mang tên máy khác",
        "ghi đúng tên máy chủ thư trong DONDOC_SMTP_URL như trong chứng thư",
    ),
    "certificate_old": (
        "có chứng thư hết hạn hoặc chưa có hiệu lực",
        "gia hạn chứng thư của máy chủ thư; xem cả ngày giờ của máy này",
    ),
    "certificate": (
        "có chứng thư mà máy này không tin",
        "cài chứng thư gốc vào máy này, hoặc đặt SSL_CERT_FILE tới tệp chứng thư đó",
    ),
    "not_tls": ("không mã hóa ngay từ đầu", "đổi smtps:// thành smtp:// (cổng 587), hoặc dùng cổng 465"),
    "no_such_server": ("không có tên này trên mạng", "sửa tên máy chủ trong DONDOC_SMTP_URL, hoặc xem mạng và DNS"),
    "no_login_here": (
        "không có cách đăng nhập nào dùng được",
        "sửa DONDOC_SMTP_URL (cổng 587 hoặc smtps:// cổng 465), hoặc bỏ tên và mật khẩu",
    ),
}


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it, and how to mend it ("": all is well). `is_open`: mails would go unencrypted over a network."""

    said: str
    mend: str
    is_open: bool = False


def try_login(settings: Settings) -> Tried:
    """Connects, logs in and names the sender, as before a mail; mails nothing. Never raises for what the other side
    does."""
    assert settings.smtp_url is not None
    from_whom = sender(settings.mail_from, settings.smtp_url)
    if from_whom is None:
        return Tried("chưa biết thư gửi từ địa chỉ nào", "đặt DONDOC_MAIL_FROM, ví dụ Đôn Đốc <dondoc@coquan.vn>")
    server = mail_server(settings.smtp_url)
    trouble, encrypted = asyncio.run(_trouble(server, from_whom.addr_spec))
    if trouble:
        return Tried(*trouble)
    how = ", mã hóa" if encrypted else ""
    said = f"{server.host}:{server.port} sẵn sàng{how}, thư gửi từ {from_whom.addr_spec}"
    return Tried(said, "", not encrypted and server.host not in HERE)


async def _trouble(server: MailServer, from_whom: str) -> tuple[tuple[str, str] | None, bool]:
    encrypted = False
    try:
        async with opened(server, seconds=ANSWER_WITHIN) as client:
            encrypted = client.get_transport_info("sslcontext") is not None
            await client.mail(from_whom)
    except Exception as error:
        return _in_words(error, f"{server.host}:{server.port}", from_whom), encrypted
    return None, encrypted


def _in_words(error: Exception, place: str, from_whom: str) -> tuple[str, str]:
    """Of what the server said only the codes. Raises what is no failure of the other side."""
    why = why_not(error, place.rpartition(":")[0])
    if why is not None:
        said, mend = _LOGIN[why]
        given = f" ({codes(error)})" if isinstance(error, aiosmtplib.SMTPResponseException) else ""
        return f"{place} {said}{given}", mend
    match error:
        case PlainPasswordError():
            return f"{place} không mã hóa (TLS) nên không gửi mật khẩu", "dùng máy chủ có STARTTLS, hoặc smtps://"
        case aiosmtplib.SMTPResponseException() if error.code < 500:
            return f"{place} đang bận hoặc tạm từ chối ({codes(error)})", "chờ vài phút rồi thử lại"
        case aiosmtplib.SMTPSenderRefused():
            return f"{place} không cho gửi từ {from_whom} ({error.code})", "sửa DONDOC_MAIL_FROM"
        case aiosmtplib.SMTPResponseException():
            mend = "hỏi người quản trị máy chủ thư: địa chỉ IP của máy này có thể bị chặn"
            return f"{place} không nhận kết nối từ máy này ({codes(error)})", mend
        case aiosmtplib.SMTPServerDisconnected():
            return f"{place} ngắt kết nối giữa chừng", "kiểm tra số cổng; chờ vài phút rồi thử lại"
        case ssl.SSLError():
            return f"{place}: không lập được kết nối mã hóa", "kiểm tra chứng thư của máy chủ; cổng 465 dùng smtps://"
        case TimeoutError():
            return f"{place} không trả lời trong {ANSWER_WITHIN:.0f} giây", "kiểm tra mạng và số cổng"
        case aiosmtplib.SMTPException() | OSError():
            return f"không kết nối được tới {place}", "kiểm tra mạng và DONDOC_SMTP_URL"
    raise error

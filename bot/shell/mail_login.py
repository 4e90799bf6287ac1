"""Whether the mail server lets us in; for `dondoc check`."""

import asyncio
import ssl

import aiosmtplib

from bot.channels.mail.server import MailServer, PlainPasswordError, opened
from bot.running.mail_account import mail_server
from bot.settings import Settings
from bot.settings.mail_rules import sender

ANSWER_WITHIN = 5.0  # seconds: a person waits for the command


def try_login(settings: Settings) -> tuple[str, str]:
    """What came of it, and how to mend it ("": all is well). Never raises for what the other side does."""
    assert settings.smtp_url is not None
    from_whom = sender(settings.mail_from, settings.smtp_url)
    if from_whom is None:
        return "chưa biết thư gửi từ địa chỉ nào", "đặt DONDOC_MAIL_FROM, ví dụ Đôn Đốc <dondoc@coquan.vn>"
    server = mail_server(settings.smtp_url)
    trouble = asyncio.run(_trouble(server, from_whom.addr_spec))
    return trouble if trouble else (f"{server.host}:{server.port} sẵn sàng, thư gửi từ {from_whom.addr_spec}", "")


async def _trouble(server: MailServer, from_whom: str) -> tuple[str, str] | None:
    place = f"{server.host}:{server.port}"
    try:
        async with opened(server, seconds=ANSWER_WITHIN) as client:
            await client.mail(from_whom)
    except PlainPasswordError:
        return f"{place} không mã hóa (TLS) nên không gửi mật khẩu", "dùng máy chủ có STARTTLS, hoặc smtps://"
    except aiosmtplib.SMTPAuthenticationError as error:
        return f"{place} từ chối tên hoặc mật khẩu ({error.code})", "sửa tên và mật khẩu trong DONDOC_SMTP_URL"
    except aiosmtplib.SMTPSenderRefused as error:
        return f"{place} không cho gửi từ {from_whom} ({error.code})", "sửa DONDOC_MAIL_FROM"
    except aiosmtplib.SMTPNotSupported:
        return f"{place} không có cách đăng nhập nào dùng được", "sửa DONDOC_SMTP_URL, hoặc bỏ tên và mật khẩu"
    except ssl.SSLError:
        return f"{place}: không lập được kết nối mã hóa", "kiểm tra chứng thư của máy chủ; cổng 465 dùng smtps://"
    except TimeoutError:
        return f"{place} không trả lời trong {ANSWER_WITHIN:.0f} giây", "kiểm tra mạng và số cổng"
    except (aiosmtplib.SMTPException, OSError):
        return f"không kết nối được tới {place}", "kiểm tra mạng và DONDOC_SMTP_URL"
    return None

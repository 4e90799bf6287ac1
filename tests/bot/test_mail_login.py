"""What large providers answer to a login, and what `dondoc check` makes of it."""

import aiosmtplib
import pytest

from bot.channels.mail.failures import send_error
from bot.channels.mail.logging_in import why_not
from bot.shell.mail_login import _in_words
from scheduler.channel import FloodError

LOGIN, SENDER = aiosmtplib.SMTPAuthenticationError, aiosmtplib.SMTPSenderRefused


@pytest.mark.parametrize(
    ("host", "code", "said", "why"),
    [
        ("smtp.gmail.com", 534, "5.7.9 Application-specific password required. Learn more at\n5.7.9  "
         "https://support.google.com/mail/?p=InvalidSecondFactor x - gsmtp", "app_password"),
        ("smtp.gmail.com", 535, "5.7.8 Username and Password not accepted. Learn more at\n5.7.8  "
         "https://support.google.com/mail/?p=BadCredentials x - gsmtp", "app_password"),
        ("smtp.gmail.com", 534, "5.7.14 <https://accounts.google.com/signin/continue?sarp=1> Please log in via\n"
         "5.7.14 your web browser and then try again. - gsmtp", "in_browser"),
        ("smtp.office365.com", 535, "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the "
         "Tenant. Visit https://aka.ms/smtp_auth_disabled", "auth_off"),
        ("smtp.office365.com", 535, "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the "
         "Mailbox.", "auth_off"),
        ("smtp.office365.com", 535, "5.7.139 Authentication unsuccessful, basic authentication is disabled.",
         "auth_off"),
        ("smtp.office365.com", 535, "5.7.139 Authentication unsuccessful, user is locked by your organization's "
         "security defaults policy.", "auth_off"),
        ("smtp.office365.com", 535, "5.7.3 Authentication unsuccessful", "password"),
        ("smtp.mail.yahoo.com", 535, "5.7.0 (#MBR1212) Incorrect username or password", "app_password"),
        ("smtp.mail.yahoo.com", 535, "5.7.0 (#AUTH005) Too many bad auth attempts.", "too_often"),
        ("smtp.mail.me.com", 535, "5.7.8 Error: authentication failed", "app_password"),
        ("smtp.yandex.com", 535, "5.7.8 Error: authentication failed: This user does not have access rights to this "
         "service", "auth_off"),
        ("smtp.qq.com", 535, "Login Fail. Please enter your authorization code to login.", "app_password"),
        ("mail.coquan.vn", 535, "5.7.8 Error: authentication failed", "password"),
        ("mail.coquan.vn", 535, "", "password"),
    ],
)  # fmt: skip
def test_a_refused_login(host: str, code: int, said: str, why: str) -> None:
    error = LOGIN(code, said)
    assert why_not(error, host) == why
    held = send_error(error)
    assert isinstance(held, FloodError)
    told, mend = _in_words(error, f"{host}:587", "a@b.vn")
    assert told.startswith(f"{host}:587 ")
    assert str(code) in told
    assert mend
    assert "google" not in told + mend  # none of what the server said but its codes
    assert ("mật khẩu ứng dụng" in mend) == (why in ("app_password", "in_browser"))
    assert ("SMTP AUTH" in told) == (why == "auth_off")


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (SENDER(530, "5.7.57 Client not authenticated to send mail.", "a@b.vn"), "auth_off"),
        (SENDER(530, "5.7.0 Authentication Required.", "a@b.vn"), "login_first"),
        (SENDER(530, "5.7.0 Must issue a STARTTLS command first", "a@b.vn"), "login_first"),
        (SENDER(550, "5.7.30 Basic authentication is not supported for Client Submission.", "a@b.vn"), "auth_off"),
        (SENDER(550, "5.7.60 SMTP; Client does not have permissions to send as this sender", "a@b.vn"), None),
        (SENDER(553, "5.7.1 Sender address rejected: not owned by user", "a@b.vn"), None),
        (aiosmtplib.SMTPException("The SMTP AUTH extension is not supported by this server."), "no_login_here"),
        (aiosmtplib.SMTPConnectError("no"), None),
        (TimeoutError(), None),
    ],
)
def test_other_refusals(error: Exception, why: str | None) -> None:
    assert why_not(error, "mail.vn") == why
    told, mend = _in_words(error, "mail.vn:587", "a@b.vn")
    assert mend
    assert ("DONDOC_MAIL_FROM" in mend) == (why is None and isinstance(error, SENDER))
    assert ("không kết nối được" in told) == isinstance(error, aiosmtplib.SMTPConnectError)

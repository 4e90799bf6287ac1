"""What large providers answer to a login, and what `dondoc check` makes of it."""

import socket
import ssl
from collections.abc import Callable
from typing import get_args

import aiosmtplib
import pytest

from bot.channels.mail.failures import send_error
from bot.channels.mail.logging_in import Why, why_not
from bot.shell.checking.mail_login import _in_words
from handlers.failures.reasons import in_words
from handlers.words import Words
from scheduler.delivery.channel import FloodError
from tests.each import each

LOGIN, SENDER = aiosmtplib.SMTPAuthenticationError, aiosmtplib.SMTPSenderRefused


@each(
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
        ("smtp.zoho.eu", 535, "Authentication Failed", "app_password"),
        ("smtppro.zoho.in", 535, "5.7.8 Authentication Failed", "app_password"),
        ("smtp.mail.yahoo.com", 535, "5.7.0 (#AUTH001) Authentication failed", "app_password"),
        ("mail.tinh.gov.vn", 535, "5.7.8 Error: authentication failed: authentication failure", "password"),
        ("email.vnpt.vn", 535, "5.7.3 Authentication unsuccessful", "password"),
        ("ex.coquan.vn", 504, "5.7.4 Unrecognized authentication type", "no_login_here"),
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


@each(
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
        (LOGIN(454, "4.7.0 Temporary authentication failure"), "later"),
        (LOGIN(454, "4.7.0 Too many login attempts, please try again later."), "too_often"),
        (LOGIN(421, "4.7.0 Try again in a minute"), "later"),
        (SENDER(451, "4.3.0 Temporary lookup failure", "a@b.vn"), None),
        (aiosmtplib.SMTPConnectResponseError(554, "5.7.1 blocked using zen.spamhaus.org"), None),
        (aiosmtplib.SMTPConnectResponseError(421, "4.3.2 Service not available"), None),
        (aiosmtplib.SMTPServerDisconnected("Unexpected EOF received"), None),
    ],
)
def test_other_refusals(error: Exception, why: str | None) -> None:
    assert why_not(error, "mail.vn") == why
    told, mend = _in_words(error, "mail.vn:587", "a@b.vn")
    assert mend
    assert ("DONDOC_MAIL_FROM" in mend) == (why is None and isinstance(error, SENDER) and error.code >= 500)
    assert ("không kết nối được" in told) == (type(error) is aiosmtplib.SMTPConnectError)


def wrapped(cause: OSError) -> Exception:
    """As aiosmtplib tells what happened on the way, where TLS is there from the first byte on."""
    error = aiosmtplib.SMTPConnectError("Error connecting")
    error.__cause__ = cause
    return error


def certificate(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    return error


def no_tls() -> ssl.SSLError:
    """What answers on a port that speaks no TLS."""
    error = ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number")
    error.reason = "WRONG_VERSION_NUMBER"
    return error


@pytest.mark.parametrize(
    ("cause", "why", "part_of_mend"),
    [
        (certificate(62), "certificate_name", "DONDOC_SMTP_URL"),
        (certificate(10), "certificate_old", "ngày giờ"),
        (certificate(18), "certificate", "SSL_CERT_FILE"),
        (certificate(20), "certificate", "SSL_CERT_FILE"),
        (no_tls(), "not_tls", "587"),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "no_such_server", "DONDOC_SMTP_URL"),
    ],
)
@pytest.mark.parametrize("wrap", [wrapped, lambda cause: cause], ids=["smtps", "starttls"])
def test_on_the_way_to_the_server(
    cause: OSError, why: str, part_of_mend: str, wrap: Callable[[OSError], Exception]
) -> None:
    error = wrap(cause)
    assert why_not(error, "mail.vn") == why
    told, mend = _in_words(error, "mail.vn:465", "a@b.vn")
    assert told.startswith("mail.vn:465 ")
    assert part_of_mend in mend
    assert isinstance(error, OSError)
    failure = send_error(error, "mail.vn")
    assert isinstance(failure, FloodError) == (why != "no_such_server"), "mails wait for who has to mend it"
    assert in_words(Words("vi"), f"must wait: {failure.reason}") == Words("vi").plain(f"trouble.reason.{why}")


def test_who_administers_reads_what_it_is() -> None:
    for why in get_args(Why):
        said = [in_words(Words(language), f"must wait: 535 5.7.8 {why}") for language in ("vi", "en")]
        assert all(one.endswith(" (535 5.7.8)") and "must wait" not in one for one in said), why
    assert in_words(Words("vi"), "must wait: 550 5.4.5 mail_limit").startswith("máy chủ thư không cho gửi thêm")
    assert in_words(Words("vi"), "must wait: Too Many Requests") == "must wait: Too Many Requests"

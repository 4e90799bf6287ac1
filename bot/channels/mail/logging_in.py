"""What it means when a mail server does not let us in: mostly not a wrong password, but one of another kind, a switch
that the provider has turned off, or a certificate. Read for the codes and words by which large providers are known."""

import re
import socket
import ssl
from collections.abc import Iterator
from typing import Literal

import aiosmtplib

Why = Literal[
    "app_password", "auth_off", "in_browser", "too_often", "no_login_here", "login_first", "password", "later",
    "certificate_name", "certificate_old", "certificate", "not_tls", "no_such_server",
]  # fmt: skip

_NOT_IN = (530, 534, 535, 538)  # RFC 4954
_NO_SUCH_WAY = 504  # to log in, by Exchange without basic authentication
_ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_SAID: tuple[tuple[re.Pattern[str], Why], ...] = (
    # Microsoft 365: SMTP AUTH is off for the organisation or the mailbox, or basic authentication for all.
    (re.compile(r"5\.7\.(?:139|57|30)\b|clientauthentication|basic auth\w* is (?:disabled|not)", re.I), "auth_off"),
    (re.compile(r"security defaults|have access rights to this service|not enabled for smtp", re.I), "auth_off"),
    # Google, Yahoo, iCloud, Zoho, Yandex, Tencent: a password made for one program, beside that of the account.
    (re.compile(r"5\.7\.9\b|invalidsecondfactor|authorization code", re.I), "app_password"),
    (re.compile(r"app(?:lication)?[- ](?:specific )?password", re.I), "app_password"),
    (re.compile(r"5\.7\.14\b|webloginrequired|log in (?:via|with) your (?:web )?browser", re.I), "in_browser"),
    (re.compile(r"too many|#auth005|rate ?limit|try again later", re.I), "too_often"),
    (re.compile(r"badcredentials|gsmtp|#mbr1212|yahoo|icloud", re.I), "app_password"),
)  # fmt: skip
_HOSTS_WITH_APP_PASSWORDS = re.compile(
    r"(?:^|\.)(?:(?:gmail|googlemail|yahoo|yandex)\.com|yandex\.ru|mail\.(?:me|ru)|me\.com|aol\.com|fastmail\.com|zoho\.\w+)$"
)


def why_not(error: Exception, host: str = "") -> Why | None:
    """Return why the mail server does not let us in; None where the error is about something else."""
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return _why_refused(error, host)
    if isinstance(error, aiosmtplib.SMTPNotSupported):
        return "no_login_here"
    if type(error) is aiosmtplib.SMTPException and "AUTH" in str(error):
        return "no_login_here"
    return next((why for cause in _causes(error) if (why := _why_out_of_reach(cause))), None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and what caused it: aiosmtplib wraps what happened on the way to the server, but not where TLS
    begins later."""
    while error is not None:
        yield error
        error = error.__cause__


def _why_out_of_reach(cause: BaseException) -> Why | None:
    """Return what somebody has to mend, where no waiting helps; None otherwise. X509_V_ERR_… of OpenSSL: 62 another
    name, 64 another address, 9 and 10 not yet or no more valid."""
    if isinstance(cause, ssl.SSLCertVerificationError):
        of_code: dict[int, Why] = {
            62: "certificate_name",
            64: "certificate_name",
            9: "certificate_old",
            10: "certificate_old",
        }
        return of_code.get(cause.verify_code, "certificate")
    if isinstance(cause, ssl.SSLError):
        return "not_tls" if cause.reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG") else None
    is_unknown = isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_NONAME
    return "no_such_server" if is_unknown else None


def _why_refused(error: aiosmtplib.SMTPResponseException, host: str) -> Why | None:
    is_login = isinstance(error, aiosmtplib.SMTPAuthenticationError) or error.code in _NOT_IN
    words = error.message[:2000]
    found = next((why for pattern, why in _SAID if pattern.search(words)), None)
    if not is_login:
        return "auth_off" if found == "auth_off" else None
    if found is not None:
        return found
    if error.code < 500:
        return "later"
    if error.code == _NO_SUCH_WAY:
        return "no_login_here"
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        return "app_password" if _HOSTS_WITH_APP_PASSWORDS.search(host.lower()) else "password"
    return "login_first"


def codes(error: aiosmtplib.SMTPResponseException) -> str:
    """Return the codes of an answer, `535 5.7.8`: they are all that is kept, as its words may have the mailbox or the
    user in them."""
    found = _ENHANCED.search(error.message)
    return f"{error.code} {found[0] if found else ''}".strip()

"""What it means when a mail server does not let us in: mostly not a wrong password, but one of another kind, or a
switch that the provider has turned off. Read for the codes and words by which large providers are known."""

import re
from typing import Literal

import aiosmtplib

Why = Literal["app_password", "auth_off", "in_browser", "too_often", "no_login_here", "login_first", "password"]

_NOT_IN = (530, 534, 535, 538)  # RFC 4954
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
_HOSTS_WITH_APP_PASSWORDS = ("gmail.com", "googlemail.com", "mail.yahoo.com", "mail.me.com", "zoho.com", "yandex.com")


def why_not(error: Exception, host: str = "") -> Why | None:
    """None where it is about something else."""
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return _why_refused(error, host)
    if isinstance(error, aiosmtplib.SMTPNotSupported):
        return "no_login_here"
    if type(error) is aiosmtplib.SMTPException and "AUTH" in str(error):
        return "no_login_here"
    return None


def _why_refused(error: aiosmtplib.SMTPResponseException, host: str) -> Why | None:
    is_login = isinstance(error, aiosmtplib.SMTPAuthenticationError) or error.code in _NOT_IN
    words = error.message[:2000]
    found = next((why for pattern, why in _SAID if pattern.search(words)), None)
    if not is_login:
        return "auth_off" if found == "auth_off" else None
    if found is not None:
        return found
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        return "app_password" if host.lower().endswith(_HOSTS_WITH_APP_PASSWORDS) else "password"
    return "login_first"


def codes(error: aiosmtplib.SMTPResponseException) -> str:
    """`535 5.7.8`: all of an answer that is kept, as its words may have the mailbox or the user in them."""
    found = _ENHANCED.search(error.message)
    return f"{error.code} {found[0] if found else ''}".strip()

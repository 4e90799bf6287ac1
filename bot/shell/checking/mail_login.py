"""Whether the mail server lets us in; for `dondoc check`."""

import asyncio
import ssl
from dataclasses import dataclass
from typing import Any

import aiosmtplib

from bot.accounts.mail_account import mail_server
from bot.channels.mail.logging_in import codes, why_not
from bot.channels.mail.server import HERE, MailServer, PlainPasswordError, opened
from bot.language import say
from bot.settings import Settings
from bot.settings.mail_rules import sender

ANSWER_WITHIN = 5.0  # seconds: a person waits for the command


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it, and how to mend it ("": all is well). `is_open`: mails would go unencrypted over a network."""

    said: str
    mend: str
    is_open: bool = False


def try_login(settings: Settings) -> Tried:
    """Connect, log in and name the sender, as before a mail; mail nothing. Never raise for what the other side does."""
    assert settings.smtp_url is not None
    from_whom = sender(settings.mail_from, settings.smtp_url)
    if from_whom is None:
        return Tried(say("shell.check.mail.no_sender"), say("shell.check.mail.set_sender"))
    server = mail_server(settings.smtp_url)
    trouble, encrypted = asyncio.run(_trouble(server, from_whom.addr_spec))
    if trouble:
        return Tried(*trouble)
    name = "shell.check.mail.ready_encrypted" if encrypted else "shell.check.mail.ready"
    said = say(name, place=f"{server.host}:{server.port}", sender=from_whom.addr_spec)
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
    """Return what is wrong and how to mend it; of what the server said only the codes. Raise what is no failure of the
    other side."""
    why = why_not(error, place.rpartition(":")[0])
    if why is not None:
        return _told(why, place, codes(error) if isinstance(error, aiosmtplib.SMTPResponseException) else "")
    match error:
        case PlainPasswordError():
            return _told("plain_password", place)
        case aiosmtplib.SMTPResponseException() if error.code < 500:
            return _told("busy", place, codes(error))
        case aiosmtplib.SMTPSenderRefused():
            return _said("sender_refused", place=place, sender=from_whom, code=error.code)
        case aiosmtplib.SMTPResponseException():
            return _told("refused", place, codes(error))
        case aiosmtplib.SMTPServerDisconnected():
            return _told("disconnected", place)
        case ssl.SSLError():
            return _said("no_tls", place=place)
        case TimeoutError():
            return _said("no_answer", place=place, n=round(ANSWER_WITHIN))
        case aiosmtplib.SMTPException() | OSError():
            return _said("out_of_reach", place=place)
    raise error


def _told(why: str, place: str, codes: str = "") -> tuple[str, str]:
    """Return what the server does, with the codes that it gave, and how to mend it."""
    does, mend = _said(why)
    name = "shell.check.mail.why_codes" if codes else "shell.check.mail.why"
    return say(name, place=place, why=does, codes=codes), mend


def _said(why: str, **filled: Any) -> tuple[str, str]:
    return say(f"shell.check.mail.{why}", **filled), say(f"shell.check.mail.{why}.mend")

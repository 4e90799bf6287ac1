"""The mail server of the office, by SMTP: one connection for each mail.

A password goes out only over TLS, but to this machine itself: whoever sits between could hide that TLS is offered.
"""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import aiosmtplib

HERE = ("localhost", "127.0.0.1", "::1")
ANSWER_SECONDS = 20.0
GOODBYE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """`tls`: from the first byte on (smtps); else STARTTLS where it is offered."""

    host: str
    port: int
    tls: bool
    user: str = ""
    password: str = field(default="", repr=False)


class PlainPasswordError(Exception):
    """The server offers no TLS, so the password was not given."""


@asynccontextmanager
async def opened(
    server: MailServer, context: ssl.SSLContext | None = None, seconds: float = ANSWER_SECONDS
) -> AsyncIterator[aiosmtplib.SMTP]:
    """Open a connection for as long as the context lasts, logged in where there is a user. Raise what aiosmtplib
    raises, OSError, or PlainPasswordError."""
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.tls,
        start_tls=None,
        timeout=seconds,
        tls_context=context,
    )
    try:
        await client.connect()
        if server.user:
            if client.get_transport_info("sslcontext") is None and server.host not in HERE:
                raise PlainPasswordError
            await client.login(server.user, server.password)
        yield client
        with suppress(aiosmtplib.SMTPException, OSError):  # whatever it answers, what was sent is sent
            await client.quit(timeout=GOODBYE_SECONDS)
    finally:
        client.close()

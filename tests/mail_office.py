"""A mail server on a free port of this machine that takes mails, or refuses them as it is told."""

import asyncio
import ssl
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "dondoc@coquan.vn", "mật khẩu: 1/2"


@dataclass
class MailOffice:
    """`answers`: what a step ("MAIL", "RCPT", "DATA") is answered instead of taking it; `slow`: seconds before RCPT is
    answered; `cuts`: the connection ends at DATA."""

    needs_login: bool = False
    tls: ssl.SSLContext | None = None
    answers: dict[str, str] = field(default_factory=dict)
    slow: float = 0.0
    cuts: bool = False
    mails: list[EmailMessage] = field(default_factory=list)
    boxes: list[list[str]] = field(default_factory=list)
    logins: int = 0
    encrypted: list[bool] = field(default_factory=list)
    port: int = 0
    farewells: int = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.get_running_loop().create_server(self._protocol, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    def to(self, mailbox: str) -> list[EmailMessage]:
        return [mail for mail, boxes in zip(self.mails, self.boxes, strict=True) if mailbox in boxes]

    def _protocol(self) -> SMTP:
        return SMTP(
            self,
            hostname="mail.coquan.vn",
            tls_context=self.tls,
            authenticator=self._let_in,
            auth_require_tls=False,
            enable_SMTPUTF8=False,
        )

    def _let_in(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        self.logins += 1
        assert isinstance(data, LoginPassword)
        return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.needs_login and not session.authenticated:
            return "530 5.7.0 log in first"
        if said := self.answers.get("MAIL"):
            return said
        envelope.mail_from = address
        return "250 OK"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.farewells += 1
        return "221 goodbye"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await asyncio.sleep(self.slow)
        if said := self.answers.get("RCPT"):
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.cuts:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
            return "250 OK"
        if said := self.answers.get("DATA"):
            return said
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.boxes.append(list(envelope.rcpt_tos))
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


def text_in(mail: EmailMessage) -> str:
    """What a plain mail program shows."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def html_in(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")

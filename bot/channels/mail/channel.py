"""Sending by mail, as a `scheduler.delivery.channel.Channel`."""

import ssl
from collections.abc import Callable
from datetime import datetime
from email.headerregistry import Address

import aiosmtplib
import structlog

from bot.channels.mail.failures import MENDED_AGAIN, send_error
from bot.channels.mail.letters import is_wanted, letter
from bot.channels.mail.render import mail
from bot.channels.mail.server import ANSWER_SECONDS, MailServer, PlainPasswordError, opened
from domain.messaging.email_addresses import of_entry
from handlers.conversation.signed_links import MailLinks
from scheduler.delivery.channel import Delivery, FloodError, Limits, PermanentError, SendError
from storage.db.database import Database
from storage.people import mailboxes

log = structlog.get_logger(__name__)

LIMITS = Limits(per_second=2.0, chat_burst=3, chat_per_second=1 / 30, concurrency=2)
"""Slow enough for the mailbox of an office at a provider that counts; two a second are 7,200 reminders an hour."""


class MailChannel:
    """What would be edited elsewhere is not mailed again; there are no menus. Delivered again, a mail has the same
    Message-ID, so that mail programs show it once."""

    name = mailboxes.CHANNEL
    account = mailboxes.ACCOUNT
    limits = LIMITS

    def __init__(
        self,
        server: MailServer,
        sender: Address,
        links: MailLinks,
        database: Database,
        now: Callable[[], datetime],
        *,
        house: str = "dondoc",
        context: ssl.SSLContext | None = None,
        seconds: float = ANSWER_SECONDS,
    ) -> None:
        """Keep what sending needs. `house` tells our mails from another installation's of the same sender."""
        self._server, self._sender, self._links, self._database = server, sender, links, database
        self._now, self._house, self._context, self._seconds = now, house, context, seconds
        self._refused = ""

    async def send(self, delivery: Delivery) -> str:
        """Send a mail, and return its Message-ID ("" where nothing is mailed); raise a `SendError` that says what to do
        next."""
        if delivery.outgoing.op in ("edit", "menu"):
            return ""
        if not await self._database.run(is_wanted, delivery.chat_id, self._now()):
            raise PermanentError("nobody's mailbox")
        try:
            return await self._mail(delivery)
        except SendError:
            raise
        except PlainPasswordError:
            raise self._noted(FloodError("no_tls", MENDED_AGAIN)) from None
        except (aiosmtplib.SMTPException, OSError) as error:  # their words may have the mailbox or the user in them
            raise self._noted(send_error(error, self._server.host)) from None

    async def _mail(self, delivery: Delivery) -> str:
        message_id = f"dondoc.{self._house}.{delivery.outbox_id}@{self._sender.domain}"
        async with opened(self._server, self._context, self._seconds) as client:
            await client.mail(self._sender.addr_spec)
            await client.rcpt(of_entry(delivery.chat_id))
            # Only now, so that no code is made for a mail that does not go out.
            made, code_id = await self._database.run(letter, delivery, self._links, self._now())
            content = mail(made, self._sender, of_entry(delivery.chat_id), message_id, self._now())
            try:
                await client.data(content)
            except aiosmtplib.SMTPResponseException:
                if code_id is not None:
                    await self._database.run(mailboxes.void_code, code_id, self._now())
                raise
        self._refused = ""
        return message_id

    def _noted(self, failure: SendError) -> SendError:
        """Return the failure unchanged; log it, once for each new reason, where the operator has to mend it."""
        if isinstance(failure, FloodError) and failure.reason != self._refused:
            log.error("mails wait: see dondoc check", reason=failure.reason)
            self._refused = failure.reason
        return failure

"""The configured mail server, as `bot.accounts.accounts.Accounts`. Nothing comes in by it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr
from starlette.routing import BaseRoute

from bot.accounts.contract import OneAtATime, Receive
from bot.accounts.lifecycle import Work
from bot.channels.mail.channel import MailChannel
from bot.channels.mail.server import MailServer
from bot.language import say
from bot.settings import Settings
from bot.settings.mail_rules import PORTS, sender
from bot.starting import web_address
from bot.starting.expected_failures import CommandFailure
from handlers.conversation.signed_links import MailLinks
from storage.db.database import Database


@dataclass(frozen=True, slots=True)
class MailAccount:
    channels: Sequence[MailChannel]

    def routes(self, receive: Receive) -> Sequence[BaseRoute]:
        return []

    def intake(self, receive: Receive, one_at_a_time: OneAtATime) -> Mapping[str, Work]:
        return {}


def mail_server(url: SecretStr) -> MailServer:
    parts = urlsplit(url.get_secret_value())
    assert parts.hostname is not None, "see bot.settings.mail_rules"
    return MailServer(
        parts.hostname,
        parts.port or PORTS[parts.scheme],
        parts.scheme == "smtps",
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


async def open_mail_account(settings: Settings, secret: str, database: Database) -> MailAccount:
    """Open it; raise CommandFailure where it is not known whom mails come from."""
    assert settings.smtp_url is not None
    from_whom = sender(settings.mail_from, settings.smtp_url)
    if from_whom is None:
        raise CommandFailure(say("shell.run.no_sender"))
    start = await database.run(web_address.links_start, settings)
    house = hashlib.blake2b(secret.encode(), digest_size=4).hexdigest()
    links = MailLinks(start or "", secret.encode())
    channel = MailChannel(
        mail_server(settings.smtp_url), from_whom, links, database, lambda: datetime.now(UTC), house=house
    )
    return MailAccount([channel])

"""Invitations given out from the shell, and the links that carry them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.shell import naming
from bot.shell.bot_names import BotName, account_of, ask_names
from bot.shell.failures import Failure
from domain.text import nfc
from handlers.issuing import make_invitation
from handlers.words import Words
from storage import settings as stored
from storage.database import Database

LONGEST_NAME = 100  # characters, as of a name that somebody joins with


@dataclass(frozen=True, slots=True)
class Invitation:
    code: str
    unit_name: str
    role: str  # in words
    until: str  # as the organisation's people read it


def invitation(session: Session, org: str | None, unit: str, role: str, name: str | None) -> Invitation:
    """A new invitation. Raises Failure for an unknown code, with the nearest ones."""
    wanted = naming.role(role)
    organisation = naming.organisation(session, org)
    place = naming.unit(session, organisation.id, unit)
    name = _name(name or "")
    issued = make_invitation(
        session,
        organisation_id=organisation.id,
        unit_id=place.id,
        role=wanted,
        name=name,
        now=datetime.now(UTC),
    )
    until = issued.expires_at.astimezone(ZoneInfo(organisation.timezone))
    described = Words(address_form=organisation.address_form).plain(f"role.{wanted}")
    return Invitation(issued.code, place.name, described, f"{until:%H:%M %d/%m/%Y}")


def _name(typed: str) -> str | None:
    """As others will read it, on one line; None where none was given."""
    name = " ".join(nfc(typed).split())
    if len(name) > LONGEST_NAME:
        raise Failure(f"--name: tên dài quá {LONGEST_NAME} ký tự; ghi họ và tên thôi.")
    return name or None


def bot_names(database: Database, settings: Settings) -> list[BotName]:
    """The configured bots: by the name the running program stored, else by asking Telegram."""
    tokens = {account_of(token): token for token in settings.telegram_token}
    known = {account: name for account in tokens if (name := database.do(_stored_name, account))}
    asked = ask_names(settings.telegram_api, [token for account, token in tokens.items() if account not in known])
    found = {bot.account: bot for bot in asked} | {a: BotName(a, username=name) for a, name in known.items()}
    return [found[account] for account in tokens]


def _stored_name(session: Session, account: str) -> str:
    value = stored.get(session, f"telegram:{account}") or {}
    return str(value.get("username", ""))

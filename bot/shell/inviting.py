"""Invitations given out from the shell, and the links that carry them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.language import say
from bot.settings import Settings
from bot.shell import naming
from bot.shell.checking.bot_names import BotName, account_of, ask_names
from bot.starting.expected_failures import CommandFailure
from domain.reports.successions import exists
from domain.rights import Role
from domain.text import nfc
from handlers.inviting.issuing import InvitationCard, make_invitation
from handlers.words import Words
from storage.db.database import Database
from storage.installation import settings as stored
from storage.people import to_invite
from storage.people.to_invite import Wanted


class Ways(NamedTuple):
    """To come in with a code: links, the one for the telephone first, and what else there is to say."""

    links: Sequence[str]
    also: str = ""


WaysOf = Callable[[str], Ways]
AT_ONCE = 20  # invitations in one transaction; each takes 10 ms, for its code is kept as a slow hash
LONGEST_NAME = 100  # characters, as of a name that somebody joins with


@dataclass(frozen=True, slots=True)
class NewInvitation:
    code: str
    unit_name: str
    role: str  # in words
    until: str  # as the organisation's people read it


def invitation(session: Session, org: str | None, unit: str, role: str, name: str | None) -> NewInvitation:
    """Make an invitation. Raise CommandFailure for an unknown code, with the nearest ones."""
    wanted = naming.role(role)
    organisation = naming.organisation(session, org)
    place = naming.unit(session, organisation.id, unit)
    if not exists(place.ended_on, datetime.now(ZoneInfo(organisation.timezone)).date()) and place.ended_on:
        raise CommandFailure(say("shell.invite.unit_ended", unit=place.shown, day=f"{place.ended_on:%d/%m/%Y}"))
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
    return NewInvitation(issued.code, place.shown, say(f"role.{wanted}"), f"{until:%H:%M %d/%m/%Y}")


def everybody(
    database: Database, org: str | None, class_code: str | None, ways: WaysOf
) -> Iterator[tuple[int, InvitationCard]]:
    """Yield a card for everybody who still has to be invited, each with the number of cards in all.

    A few in each transaction, so that the program can go on meanwhile. Raise CommandFailure for an unknown code.
    """
    now = datetime.now(UTC)
    place, wanted = database.do(_still_to_invite, org, class_code, now)
    for start in range(0, len(wanted), AT_ONCE):
        for card in database.do(_cards, place, wanted[start : start + AT_ONCE], ways, now):
            yield len(wanted), card


@dataclass(frozen=True, slots=True)
class InvitingOrganisation:
    """The organisation for which invitations are made."""

    id: int
    name: str
    zone: ZoneInfo
    words: Words


def _still_to_invite(
    session: Session, org: str | None, class_code: str | None, now: datetime
) -> tuple[InvitingOrganisation, list[Wanted]]:
    organisation = naming.organisation(session, org)
    words = Words(address_form=organisation.address_form)
    place = InvitingOrganisation(organisation.id, organisation.name, ZoneInfo(organisation.timezone), words)
    class_id = naming.unit_class(session, organisation.id, class_code).id if class_code else None
    return place, to_invite.wanted(session, organisation.id, now, class_id)


def _cards(
    session: Session, place: InvitingOrganisation, wanted: Sequence[Wanted], ways: WaysOf, now: datetime
) -> list[InvitationCard]:
    return [_card(session, place, one, ways, now) for one in wanted]


def _card(session: Session, place: InvitingOrganisation, one: Wanted, ways: WaysOf, now: datetime) -> InvitationCard:
    issued = make_invitation(
        session,
        organisation_id=place.id,
        unit_id=one.unit_id,
        role=Role(one.role),
        name=one.name,
        person_id=one.person_id,
        now=now,
    )
    if one.expected_id is not None:
        to_invite.note_invited(session, one.expected_id, issued.id, now)
    role = place.words.plain(f"role.{one.role}")
    links, also = ways(issued.code)
    return InvitationCard(one.unit, role, one.name, issued.code, links, issued.expires_at.astimezone(place.zone), also)


def sheet_of(database: Database, org: str | None, cards: Sequence[InvitationCard]) -> bytes:
    """Return all cards on one sheet, to be printed."""
    from handlers.inviting.sheets import sheet

    now = datetime.now(UTC)
    place, _ = database.do(_still_to_invite, org, None, now)
    return sheet(place.words, place.name, cards, now)


def _name(typed: str) -> str | None:
    """Return the name as others will read it, on one line; None where none was given."""
    name = " ".join(nfc(typed).split())
    if len(name) > LONGEST_NAME:
        raise CommandFailure(say("shell.invite.long_name", n=LONGEST_NAME))
    return name or None


def bot_names(database: Database, settings: Settings) -> list[BotName]:
    """Return the configured bots: by the name the running program stored, else by asking Telegram."""
    tokens = {account_of(token): token for token in settings.telegram_token}
    known = {account: name for account in tokens if (name := database.do(_stored_name, account))}
    asked = ask_names(settings.telegram_api, [token for account, token in tokens.items() if account not in known])
    found = {bot.account: bot for bot in asked} | {a: BotName(a, username=name) for a, name in known.items()}
    return [found[account] for account in tokens]


def _stored_name(session: Session, account: str) -> str:
    value = stored.get(session, f"telegram:{account}") or {}
    return str(value.get("username", ""))

"""A one-time code is used up: somebody comes in, or into one more chat, and whoever they replace leaves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.messaging.channels import ONE_CHAT
from domain.reports.successions import exists
from domain.text import nfc
from storage.audit import audit
from storage.erasing import blanking
from storage.people import actors, addresses, invitations, people
from storage.tables import Address, Invitation, Organisation, Person, Position, Unit

WhyNot = Literal["wrong", "used", "expired", "closed", "other_person", "ended"]


@dataclass(frozen=True, slots=True)
class Joined:
    person_id: int
    address_id: int  # may be an earlier address of the same person on a channel that has one for each
    again: bool  # the same person used the same code in the same chat before
    replaced: int | None = None  # who left the position for this person


@dataclass(frozen=True, slots=True)
class RefusedCode:
    reason: WhyNot


def use(session: Session, code: str, address: Address, user_name: str, now: datetime) -> Joined | RefusedCode:
    """Use a code up for this chat. Wrong ones are counted there, and five of them close it for an hour."""
    if address.closed_until is not None and address.closed_until > now:
        return RefusedCode("closed")
    invitation = invitations.find(session, code)
    reason = _refusal(session, invitation, address, now)
    if invitation is None or reason is not None:
        return RefusedCode(_count_wrong(address, reason or "wrong", now))
    again = invitation.used_at is not None
    person = _person(session, invitation, address, user_name)
    home = (address.channel in ONE_CHAT and addresses.of_person(session, person.id, address.channel)) or address
    replaced = _settle(session, invitation, person, home, now)
    return Joined(person.id, home.id, again, replaced)


def _refusal(session: Session, invitation: Invitation | None, address: Address, now: datetime) -> WhyNot | None:
    if invitation is None:
        return "wrong"
    if invitation.used_at is not None:
        mine = address.person_id is not None and invitation.used_by == address.person_id
        return None if mine else "used"
    if invitation.expires_at <= now:
        return "expired"
    if _has_ended(session, invitation.unit_id, now):
        return "ended"
    if address.person_id and invitation.person_id and address.person_id != invitation.person_id:
        return "other_person"
    return None


def _has_ended(session: Session, unit_id: int, now: datetime) -> bool:
    unit = session.get_one(Unit, unit_id)
    zone = ZoneInfo(session.get_one(Organisation, unit.organisation_id).timezone)
    return not exists(unit.ended_on, now.astimezone(zone).date())


def _count_wrong(address: Address, reason: WhyNot, now: datetime) -> WhyNot:
    """Count a wrong code, and return why it was refused: five from one chat close the door there for an hour."""
    if reason in ("other_person", "ended"):
        return reason
    address.wrong_codes += 1
    if address.wrong_codes < invitations.WRONG_TRIES:
        return reason
    address.wrong_codes, address.closed_until = 0, now + invitations.CLOSED_FOR
    return "closed"


def _person(session: Session, invitation: Invitation, address: Address, user_name: str) -> Person:
    known = invitation.used_by or invitation.person_id or address.person_id
    if known is not None:
        return session.get_one(Person, known)
    name = invitation.name or _one_line(user_name)[:100] or session.get_one(Unit, invitation.unit_id).name
    person = Person(
        organisation_id=invitation.organisation_id,
        name=name,
        language=address.language or "vi",
    )
    session.add(person)
    session.flush()
    return person


def _one_line(name: str) -> str:
    """Return the name as others will read it: without line breaks, and nothing that cannot be seen or turns the reading
    round."""
    return " ".join(nfc(name).split())


def _settle(session: Session, invitation: Invitation, person: Person, address: Address, now: datetime) -> int | None:
    """Give the person the chat and the position, and return who left it for them."""
    joins = invitation.mailbox is not None and not people.in_chats(session, {person.id})
    address.person_id = person.id
    address.organisation_id = address.organisation_id or invitation.organisation_id
    address.wrong_codes, address.closed_until = 0, None
    if invitation.used_at is not None:
        return None
    invitation.used_at, invitation.used_by = now, person.id
    blanking.blank_invitation(session, invitation.id, now)
    if invitation.person_id is not None and invitation.person_id == invitation.created_by:
        if joins:  # by the link of a reminder, for which the administration knew the mailbox
            _record(session, invitation, person, address, now, "person.joined")
        return None  # their own link to one more channel: it gives back no position that has ended meanwhile
    held = actors.actor(session, person.id, now).held
    if not any(h.unit_id == invitation.unit_id and h.role == invitation.role for h in held):
        session.add(
            Position(
                organisation_id=invitation.organisation_id,
                person_id=person.id,
                unit_id=invitation.unit_id,
                role=invitation.role,
                # It was meant from then on; and a clock that is ahead just now keeps nobody out once it is put right.
                since=min(now, invitation.created_at),
            )
        )
    session.flush()
    replaced = _replace(session, invitation, person, address, now)
    _record(session, invitation, person, address, now, "person.joined")
    return replaced


def _record(
    session: Session, invitation: Invitation, person: Person, address: Address, now: datetime, action: str, **more: Any
) -> None:
    audit.record(
        session,
        organisation_id=invitation.organisation_id,
        at=now,
        action=action,
        subject=f"unit:{invitation.unit_id}",
        person_id=person.id,
        channel=address.channel,
        role=invitation.role,
        **more,
    )


def _replace(session: Session, invitation: Invitation, person: Person, address: Address, now: datetime) -> int | None:
    """Let whoever is replaced leave the position now, and return who did; what the unit owes, its draft and its reports
    stay with the unit."""
    replaced = invitation.replaces
    if replaced is None or replaced == person.id:
        return None
    if not people.leave(session, replaced, invitation.unit_id, invitation.role, now):
        return None
    _record(session, invitation, person, address, now, "person.replaced", replaced=replaced)
    return replaced

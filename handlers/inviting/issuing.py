"""Making invitations, and looking at one before it is used up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from domain.rights import Role
from storage.audit import audit
from storage.people import invitations
from storage.tables import Unit


@dataclass(frozen=True, slots=True)
class Issued:
    """A fresh invitation: the code is shown now or never."""

    code: str
    unit: Unit
    role: Role
    name: str | None
    expires_at: datetime
    id: int
    opens_channel: bool  # for somebody who has joined already: one more channel for the same person


@dataclass(frozen=True, slots=True)
class Peeked:
    """What a code is for, to be shown before it is used up."""

    unit_name: str
    role: Role
    name: str | None


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """`links`: the first is in the QR, the others can be typed; `also`: a way without one."""

    unit: str
    role: str  # in words
    name: str | None
    code: str
    links: Sequence[str]
    until: datetime  # local
    also: str = ""


def make_invitation(
    session: Session,
    *,
    organisation_id: int,
    unit_id: int,
    role: Role,
    name: str | None,
    now: datetime,
    created_by: int | None = None,
    person_id: int | None = None,
    replaces: int | None = None,
    lifetime: timedelta = invitations.LIFETIME,
    mailbox: str | None = None,
    channel: str = "shell",
    action: Literal["invitation.made", "link.made", "link.mailed"] = "invitation.made",
) -> Issued:
    """Make a one-time code; a name that holds this position already gets a further channel, not a second self. In the
    log stands who did it and where: a link that is mailed to somebody is the program's doing."""
    if person_id is None and name:
        holder = invitations.holder(session, unit_id, role, name, now)
        person_id = holder.id if holder else None
    invitation, code = invitations.add(
        session,
        organisation_id=organisation_id,
        unit_id=unit_id,
        role=role,
        name=name,
        now=now,
        created_by=created_by,
        person_id=person_id,
        replaces=replaces,
        lifetime=lifetime,
        mailbox=mailbox,
    )
    audit.record(
        session,
        organisation_id=organisation_id,
        at=now,
        action=action,
        subject=f"unit:{unit_id}",
        person_id=None if action == "link.mailed" else created_by,
        channel=channel,
        role=role,
    )
    unit = session.get_one(Unit, unit_id)
    return Issued(code, unit, role, name, invitation.expires_at, invitation.id, opens_channel=person_id is not None)


def peek(session: Session, code: str, now: datetime) -> Peeked | None:
    """Return what an unused code is for; it stays unused. None where it cannot be used."""
    invitation = invitations.find(session, code)
    if invitation is None or invitation.used_at is not None or invitation.expires_at <= now:
        return None
    return Peeked(session.get_one(Unit, invitation.unit_id).name, Role(invitation.role), invitation.name)

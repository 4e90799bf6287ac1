"""One-time codes by which people come in. Only a slow hash of a code is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.finding import spelling
from storage.tables import Invitation, Person, Position

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is misread on paper
LENGTH = 8
LIFETIME = timedelta(days=14)
OWN_LINK_LIFETIME = timedelta(hours=1)  # it signs somebody in as themselves, so it is for use at once
WRONG_TRIES = 5
CLOSED_FOR = timedelta(hours=1)
_ROUNDS = 30_000  # about 10 ms: too slow to try all codes against a stolen file while they hold


def new_code() -> str:
    """Return eight characters with letters and digits, so that a code typed alone is not taken for a word."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        if looks_like_code(code):
            return code


def looks_like_code(text: str) -> bool:
    typed = text.strip().upper()
    digits = sum(letter.isdigit() for letter in typed)
    return len(typed) == LENGTH and set(typed) <= set(ALPHABET) and 0 < digits < LENGTH


def hashed(code: str) -> str:
    normal = code.strip().upper().encode(errors="replace")
    return hashlib.pbkdf2_hmac("sha256", normal, b"dondoc invitation", _ROUNDS).hex()


def add(
    session: Session,
    *,
    organisation_id: int,
    unit_id: int,
    role: str,
    name: str | None,
    now: datetime,
    created_by: int | None = None,
    person_id: int | None = None,
    replaces: int | None = None,
    lifetime: timedelta = LIFETIME,
    mailbox: str | None = None,
) -> tuple[Invitation, str]:
    """Add an invitation and return it with its code, which is not to be had again. `mailbox`: where the code goes."""
    code = new_code()
    invitation = Invitation(
        organisation_id=organisation_id,
        unit_id=unit_id,
        role=role,
        name=name,
        code_hash=hashed(code),
        person_id=person_id,
        replaces=replaces,
        created_at=now,
        created_by=created_by,
        expires_at=now + lifetime,
        mailbox=mailbox,
    )
    session.add(invitation)
    session.flush()
    return invitation, code


def find(session: Session, code: str) -> Invitation | None:
    """Return the invitation of a code, used or not, locked until the transaction ends."""
    if not looks_like_code(code):
        return None
    return session.scalar(select(Invitation).where(Invitation.code_hash == hashed(code)).with_for_update())


def holder(session: Session, unit_id: int, role: str, name: str, now: datetime) -> Person | None:
    """Return the one person of this name who holds this role in this unit now. Hòa and Hoà are one; Hùng and Hưng are
    two."""
    query = (
        select(Person)
        .join(Position, Position.person_id == Person.id)
        .where(
            Position.unit_id == unit_id,
            Position.role == role,
            or_(Position.until.is_(None), Position.until > now),
        )
    )
    found = {person.id: person for person in session.scalars(query) if spelling.same(person.name, name)}
    return next(iter(found.values())) if len(found) == 1 else None


def waiting(
    session: Session, *, unit_id: int, role: str, created_by: int, since: datetime | None, now: datetime
) -> Invitation | None:
    """Return the newest invitation that this person made for that role after `since` and that can still be used."""
    query = (
        select(Invitation)
        .where(
            Invitation.unit_id == unit_id,
            Invitation.role == role,
            Invitation.created_by == created_by,
            Invitation.used_at.is_(None),
            Invitation.expires_at > now,
        )
        .order_by(Invitation.created_at.desc(), Invitation.id.desc())
        .limit(1)
    )
    return session.scalar(query if since is None else query.where(Invitation.created_at >= since))

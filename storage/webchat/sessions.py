"""Sign-ins: one per browser and chat. Only the hash of a session's token is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from storage.tables import Address, Organisation, Person, Position, Unit, WebSession
from storage.webchat import ACCOUNT, CHANNEL

LASTS = timedelta(days=30)  # after the last visit
LASTS_FOR_WHO_LEFT = timedelta(days=1)
EXTENDED_EVERY = timedelta(days=1)  # so that not every visit writes


@dataclass(frozen=True, slots=True)
class Visit:
    """Whose chat a request is for, proved by its session."""

    session_id: int
    expires_at: datetime
    address_id: int
    organisation_id: int
    public_id: str
    person_id: int
    person: str
    language: str
    organisation: str
    timezone: str

    def wants_extending(self, now: datetime) -> bool:
        return self.expires_at < now + LASTS - EXTENDED_EVERY


def start(session: Session, address: Address, token_hash: str, now: datetime) -> None:
    """Start a session; for whoever holds no position any more, and comes by a link of before, only for a day: to read
    what was said."""
    assert address.organisation_id is not None
    assert address.person_id is not None
    lasts = LASTS if units(session, address.person_id, now) else LASTS_FOR_WHO_LEFT
    session.add(
        WebSession(
            organisation_id=address.organisation_id,
            token_hash=token_hash,
            address_id=address.id,
            created_at=now,
            expires_at=now + lasts,
        )
    )


def visit(session: Session, public_id: str, token_hash: str, now: datetime) -> Visit | None:
    """Return the visit that this token opens; None for another chat's token, an expired or an unknown one."""
    row = session.execute(_VISIT, {"public_id": public_id, "token_hash": token_hash, "now": now}).one_or_none()
    return None if row is None else Visit(*tuple(row))


def extend(session: Session, session_id: int, now: datetime) -> None:
    session.execute(update(WebSession).where(WebSession.id == session_id).values(expires_at=now + LASTS))


def end(session: Session, session_id: int) -> None:
    session.execute(delete(WebSession).where(WebSession.id == session_id))


def units(session: Session, person_id: int, now: datetime) -> list[str]:
    """Return the names of the units in which the person holds a position now, in the order they joined them."""
    names = session.scalars(
        select(Unit.name)
        .join(Position, Position.unit_id == Unit.id)
        .where(
            Position.person_id == person_id,
            Position.since <= now,
            or_(Position.until.is_(None), Position.until > now),
        )
        .order_by(Position.id)
    )
    return list(dict.fromkeys(names))


_VISIT = (
    select(
        WebSession.id,
        WebSession.expires_at,
        Address.id,
        Organisation.id,
        Address.chat_id,
        Person.id,
        Person.name,
        Person.language,
        Organisation.name,
        Organisation.timezone,
    )
    .join(Address, Address.id == WebSession.address_id)
    .join(Person, Person.id == Address.person_id)
    .join(Organisation, Organisation.id == Address.organisation_id)
    .where(
        WebSession.token_hash == bindparam("token_hash"),
        WebSession.expires_at > bindparam("now"),
        Address.channel == CHANNEL,
        Address.account == ACCOUNT,
        Address.chat_id == bindparam("public_id"),
    )
)

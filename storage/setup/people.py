"""Who is to be invited, put as the file says: new ones are added, nobody is taken off the list."""

from datetime import datetime

from sqlalchemy import insert, or_, select
from sqlalchemy.orm import Session

from domain.text import fold
from storage.setup.loading import Loading
from storage.tables import ExpectedPerson, Person, Position, Unit

Seat = tuple[str, str, str]  # the unit's code, the role, the name


def put_people(loading: Loading) -> None:
    """Whoever holds the position already, by that name, need not be invited."""
    entries = loading.file.people or []
    if not entries:
        return
    session, id = loading.session, loading.organisation_id
    known = {_key(seat) for seat in (*expected(session, id), *in_office(session, id, loading.now))}
    new = [entry for entry in entries if _key((entry.unit, entry.role, entry.name)) not in known]
    if new:
        session.execute(
            insert(ExpectedPerson),
            [
                {
                    "organisation_id": id,
                    "unit_id": loading.units[entry.unit].id,
                    "role": entry.role,
                    "name": entry.name,
                    "invitation_id": None,
                }
                for entry in new
            ],
        )


def expected(session: Session, organisation_id: int) -> list[Seat]:
    """In the order in which they were given."""
    rows = session.execute(
        select(Unit.code, ExpectedPerson.role, ExpectedPerson.name)
        .join(Unit, Unit.id == ExpectedPerson.unit_id)
        .where(ExpectedPerson.organisation_id == organisation_id)
        .order_by(ExpectedPerson.id)
    )
    return [(code, role, name) for code, role, name in rows]


def in_office(session: Session, organisation_id: int, now: datetime) -> list[Seat]:
    """Who holds which position now."""
    rows = session.execute(
        select(Unit.code, Position.role, Person.name)
        .join(Unit, Unit.id == Position.unit_id)
        .join(Person, Person.id == Position.person_id)
        .where(Position.organisation_id == organisation_id, Position.since <= now)
        .where(or_(Position.until.is_(None), Position.until > now))
        .order_by(Position.id)
    )
    return [(code, role, name) for code, role, name in rows]


def _key(seat: Seat) -> Seat:
    return seat[0], seat[1], fold(seat[2])

"""Who is to be invited, put as the file says: new ones are added, nobody is taken off the list."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from domain.text import fold
from storage import people
from storage.setup.loading import Loading
from storage.tables import ExpectedPerson, Unit

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
    return [(seat.unit_code, seat.role, seat.name) for seat in people.seats(session, organisation_id, now)]


def _key(seat: Seat) -> Seat:
    return seat[0], seat[1], fold(seat[2])

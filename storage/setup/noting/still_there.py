"""Who holds a position still that a file names no more, where it names somebody new in their place, or them elsewhere:
a file takes nobody out of office."""

from collections.abc import Iterator

from sqlalchemy import select

from domain.finding import spelling
from domain.messaging.sentences import Sentence, sentence
from storage.people import people
from storage.setup.apply.apply_context import Loading
from storage.setup.values.quoting import cut
from storage.tables import ExpectedPerson, Invitation, Unit

_Seat = tuple[str, str, str]  # the unit's code, the role, the name


def told(loading: Loading) -> Iterator[Sentence]:
    named = {_key((entry.unit, entry.role, entry.name)) for entry in loading.file.people or []}
    if not named:
        return
    held = [
        (seat.unit_code, seat.role, seat.name)
        for seat in people.seats(loading.session, loading.organisation_id, loading.now)
    ]
    awaited = _awaited(loading)
    new = named - {_key(seat) for seat in (*held, *awaited)}
    places, names = {key[:2] for key in new}, {key[2] for key in new}
    for which, seats in (("held", held), ("awaited", awaited)):
        for seat in seats:
            key = _key(seat)
            if key not in named and (key[:2] in places or key[2] in names):
                role = Sentence(f"setup.role.{seat[1]}")
                yield sentence(f"setup.still.{which}", name=cut(seat[2]), role=role, unit=seat[0])


def _awaited(loading: Loading) -> list[_Seat]:
    """Return who is on the list, and neither has come in nor can be written to."""
    rows = loading.session.execute(
        select(Unit.code, ExpectedPerson.role, ExpectedPerson.name)
        .join(Unit, Unit.id == ExpectedPerson.unit_id)
        .outerjoin(Invitation, Invitation.id == ExpectedPerson.invitation_id)
        .where(
            ExpectedPerson.organisation_id == loading.organisation_id,
            ExpectedPerson.person_id.is_(None),
            Invitation.used_at.is_(None),
        )
        .order_by(ExpectedPerson.id)
    )
    return [(unit, role, name) for unit, role, name in rows]


def _key(seat: _Seat) -> _Seat:
    return seat[0], seat[1], spelling.key(seat[2])

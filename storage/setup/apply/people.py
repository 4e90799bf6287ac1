"""Who is to be invited, put as the file says: new ones are added, nobody is taken off the list."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, func, insert, select
from sqlalchemy.orm import Session, aliased

from domain.finding import spelling
from domain.messaging.email_addresses import of_entry
from domain.messaging.sentences import Sentence
from storage.people import people
from storage.people.mailboxes import CHANNEL, REFUSED
from storage.setup.apply.apply_context import Loading
from storage.setup.apply.mailboxes import put_mailboxes
from storage.setup.schema.models import PersonEntry
from storage.setup.values.name_cell import name_in
from storage.tables import Address, ExpectedPerson, Unit

Seat = tuple[str, str, str]  # the unit's code, the role, the name


def put_people(loading: Loading) -> None:
    """Put those who are to be invited. Whoever holds the position already, by that name, need not be; but may get a
    mailbox."""
    entries = loading.file.people or []
    if not entries:
        return
    session, id = loading.session, loading.organisation_id
    listed = {_key(one.seat) for one in expected(session, id)}
    present = {_key(seat) for seat in in_office(session, id, loading.now)}
    new = [entry for entry in entries if _of(entry) not in listed and (entry.email or _of(entry) not in present)]
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
    wishes = {_of(entry): entry.email for entry in entries if entry.email is not None}
    if wishes:
        codes = {unit.id: code for code, unit in loading.units.items()}
        rows = session.scalars(
            select(ExpectedPerson).where(ExpectedPerson.organisation_id == id).order_by(ExpectedPerson.id)
        )
        found = [(row, wishes.get(_key((codes[row.unit_id], row.role, row.name)))) for row in rows]
        put_mailboxes(loading, [(row, email or None) for row, email in found if email is not None])


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody on the list. `mailbox` as the file says; `state`: None where they are written to there, or why not."""

    seat: Seat
    mailbox: str | None
    state: Sentence | None
    has_chat: bool


def expected(session: Session, organisation_id: int) -> list[ListedPerson]:
    """Return who is to be invited, in the order in which they were given."""
    chat = aliased(Address)
    has_chat = exists().where(
        chat.person_id == ExpectedPerson.person_id, chat.channel != CHANNEL, chat.is_group.is_(False)
    )
    rows = session.execute(
        select(
            Unit.code,
            ExpectedPerson.role,
            ExpectedPerson.name,
            ExpectedPerson.mailbox,
            func.min(Address.chat_id),
            func.min(Address.unreachable_reason),
            has_chat,
        )
        .join(Unit, Unit.id == ExpectedPerson.unit_id)
        .outerjoin(Address, and_(Address.person_id == ExpectedPerson.person_id, Address.channel == CHANNEL))
        .where(ExpectedPerson.organisation_id == organisation_id)
        .group_by(ExpectedPerson.id, Unit.code)
        .order_by(ExpectedPerson.id)
    )
    return [
        ListedPerson((code, role, name), mailbox, _state(mailbox, own, lost), has)
        for code, role, name, mailbox, own, lost, has in rows
    ]


def _state(mailbox: str | None, own: str | None, lost: str | None) -> Sentence | None:
    if mailbox is None:
        return None
    if own is None:
        return Sentence("setup.mailbox.unused.gone")
    if of_entry(own) != mailbox:
        return Sentence("setup.mailbox.unused.another")
    if lost == REFUSED:
        return Sentence("setup.mailbox.unused.refused")
    return Sentence("setup.mailbox.unused.lost") if lost else None


def in_office(session: Session, organisation_id: int, now: datetime) -> list[Seat]:
    """Return who holds which position now."""
    return [(seat.unit_code, seat.role, seat.name) for seat in people.seats(session, organisation_id, now)]


def _of(entry: PersonEntry) -> Seat:
    return _key((entry.unit, entry.role, entry.name))


def _key(seat: Seat) -> Seat:
    return seat[0], seat[1], spelling.key(name_in(seat[2]).name)

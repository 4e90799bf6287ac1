"""Mailboxes that the setup file gives to people: the administration vouches for them, so nobody has to type a code.

Whoever has a mailbox is a person in office from then on, though they have not joined: they are reminded there until
they have a chat. A mailbox that somebody confirmed themselves is theirs to change, and a file leaves it alone.

A mailbox may be several people's, as that of an office is: each then has an entry, mails and links of their own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session

from domain.finding import spelling
from domain.messaging.email_addresses import of_entry
from storage.db.chunks import in_parts
from storage.people import mailboxes, people
from storage.setup.apply.apply_context import Loading
from storage.tables import Address, ExpectedPerson, Invitation, Person, Position

T = TypeVar("T", Address, Invitation, Person)

_BY_MAILBOX = select(Address).where(
    Address.channel == mailboxes.CHANNEL,
    Address.account == mailboxes.ACCOUNT,
    Address.chat_id.in_(bindparam("some", expanding=True)),
)
_SHARED = select(Address).where(
    Address.channel == mailboxes.CHANNEL, Address.account == mailboxes.ACCOUNT, Address.chat_id.like("%@%#%")
)
_BY_PERSON = select(Address).where(
    Address.channel == mailboxes.CHANNEL, Address.person_id.in_(bindparam("some", expanding=True))
)
_INVITED = select(Invitation).where(Invitation.id.in_(bindparam("some", expanding=True)))
_PERSONS = select(Person).where(Person.id.in_(bindparam("some", expanding=True)))
_UNMAILED = (
    update(ExpectedPerson)
    .where(
        ExpectedPerson.organisation_id == bindparam("organisation"),
        ExpectedPerson.person_id.in_(bindparam("some", expanding=True)),
    )
    .values(mailed_at=None)
    .execution_options(synchronize_session=False)
)


@dataclass(frozen=True, slots=True)
class MailboxWish:
    """What the file says of somebody on the list: `before` and now; None: no mailbox."""

    row: ExpectedPerson
    before: str | None
    mailbox: str | None


@dataclass(slots=True)
class _KnownPeople:
    """Read once for all: a province has thirty thousand people. Kept as it becomes."""

    seats: dict[tuple[int, str, str], int]  # unit, role, name folded -> person
    readers: dict[str, list[Address]]  # by mailbox, each of which may be several people's
    own: dict[int, Address]  # by person
    invitations: dict[int, Invitation]
    names: dict[int, str]  # of those who have one of the mailboxes now


def put_mailboxes(loading: Loading, wanted: Iterable[tuple[ExpectedPerson, str | None]]) -> None:
    """Put the mailboxes: first all that are given up, so that a mailbox may pass from one person to another within a
    file."""
    wishes = [MailboxWish(row, row.mailbox, mailbox) for row, mailbox in wanted if row.mailbox != mailbox]
    if not wishes:
        return
    known = _known(loading, wishes)
    for wish in wishes:
        wish.row.mailbox = wish.mailbox
    loading.session.flush()
    _give_up(loading, wishes, known)
    given = [wish for wish in wishes if wish.mailbox is not None]
    _identify(loading, given, known)
    for wish in given:
        _attach(loading, wish, known)
    loading.session.flush()


def _known(loading: Loading, wishes: Collection[MailboxWish]) -> _KnownPeople:
    session = loading.session
    seats = people.seats(session, loading.organisation_id, loading.now)
    by_seat = {(seat.unit_id, seat.role, spelling.key(seat.name)): seat.person_id for seat in reversed(seats)}
    named = {name for wish in wishes for name in (wish.before, wish.mailbox) if name}
    readers = defaultdict[str, list[Address]](list)
    for row in [*_all(session, _BY_MAILBOX, named), *session.scalars(_SHARED)]:
        readers[of_entry(row.chat_id)].append(row)
    read = [row for mailbox in named for row in readers[mailbox]]
    invited = {wish.row.invitation_id for wish in wishes if wish.row.invitation_id is not None}
    invitations = {row.id: row for row in _all(session, _INVITED, invited)}
    ids = {wish.row.person_id for wish in wishes} | set(by_seat.values())
    ids |= {row.used_by for row in invitations.values()} | {row.person_id for row in read}
    own = {row.person_id: row for row in _all(session, _BY_PERSON, ids - {None}) if row.person_id is not None}
    owners = {row.person_id for row in read} - {None}
    names = {row.id: row.name for row in _all(session, _PERSONS, owners)}
    return _KnownPeople(by_seat, readers, own, invitations, names)


def _all(session: Session, query: Select[T], values: Collection[Any]) -> Iterator[T]:
    for some in in_parts(sorted(values)):
        yield from session.scalars(query, {"some": some})


def _give_up(loading: Loading, wishes: Iterable[MailboxWish], known: _KnownPeople) -> None:
    """Give up the mailboxes that the file takes away. What somebody chose themselves stays; and what they have by
    another of their units too, unless it changes."""
    listed = select(ExpectedPerson.person_id, ExpectedPerson.mailbox).where(
        ExpectedPerson.organisation_id == loading.organisation_id, ExpectedPerson.mailbox.is_not(None)
    )
    still = {(person_id, mailbox) for person_id, mailbox in loading.session.execute(listed)}
    moved = set[int]()
    for wish in wishes:
        person_id = wish.row.person_id
        own = known.own.get(person_id) if person_id is not None else None
        if person_id is not None and own is None:
            moved.add(person_id)
        if person_id is None or own is None or of_entry(own.chat_id) != wish.before:
            continue
        if wish.mailbox is None and (person_id, wish.before) in still:
            continue
        mailboxes.give_up(loading.session, own, loading.now)
        del known.own[person_id]
        moved.add(person_id)
    for some in in_parts(sorted(moved)):  # what went to the other mailbox never came to the new one
        loading.session.execute(_UNMAILED, {"some": some, "organisation": loading.organisation_id})


def _identify(loading: Loading, given: Iterable[MailboxWish], known: _KnownPeople) -> None:
    """Make each of them a person, who is known already or is made; all that are new are written together."""
    made: dict[tuple[str, str], Person] = {}  # somebody named in several units is one person
    seated: list[tuple[MailboxWish, Person | int]] = []
    for wish in given:
        row, mailbox = wish.row, wish.mailbox or ""
        if row.person_id is None:
            row.person_id = _in_office(row, known)
        if row.person_id is None:
            key = (mailbox, spelling.key(row.name))
            owner = _owner(row, mailbox, known) or made.get(key)
            if owner is None:
                owner = made[key] = Person(organisation_id=loading.organisation_id, name=row.name, language="vi")
            seated.append((wish, owner))
    loading.session.add_all(made.values())
    loading.session.flush()
    for wish, owner in seated:
        wish.row.person_id = owner if isinstance(owner, int) else owner.id
        _seat(loading, wish.row, known)
    loading.session.flush()


def _in_office(row: ExpectedPerson, known: _KnownPeople) -> int | None:
    """Return the person by the seat, or by the code that they joined with; None where they have neither."""
    invitation = known.invitations.get(row.invitation_id or 0)
    return known.seats.get((row.unit_id, row.role, spelling.key(row.name))) or (
        invitation.used_by if invitation else None
    )


def _owner(row: ExpectedPerson, mailbox: str, known: _KnownPeople) -> int | None:
    """Return who has the mailbox under the same name, in another unit, for example; None where nobody has."""
    owners = [address.person_id for address in known.readers[mailbox] if address.person_id is not None]
    return next((owner for owner in owners if spelling.same(known.names.get(owner, ""), row.name)), None)


def _seat(loading: Loading, row: ExpectedPerson, known: _KnownPeople) -> None:
    """Give the person the position; a code that they were given and have not used yet then makes no second one of
    them."""
    loading.session.add(
        Position(
            organisation_id=loading.organisation_id,
            person_id=row.person_id,
            unit_id=row.unit_id,
            role=row.role,
            since=loading.now,
            until=None,
        )
    )
    invitation = known.invitations.get(row.invitation_id or 0)
    if invitation is not None and invitation.person_id is None:
        invitation.person_id = row.person_id


def _attach(loading: Loading, wish: MailboxWish, known: _KnownPeople) -> None:
    person_id, mailbox = wish.row.person_id, wish.mailbox
    assert person_id is not None
    assert mailbox is not None
    if person_id in known.own:  # it is this one, by another of their units, or they have confirmed another
        return
    if not known.readers[mailbox]:
        address = Address(
            organisation_id=loading.organisation_id,
            person_id=person_id,
            channel=mailboxes.CHANNEL,
            account=mailboxes.ACCOUNT,
            chat_id=mailbox,
            is_group=False,
            choices=[],
            puzzled=0,
            wrong_codes=0,
            created_at=loading.now,
        )
        loading.session.add(address)
        known.readers[mailbox].append(address)
    else:
        loading.session.flush()
        address = mailboxes.vouch(loading.session, loading.organisation_id, person_id, mailbox, loading.now)
    known.own[person_id] = address

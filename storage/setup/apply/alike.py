"""What a file takes for two, or for one, though it might be otherwise: told beside the changes."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.finding import spelling
from domain.messaging.email_addresses import of_entry
from domain.messaging.sentences import Sentence, sentence
from storage.people import mailboxes, people
from storage.setup.apply.apply_context import Loading
from storage.setup.schema.models import PersonEntry, SetupFile
from storage.setup.values.quoting import cut
from storage.tables import Address, Person, Unit

Named = dict[str, str]  # key -> as it is written first


def notes(loading: Loading) -> list[Sentence]:
    """Return what to tell of what is new in the file, beside itself and beside what is there already; call it before
    that is put."""
    return [
        *_units(loading.session, loading.organisation_id, loading.file),
        *_people(loading),
        *_mailboxes(loading),
    ]


def _units(session: Session, organisation_id: int, file: SetupFile) -> Iterator[Sentence]:
    """Yield units of one name, which no change of units explains."""
    there = dict(
        session.execute(
            select(Unit.code, Unit.name).where(Unit.organisation_id == organisation_id, Unit.ended_on.is_(None))
        ).all()
    )
    over = {code for change in file.unit_changes or [] for code in change.before}
    by_name = defaultdict[str, list[str]](list)
    new = {unit.code: unit.name for unit in file.units or [] if there.get(unit.code) != unit.name}
    for code, name in ({**there, **new}).items():
        if code not in over:
            by_name[spelling.key(name)].append(code)
    for codes in by_name.values():
        if len(codes) > 1 and not new.keys().isdisjoint(codes):
            name = new.get(codes[-1], there.get(codes[-1], ""))
            yield sentence("setup.alike.units", codes=", ".join(codes), name=cut(name))


def _people(loading: Loading) -> Iterator[Sentence]:
    """Yield colleagues whose names differ by a mark alone."""
    entries = loading.file.people or []
    seats = people.seats(loading.session, loading.organisation_id, loading.now) if entries else []
    there = defaultdict[tuple[str, str], Named](dict)
    for seat in seats:
        there[seat.unit_code, spelling.bare(seat.name)].setdefault(spelling.key(seat.name), seat.name)
    for entry in entries:
        known = there[entry.unit, spelling.bare(entry.name)]
        key = spelling.key(entry.name)
        if key not in known and known:
            one, other = cut(entry.name), cut(next(iter(known.values())))
            yield sentence("setup.alike.people", name=one, other=other, unit=entry.unit)
        known.setdefault(key, entry.name)


def _mailboxes(loading: Loading) -> Iterator[Sentence]:
    """Yield mailboxes of several people, and people of one mailbox in several units."""
    given = [entry for entry in loading.file.people or [] if entry.email]
    readers = _readers(loading, {entry.email or "" for entry in given})
    for mailbox, entries in _by_mailbox(given).items():
        before = readers[mailbox]
        now = before | {spelling.key(entry.name): entry.name for entry in entries}
        if len(now) > max(len(before), 1):
            names = ", ".join(cut(name) for name in now.values())
            yield sentence("setup.alike.mailbox", mailbox=mailbox, names=names)
        for name in now.values():
            units = sorted({entry.unit for entry in entries if spelling.same(entry.name, name)})
            if len(units) > 1 and not before:
                yield sentence("setup.alike.one_person", name=cut(name), units=", ".join(units), mailbox=mailbox)


def _by_mailbox(given: list[PersonEntry]) -> dict[str, list[PersonEntry]]:
    found = defaultdict[str, list[PersonEntry]](list)
    for entry in given:
        found[entry.email or ""].append(entry)
    return found


def _readers(loading: Loading, wanted: set[str]) -> dict[str, Named]:
    """Return who reads each of these mailboxes already, in this organisation."""
    found = defaultdict[str, Named](dict)
    if not wanted:
        return found
    rows = loading.session.execute(
        select(Address.chat_id, Person.name)
        .join(Person, Person.id == Address.person_id)
        .where(Address.channel == mailboxes.CHANNEL, Person.organisation_id == loading.organisation_id)
    )
    for entry, name in rows:
        if of_entry(entry) in wanted:
            found[of_entry(entry)].setdefault(spelling.key(name), name)
    return found

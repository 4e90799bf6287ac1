"""Mailboxes that several people share once a file is loaded, and people of one mailbox in several units."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from domain.finding import spelling
from domain.messaging.email_addresses import of_entry
from domain.messaging.sentences import Sentence, sentence
from storage.people import mailboxes
from storage.setup.apply.apply_context import Loading
from storage.setup.schema.models import PersonEntry
from storage.setup.values.quoting import cut
from storage.tables import Address, Person

Named = dict[str, str]  # key -> as it is written first
Readers = Mapping[str, Named]


def told(loading: Loading, before: Readers) -> Iterator[Sentence]:
    """Yield what is new. `before`: who read each mailbox before anything was put, as one may pass to another within a
    file."""
    now = readers(loading)
    for mailbox, entries in _by_mailbox(loading).items():
        had, has = before.get(mailbox, {}), now.get(mailbox, {})
        if len(has) > max(len(had), 1):
            names = ", ".join(cut(name) for name in has.values())
            yield sentence("setup.alike.mailbox", mailbox=mailbox, names=names)
        for name in has.values():
            units = sorted({entry.unit for entry in entries if spelling.same(entry.name, name)})
            if len(units) > 1 and not had:
                yield sentence("setup.alike.one_person", name=cut(name), units=", ".join(units), mailbox=mailbox)


def readers(loading: Loading) -> Readers:
    """Return who reads each of the file's mailboxes now, in this organisation, the longest there first."""
    wanted = _by_mailbox(loading)
    found = defaultdict[str, Named](dict)
    if not wanted:
        return found
    rows = loading.session.execute(
        select(Address.chat_id, Person.name)
        .join(Person, Person.id == Address.person_id)
        .where(Address.channel == mailboxes.CHANNEL, Person.organisation_id == loading.organisation_id)
        .order_by(Address.id)
    )
    for entry, name in rows:
        if of_entry(entry) in wanted:
            found[of_entry(entry)].setdefault(spelling.key(name), name)
    return found


def _by_mailbox(loading: Loading) -> Mapping[str, list[PersonEntry]]:
    found = defaultdict[str, list[PersonEntry]](list)
    for entry in loading.file.people or []:
        if entry.email:
            found[entry.email].append(entry)
    return found

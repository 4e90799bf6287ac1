"""Reminders on their way to people: whatever falls to one person at one time is one message.

Each reminder is first written into the ledger, whose uniqueness decides: what somebody already got is left out,
however many processes remind at once.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.messaging.messages import Card
from domain.reminders.decide import Occurrence
from domain.rights import Role
from handlers.conversation.notices import queue_card
from handlers.display.digest_text import DigestItem, digest_card, known
from handlers.reminding.nobody_reached import unheard_card
from handlers.words import Words
from storage.installation.settings import official_years
from storage.messages import quotas
from storage.messages.outbox import Lane
from storage.people import actors, people
from storage.reporting import duties, reminder_ledger
from storage.tables import Address, Organisation

UNREACHABLE = "unreachable"  # in the ledger: it went another way, as they cannot be reached on the usual one
TOLD_NOBODY = "nobody"  # the ledger's step for telling a coordinator that nobody could be reminded


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder that is to reach one person. `asked`: at this very moment, and not by the series. `through`: the
    unit in which they hold the role, where it does not owe the report but may add to it."""

    obligation_id: int
    occurrence: Occurrence
    as_role: str
    asked: bool = False
    through: int | None = None

    @property
    def item(self) -> DigestItem:
        kind = self.occurrence.step.kind
        return DigestItem(self.obligation_id, kind, self.as_role, self.through)


def send_digests(
    session: Session,
    organisation_id: int,
    wanted: Mapping[int, Sequence[Reminder]],
    addresses: Mapping[int, Address],
    now: datetime,
    whole: Collection[int] = (),
) -> int:
    """Queue one digest for each person (id -> reminders) with what they have not got yet, and return how many. For the
    people in `whole` it names all they owe, as it is a while until the next."""
    why = dict.fromkeys(people.fallen_back(session, {id: addresses[id] for id in wanted}), UNREACHABLE)
    why |= dict.fromkeys(quotas.resting(session, wanted), quotas.REASON)
    entries = [
        reminder_ledger.entry(
            organisation_id,
            r.obligation_id,
            r.occurrence,
            now,
            outcome="queued",
            person_id=person_id,
            reason=why.get(person_id),
        )
        for person_id, due in wanted.items()
        for r in due
    ]
    claimed = reminder_ledger.claim(session, entries)
    mine = {
        person_id: entries_of
        for person_id, due in wanted.items()
        if (entries_of := {r: claimed[key] for r in due if (key := _key(r, person_id)) in claimed})
    }
    items = {person_id: [r.item for r in due] for person_id, due in mine.items()}
    for person_id in items.keys() & set(whole):
        items[person_id] += _also_owed(session, person_id, items[person_id], now)
    about = known(session, [item for of_person in items.values() for item in of_person])
    form, years = session.get_one(Organisation, organisation_id).address_form, official_years(session)
    sent: list[tuple[int, int]] = []
    for person in people.persons(session, mine):
        due, words = mine[person.id], Words(person.language, form, years)
        card = digest_card(session, words, addresses[person.id], items[person.id], about, now)
        message = _queue_digest(session, addresses[person.id], card, list(due), now)
        sent += [(entry, message) for entry in due.values()]
    reminder_ledger.note_sent(session, sent)
    return len(mine)


def _also_owed(session: Session, person_id: int, named: Sequence[DigestItem], now: datetime) -> list[DigestItem]:
    """Return what a person has to hand in beside what is named already."""
    person = actors.actor(session, person_id, now)
    named_ids = {item.obligation_id for item in named}
    units = {held.unit_id for held in person.held if held.role in (Role.FOCAL_POINT, Role.DEPUTY)}
    owed = [duty for duty in duties.owed_by(session, units) if duty.id not in named_ids]
    return [DigestItem(duty.id, "before", str(Role.FOCAL_POINT)) for duty in owed]


def save_up(
    session: Session,
    organisation_id: int,
    saved: Mapping[int, Sequence[Reminder]],
    until: Mapping[int, datetime],
    now: datetime,
    reason: str = quotas.REASON,
) -> None:
    """Let what these people (id -> reminders) are not reminded of now wait for their next digest, `until` when the week
    is over: they had one this week, and their account's month runs short. Or, by another `reason`, for as long."""
    entries = [
        reminder_ledger.entry(
            organisation_id,
            r.obligation_id,
            r.occurrence,
            now,
            outcome="saved",
            person_id=person_id,
            reason=reason,
        )
        for person_id, due in saved.items()
        for r in due
    ]
    claimed = reminder_ledger.claim(session, entries)
    for person_id, due in saved.items():
        if ids := [r.obligation_id for r in due if _key(r, person_id) in claimed]:
            reminder_ledger.put_off(session, organisation_id, person_id, ids, until[person_id], now)


def tell_nobody(
    session: Session,
    organisation_id: int,
    unheard: Mapping[int, Sequence[tuple[int, Occurrence]]],
    addresses: Mapping[int, Address],
    now: datetime,
) -> int:
    """Tell each coordinator (id -> obligations with the reminder nobody gets) once of each obligation, all at once."""
    entries = [
        {
            **reminder_ledger.entry(organisation_id, id, occurrence, now, outcome="queued", person_id=person_id),
            "step": TOLD_NOBODY,
        }
        for person_id, found in unheard.items()
        for id, occurrence in found
    ]
    claimed = reminder_ledger.claim(session, entries)
    queued = 0
    for person_id, found in unheard.items():
        mine = {id: claimed[key] for id, _ in found if (key := (id, TOLD_NOBODY, str(person_id))) in claimed}
        if mine:
            address = addresses[person_id]
            made = unheard_card(session, address, sorted(mine), now)
            message = _queue(session, address, made, Lane.NOTICE, f"nobody:{_hash(map(str, mine))}:{person_id}", now)
            reminder_ledger.note_sent(session, [(entry, message) for entry in mine.values()])
            queued += 1
    return queued


def _queue_digest(session: Session, address: Address, made: Card, due: Sequence[Reminder], now: datetime) -> int:
    what = _hash(f"{r.obligation_id}:{r.occurrence.key}" for r in due)
    return _queue(session, address, made, Lane.REMINDER, f"reminder:{what}:{address.person_id}", now)


def _queue(session: Session, address: Address, card: Card, lane: Lane, dedupe_key: str, now: datetime) -> int:
    message = queue_card(session, address, card, lane, now, dedupe_key)
    assert message is not None, "the ledger lets each reminder through once"
    return message


def _key(reminder: Reminder, person_id: int) -> tuple[int, str, str]:
    return (reminder.obligation_id, reminder.occurrence.key, str(person_id))


def _hash(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(sorted(parts)).encode(), digest_size=12).hexdigest()

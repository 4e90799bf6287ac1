"""Carries out what a tick decided, in parts that each are a transaction: others need not wait long for their turn.

A process that dies between two parts leaves the obligations to be looked at again; whoever already has a digest is in
the ledger and gets no second one. A reminder that cannot be written is set aside, with a line in the ledger.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from domain.reminders.decide import Occurrence
from handlers.incoming import under_way
from handlers.reminding.digests import Reminder, save_up, send_digests, tell_nobody
from scheduler.planning import TickPlan
from scheduler.reminding_again import Again
from storage.aside.bulkhead import REMINDERS, Bulkhead
from storage.messages import quotas
from storage.people.people import reachable_address
from storage.reporting import reminder_ledger
from storage.reporting.reminder_ledger import CheckedObligation

PEOPLE_AT_ONCE = 25
ANSWERING = "answering"  # in the ledger: it waits until a conversation that is under way is over

Digests = Mapping[int, Sequence[Reminder]]


def parts(plan: TickPlan) -> Iterator[Sequence[int]]:
    """Yield the people to write to, in turns; a person's digest is never divided."""
    people = list(plan.digests)
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        yield people[start : start + PEOPLE_AT_ONCE]


def send_part(session: Session, plan: TickPlan, people: Sequence[int], bulkhead: Bulkhead | None = None) -> int:
    """Queue the digests of these people, and return how many."""
    safe = bulkhead or Bulkhead(plan.now, plan.organisation_id)
    digests = {person: plan.digests[person] for person in people}

    def alone(person: int, error: Exception) -> Iterable[int]:
        return _without_what_fails(session, plan, person, error, safe)

    def work(some: Sequence[int]) -> int:
        return _send(session, plan, {person: digests[person] for person in some})

    queued = sum(safe.halved(session, REMINDERS, people, work, alone, lambda person: f"person:{person}"))
    done = (Again.of(person, r).subject for person, due in digests.items() for r in due)
    safe.over(session, REMINDERS, (subject for subject in done if not safe.has_failed(REMINDERS, subject)))
    return queued


def _send(session: Session, plan: TickPlan, digests: Digests) -> int:
    """Send what is still due: what was handed in or put off since is left out; who is answering something is reminded
    after that."""
    ids = {r.obligation_id for due in digests.values() for r in due}
    still = {w.id for w in reminder_ledger.locked(session, ids) if w.is_expected and w.due_at == plan.due[w.id]}
    addresses = reachable_address(session, list(digests))
    wanted = {person: _of(due, still) for person, due in digests.items() if person in addresses}
    talking = under_way.until(session, (addresses[person] for person in wanted), plan.now)
    later = {
        person: at
        for person, due in wanted.items()
        if (at := talking.get(addresses[person].id)) and not _would_be_missed(plan, due, at)
    }
    answering = {person: wanted.pop(person) for person in later}
    save_up(session, plan.organisation_id, answering, later, plan.now, reason=ANSWERING)
    saving = quotas.saving(session, addresses, plan.now)
    until = {person: last + quotas.SAVED_FOR for person, last in saving.items() if last is not None}
    saved = {person: wanted.pop(person) for person in until if not any(r.asked for r in wanted[person])}
    save_up(session, plan.organisation_id, saved, until, plan.now)
    return send_digests(session, plan.organisation_id, wanted, addresses, plan.now, whole=saving)


def _would_be_missed(plan: TickPlan, due: Iterable[Reminder], at: datetime) -> bool:
    """Say whether a due moment that is still to come would be over by then: such a reminder is not put off."""
    return any(plan.now < plan.due[one.obligation_id] <= at for one in due)


def _without_what_fails(
    session: Session, plan: TickPlan, person: int, error: Exception, bulkhead: Bulkhead
) -> Iterator[int]:
    """Send a failed digest again without what fails: what each reminder in it does alone says which of them is to
    blame."""

    def work(some: Sequence[Reminder]) -> int:
        return _send(session, plan, {person: some})

    good, blamed = bulkhead.blame(session, plan.digests[person], work, error)
    if good:
        yield work(good)
    for r, why in blamed:
        _set_aside(session, plan, Again.of(person, r), r.occurrence, why, bulkhead)


def _set_aside(
    session: Session, plan: TickPlan, again: Again, occurrence: Occurrence, error: Exception, bulkhead: Bulkhead
) -> None:
    entry = reminder_ledger.entry(
        plan.organisation_id,
        again.obligation_id,
        occurrence,
        plan.now,
        outcome=reminder_ledger.FAILED,
        person_id=again.person_id,
        reason=type(error).__name__,
    )
    if bulkhead.fails(session, lambda: reminder_ledger.claim(session, [entry])) is None:  # else the ledger itself fails
        reminder_ledger.claim(session, [entry])
    bulkhead.put(session, REMINDERS, again.subject, error, again.detail)


def finish(session: Session, plan: TickPlan, bulkhead: Bulkhead | None = None) -> int:
    """Tell the coordinators what reached nobody, enter it in the ledger, and say when to look next."""
    bulkhead = bulkhead or Bulkhead(plan.now, plan.organisation_id)
    reminder_ledger.locked(session, {looked.obligation_id for looked in plan.looked})
    queued = _tell_coordinators(session, plan, bulkhead)
    bulkhead.each(
        session,
        REMINDERS,
        plan.looked,
        lambda looked: f"obligation:{looked.obligation_id}",
        lambda some: _note(session, plan, some),
    )
    reminder_ledger.close_snoozes(session, plan.snooze_ids)
    bulkhead.over(session, REMINDERS, plan.pointless)
    return queued


def _tell_coordinators(session: Session, plan: TickPlan, bulkhead: Bulkhead) -> int:
    people = list(plan.unheard)
    if bulkhead.careful:
        people = bulkhead.sift(
            session, REMINDERS, people, lambda person: f"coordinator:{person}", partial(reachable_address, session)
        )
    addresses = reachable_address(session, people)
    told = {person: found for person, found in plan.unheard.items() if person in addresses}

    def work(some: Sequence[int]) -> int:
        return tell_nobody(
            session, plan.organisation_id, {person: told[person] for person in some}, addresses, plan.now
        )

    def alone(person: int, error: Exception) -> Iterator[int]:
        def tell(some: Sequence[tuple[int, Occurrence]]) -> int:
            return tell_nobody(session, plan.organisation_id, {person: some}, addresses, plan.now)

        good, blamed = bulkhead.blame(session, told[person], tell, error)
        if good:
            yield tell(good)
        for (id, occurrence), why in blamed:  # the ledger knows already that nobody heard
            again = Again.telling(person, id, occurrence)
            bulkhead.put(session, REMINDERS, again.subject, why, again.detail)

    queued = sum(bulkhead.halved(session, REMINDERS, list(told), work, alone, lambda person: f"unheard:{person}"))
    done = (Again.telling(person, *one).subject for person, found in told.items() for one in found)
    bulkhead.over(session, REMINDERS, (subject for subject in done if not bulkhead.has_failed(REMINDERS, subject)))
    return queued


def _note(session: Session, plan: TickPlan, looked: Sequence[CheckedObligation]) -> None:
    ids = {one.obligation_id for one in looked}
    reminder_ledger.claim(session, [entry for entry in plan.entries if entry["obligation_id"] in ids])
    reminder_ledger.set_looked(session, looked, plan.now)


def carry_out(session: Session, plan: TickPlan, bulkhead: Bulkhead | None = None) -> int:
    """Send all parts in one transaction, and return how many messages were queued."""
    bulkhead = bulkhead or Bulkhead(plan.now, plan.organisation_id)
    return sum(send_part(session, plan, people, bulkhead) for people in parts(plan)) + finish(session, plan, bulkhead)


def _of(reminders_of_person: Sequence[Reminder], still: set[int]) -> list[Reminder]:
    return [r for r in reminders_of_person if r.obligation_id in still]

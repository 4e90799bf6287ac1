"""Carries out what a tick decided, in parts that each are a transaction: others need not wait long for their turn.

A process that dies between two parts leaves the obligations to be looked at again; whoever already has a digest is in
the ledger and gets no second one.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from handlers.digests import Reminder, save_up, send_digests, tell_nobody
from scheduler.planning import Plan
from storage import quotas, reminders
from storage.people import reachable_address

PEOPLE_AT_ONCE = 25


def parts(plan: Plan) -> Iterator[Sequence[int]]:
    """The people to write to, in turns; a person's digest is never divided."""
    people = list(plan.digests)
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        yield people[start : start + PEOPLE_AT_ONCE]


def send_part(session: Session, plan: Plan, people: Sequence[int]) -> int:
    """Queues the digests of these people; how many. What was handed in or put off since is left out."""
    ids = {r.obligation_id for person in people for r in plan.digests[person]}
    still = {w.id for w in reminders.locked(session, ids) if w.is_expected and w.due_at == plan.due[w.id]}
    addresses = reachable_address(session, people)
    wanted = {person: _of(plan.digests[person], still) for person in people if person in addresses}
    saving = quotas.saving(session, addresses, plan.now)
    until = {person: last + quotas.SAVED_FOR for person, last in saving.items() if last is not None}
    saved = {person: wanted.pop(person) for person in until if not any(r.asked for r in wanted[person])}
    save_up(session, plan.organisation_id, saved, until, plan.now)
    return send_digests(session, plan.organisation_id, wanted, addresses, plan.now, whole=saving)


def finish(session: Session, plan: Plan) -> int:
    """Tells the coordinators what reached nobody, enters it in the ledger, and says when to look next."""
    reminders.locked(session, {looked.obligation_id for looked in plan.looked})
    addresses = reachable_address(session, list(plan.unheard))
    told = {person: found for person, found in plan.unheard.items() if person in addresses}
    queued = tell_nobody(session, plan.organisation_id, told, addresses, plan.now)
    reminders.claim(session, plan.entries)
    reminders.set_looked(session, plan.looked, plan.now)
    reminders.close_snoozes(session, plan.snooze_ids)
    return queued


def carry_out(session: Session, plan: Plan) -> int:
    """All parts in one transaction; how many messages were queued."""
    return sum(send_part(session, plan, people) for people in parts(plan)) + finish(session, plan)


def _of(reminders_of_person: Sequence[Reminder], still: set[int]) -> list[Reminder]:
    return [r for r in reminders_of_person if r.obligation_id in still]

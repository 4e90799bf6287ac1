"""Whoever joins while a reminder is current gets it at once."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.calendar.workdays import WorkCalendar
from domain.reminders.decide import current
from domain.rights import Actor, Role
from handlers.conversation.acting import Context
from handlers.reminding.contributing import Contributing, calls_for
from handlers.reminding.digests import Reminder, send_digests
from storage.people import actors
from storage.people.people import holders, reachable_address
from storage.reporting import duties, reminder_ledger
from storage.tables import Organisation, Person


def remind_newcomer(session: Session, person_id: int, now: datetime, context: Context) -> bool:
    """Queue one digest of the reminders that are current for this person; return whether there was anything to send.

    Those the person already got, here or on another channel, are left out.
    """
    address = reachable_address(session, [person_id]).get(person_id)
    if address is None:
        return False
    organisation_id = session.get_one(Person, person_id).organisation_id
    due = _current(session, organisation_id, person_id, now, context.calendar)
    return bool(send_digests(session, organisation_id, {person_id: due}, {person_id: address}, now))


def _current(
    session: Session, organisation_id: int, person_id: int, now: datetime, calendar: WorkCalendar
) -> list[Reminder]:
    """Return the last reminder, where it is for a role that the person holds, of each report expected from their units
    or open to what they add."""
    person = actors.actor(session, person_id, now)
    zone = ZoneInfo(session.get_one(Organisation, organisation_id).timezone)
    expected = reminder_ledger.expected_of(session, organisation_id, person.reporting_units, _coordinated(person))
    led = {duty.id for duty, _ in duties.open_to_contribution(session, person.reporting_units)}
    expected = list({w.id: w for w in (*expected, *reminder_ledger.watched(session, led).values())}.values())
    policies = reminder_ledger.policies(session, (w.policy_id for w in expected))
    may_add = reminder_ledger.may_add(session, led)
    units = {w.unit_id for w in expected} | {one.unit_id for one in may_add}
    held = holders(session, organisation_id, units, {w.plan_id for w in expected}, now)
    contributing = Contributing(may_add, held, {person_id})
    found = []
    for w in sorted(expected, key=lambda w: (w.due_at, w.id)):
        if w.policy_id is None:
            continue
        occurrence = current(
            policies[w.policy_id], due=w.due_at, opens=w.opens_at, now=now, zone=zone, calendar=calendar
        )
        if occurrence is None:
            continue
        role = held.holding(occurrence.step.to, w.unit_id, w.plan_id).get(person_id)
        if role is not None:
            found.append(Reminder(w.id, occurrence, role))
        elif calls_for(occurrence):
            told = contributing.told(organisation_id, w, occurrence, now).reminders
            found += [told[person_id]] if person_id in told else []
    return found


def _coordinated(person: Actor) -> frozenset[int]:
    """Return the plans followed; an admin who coordinates nothing is not reminded."""
    coordinates = any(held.role is Role.COORDINATOR for held in person.held)
    return person.plan_ids if coordinates else frozenset()

"""The reminders of one organisation that are due now: decided, entered in the ledger, and queued as digests."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.durations import Duration
from domain.reminders import Decision, Occurrence, Policy, Step, StepKind, decide
from domain.rights import Role
from domain.workdays import WorkCalendar
from handlers.digests import Reminder, send_digests, tell_nobody
from storage import reminders
from storage.people import Holders, holders, reachable_address
from storage.reminders import Watched
from storage.tables import Address, Organisation, Snooze

_ANY_ROLE = (Role.FOCAL_POINT, Role.DEPUTY, Role.UNIT_LEADER, Role.COORDINATOR)

Wanted = dict[int, dict[int, Reminder]]  # person id -> obligation id -> what to remind of


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to be done about one obligation."""

    of: Watched
    decision: Decision


def remind(session: Session, organisation: Organisation, now: datetime, calendar: WorkCalendar) -> int:
    """Queues the digests that are due now, in the caller's transaction; how many messages.

    Everything that falls to one person, put-off reminders too, is one digest. Obligations are locked while this
    runs, so that of two processes the second finds nothing left to do.
    """
    looked_at = reminders.due_for_a_look(session, organisation.id, now)
    snoozes = reminders.snoozes_due(session, organisation.id, now)
    if not looked_at and not snoozes:
        return 0
    put_off = reminders.watched(session, {id for snooze in snoozes for id in snooze.obligation_ids})
    decided = list(_decide(session, looked_at, ZoneInfo(organisation.timezone), now, calendar))
    fired = [(d.of, d.decision.fire) for d in decided if d.decision.fire]
    concerned = [*(of for of, _ in fired), *put_off.values()]
    held = holders(session, organisation.id, {w.unit_id for w in concerned}, {w.plan_id for w in concerned}, now)
    addresses = reachable_address(session, _people(held))

    wanted, unheard = _recipients(fired, held, addresses)
    _add_snoozed(wanted, snoozes, put_off, held, addresses, now)
    queued = send_digests(session, organisation.id, _in_order(wanted), addresses, now)
    queued += _tell_coordinators(session, organisation.id, unheard, held, addresses, now)
    _keep_in_mind(session, organisation.id, looked_at, decided, unheard, now)
    for snooze in snoozes:
        snooze.remind_at = None
    session.flush()
    return queued


def _decide(
    session: Session, looked_at: Sequence[Watched], zone: ZoneInfo, now: datetime, calendar: WorkCalendar
) -> Iterator[Decided]:
    """What to do about those still expected that have a policy; the same question is asked once."""
    policies = reminders.policies(session, (w.policy_id for w in looked_at))

    @cache
    def answer(policy_id: int, due: datetime, handled: datetime | None) -> Decision:
        policy: Policy = policies[policy_id]
        return decide(policy, due=due, handled_through=handled, now=now, zone=zone, calendar=calendar)

    for w in looked_at:
        if w.is_expected and w.policy_id is not None:
            yield Decided(w, answer(w.policy_id, w.due_at, w.reminded_through))


def _recipients(
    fired: Iterable[tuple[Watched, Occurrence]], held: Holders, addresses: dict[int, Address]
) -> tuple[Wanted, list[tuple[Watched, Occurrence]]]:
    """Who gets which reminder, found now and not when it was planned; and the reminders that nobody can get."""
    wanted: Wanted = defaultdict(dict)
    unheard = []
    for w, occurrence in fired:
        people = held.holding(occurrence.step.to, w.unit_id, w.plan_id)
        reached = {person: role for person, role in people.items() if person in addresses}
        for person, role in reached.items():
            wanted[person][w.id] = Reminder(w.id, occurrence, role)
        if not reached:
            unheard.append((w, occurrence))
    return wanted, unheard


def _add_snoozed(
    wanted: Wanted,
    snoozes: Iterable[Snooze],
    put_off: dict[int, Watched],
    held: Holders,
    addresses: dict[int, Address],
    now: datetime,
) -> None:
    """Adds what people asked to be told again, where it is still expected and still theirs."""
    for snooze in snoozes:
        for w in filter(None, map(put_off.get, snooze.obligation_ids)):
            role = held.holding(_ANY_ROLE, w.unit_id, w.plan_id).get(snooze.person_id)
            if w.is_expected and role and snooze.person_id in addresses:
                wanted[snooze.person_id].setdefault(w.id, Reminder(w.id, _again(snooze, w, now), role))


def _again(snooze: Snooze, w: Watched, now: datetime) -> Occurrence:
    """A put-off reminder as an occurrence beside the series."""
    kind: StepKind = "before" if now <= w.due_at else "after"
    return Occurrence(f"snooze-{snooze.id}", Step(kind, Duration(0, "s")), snooze.remind_at or now)


def _in_order(wanted: Wanted) -> dict[int, list[Reminder]]:
    """Everybody in one order, so that two processes never wait for each other in a circle."""
    return {person: list(wanted[person].values()) for person in sorted(wanted)}


def _tell_coordinators(
    session: Session,
    organisation_id: int,
    unheard: Iterable[tuple[Watched, Occurrence]],
    held: Holders,
    addresses: dict[int, Address],
    now: datetime,
) -> int:
    told: dict[int, list[tuple[int, Occurrence]]] = defaultdict(list)
    for w, occurrence in unheard:
        for _, person in held.of_plan.get(w.plan_id, ()):
            if person in addresses:
                told[person].append((w.id, occurrence))
    return tell_nobody(session, organisation_id, told, addresses, now)


def _keep_in_mind(
    session: Session,
    organisation_id: int,
    looked_at: Sequence[Watched],
    decided: Sequence[Decided],
    unheard: Sequence[tuple[Watched, Occurrence]],
    now: datetime,
) -> None:
    """The ledger's lines about steps that reached nobody or were overtaken, and when to look next."""
    entries = [reminders.entry(organisation_id, w.id, step, now, outcome="nobody") for w, step in unheard]
    entries += [
        reminders.entry(organisation_id, d.of.id, old.occurrence, now, outcome="superseded", repeats=old.count)
        for d in decided
        for old in d.decision.superseded
    ]
    reminders.claim(session, entries)
    # Who is not expected to report any more is not looked at again, until a handler says so.
    looked = {w.id: (w.id, w.reminded_through, None) for w in looked_at}
    later = {d.of.id: (d.of.id, _through(d), d.decision.next_check_at) for d in decided}
    reminders.set_looked(session, list((looked | later).values()))


def _through(d: Decided) -> datetime | None:
    return d.decision.fire.moment if d.decision.fire else d.of.reminded_through


def _people(held: Holders) -> set[int]:
    return {person for by in (held.in_unit, held.of_plan) for pairs in by.values() for _, person in pairs}

"""What the clock has to tell people of one organisation now: decided from what the database says, changing nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.calendar.durations import Duration
from domain.calendar.workdays import WorkCalendar
from domain.reminders.decide import Occurrence, ReminderDecision, Step, decide
from domain.rights import REMINDED_ROLES
from handlers.reminding.contributing import Contributing, calls_for
from handlers.reminding.digests import Reminder
from scheduler.reminding_again import Again, add_again, add_unheard, again_of
from storage.aside.bulkhead import REMINDERS, Bulkhead
from storage.people.people import Holders, holders, reachable
from storage.reporting import reminder_ledger
from storage.reporting.reminder_ledger import CheckedObligation, RemindedDuty
from storage.tables import Organisation, Snooze

T = TypeVar("T")


Unheard = tuple[RemindedDuty, Occurrence]  # a reminder that nobody can get


@dataclass(frozen=True, slots=True)
class TickPlan:
    """Everything that falls due in one tick."""

    organisation_id: int
    now: datetime
    digests: Mapping[int, Sequence[Reminder]]  # person id -> what to remind them of, in one message
    due: Mapping[int, datetime]  # obligation id -> the due moment that was reckoned with
    unheard: Mapping[int, Sequence[tuple[int, Occurrence]]]  # coordinator's person id -> what reached nobody
    entries: Sequence[dict[str, Any]]  # lines for the ledger about steps that reached nobody or were overtaken
    looked: Sequence[CheckedObligation]
    snooze_ids: Sequence[int]
    pointless: Sequence[str] = ()  # subjects set aside that nobody needs any more


def plan(
    session: Session,
    organisation: Organisation,
    now: datetime,
    calendar: WorkCalendar,
    bulkhead: Bulkhead | None = None,
) -> TickPlan | None:
    """Return what is to be done at `now`; None, after two queries, when it is nothing.

    Everything that falls to one person, put-off reminders too, is one digest. An obligation or a put-off reminder that
    cannot be planned is set aside.
    """
    bulkhead = bulkhead or Bulkhead(now, organisation.id)
    due = _Due(
        [w for w in reminder_ledger.due_for_a_look(session, organisation.id, now) if not _is_held(bulkhead, w)],
        reminder_ledger.snoozes_due(session, organisation.id, now),
        again_of(bulkhead),
    )
    if due.is_nothing:
        return None
    if bulkhead.careful:
        due = _sifted(session, organisation, due, now, calendar, bulkhead)
    planned = _planned(session, organisation, due, now, calendar)
    bulkhead.over(session, REMINDERS, {w.subject for w in due.looked_at} | {f"snooze:{s.id}" for s in due.snoozes})
    return planned


@dataclass(frozen=True, slots=True)
class _Due:
    looked_at: Sequence[RemindedDuty] = ()
    snoozes: Sequence[Snooze] = ()
    again: Sequence[Again] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.looked_at or self.snoozes or self.again)


def _is_held(bulkhead: Bulkhead, watched: RemindedDuty) -> bool:
    return bulkhead.holds(REMINDERS, watched.subject)


def _sifted(
    session: Session, organisation: Organisation, due: _Due, now: datetime, calendar: WorkCalendar, bulkhead: Bulkhead
) -> _Due:
    """Return what can be planned; the rest is set aside."""

    def sift(items: Sequence[T], subject_of: Callable[[T], str], alone: Callable[[Sequence[T]], _Due]) -> list[T]:
        def look(some: Sequence[T]) -> None:
            _planned(session, organisation, alone(some), now, calendar)

        return bulkhead.sift(session, REMINDERS, items, subject_of, look)

    return _Due(
        sift(due.looked_at, lambda w: w.subject, lambda some: _Due(looked_at=some)),
        sift(due.snoozes, lambda snooze: f"snooze:{snooze.id}", lambda some: _Due(snoozes=some)),
        due.again,
    )


def _planned(
    session: Session, organisation: Organisation, due: _Due, now: datetime, calendar: WorkCalendar
) -> TickPlan:
    beside = {id for snooze in due.snoozes for id in snooze.obligation_ids} | {a.obligation_id for a in due.again}
    put_off = reminder_ledger.watched(session, beside)
    decided = _decide(session, due.looked_at, ZoneInfo(organisation.timezone), now, calendar)
    fired = [(w, decision.fire) for w, decision in decided if decision.fire]
    concerned = [*(w for w, _ in fired), *put_off.values()]
    called = [(w, occurrence) for w, occurrence in fired if calls_for(occurrence)]
    may_add = reminder_ledger.may_add(session, {w.id for w, _ in called} | set(put_off))
    units = {w.unit_id for w in concerned} | {one.unit_id for one in may_add}
    held = holders(session, organisation.id, units, {w.plan_id for w in concerned}, now)
    can_reach = reachable(session, _people(held))
    contributing = Contributing(may_add, held, can_reach)
    wanted, unheard = _recipients(fired, held, can_reach)
    untold = _add_contributing(wanted, organisation.id, called, contributing, now)
    _add_snoozed(wanted, due.snoozes, put_off, held, can_reach, now)
    _add_saved(wanted, due.snoozes, put_off, contributing, now)
    still = [a for a in due.again if _is_wanted(a, put_off.get(a.obligation_id), held, can_reach, contributing)]
    add_again(wanted, still)
    told = _coordinators(unheard, held, can_reach)
    add_unheard(told, still)
    return TickPlan(
        organisation_id=organisation.id,
        now=now,
        digests={person: list(of.values()) for person, of in sorted(wanted.items())},
        due={w.id: w.due_at for w in concerned},
        unheard=told,
        entries=[*_entries(organisation.id, decided, unheard, now), *untold],
        looked=_looked(due.looked_at, decided),
        snooze_ids=[snooze.id for snooze in due.snoozes],
        pointless=[a.subject for a in due.again if a not in still],
    )


def _decide(
    session: Session, looked_at: Sequence[RemindedDuty], zone: ZoneInfo, now: datetime, calendar: WorkCalendar
) -> list[tuple[RemindedDuty, ReminderDecision]]:
    """Return what to do about those still expected that have a policy; the same question is worked out once."""
    policies = reminder_ledger.policies(session, (w.policy_id for w in looked_at))

    @cache
    def answer(policy_id: int, due: datetime, opens: datetime, handled: datetime | None) -> ReminderDecision:
        policy = policies[policy_id]
        return decide(policy, due=due, opens=opens, handled_through=handled, now=now, zone=zone, calendar=calendar)

    return [
        (w, answer(w.policy_id, w.due_at, w.opens_at, w.reminded_through))
        for w in looked_at
        if w.is_expected and w.policy_id is not None
    ]


def _recipients(
    fired: Iterable[Unheard], held: Holders, reachable: set[int]
) -> tuple[dict[int, dict[int, Reminder]], list[Unheard]]:
    """Return who gets which reminder, found now and not when it was planned; and the reminders that nobody can get."""
    wanted: dict[int, dict[int, Reminder]] = defaultdict(dict)
    unheard = []
    for w, occurrence in fired:
        people = held.holding(occurrence.step.to, w.unit_id, w.plan_id)
        reached = {person: role for person, role in people.items() if person in reachable}
        for person, role in reached.items():
            wanted[person][w.id] = Reminder(w.id, occurrence, role)
        if not reached:
            unheard.append((w, occurrence))
    return wanted, unheard


def _add_contributing(
    wanted: dict[int, dict[int, Reminder]],
    organisation_id: int,
    called: Iterable[Unheard],
    contributing: Contributing,
    now: datetime,
) -> list[dict[str, Any]]:
    """Add that people may contribute, where they do not hear of the report anyway; the ledger lets each through once.
    Return its lines about units of which nobody is told."""
    entries = []
    for w, occurrence in called:
        told = contributing.told(organisation_id, w, occurrence, now)
        for person, reminder in told.reminders.items():
            wanted[person].setdefault(w.id, reminder)
        entries += told.entries
    return entries


def _add_saved(
    wanted: dict[int, dict[int, Reminder]],
    snoozes: Iterable[Snooze],
    put_off: Mapping[int, RemindedDuty],
    contributing: Contributing,
    now: datetime,
) -> None:
    """Add what was saved up (`handlers.reminding.digests.save_up`) of reports that people may add to."""
    for snooze in snoozes:
        for w in filter(None, map(put_off.get, snooze.obligation_ids)):
            mine = contributing.through(w, snooze.person_id) if w.is_expected and now <= w.due_at else None
            if mine is not None:
                reminder = Reminder(w.id, _again(snooze, w, now), mine[1], asked=True, through=mine[0])
                wanted[snooze.person_id].setdefault(w.id, reminder)


def _is_wanted(
    again: Again, watched: RemindedDuty | None, held: Holders, reachable: set[int], contributing: Contributing
) -> bool:
    """Say whether what could not be said is still to be said; that one may contribute, while one may and has not."""
    if not again.is_wanted(watched, held, reachable) or watched is None:
        return False
    return again.through is None or contributing.through(watched, again.person_id) is not None


def _add_snoozed(
    wanted: dict[int, dict[int, Reminder]],
    snoozes: Iterable[Snooze],
    put_off: Mapping[int, RemindedDuty],
    held: Holders,
    reachable: set[int],
    now: datetime,
) -> None:
    """Add what people asked to be told again, where it is still expected and still theirs."""
    for snooze in snoozes:
        for w in filter(None, map(put_off.get, snooze.obligation_ids)):
            role = held.holding(REMINDED_ROLES, w.unit_id, w.plan_id).get(snooze.person_id)
            if w.is_expected and role and snooze.person_id in reachable:
                wanted[snooze.person_id].setdefault(w.id, Reminder(w.id, _again(snooze, w, now), role, asked=True))


def _again(snooze: Snooze, watched: RemindedDuty, now: datetime) -> Occurrence:
    """Return a put-off reminder as an occurrence beside the series."""
    kind = "before" if now <= watched.due_at else "after"
    return Occurrence(f"snooze-{snooze.id}", Step(kind, Duration(0, "s")), snooze.remind_at or now)


def _coordinators(
    unheard: Iterable[Unheard], held: Holders, reachable: set[int]
) -> dict[int, list[tuple[int, Occurrence]]]:
    told: dict[int, list[tuple[int, Occurrence]]] = defaultdict(list)
    for w, occurrence in unheard:
        for person in {person for _, person in held.of_plan.get(w.plan_id, ()) if person in reachable}:
            told[person].append((w.id, occurrence))
    return dict(sorted(told.items()))


def _entries(
    organisation_id: int,
    decided: Iterable[tuple[RemindedDuty, ReminderDecision]],
    unheard: Iterable[Unheard],
    now: datetime,
) -> Iterator[dict[str, Any]]:
    for w, occurrence in unheard:
        yield reminder_ledger.entry(organisation_id, w.id, occurrence, now, outcome="nobody")
    for w, decision in decided:
        for old in decision.superseded:
            yield reminder_ledger.entry(
                organisation_id, w.id, old.occurrence, now, outcome="superseded", repeats=old.count
            )


def _looked(
    looked_at: Iterable[RemindedDuty], decided: Iterable[tuple[RemindedDuty, ReminderDecision]]
) -> list[CheckedObligation]:
    """Return what to keep in mind. Who need not report any more is not looked at again, until a handler says so."""
    never = {w.id: CheckedObligation(w.id, w.due_at, w.reminded_through, None) for w in looked_at}
    later = {w.id: CheckedObligation(w.id, w.due_at, _through(w, d), d.next_check_at) for w, d in decided}
    return list((never | later).values())


def _through(watched: RemindedDuty, decision: ReminderDecision) -> datetime | None:
    return decision.fire.moment if decision.fire else watched.reminded_through


def _people(held: Holders) -> set[int]:
    return {person for by in (held.in_unit, held.of_plan) for pairs in by.values() for _, person in pairs}

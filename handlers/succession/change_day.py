"""The day on which units change: those whom it concerns are told, once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.messaging.messages import Text, lines_of
from domain.reports.successions import ChangeKind
from domain.rights import REPORTING_ROLES
from handlers.conversation.notices import tell
from handlers.conversation.talk import Rows
from handlers.display import unit_change_text
from handlers.succession.decision_buttons import ways
from handlers.words import Words
from storage.aside.aside_rows import Aside
from storage.aside.bulkhead import UNIT_CHANGES, Bulkhead
from storage.audit import audit
from storage.deciding import duty_decisions
from storage.people import actors
from storage.people.people import holders
from storage.plans.plans import plans_owed
from storage.tables import Organisation, Unit, UnitChange
from storage.units import unit_changes

Hearer = tuple[int, frozenset[int]]
"""A person, and the plans that they coordinate; none: the person reports for a unit that changed."""


def tell_if_due(session: Session, organisation: Organisation, now: datetime, bulkhead: Bulkhead | None = None) -> int:
    """Queue what is told of changes, and return how many messages. A change, or a person, for which that fails is set
    aside."""
    bulkhead = bulkhead or Bulkhead(now, organisation.id)
    today = now.astimezone(ZoneInfo(organisation.timezone)).date()

    def work(changes: Sequence[UnitChange]) -> int:
        unit_changes.follow(session, changes, now)
        return sum(_tell(session, change, now, bulkhead) for change in changes)

    untold = unit_changes.untold(session, organisation.id, today)
    told = bulkhead.each(session, UNIT_CHANGES, untold, lambda change: f"change:{change.id}", work) if untold else []
    return sum(told) + sum(_tell_later(session, aside, now, bulkhead) for aside in bulkhead.due(UNIT_CHANGES))


def _tell(session: Session, change: UnitChange, now: datetime, bulkhead: Bulkhead) -> int:
    change.told_at = now
    audit.record(
        session,
        organisation_id=change.organisation_id,
        at=now,
        action=f"unit.{change.kind}",
        subject=f"unit:{change.unit_id}" if change.unit_id else f"organisation:{change.organisation_id}",
        channel="clock",
        basis=change.basis,
        change=change.id,
    )
    session.flush()
    old = [session.get_one(Unit, change.unit_id)] if change.unit_id else unit_changes.parts(session, change.id)[0]
    coordinating = _coordinating(session, old, now)
    held = holders(session, change.organisation_id, [unit.id for unit in old], (), now)
    people = {
        person for unit in old for person in held.holding([str(role) for role in REPORTING_ROLES], unit.id, 0)
    } - coordinating.keys()
    hearers = [(person, frozenset(plans)) for person, plans in coordinating.items()]
    return _tell_each(
        session, change, [*hearers, *((person, frozenset[int]()) for person in sorted(people))], now, bulkhead
    )


def _tell_each(
    session: Session, change: UnitChange, hearers: Sequence[Hearer], now: datetime, bulkhead: Bulkhead
) -> int:
    told = bulkhead.each(
        session,
        UNIT_CHANGES,
        hearers,
        lambda hearer: f"change:{change.id}/person:{hearer[0]}",
        lambda some: _tell_people(session, change, some, now),
        lambda hearer: {"change": change.id, "person": hearer[0], "plans": sorted(hearer[1])},
    )
    return sum(told)


def _tell_later(session: Session, aside: Aside, now: datetime, bulkhead: Bulkhead) -> int:
    change = session.get(UnitChange, aside.detail["change"])
    if change is None:
        bulkhead.over(session, UNIT_CHANGES, [aside.subject])
        return 0
    return _tell_each(session, change, [(aside.detail["person"], frozenset(aside.detail["plans"]))], now, bulkhead)


def _tell_people(session: Session, change: UnitChange, hearers: Sequence[Hearer], now: datetime) -> int:
    def said(words: Words) -> tuple[Text, Rows]:
        whom = "change.own_rename" if change.kind == ChangeKind.RENAME else "change.own_ended"
        return lines_of([unit_change_text.sentence(words, session, change), words(whom)]), []

    told = set[int]()
    for person, plans in hearers:
        if plans:
            told |= tell(session, {person}, partial(coordinators_card, session, change, set(plans)), now)
    return len(told | tell(session, {person for person, plans in hearers if not plans}, said, now))


def _coordinating(session: Session, units: list[Unit], now: datetime) -> Mapping[int, set[int]]:
    """Return who coordinates plans that these units report on, with these plans."""
    found = defaultdict[int, set[int]](set)
    for plan_id in sorted(plans_owed(session, [unit.id for unit in units], or_added_to=True)):
        for person_id in actors.coordinators(session, plan_id, now):
            found[person_id].add(plan_id)
    return dict(sorted(found.items()))


def coordinators_card(session: Session, change: UnitChange, plans: set[int], words: Words) -> tuple[Text, Rows]:
    """Return what happened, how many reports are still open, and the ways to decide on them."""
    lines = [unit_change_text.sentence(words, session, change)]
    if change.kind == ChangeKind.RENAME:
        return lines_of([*lines, words("change.old_reports")]), []
    old, _ = unit_changes.parts(session, change.id)
    owed = duty_decisions.undecided(session, [unit.id for unit in old], plans)
    lines.append(words("change.open" if owed else "change.none_open", n=len(owed)))
    return lines_of(lines), ways(words, session, change, owed)

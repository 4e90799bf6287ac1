"""The day on which units change: those whom it concerns are told, once."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.messages import Text, lines_of
from domain.rights import REPORTING_ROLES
from domain.successions import ChangeKind
from handlers.notices import tell
from handlers.succession import texts
from handlers.succession.ways import ways
from handlers.talk import Rows
from handlers.words import Words
from storage import actors, audit, duty_decisions, unit_changes
from storage.people import holders
from storage.tables import Organisation, Requirement, RequirementUnit, Unit, UnitChange


def tell_if_due(session: Session, organisation: Organisation, now: datetime) -> int:
    """How many messages were queued."""
    today = now.astimezone(ZoneInfo(organisation.timezone)).date()
    return sum(_tell(session, change, now) for change in unit_changes.take_effect(session, organisation.id, today, now))


def _tell(session: Session, change: UnitChange, now: datetime) -> int:
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
    told = set[int]()
    for person_id, plans in coordinating.items():
        told |= tell(session, {person_id}, partial(coordinators_card, session, change, plans), now)
    held = holders(session, change.organisation_id, [unit.id for unit in old], (), now)
    people = {
        person for unit in old for person in held.holding([str(role) for role in REPORTING_ROLES], unit.id, 0)
    } - coordinating.keys()

    def said(words: Words) -> tuple[Text, Rows]:
        whom = "change.own_rename" if change.kind == ChangeKind.RENAME else "change.own_ended"
        return lines_of([texts.sentence(words, session, change), words(whom)]), []

    return len(told | tell(session, people, said, now))


def _coordinating(session: Session, units: list[Unit], now: datetime) -> Mapping[int, set[int]]:
    """Who coordinates plans that these units report on, with these plans."""
    found = defaultdict[int, set[int]](set)
    plans = session.scalars(
        select(Requirement.plan_id)
        .join(RequirementUnit, RequirementUnit.requirement_id == Requirement.id)
        .where(RequirementUnit.unit_id.in_([unit.id for unit in units]))
        .distinct()
    )
    for plan_id in sorted(plans):
        for person_id in actors.coordinators(session, plan_id, now):
            found[person_id].add(plan_id)
    return dict(sorted(found.items()))


def coordinators_card(session: Session, change: UnitChange, plans: set[int], words: Words) -> tuple[Text, Rows]:
    """What happened, how many reports are still open, and the ways to decide on them."""
    lines = [texts.sentence(words, session, change)]
    if change.kind == ChangeKind.RENAME:
        return lines_of([*lines, words("change.old_reports")]), []
    old, _ = unit_changes.parts(session, change.id)
    owed = duty_decisions.undecided(session, [unit.id for unit in old], plans)
    lines.append(words("change.open" if owed else "change.none_open", n=len(owed)))
    return lines_of(lines), ways(words, session, change, owed)

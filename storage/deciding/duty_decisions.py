"""What was decided on reports that ended units still owed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select, true
from sqlalchemy.orm import Session, aliased

from domain.reports.states import EXPECTED, State
from domain.reports.successions import Decision
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.tables import Draft, DutyDecision, Obligation, Person, Requirement, Unit
from storage.units.unit_changes import SHOWN

_EXPECTED = sorted(map(str, EXPECTED))


def undecided(session: Session, unit_ids: Collection[int], plan_ids: Collection[int]) -> list[Duty]:
    """Return what these units still owe on these plans and nobody has decided on, by due date."""
    if not unit_ids or not plan_ids:
        return []
    ids = session.scalars(
        select(Obligation.id)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(
            Obligation.unit_id.in_(unit_ids),
            Obligation.state.in_(_EXPECTED),
            Requirement.plan_id.in_(plan_ids),
            ~exists().where(DutyDecision.obligation_id == Obligation.id),
        )
    ).all()
    return duties.duties(session, ids) if ids else []


def add(
    session: Session,
    obligation: Obligation,
    decision: Decision,
    now_in: int,
    *,
    basis: Mapping[str, Any],
    person_id: int,
    channel: str,
    now: datetime,
) -> None:
    """Keep the decision for good; the database refuses a second row that says the same."""
    session.add(
        DutyDecision(
            organisation_id=obligation.organisation_id,
            obligation_id=obligation.id,
            decision=str(decision),
            now_in=now_in,
            basis=dict(basis),
            person_id=person_id,
            channel=channel,
            at=now,
        )
    )
    session.flush()


def of(session: Session, obligation_id: int) -> Sequence[tuple[DutyDecision, str, str]]:
    """Return each decision on a report, by whom, and the unit that reports now; the newest first."""
    rows = session.execute(
        select(DutyDecision, Person.name, SHOWN)
        .join(Person, Person.id == DutyDecision.person_id)
        .join(Obligation, Obligation.id == DutyDecision.now_in)
        .join(Unit, Unit.id == Obligation.unit_id)
        .where(DutyDecision.obligation_id == obligation_id)
        .order_by(DutyDecision.id.desc())
    )
    return [(decision, person, unit) for decision, person, unit in rows]


def moved_to(session: Session, obligation_id: int) -> list[str]:
    """Return the units that hand it in now, where it went from a unit that ended to those that came after."""
    return [unit for decision, _, unit in of(session, obligation_id) if decision.decision == Decision.MOVED]


def moved_away(
    session: Session, requirement_id: int, period_key: str, until: datetime | None = None
) -> dict[int, list[str]]:
    """Return, of the reports of a period, those that went from a unit that ended to those that came after, each with
    the names of the units that hand it in now. `until`: as it was decided by that moment."""
    return _moved(session, _THEIRS.requirement_id == requirement_id, _THEIRS.period_key == period_key, _by(until))


def moved_of_plan(session: Session, plan_id: int, until: datetime) -> dict[int, list[str]]:
    """Return the same of all reports on a plan."""
    of_plan = select(Requirement.id).where(Requirement.plan_id == plan_id)
    return _moved(session, _THEIRS.requirement_id.in_(of_plan), _by(until))


_THEIRS = aliased(Obligation)


def _by(until: datetime | None) -> ColumnElement[bool]:
    return DutyDecision.at <= until if until is not None else true()


def _moved(session: Session, *which: ColumnElement[bool]) -> dict[int, list[str]]:
    rows = session.execute(
        select(DutyDecision.obligation_id, SHOWN)
        .join(_THEIRS, _THEIRS.id == DutyDecision.obligation_id)
        .join(Obligation, Obligation.id == DutyDecision.now_in)
        .join(Unit, Unit.id == Obligation.unit_id)
        .where(DutyDecision.decision == str(Decision.MOVED), *which)
        .order_by(DutyDecision.id)
    )
    found: dict[int, list[str]] = {}
    for obligation_id, unit in rows:
        found.setdefault(obligation_id, []).append(unit)
    return found


def shown_state(session: Session, duty: Duty) -> str:
    """Return the state in which people are told that a report is: what went to the units after this one is `moved`,
    and kept as excused."""
    return "moved" if duty.state is State.EXCUSED and moved_to(session, duty.id) else str(duty.state)


def moved_into(session: Session, obligation_ids: Collection[int]) -> dict[int, tuple[str, datetime]]:
    """Return, of these reports, those that came from a unit that ended: its name, and when they were moved."""
    if not obligation_ids:
        return {}
    rows = session.execute(
        select(DutyDecision.now_in, SHOWN, DutyDecision.at)
        .join(Obligation, Obligation.id == DutyDecision.obligation_id)
        .join(Unit, Unit.id == Obligation.unit_id)
        .where(DutyDecision.now_in.in_(obligation_ids), DutyDecision.decision == str(Decision.MOVED))
        .order_by(DutyDecision.id.desc())
    )
    return {now_in: (unit, at) for now_in, unit, at in rows}


def drafts_moved_to(session: Session, unit_ids: Collection[int]) -> list[tuple[int, int, str]]:
    """Return the drafts of ended units whose reports these units still have to hand in: old report, new one, the old
    unit."""
    if not unit_ids:
        return []
    new = select(Obligation.id).where(Obligation.unit_id.in_(unit_ids), Obligation.state.in_(_EXPECTED))
    rows = session.execute(
        select(DutyDecision.obligation_id, DutyDecision.now_in, SHOWN)
        .join(Obligation, Obligation.id == DutyDecision.obligation_id)
        .join(Unit, Unit.id == Obligation.unit_id)
        .where(
            DutyDecision.now_in.in_(new),
            DutyDecision.decision == str(Decision.MOVED),
            exists().where(Draft.obligation_id == Obligation.id, Draft.unit_id == Obligation.unit_id),
        )
        .order_by(DutyDecision.id)
    )
    return [(old, now_in, unit) for old, now_in, unit in rows]

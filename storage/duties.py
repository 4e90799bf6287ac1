"""What units owe: an obligation with everything a person needs to read about it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.reports import EXPECTED, State
from storage.tables import (
    Draft,
    DraftEntry,
    Obligation,
    Organisation,
    Requirement,
    RequirementTask,
    RequirementUnit,
    Task,
    TaskGroup,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One expected report, with the names that go with it."""

    id: int
    organisation_id: int
    unit_id: int
    unit_code: str
    unit_name: str
    requirement_id: int
    requirement_code: str
    title: str
    plan_id: int
    period_type: str
    period_key: str
    period_start: date
    opens_at: datetime
    due_at: datetime
    original_due_at: datetime
    state: State
    timezone: str
    address_form: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


@dataclass(frozen=True, slots=True)
class TaskLine:
    id: int
    code: str
    title: str
    group: str | None


_DUTIES = (
    select(
        Obligation.id,
        Obligation.organisation_id,
        Unit.id,
        Unit.code,
        Unit.name,
        Requirement.id,
        Requirement.code,
        Requirement.title,
        Requirement.plan_id,
        Requirement.period_type,
        Obligation.period_key,
        Obligation.period_start,
        Obligation.opens_at,
        Obligation.due_at,
        Obligation.original_due_at,
        Obligation.state,
        Organisation.timezone,
        Organisation.address_form,
    )
    .join(Requirement, Requirement.id == Obligation.requirement_id)
    .join(Unit, Unit.id == Obligation.unit_id)
    .join(Organisation, Organisation.id == Obligation.organisation_id)
    .order_by(Obligation.due_at, Requirement.id, Unit.id)
)
_STILL_EXPECTED = Obligation.state.in_(sorted(map(str, EXPECTED)))
_DUTY = _DUTIES.where(Obligation.id == bindparam("obligation"))
_BY_ID = _DUTIES.where(Obligation.id.in_(bindparam("obligations", expanding=True)))
_OWED = _DUTIES.where(Obligation.unit_id.in_(bindparam("units", expanding=True)), _STILL_EXPECTED)
_OPEN_TO_OTHERS = (
    _DUTIES.join(RequirementUnit, RequirementUnit.requirement_id == Obligation.requirement_id)
    .add_columns(RequirementUnit.unit_id)
    .where(
        RequirementUnit.unit_id.in_(bindparam("units", expanding=True)),
        RequirementUnit.contributes.is_(True),
        _STILL_EXPECTED,
    )
)
_CONTRIBUTORS = (
    select(Unit)
    .join(RequirementUnit, RequirementUnit.unit_id == Unit.id)
    .where(RequirementUnit.requirement_id == bindparam("requirement"), RequirementUnit.contributes.is_(True))
    .order_by(Unit.id)
)
_TASKS = (
    select(Task.id, Task.code, Task.title, TaskGroup.code)
    .join(RequirementTask, RequirementTask.task_id == Task.id)
    .outerjoin(TaskGroup, TaskGroup.id == Task.group_id)
    .where(RequirementTask.requirement_id == bindparam("requirement"))
    .order_by(Task.position, Task.id)
)


def _duty(values: Sequence[Any]) -> Duty:
    *most, state, timezone, address_form = values
    return Duty(*most, State(state), timezone, address_form)


def duty(session: Session, obligation_id: int) -> Duty | None:
    found = session.execute(_DUTY, {"obligation": obligation_id}).one_or_none()
    return _duty(found) if found else None


def duties(session: Session, obligation_ids: Collection[int]) -> list[Duty]:
    """By due date."""
    return [_duty(row) for row in session.execute(_BY_ID, {"obligations": list(obligation_ids)})]


def owed_by(session: Session, unit_ids: Collection[int]) -> list[Duty]:
    """What these units still have to hand in, by due date."""
    return [_duty(row) for row in session.execute(_OWED, {"units": list(unit_ids)})]


def open_to_contribution(session: Session, unit_ids: Collection[int]) -> list[tuple[Duty, int]]:
    """Reports led by others that these units may add to, each with the unit that may."""
    rows = session.execute(_OPEN_TO_OTHERS, {"units": list(unit_ids)})
    return [(_duty(row[:-1]), row[-1]) for row in rows]


def contributors(session: Session, requirement_id: int) -> list[Unit]:
    """The coordinating units of a report that one unit leads."""
    return list(session.scalars(_CONTRIBUTORS, {"requirement": requirement_id}))


def tasks_of(session: Session, requirement_id: int) -> Sequence[TaskLine]:
    """The tasks reported on, in the plan's order."""
    return [TaskLine(*row) for row in session.execute(_TASKS, {"requirement": requirement_id})]


def drafted(session: Session, obligation_ids: Collection[int]) -> dict[int, int]:
    """How many tasks the drafts of these obligations' own units answer so far."""
    query = (
        select(Draft.obligation_id, DraftEntry.answers)
        .join(Obligation, Obligation.id == Draft.obligation_id)
        .join(DraftEntry, DraftEntry.draft_id == Draft.id)
        .where(Draft.obligation_id.in_(obligation_ids), Draft.unit_id == Obligation.unit_id)
    )
    counts: dict[int, int] = {}
    for obligation_id, answers in session.execute(query):
        counts[obligation_id] = counts.get(obligation_id, 0) + ("status" in answers)
    return counts


def group_titles(session: Session, plan_id: int) -> dict[str | None, str]:
    """Titles of a plan's task groups, by code."""
    rows = session.execute(select(TaskGroup.code, TaskGroup.title).where(TaskGroup.plan_id == plan_id))
    return dict(list(rows))


def zone_of(organisation: Organisation) -> ZoneInfo:
    return ZoneInfo(organisation.timezone)

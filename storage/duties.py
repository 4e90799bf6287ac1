"""What units owe: an obligation with everything a person needs to read about it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.reports import EXPECTED, State
from storage.tables import (
    Draft,
    DraftEntry,
    Obligation,
    Organisation,
    Plan,
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


def _duties() -> Select[Obligation, Requirement, Unit, Organisation]:
    return (
        select(Obligation, Requirement, Unit, Organisation)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .join(Unit, Unit.id == Obligation.unit_id)
        .join(Organisation, Organisation.id == Obligation.organisation_id)
        .order_by(Obligation.due_at, Requirement.id, Unit.id)
    )


def _read(session: Session, query: Select[Obligation, Requirement, Unit, Organisation]) -> list[Duty]:
    return [_duty(*row) for row in session.execute(query)]


def _duty(obligation: Obligation, requirement: Requirement, unit: Unit, organisation: Organisation) -> Duty:
    return Duty(
        id=obligation.id,
        organisation_id=obligation.organisation_id,
        unit_id=unit.id,
        unit_code=unit.code,
        unit_name=unit.name,
        requirement_id=requirement.id,
        requirement_code=requirement.code,
        title=requirement.title,
        plan_id=requirement.plan_id,
        period_type=requirement.period_type,
        period_key=obligation.period_key,
        period_start=obligation.period_start,
        opens_at=obligation.opens_at,
        due_at=obligation.due_at,
        original_due_at=obligation.original_due_at,
        state=State(obligation.state),
        timezone=organisation.timezone,
        address_form=organisation.address_form,
    )


def duty(session: Session, obligation_id: int) -> Duty | None:
    found = _read(session, _duties().where(Obligation.id == obligation_id))
    return found[0] if found else None


def duties(session: Session, obligation_ids: Collection[int]) -> list[Duty]:
    """By due date."""
    return _read(session, _duties().where(Obligation.id.in_(obligation_ids)))


def owed_by(session: Session, unit_ids: Collection[int]) -> list[Duty]:
    """What these units still have to hand in, by due date."""
    states = [str(state) for state in EXPECTED]
    return _read(session, _duties().where(Obligation.unit_id.in_(unit_ids), Obligation.state.in_(states)))


def open_to_contribution(session: Session, unit_ids: Collection[int]) -> list[tuple[Duty, int]]:
    """Reports led by others that these units may add to, each with the unit that may."""
    states = [str(state) for state in EXPECTED]
    query = (
        _duties()
        .join(RequirementUnit, RequirementUnit.requirement_id == Obligation.requirement_id)
        .add_columns(RequirementUnit.unit_id)
        .where(
            RequirementUnit.unit_id.in_(unit_ids),
            RequirementUnit.contributes.is_(True),
            Obligation.state.in_(states),
        )
    )
    rows = session.execute(query)
    return [(_duty(row[0], row[1], row[2], row[3]), row[4]) for row in rows]


def contributors(session: Session, requirement_id: int) -> list[Unit]:
    """The coordinating units of a report that one unit leads."""
    return list(
        session.scalars(
            select(Unit)
            .join(RequirementUnit, RequirementUnit.unit_id == Unit.id)
            .where(RequirementUnit.requirement_id == requirement_id, RequirementUnit.contributes.is_(True))
            .order_by(Unit.id)
        )
    )


def tasks_of(session: Session, requirement_id: int) -> Sequence[TaskLine]:
    """The tasks reported on, in the plan's order."""
    query = (
        select(Task.id, Task.code, Task.title, TaskGroup.code)
        .join(RequirementTask, RequirementTask.task_id == Task.id)
        .outerjoin(TaskGroup, TaskGroup.id == Task.group_id)
        .join(Plan, Plan.id == Task.plan_id)
        .where(RequirementTask.requirement_id == requirement_id)
        .order_by(Task.position, Task.id)
    )
    return [TaskLine(*row) for row in session.execute(query)]


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

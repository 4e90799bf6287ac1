"""What units owe: an obligation with everything a person needs to read about it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from domain.forms import own_fields
from domain.forms.fields import Field
from domain.reports.states import EXPECTED, State
from domain.text import vietnamese_key
from storage.db.batch import Lookup
from storage.db.chunks import rows
from storage.db.upsert import table_of
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
from storage.units.unit_changes import NAME_THEN


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
    period_key: str
    period_start: date
    opens_at: datetime
    due_at: datetime
    original_due_at: datetime
    state: State
    unlocked_until: datetime | None
    timezone: str
    address_form: str
    # The requirement's own, as they are kept: lists, which have no hash, and two equal duties ask for the same.
    fields: Sequence[Mapping[str, Any]] | None = field(hash=False)
    plan_code: str
    plan_title: str

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def own_fields(self) -> tuple[Field, ...]:
        return own_fields.read(self.fields)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """`former_titles`: those that it had, each with the moment until which: what was said before was said of that."""

    id: int
    code: str
    title: str
    group: str | None
    former_titles: Sequence[Mapping[str, str]] | None = field(default=None, hash=False)

    def title_at(self, moment: datetime) -> str:
        """Return what the task was called then."""
        then = (one["title"] for one in self.former_titles or () if moment <= datetime.fromisoformat(one["until"]))
        return next(then, self.title)


_OBLIGATION, _REQUIREMENT, _PLAN, _UNIT, _ORGANISATION, _TASK, _TASK_GROUP, _REQUIREMENT_UNIT, _REQUIREMENT_TASK = map(
    table_of, (Obligation, Requirement, Plan, Unit, Organisation, Task, TaskGroup, RequirementUnit, RequirementTask)
)
# In the order of the fields of `Duty`.
_DUTIES = (
    select(
        _OBLIGATION.c.id,
        _OBLIGATION.c.organisation_id,
        _UNIT.c.id,
        _UNIT.c.code,
        NAME_THEN,
        _REQUIREMENT.c.id,
        _REQUIREMENT.c.code,
        _REQUIREMENT.c.title,
        _REQUIREMENT.c.plan_id,
        _OBLIGATION.c.period_key,
        _OBLIGATION.c.period_start,
        _OBLIGATION.c.opens_at,
        _OBLIGATION.c.due_at,
        _OBLIGATION.c.original_due_at,
        _OBLIGATION.c.state,
        _OBLIGATION.c.unlocked_until,
        _ORGANISATION.c.timezone,
        _ORGANISATION.c.address_form,
        _REQUIREMENT.c.fields,
        _PLAN.c.code,
        _PLAN.c.title,
    )
    .select_from(_OBLIGATION)
    .join(_REQUIREMENT, _REQUIREMENT.c.id == _OBLIGATION.c.requirement_id)
    .join(_PLAN, _PLAN.c.id == _REQUIREMENT.c.plan_id)
    .join(_UNIT, _UNIT.c.id == _OBLIGATION.c.unit_id)
    .join(_ORGANISATION, _ORGANISATION.c.id == _OBLIGATION.c.organisation_id)
)


def order(duty: Duty) -> tuple[Any, ...]:
    """Return by what lists order duties: by due date, then report by report, the units of each in Vietnamese order."""
    return duty.due_at, duty.requirement_id, vietnamese_key(duty.unit_name), duty.id


def _in_order(found: Iterable[Sequence[Any]]) -> list[Duty]:
    return sorted(map(_duty, found), key=order)


def _duty(row: Sequence[Any]) -> Duty:
    values = dict(zip(Duty.__dataclass_fields__, row, strict=True))
    return Duty(**{**values, "state": State(values["state"])})


_TASK_LINE = (_TASK.c.id, _TASK.c.code, _TASK.c.title, _TASK_GROUP.c.code, _TASK.c.former_titles)
_STILL_EXPECTED = _OBLIGATION.c.state.in_(sorted(map(str, EXPECTED)))
_DUTY = Lookup(_DUTIES, _OBLIGATION.c.id, make=lambda rows: _duty(rows[0]) if rows else None)
_BY_ID = _DUTIES.where(_OBLIGATION.c.id.in_(bindparam("obligations", expanding=True)))
_OWED = _DUTIES.where(_OBLIGATION.c.unit_id.in_(bindparam("units", expanding=True)), _STILL_EXPECTED)
_EVER = _DUTIES.where(_OBLIGATION.c.unit_id.in_(bindparam("units", expanding=True)))
_PLAN_TASKS = (
    select(*_TASK_LINE)
    .select_from(_TASK)
    .outerjoin(_TASK_GROUP, _TASK_GROUP.c.id == _TASK.c.group_id)
    .where(_TASK.c.plan_id == bindparam("plan"))
    .order_by(_TASK.c.position, _TASK.c.id)
)
_OPEN_TO_OTHERS = (
    _DUTIES.join(_REQUIREMENT_UNIT, _REQUIREMENT_UNIT.c.requirement_id == _OBLIGATION.c.requirement_id)
    .add_columns(_REQUIREMENT_UNIT.c.unit_id)
    .where(
        _REQUIREMENT_UNIT.c.unit_id.in_(bindparam("units", expanding=True)),
        _REQUIREMENT_UNIT.c.contributes.is_(True),
        _STILL_EXPECTED,
    )
)
_CONTRIBUTORS = (
    select(Unit)
    .join(RequirementUnit, RequirementUnit.unit_id == Unit.id)
    .where(RequirementUnit.requirement_id == bindparam("requirement"), RequirementUnit.contributes.is_(True))
)
_TASKS = Lookup(
    select(*_TASK_LINE)
    .select_from(_TASK)
    .join(_REQUIREMENT_TASK, _REQUIREMENT_TASK.c.task_id == _TASK.c.id)
    .outerjoin(_TASK_GROUP, _TASK_GROUP.c.id == _TASK.c.group_id)
    .order_by(_TASK.c.position, _TASK.c.id),
    _REQUIREMENT_TASK.c.requirement_id,
    make=lambda rows: tuple(TaskLine(*row) for row in rows),
)


def duty(session: Session, obligation_id: int) -> Duty | None:
    return _DUTY.of(session, obligation_id)


def read_ahead(session: Session, obligation_ids: Collection[int]) -> None:
    """Read ahead, in a batch, these duties and their tasks, by two statements."""
    found = _DUTY.read_ahead(session, {(id,) for id in obligation_ids})
    _TASKS.read_ahead(session, {(duty.requirement_id,) for duty in found if duty is not None})


def duties(session: Session, obligation_ids: Collection[int]) -> list[Duty]:
    """Return the duties by due date."""
    return _in_order(rows(session, _BY_ID, {"obligations": list(obligation_ids)}))


def owed_by(session: Session, unit_ids: Collection[int]) -> list[Duty]:
    """Return what these units still have to hand in, by due date."""
    return _in_order(rows(session, _OWED, {"units": list(unit_ids)}))


def known_to(session: Session, unit_ids: Collection[int]) -> list[Duty]:
    """Return all that these units ever owed, by due date: what they may raise something about."""
    return _in_order(rows(session, _EVER, {"units": list(unit_ids)}))


def plan_tasks(session: Session, plan_id: int) -> list[TaskLine]:
    """Return all tasks of a plan, in its order."""
    return [TaskLine(*row) for row in session.execute(_PLAN_TASKS, {"plan": plan_id})]


def open_to_contribution(session: Session, unit_ids: Collection[int]) -> list[tuple[Duty, int]]:
    """Return reports led by others that these units may add to, each with the unit that may."""
    found = [(_duty(row[:-1]), int(row[-1])) for row in rows(session, _OPEN_TO_OTHERS, {"units": list(unit_ids)})]
    return sorted(found, key=lambda one: (*order(one[0]), one[1]))


def contributors(session: Session, requirement_id: int) -> list[Unit]:
    """Return the coordinating units of a report that one unit leads, in Vietnamese order."""
    found = session.scalars(_CONTRIBUTORS, {"requirement": requirement_id})
    return sorted(found, key=lambda unit: vietnamese_key(unit.name))


def tasks_of(session: Session, requirement_id: int) -> Sequence[TaskLine]:
    """Return the tasks reported on, in the plan's order."""
    return _TASKS.of(session, requirement_id)


def drafted(session: Session, obligation_ids: Collection[int]) -> dict[int, int]:
    """Return how many tasks the drafts of these obligations' own units answer so far."""
    query = (
        select(Draft.obligation_id, DraftEntry.answers)
        .join(Obligation, Obligation.id == Draft.obligation_id)
        .join(DraftEntry, DraftEntry.draft_id == Draft.id)
        .join(
            RequirementTask,
            and_(
                RequirementTask.requirement_id == Obligation.requirement_id,
                RequirementTask.task_id == DraftEntry.task_id,
            ),
        )
        .where(Draft.obligation_id.in_(obligation_ids), Draft.unit_id == Obligation.unit_id)
    )
    counts: dict[int, int] = {}
    for obligation_id, answers in session.execute(query):
        counts[obligation_id] = counts.get(obligation_id, 0) + ("status" in answers)
    return counts


def group_titles(session: Session, plan_id: int) -> dict[str | None, str]:
    """Return the titles of a plan's task groups, by code."""
    rows = session.execute(select(TaskGroup.code, TaskGroup.title).where(TaskGroup.plan_id == plan_id))
    return dict(list(rows))


def zone_of(organisation: Organisation) -> ZoneInfo:
    return ZoneInfo(organisation.timezone)

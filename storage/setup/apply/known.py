"""The codes that an organisation has already, which a file may refer to."""

from collections import defaultdict

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session

from storage.setup.schema.codes import Known, Scope
from storage.tables import Organisation, Plan, ReminderPolicy, Requirement, Task, TaskGroup, Unit, UnitClass

_TABLES: dict[str, type[UnitClass | Unit | Plan | ReminderPolicy | Requirement]] = {
    "unit_classes": UnitClass,
    "units": Unit,
    "plans": Plan,
    "reminder_policies": ReminderPolicy,
    "requirements": Requirement,
}
_OF_A_PLAN: dict[str, type[TaskGroup | Task]] = {"task_groups": TaskGroup, "tasks": Task}


def known_codes(session: Session, organisation_code: str) -> Known:
    """Return the codes that the organisation has; of one that is not there nothing but the organisations that are."""
    organisation = select(Organisation.id).where(Organisation.code == organisation_code).scalar_subquery()
    found = defaultdict[Scope, set[str]](set)
    found["organisation", None].update(session.scalars(select(Organisation.code)))
    for kind, table in _TABLES.items():
        found[kind, None].update(session.scalars(select(table.code).where(table.organisation_id == organisation)))
    for kind, plan, code in _of_plans(session, organisation):
        found[kind, plan].add(code)
    return {scope: frozenset(codes) for scope, codes in found.items()}


def _of_plans(session: Session, organisation: ScalarSelect[int]) -> list[tuple[str, str, str]]:
    return [
        (kind, plan, code)
        for kind, table in _OF_A_PLAN.items()
        for plan, code in session.execute(
            select(Plan.code, table.code)
            .join(Plan, Plan.id == table.plan_id)
            .where(table.organisation_id == organisation)
        )
    ]

"""The units and tasks that the requirements come to today: worked out for all of them at each loading."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from storage.setup.apply.apply_context import Loading
from storage.setup.apply.codes_kept import all_of
from storage.setup.apply.rows import relate
from storage.tables import Requirement, RequirementTask, RequirementUnit, Task, TaskGroup, UnitClass, UnitMembership


def relate_requirements(loading: Loading) -> None:
    """Let a unit that came into a class join the requirements on it, and one that left owe nothing more.

    Reports already expected from a unit that left stay: that it owed them is history, and a coordinator may excuse it.
    """
    members, tasks = _members(loading), _tasks(loading)
    units = [
        (requirement.id, unit_id, contributes)
        for requirement in loading.requirements.values()
        for unit_id, contributes in _units_of(requirement, loading, members).items()
    ]
    reported = [
        (requirement.id, task_id)
        for requirement in loading.requirements.values()
        for task_id in _tasks_of(requirement, tasks)
    ]
    id = loading.organisation_id
    relate(loading.session, RequirementUnit, ("requirement_id", "unit_id", "contributes"), id, units)
    relate(loading.session, RequirementTask, ("requirement_id", "task_id"), id, reported)


def _units_of(requirement: Requirement, loading: Loading, members: Mapping[str, list[int]]) -> dict[int, bool]:
    """Return each unit, and whether it only contributes."""
    rule = requirement.units
    if "lead" in rule:
        others = {unit.id: True for code in rule.get("with", ()) for unit in all_of(code, loading.units)}
        return others | {unit.id: False for unit in all_of(rule["lead"], loading.units)}
    named = [unit.id for code in rule.get("codes", ()) for unit in all_of(code, loading.units)]
    return dict.fromkeys([*(unit for code in rule.get("classes", ()) for unit in members[code]), *named], False)


TaskRow = tuple[int, str, str | None]  # id, code, its group's code


def _tasks_of(requirement: Requirement, tasks: Mapping[int, list[TaskRow]]) -> Iterator[int]:
    rule = requirement.tasks
    codes, groups = set(rule.get("codes", ())), set(rule.get("groups", ()))
    for id, code, group in tasks[requirement.plan_id]:
        if rule.get("all") or code in codes or group in groups:
            yield id


def _members(loading: Loading) -> Mapping[str, list[int]]:
    rows = loading.session.execute(
        select(UnitClass.code, UnitMembership.unit_id)
        .join(UnitClass, UnitClass.id == UnitMembership.class_id)
        .where(UnitMembership.organisation_id == loading.organisation_id)
        .order_by(UnitMembership.unit_id)
    )
    found = defaultdict[str, list[int]](list)
    for code, unit_id in rows:
        found[code].append(unit_id)
    return found


def _tasks(loading: Loading) -> Mapping[int, list[TaskRow]]:
    rows = loading.session.execute(
        select(Task.plan_id, Task.id, Task.code, TaskGroup.code)
        .outerjoin(TaskGroup, TaskGroup.id == Task.group_id)
        .where(Task.organisation_id == loading.organisation_id)
        .order_by(Task.position)
    )
    found = defaultdict[int, list[TaskRow]](list)
    for plan_id, id, code, group in rows:
        found[plan_id].append((id, code, group))
    return found

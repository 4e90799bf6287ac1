"""Plans with their groups, tasks and coordinating units, and reminder policies, put as the file says."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import select

from storage.setup.apply.apply_context import Loading
from storage.setup.apply.rows import merged, put, relate
from storage.setup.apply.structure import signing
from storage.setup.schema.models import BasisEntry, PlanEntry, PolicyEntry
from storage.tables import Plan, PlanCoordinator, ReminderPolicy, Task, TaskGroup

T = TypeVar("T", TaskGroup, Task)
Rows = dict[tuple[int, str], T]


def put_policies(loading: Loading) -> None:
    for entry in loading.file.reminder_policies or []:
        present = loading.policies.get(entry.code)
        identity = {"organisation_id": loading.organisation_id, "code": entry.code}
        values = _policy(entry, new=present is None)
        loading.policies[entry.code] = put(loading.session, present, ReminderPolicy, identity, **values)
    loading.session.flush()


def _policy(entry: PolicyEntry, *, new: bool) -> dict[str, Any]:
    values: dict[str, Any] = {"steps": [step.model_dump(exclude_none=True) for step in entry.steps]}
    if new or entry.gives("working_days_only"):
        values["working_days_only"] = entry.working_days_only
    if new or entry.gives("quiet_hours"):
        quiet = entry.quiet_hours
        values |= {"quiet_from": quiet and quiet.first, "quiet_to": quiet and quiet.last}
    return values


def put_plans(loading: Loading) -> None:
    """Put plans, then their groups, then tasks in these groups; then who follows them."""
    entries = loading.file.plans or []
    for entry in entries:
        present = loading.plans.get(entry.code)
        identity = {"organisation_id": loading.organisation_id, "code": entry.code}
        values = _plan(entry, new=present is None)
        loading.plans[entry.code] = put(loading.session, present, Plan, identity, **values)
    loading.session.flush()
    groups = _put_groups(loading, entries)
    _put_tasks(loading, entries, groups)
    _relate_coordinators(loading, [entry for entry in entries if entry.coordinators])


def _plan(entry: PlanEntry, *, new: bool) -> dict[str, Any]:
    values: dict[str, Any] = {"title": entry.title}
    values |= {name: getattr(entry, name) for name in ("number", "date", "issuer") if new or entry.gives(name)}
    if new or entry.gives("signer"):
        values["signer"] = signing(entry.signer)
    if new or entry.gives("basis"):
        values["basis"] = list(map(_basis, entry.basis or []))
    if new or entry.gives("recipients"):
        values["recipients"] = list(entry.recipients or [])
    return values


def _basis(basis: BasisEntry) -> dict[str, Any]:
    """Return the document as it is kept; what came later into the setup only where it is said."""
    day = basis.date.isoformat() if basis.date else None
    kept = {"number": basis.number, "date": day, "issuer": basis.issuer}
    return kept | {key: value for key in ("kind", "subject") if (value := getattr(basis, key)) is not None}


def _put_groups(loading: Loading, entries: Sequence[PlanEntry]) -> Rows[TaskGroup]:
    rows = _by_plan(loading, TaskGroup)
    for plan in entries:
        plan_id, listed = loading.plans[plan.code].id, plan.task_groups or []
        for entry in listed:
            identity = {"organisation_id": loading.organisation_id, "plan_id": plan_id, "code": entry.code}
            present = rows.get((plan_id, entry.code))
            rows[plan_id, entry.code] = put(loading.session, present, TaskGroup, identity, title=entry.title)
        _order(rows, plan_id, [entry.code for entry in listed])
    loading.session.flush()
    return rows


def _put_tasks(loading: Loading, entries: Sequence[PlanEntry], groups: Rows[TaskGroup]) -> None:
    rows = _by_plan(loading, Task)
    for plan in entries:
        plan_id, listed = loading.plans[plan.code].id, plan.tasks or []
        for entry in listed:
            identity = {"organisation_id": loading.organisation_id, "plan_id": plan_id, "code": entry.code}
            present = rows.get((plan_id, entry.code))
            values: dict[str, Any] = {"title": entry.title}
            if present is not None and present.title != entry.title:
                former = {"title": present.title, "until": loading.now.isoformat()}
                values["former_titles"] = [*(present.former_titles or ()), former]
            if present is None or entry.gives("group"):
                values["group_id"] = groups[plan_id, entry.group].id if entry.group else None
            rows[plan_id, entry.code] = put(loading.session, present, Task, identity, **values)
        _order(rows, plan_id, [entry.code for entry in listed])
    loading.session.flush()


def _by_plan(loading: Loading, table: type[T]) -> Rows[T]:
    """Return all rows of the organisation by plan and code, each plan's in its order."""
    query = select(table).where(table.organisation_id == loading.organisation_id).order_by(table.position, table.id)
    return {(row.plan_id, row.code): row for row in loading.session.scalars(query)}


def _order(rows: Rows[T], plan_id: int, listed: list[str]) -> None:
    present = [code for owner, code in rows if owner == plan_id and rows[owner, code].id is not None]
    for place, code in enumerate(merged(present, listed)):
        if rows[plan_id, code].position != place:
            rows[plan_id, code].position = place


def _relate_coordinators(loading: Loading, entries: Sequence[PlanEntry]) -> None:
    wanted = [
        (loading.plans[entry.code].id, loading.units[code].id, leads)
        for entry in entries
        if entry.coordinators
        for code, leads in [(entry.coordinators.lead, True), *((c, False) for c in entry.coordinators.others or [])]
    ]
    owners = [loading.plans[entry.code].id for entry in entries]
    columns = ("plan_id", "unit_id", "leads")
    relate(loading.session, PlanCoordinator, columns, loading.organisation_id, wanted, owners)

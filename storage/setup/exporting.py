"""The present setup of an organisation as the tree of a setup file; loading it again changes nothing."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.text import fold
from storage.setup.apply.people import expected, in_office
from storage.setup.apply.unit_changes import StoredChange, known
from storage.setup.schema import field_rules
from storage.tables import (
    Organisation,
    Plan,
    PlanCoordinator,
    ReminderPolicy,
    Requirement,
    Task,
    TaskGroup,
    Unit,
    UnitClass,
    UnitMembership,
)

Tree = dict[str, Any]


def present(session: Session, organisation_id: int, now: datetime) -> Tree:
    """Return the present setup, in a fixed number of queries. What is not set is left out."""
    organisation = session.get_one(Organisation, organisation_id)
    zone = ZoneInfo(organisation.timezone)
    tree = described(session, organisation)
    return {
        "version": "1",
        **{name: tree[name] for name in ("organisation", "unit_classes", "units")},
        "unit_changes": [_change(one) for one in known(session, organisation_id)],
        "plans": tree["plans"],
        "requirements": _requirements(session, organisation_id, zone),
        "reminder_policies": tree["reminder_policies"],
        "people": _people(session, organisation_id, now),
    }


def described(session: Session, organisation: Organisation) -> Tree:
    """Return the parts of which a loading tells nothing but what stands in them."""
    own = (
        "code", "name", "timezone", "document_style", "address_form", "digest_at", "place", "abbreviation", "signer",
    )  # fmt: skip
    return {
        "organisation": _of(organisation, *own),
        "unit_classes": [_of(row, "code", "name") for row in _rows(session, UnitClass, organisation.id)],
        "units": _units(session, organisation.id),
        "plans": _plans(session, organisation.id),
        "reminder_policies": [_policy(row) for row in _rows(session, ReminderPolicy, organisation.id)],
    }


def _rows(session: Session, table: Any, organisation_id: int) -> Any:
    return session.scalars(select(table).where(table.organisation_id == organisation_id).order_by(table.id))


def _of(row: Any, *names: str) -> Tree:
    return {name: value for name in names if (value := getattr(row, name)) not in (None, [])}


def _units(session: Session, organisation_id: int) -> list[Tree]:
    query = (
        select(UnitMembership.unit_id, UnitClass.code)
        .join(UnitClass, UnitClass.id == UnitMembership.class_id)
        .where(UnitMembership.organisation_id == organisation_id)
        .order_by(UnitClass.code)
    )
    classes = _grouped(session, query)
    return [
        _of(unit, "code", "name", "short_name", "abbreviation")
        | ({} if unit.protocol_order is None else {"order": unit.protocol_order})
        | ({"classes": classes[unit.id]} if unit.id in classes else {})
        for unit in _rows(session, Unit, organisation_id)
    ]


def _change(one: StoredChange) -> Tree:
    tree = {"kind": one.row.kind, "date": one.row.day, "before": list(one.before), "basis": _given(one.row.basis)}
    named = {"name": one.row.new_name, "old_name": one.row.old_name, "after": list(one.after)}
    return tree | _given(named)


def _plans(session: Session, organisation_id: int) -> list[Tree]:
    following = _grouped(
        session,
        select(PlanCoordinator.plan_id, Unit.code)
        .join(Unit, Unit.id == PlanCoordinator.unit_id)
        .where(PlanCoordinator.organisation_id == organisation_id)
        .order_by(PlanCoordinator.leads.desc(), Unit.code),
    )
    groups = _inner(session, TaskGroup, organisation_id)
    tasks = _inner(session, Task, organisation_id)
    codes = {group.id: group.code for listed in groups.values() for group in listed}
    plans = []
    for plan in _rows(session, Plan, organisation_id):
        tree = _of(plan, "code", "title", "number", "date", "issuer", "basis", "recipients", "signer")
        if units := following.get(plan.id):
            tree["coordinators"] = {"lead": units[0], **({"with": units[1:]} if units[1:] else {})}
        if plan.id in groups:
            tree["task_groups"] = [_of(group, "code", "title") for group in groups[plan.id]]
        if plan.id in tasks:
            tree["tasks"] = [
                _of(task, "code", "title") | ({"group": codes[task.group_id]} if task.group_id else {})
                for task in tasks[plan.id]
            ]
        plans.append(tree)
    return plans


def _inner(session: Session, table: Any, organisation_id: int) -> dict[int, list[Any]]:
    """Return rows of a plan, in its order, by the plan's id."""
    found: dict[int, list[Any]] = defaultdict(list)
    query = select(table).where(table.organisation_id == organisation_id).order_by(table.plan_id, table.position)
    for row in session.scalars(query):
        found[row.plan_id].append(row)
    return dict(found)


def _requirements(session: Session, organisation_id: int, zone: ZoneInfo) -> list[Tree]:
    plans = {plan.id: plan.code for plan in _rows(session, Plan, organisation_id)}
    policies = {policy.id: policy.code for policy in _rows(session, ReminderPolicy, organisation_id)}
    return [
        {
            **_of(row, "code", "title"),
            "plan": plans[row.plan_id],
            "units": _given(row.units),
            "tasks": "all" if row.tasks.get("all") else _given(row.tasks),
            "period": _period(row, zone),
            "data_window": row.data_window,
            **({"due": _given(row.due_rule)} if row.due_rule else {}),
            **({"reminders": policies[row.policy_id]} if row.policy_id else {}),
            **({"fields": [field_rules.exported(field) for field in row.fields]} if row.fields else {}),
        }
        for row in _rows(session, Requirement, organisation_id)
    ]


def _given(rule: Tree) -> Tree:
    return {key: value for key, value in rule.items() if value not in (None, [])}


def _period(row: Requirement, zone: ZoneInfo) -> Tree:
    """Return the period; of what is asked once, the moments as they were written; where they were not kept, as they
    are."""
    bounds = {"from": row.period_from, "until": row.period_until}
    period: Tree = {"type": row.period_type, **{key: value for key, value in bounds.items() if value}}
    moments = {"opens": row.once_opens_at, "due": row.once_due_at}
    written = row.once_written or {}
    for name, moment in moments.items():
        if moment is not None:
            period[name] = written.get(name) or moment.astimezone(zone).isoformat()
    return period


def _people(session: Session, organisation_id: int, now: datetime) -> list[Tree]:
    """Return those who are in office, and those who are to be invited."""
    listed = expected(session, organisation_id)
    mailboxes = {(one.seat[0], one.seat[1], fold(one.seat[2])): one.mailbox for one in listed}
    seats = [*in_office(session, organisation_id, now), *(one.seat for one in listed)]
    by_name = {(unit, role, fold(name)): (unit, role, name) for unit, role, name in reversed(seats)}
    return [
        _given({"unit": unit, "role": role, "name": name, "email": mailboxes.get(key)})
        for key, (unit, role, name) in reversed(by_name.items())
    ]


def _policy(row: ReminderPolicy) -> Tree:
    quiet = {"quiet_hours": {"from": row.quiet_from, "to": row.quiet_to}} if row.quiet_from else {}
    return {"code": row.code, **quiet, "working_days_only": row.working_days_only, "steps": row.steps}


def _grouped(session: Session, query: Select[Any, Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for id, text in session.execute(query):
        found[id].append(text)
    return dict(found)

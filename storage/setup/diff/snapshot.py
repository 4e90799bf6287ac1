"""The setup of an organisation as it stands in the database, as facts that two states can be compared by.

Every attribute that a file can set is among them, so that no loading changes anything without a line that says so.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from domain.calendar.workdays import WorkCalendar
from domain.messaging.sentences import Filling, Sentence, listing, sentence
from domain.reports.states import EXPECTED
from storage.setup.apply.people import expected
from storage.setup.apply.unit_changes import known
from storage.setup.diff.difference import MAIL, NAME, Fact, Facts, Following, Item, Items, Key, Order, State, Thing
from storage.setup.exporting import Tree, described
from storage.setup.schema.labels import (
    NO,
    NONE,
    YES,
    basis_words,
    day,
    due_moment,
    due_words,
    field_words,
    moment,
    quoted,
    role_words,
    said,
    signer_words,
    step_words,
)
from storage.tables import (
    Obligation,
    Organisation,
    Plan,
    ReminderPolicy,
    Requirement,
    RequirementTask,
    RequirementUnit,
    Task,
    Unit,
)

Entries = Iterator[tuple[Key, Facts]]


def snapshot(session: Session, organisation_id: int, calendar: WorkCalendar) -> State:
    """Read the whole setup, in a fixed number of queries. `calendar` says which due dates are provisional."""
    organisation = session.get_one(Organisation, organisation_id)
    zone, tree = ZoneInfo(organisation.timezone), described(session, organisation)
    parts = (
        _organisation(tree["organisation"]),
        _classes(tree["unit_classes"]),
        _units(tree["units"]),
        _changes(session, organisation_id),
        _policies(tree["reminder_policies"]),
        _plans(tree["plans"]),
        _groups(tree["plans"]),
        _tasks(tree["plans"]),
        _requirements(session, organisation_id, zone, calendar),
        _people(session, organisation_id),
        _periods(session, organisation_id, zone, calendar),
    )
    return {key: facts for part in parts for key, facts in part}


def _organisation(tree: Tree) -> Entries:
    yield (
        ("organisation", tree["code"]),
        {NAME: quoted(tree["name"])}
        | {fact: said(fact, tree[fact]) for fact in ("timezone", "document_style", "address_form", "digest_at")}
        | {"place": quoted(tree.get("place")), "abbreviation": quoted(tree.get("abbreviation"))}
        | {"signer": signer_words(tree.get("signer"))},
    )


def _classes(trees: Iterable[Tree]) -> Entries:
    yield from ((("class", one["code"]), {NAME: quoted(one["name"])}) for one in trees)


def _units(trees: Iterable[Tree]) -> Entries:
    for one in trees:
        yield (
            ("unit", one["code"]),
            {
                NAME: quoted(one["name"]),
                "classes": Items("class", tuple(one.get("classes", ()))),
                "short_name": quoted(one.get("short_name")),
                "abbreviation": quoted(one.get("abbreviation")),
                "protocol_order": str(one["order"]) if "order" in one else NONE,
            },
        )


def _changes(session: Session, organisation_id: int) -> Entries:
    for one in known(session, organisation_id):
        before, row = ", ".join(one.before), one.row
        thing = cast(Thing, row.kind)
        facts: dict[str, Fact] = {"from_day": day(row.day), "basis": basis_words(row.basis)}
        if row.unit_id is None:
            yield (thing, before), {"into": ", ".join(one.after), **facts}
        else:
            renaming = sentence("setup.renaming", unit=before, name=quoted(row.new_name))
            yield (thing, renaming), {"from_name": quoted(row.old_name), **facts}


def _policies(trees: Iterable[Tree]) -> Entries:
    for one in trees:
        steps, quiet = tuple(map(step_words, one["steps"])), one.get("quiet_hours")
        yield (
            ("policy", one["code"]),
            {
                "quiet_hours": f"{quiet['from']}–{quiet['to']}" if quiet else NONE,
                "reminded_on": Sentence("setup.working_days" if one["working_days_only"] else "setup.every_day"),
                "steps": Items("step", steps),
                "order_of_steps": Order("steps", steps),
            },
        )


def _plans(trees: Iterable[Tree]) -> Entries:
    yield from ((("plan", one["code"]), _plan(one)) for one in trees)


def _plan(tree: Tree) -> Facts:
    basis, recipients = tuple(map(basis_words, tree.get("basis", ()))), tuple(map(quoted, tree.get("recipients", ())))
    following = tree.get("coordinators", {})
    coordinators = [sentence("setup.leads", unit=following["lead"])] if following else []
    return {
        NAME: quoted(tree["title"]),
        "number": tree.get("number") or NONE,
        "date": day(tree.get("date")),
        "issuer": quoted(tree.get("issuer")),
        "signer": signer_words(tree.get("signer")),
        "basis": Items("basis", basis),
        "order_of_basis": Order("basis", basis),
        "recipients": Items("recipient", recipients),
        "order_of_recipients": Order("recipients", recipients),
        "coordinators": Items("coordinator", (*coordinators, *following.get("with", ()))),
        "order_of_groups": Order("groups", tuple(one["code"] for one in tree.get("task_groups", ()))),
        "order_of_tasks": Order("tasks", tuple(one["code"] for one in tree.get("tasks", ()))),
    }


def _groups(trees: Iterable[Tree]) -> Entries:
    for plan in trees:
        for one in plan.get("task_groups", ()):
            yield ("group", f"{plan['code']} {one['code']}"), {NAME: quoted(one["title"])}


def _tasks(trees: Iterable[Tree]) -> Entries:
    for plan in trees:
        for one in plan.get("tasks", ()):
            name = f"{plan['code']} {one['code']}"
            yield ("task", name), {NAME: quoted(one["title"]), "group": one.get("group") or NONE}


def _requirements(session: Session, organisation_id: int, zone: ZoneInfo, calendar: WorkCalendar) -> Entries:
    expected = _through_classes(session, organisation_id)
    tasks = _grouped(
        session,
        select(RequirementTask.requirement_id, Task.code)
        .join(Task, Task.id == RequirementTask.task_id)
        .where(RequirementTask.organisation_id == organisation_id)
        .order_by(Task.position),
    )
    rows = session.execute(
        select(Requirement, Plan.code, ReminderPolicy.code)
        .join(Plan, Plan.id == Requirement.plan_id)
        .outerjoin(ReminderPolicy, ReminderPolicy.id == Requirement.policy_id)
        .where(Requirement.organisation_id == organisation_id)
        .order_by(Requirement.id)
    )
    for row, plan, policy in rows:
        facts: dict[str, Fact] = {NAME: quoted(row.title), "plan": plan, "reminders": policy or NONE}
        facts |= _schedule(row, zone, calendar) | _rules(row, expected[row.id], tasks[row.id])
        facts["units"] = Following("units", expected[row.id], _named(row.units))
        facts["tasks"] = Following("tasks", tasks[row.id], _named(row.tasks))
        facts["order_of_fields"] = Order("fields", tuple(field["code"] for field in row.fields or ()))
        yield ("requirement", row.code), facts
        yield from ((("field", f"{row.code} {field['code']}"), field_words(field)) for field in row.fields or ())


def _through_classes(session: Session, organisation_id: int) -> dict[int, tuple[str, ...]]:
    return _grouped(
        session,
        select(RequirementUnit.requirement_id, Unit.code)
        .join(Unit, Unit.id == RequirementUnit.unit_id)
        .where(RequirementUnit.organisation_id == organisation_id)
        .order_by(Unit.id),
    )


def _named(rule: dict[str, Any]) -> tuple[str, ...]:
    """Return those named one by one: they have lines of their own."""
    return tuple(filter(None, (rule.get("lead"), *rule.get("with", ()), *rule.get("codes", ()))))


def _schedule(row: Requirement, zone: ZoneInfo, calendar: WorkCalendar) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "period_type": said("period_type", row.period_type),
        "period_from": day(row.period_from),
        "period_until": day(row.period_until),
        "data_window": said("data_window", row.data_window),
        "opens": moment(row.once_opens_at, zone),
        "due_at": due_moment(row.once_due_at, zone, calendar),
    }
    return facts | due_words(row.due_rule)


def _rules(row: Requirement, units: tuple[str, ...], tasks: tuple[str, ...]) -> dict[str, Fact]:
    """Return units and tasks as the file names them."""
    facts: dict[str, Fact] = {
        "lead": row.units.get("lead") or NONE,
        "all_tasks": YES if row.tasks.get("all") else NO,
    }
    named: tuple[tuple[dict[str, Any], str, Item, tuple[str, ...]], ...] = (
        (row.units, "classes", "named_class", ()),
        (row.units, "codes", "named_unit", units),
        (row.units, "with", "contributor", ()),
        (row.tasks, "groups", "named_group", ()),
        (row.tasks, "codes", "named_task", tasks),
    )
    return facts | {f"{noun}s": Items(noun, tuple(rule.get(key, ())), among) for rule, key, noun, among in named}


def _people(session: Session, organisation_id: int) -> Entries:
    for one in expected(session, organisation_id):
        unit, role, name = one.seat
        facts: dict[str, Fact] = {NAME: Sentence("setup.person.joined" if one.has_chat else "setup.person.expected")}
        if one.mailbox is not None:
            facts[MAIL] = listing((one.mailbox, one.state), " ") if one.state else one.mailbox
        yield ("person", listing((unit, role_words(role), quoted(name)), " ")), facts


def _periods(session: Session, organisation_id: int, zone: ZoneInfo, calendar: WorkCalendar) -> Entries:
    """Yield how many reports are expected by when; those in already, or excused, are not touched by a loading."""
    rows = session.execute(
        select(Requirement.code, Obligation.period_key, Obligation.due_at, func.count())
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(Obligation.organisation_id == organisation_id, Obligation.state.in_(sorted(EXPECTED)))
        .group_by(Requirement.id, Requirement.code, Obligation.period_key, Obligation.due_at)
        .order_by(Requirement.id, Obligation.period_key, Obligation.due_at)
    )
    found = defaultdict[tuple[str, str], list[tuple[Filling, int]]](list)
    for code, period, due_at, count in rows:
        found[code, period].append((due_moment(due_at, zone, calendar), count))
    for (code, period), dues in found.items():
        total = sum(count for _, count in dues)
        yield (
            ("period", code if period == "once" else f"{code} {period}"),
            {"expected_reports": str(total), "dues": listing(due for due, _ in dues)},
        )


def _grouped(session: Session, query: Select[Any, Any]) -> defaultdict[int, tuple[str, ...]]:
    """Return the texts of each id, from rows (id, text)."""
    found = defaultdict[int, list[str]](list)
    for id, text in session.execute(query):
        found[id].append(text)
    return defaultdict(tuple, {id: tuple(texts) for id, texts in found.items()})

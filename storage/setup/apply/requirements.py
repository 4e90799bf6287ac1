"""Requirements, put as the file says."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from domain.calendar.durations import parse_duration
from domain.calendar.periods import WITHIN_A_MONTH, PeriodType
from domain.forms import own_fields
from storage.reporting import drafts
from storage.setup.apply.apply_context import Loading
from storage.setup.apply.rows import put
from storage.setup.schema import field_rules
from storage.setup.schema.requirement_entries import PeriodEntry, ReportedTasks, ReportingUnits, RequirementEntry
from storage.setup.schema.rules import due_rule
from storage.tables import Requirement

Written = dict[str, str]


def put_requirements(loading: Loading) -> None:
    for entry in loading.file.requirements or []:
        present = loading.requirements.get(entry.code)
        identity = {"organisation_id": loading.organisation_id, "code": entry.code}
        values = {
            "plan_id": loading.plans[entry.plan].id,
            "title": entry.title,
            "units": _same_lists(present.units if present else None, _units(entry.units)),
            "tasks": _same_lists(present.tasks if present else None, _tasks(entry.tasks)),
            **_schedule(entry, present, loading.now),
            **_kept_unless_given(entry, present, loading),
        }
        before = present.fields if present is not None else None
        row = put(loading.session, present, Requirement, identity, **values)
        loading.requirements[entry.code] = row
        if before and row.fields and before != row.fields:
            loading.session.flush()
            then, now = own_fields.read(before), own_fields.read(row.fields)
            drafts.in_new_units(loading.session, row.id, then, now, loading.now)
    loading.session.flush()


def once_moments(period: PeriodEntry, present: Requirement | None, now: datetime) -> tuple[datetime, datetime]:
    """Return when a one-off report opens and is due, in UTC.

    What counts from the loading is worked out at the first one: as long as the file says the same, the moment stays.
    """
    written = _written(period)
    before = (present and present.once_written) or {}
    kept = {"opens": present and present.once_opens_at, "due": present and present.once_due_at}
    opens, due = (
        moment if before.get(name) == text and (moment := kept[name]) else _resolved(text, now)
        for name, text in written.items()
    )
    return opens, due


def _written(period: PeriodEntry) -> Written:
    assert period.opens
    assert period.due
    return {"opens": period.opens, "due": period.due}


def _resolved(text: str, now: datetime) -> datetime:
    if text.startswith("+"):
        return now.replace(microsecond=0) + parse_duration(text[1:]).nominal
    return datetime.fromisoformat(text).astimezone(UTC)


def _schedule(entry: RequirementEntry, present: Requirement | None, now: datetime) -> dict[str, Any]:
    period = entry.period
    once = period.type == PeriodType.ONCE
    opens, due = once_moments(period, present, now) if once else (None, None)
    return {
        "period_type": period.type,
        "period_from": period.first,
        "period_until": period.last,
        "due_rule": None if entry.due is None else _rule(entry),
        "once_opens_at": opens,
        "once_due_at": due,
        "once_written": _written(period) if once else None,
    }


def _rule(entry: RequirementEntry) -> dict[str, Any]:
    """Return the due rule with the defaults written out, so that saying them changes nothing."""
    assert entry.due
    rule = asdict(due_rule(entry.due)) | {"time": entry.due.time}
    del rule["after_period"], rule["before_end"], rule["exceptions"]
    if entry.due.after_period:
        return rule | {"after_period": entry.due.after_period}
    if entry.due.before_end:
        rule["before_end"] = True
    if entry.due.exceptions:
        rule["exceptions"] = [one.model_dump() for one in entry.due.exceptions]
    defaults: dict[str, int | str] = {"month": "last", "day": "last"}
    if entry.period.type in WITHIN_A_MONTH:
        defaults = {"weekday": 7} if entry.period.type == PeriodType.WEEKLY else {}
    return rule | {name: value for name, value in defaults.items() if rule[name] is None}


def _kept_unless_given(entry: RequirementEntry, present: Requirement | None, loading: Loading) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if present is None or entry.gives("data_window"):
        values["data_window"] = entry.data_window
    if present is None or entry.gives("reminders"):
        values["policy_id"] = loading.policies[entry.reminders].id if entry.reminders else None
    if entry.gives("fields"):
        values["fields"] = field_rules.kept(entry)
    return values


def _units(units: ReportingUnits) -> dict[str, Any]:
    return units.model_dump(by_alias=True, exclude_none=True)


def _tasks(tasks: ReportedTasks) -> dict[str, Any]:
    return {"all": True} if tasks.everything else tasks.model_dump(include={"codes", "groups"}, exclude_none=True)


def _same_lists(old: dict[str, Any] | None, new: dict[str, Any]) -> dict[str, Any]:
    """Return what was there, where the file lists the same in another order; else what the file says."""

    def bare(rule: dict[str, Any]) -> dict[str, Any]:
        return {key: sorted(value) if isinstance(value, list) else value for key, value in rule.items() if value != []}

    return old if old is not None and bare(old) == bare(new) else new

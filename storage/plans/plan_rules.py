"""Rules as the domain knows them, out of the rows that keep them in the words of the setup file."""

from collections.abc import Mapping
from typing import Any

from domain.calendar.deadlines import DueRule
from domain.calendar.durations import parse_clock, parse_duration, parse_time
from domain.calendar.openings import Schedule
from domain.calendar.periods import PeriodType
from domain.calendar.quiet_hours import parse_quiet_hours
from domain.reminders.decide import Policy, Step
from domain.reminders.kinds import BY_KEY
from storage.tables import ReminderPolicy, Requirement


def schedule_of(requirement: Requirement) -> Schedule:
    """Return the periods that a requirement asks for; not for `once`, which has its own moments."""
    return Schedule(PeriodType(requirement.period_type), requirement.period_from, requirement.period_until)


def due_rule_of(requirement: Requirement) -> DueRule:
    """Return when the reports of a periodic requirement are due; what is not written has its default."""
    written = {name: value for name, value in (requirement.due_rule or {}).items() if value is not None}
    if "time" in written:
        written["time"] = parse_clock(written["time"])
    if "after_period" in written:
        written["after_period"] = parse_duration(written["after_period"])
    if "exceptions" in written:
        written["exceptions"] = tuple((one["month"], one["day"]) for one in written["exceptions"])
    return DueRule(**written)


def policy_of(row: ReminderPolicy) -> Policy:
    """Return how insistently to remind."""
    quiet = parse_quiet_hours(row.quiet_from, row.quiet_to) if row.quiet_from and row.quiet_to else None
    return Policy(tuple(map(step_of, row.steps)), quiet, row.working_days_only)


def step_of(written: Mapping[str, Any]) -> Step:
    """Read one step as written: `{"before": "5wd", "at": "08:30", "to": ["focal_point"]}`."""
    kind = next(kind for kind in BY_KEY if kind in written)
    at = written.get("at")
    return Step(
        kind,
        parse_duration(written[kind]),
        parse_time(at) if at else None,
        tuple(written["to"]),
    )

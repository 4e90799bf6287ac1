"""When to remind of a due moment: what to send now, and when to look again.

Pure: the same arguments always give the same answer, so any number of processes may ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.calendar.quiet_hours import QuietHours, SendingHours, parse_quiet_hours
from domain.calendar.workdays import WorkCalendar
from domain.reminders.kinds import Dates, LocalCalendar
from domain.reminders.policy import Policy, PolicyError, Step
from domain.reminders.series import LONG_AGO, Occurrence, Superseded, Timeline, timeline

__all__ = [
    "Occurrence",
    "Policy",
    "PolicyError",
    "QuietHours",
    "ReminderDecision",
    "SendingHours",
    "Step",
    "Superseded",
    "current",
    "decide",
    "occurrences",
    "parse_quiet_hours",
    "sending_hours",
]


@dataclass(frozen=True, slots=True)
class ReminderDecision:
    """What to do now.

    fire: the reminder to give now, after which everything up to its moment is handled; or None.
    superseded: older reminders that `fire` replaces, in order. Never given without `fire`.
    next_check_at: when to ask again (UTC); None when nothing is left to come.
    """

    fire: Occurrence | None
    superseded: tuple[Superseded, ...]
    next_check_at: datetime | None


def sending_hours(policy: Policy, zone: ZoneInfo, calendar: WorkCalendar) -> SendingHours:
    """Return the instants at which a policy lets people be written to."""
    return SendingHours(zone, policy.quiet, calendar if policy.working_days_only else None)


def occurrences(
    policy: Policy, due: datetime, zone: ZoneInfo, calendar: WorkCalendar, opens: datetime | None = None
) -> Iterator[Occurrence]:
    """Yield all reminders, their moments strictly increasing; without end where the policy has an `every` step."""
    line = _timeline(policy, Dates(due, opens), zone, calendar)
    found = line.following(LONG_AGO)
    while found:
        yield found
        found = line.following(found.moment)


def current(
    policy: Policy,
    *,
    due: datetime,
    now: datetime,
    zone: ZoneInfo,
    calendar: WorkCalendar,
    opens: datetime | None = None,
) -> Occurrence | None:
    """Return the last reminder at or before `now`: what somebody who joins now gets at once."""
    return _timeline(policy, Dates(due, opens), zone, calendar).latest(now)


def decide(
    policy: Policy,
    *,
    due: datetime,
    handled_through: datetime | None,
    now: datetime,
    zone: ZoneInfo,
    calendar: WorkCalendar,
    opens: datetime | None = None,
) -> ReminderDecision:
    """Return what to do at `now`, when all reminders up to and at `handled_through` (None: none) are dealt with.

    The latest reminder after `handled_through` and at or before `now` fires, and those it overtook are
    superseded: downtime ends in one reminder, never in a volley. Found late in quiet hours or on a day off,
    it waits for the next allowed instant and nothing is superseded yet.
    """
    line = _timeline(policy, Dates(due, opens), zone, calendar)
    handled = handled_through or LONG_AGO
    found = line.latest(now)
    if found is None or found.moment <= handled:
        upcoming = line.following(now)
        return ReminderDecision(None, (), upcoming.moment if upcoming else None)
    hours = sending_hours(policy, zone, calendar)
    if not hours.allow(now):
        return ReminderDecision(None, (), hours.next_allowed(now))
    upcoming = line.following(now)
    return ReminderDecision(found, line.missed(handled, found.moment), upcoming.moment if upcoming else None)


def _timeline(policy: Policy, dates: Dates, zone: ZoneInfo, calendar: WorkCalendar) -> Timeline:
    return timeline(policy, dates, LocalCalendar(zone, calendar), sending_hours(policy, zone, calendar))

"""More time for a report, asked and decided; one later day for everybody who has not handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from domain import rights
from domain.calendar.deadlines import due_day
from domain.calendar.durations import TimeOfDay
from domain.moments.due_writing import due_clock
from domain.reports.extensions import REASON_LIMIT, BadWish, ExtensionState, Terms, checked, last_day, on_day
from domain.reports.states import EXPECTED
from handlers.conversation.acting import Acting, ClockTime, DueMoment, Reason, Refusal
from handlers.display.queued_digests import settle
from handlers.extending import notices
from storage.deciding import extensions
from storage.following import overdue
from storage.following.overdue import RequirementPeriod
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.tables import Extension, Obligation, Person

Wanted = tuple[date, TimeOfDay | None]
"""A day, and a time of day where another than the due one is wanted."""


class CannotExtend(Reason):
    NOT_YOUR_UNIT = "report.not_yours"
    NOT_EXPECTED = "extend.gone"
    DUE_MOVED = "extend.due_moved"
    PAST = "extend.bad.past"
    NOT_LATER = "extend.bad.not_later"
    TOO_FAR = "extend.bad.too_far"
    TOO_LONG = "bad.text"
    NOT_YOUR_PLAN = "extension.not_yours"
    YOUR_OWN = "extension.own"
    GRANTED_ALREADY = "extension.settled.granted"
    REFUSED_ALREADY = "extension.settled.refused"
    LAPSED = "extension.settled.lapsed"


class Due(Protocol):
    """A report with its due moment."""

    @property
    def requirement_id(self) -> int: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def zone(self) -> ZoneInfo: ...


@dataclass(frozen=True, slots=True)
class Requested:
    """`heard`: how many coordinators could be told; None where the same was asked before."""

    duty: Duty
    until: datetime
    heard: int | None


@dataclass(frozen=True, slots=True)
class Request:
    """A request nobody has decided on, locked, with its report as it stood before the decision."""

    extension: Extension
    obligation: Obligation
    duty: Duty


@dataclass(frozen=True, slots=True)
class RequestDecided:
    """`until`: the due moment after the decision."""

    duty: Duty
    until: datetime


@dataclass(frozen=True, slots=True)
class RequestsGranted:
    """`left`: reports on which no decision could be made as it was asked."""

    granted: Sequence[Duty]
    left: Sequence[int]


@dataclass(frozen=True, slots=True)
class GrantedToAll:
    asked: RequirementPeriod
    until: datetime
    reports: int
    people_told: int


def terms_of(acting: Acting, due: Due) -> Terms:
    day = due_day(due.due_at, due.zone)
    until = extensions.plan_until(acting.session, due.requirement_id)
    now = acting.now.astimezone(due.zone)
    clocks = due_clock(due.due_at, due.zone), TimeOfDay(now.hour * 60 + now.minute)
    codes = frozenset(task.code for task in duties.tasks_of(acting.session, due.requirement_id))
    return Terms(now.date(), day, last_day(day, until), acting.context.calendar, *clocks, codes)


def moment_of(acting: Acting, due: Due, wanted: Wanted) -> datetime:
    """Return the due moment on that day, where it may be asked for now; else refuse with the reason."""
    terms, (day, clock) = terms_of(acting, due), wanted
    try:
        return on_day(due.due_at, checked(day, terms, clock), due.zone, clock)
    except BadWish as bad:
        known = {"day": bad.day, "last": terms.last, "due": DueMoment(due.due_at, due.zone)}
        raise Refusal(CannotExtend(f"extend.bad.{bad.why}"), **known) from bad


def owed(acting: Acting, obligation_id: int) -> Duty:
    """Return a report of this person's unit that is still expected."""
    duty = duties.duty(acting.session, obligation_id)
    if duty is None or not rights.may_report(acting.person, duty.unit_id):
        raise Refusal(CannotExtend.NOT_YOUR_UNIT)
    if duty.state not in EXPECTED:
        raise Refusal(CannotExtend.NOT_EXPECTED)
    return duty


def ask(acting: Acting, obligation_id: int, wanted: Wanted, reason: str, due_seen: datetime) -> Requested:
    """Ask for more time, which the coordinators hear. Asked twice, it is kept once. `due_seen`: the due moment that
    the person saw when they asked."""
    if len(reason) > REASON_LIMIT:
        raise Refusal(CannotExtend.TOO_LONG, limit=REASON_LIMIT)
    owed(acting, obligation_id)
    obligation = extensions.obligation_locked(acting.session, obligation_id)
    duty = owed(acting, obligation_id)
    if duty.due_at != due_seen:
        raise Refusal(CannotExtend.DUE_MOVED)
    until = moment_of(acting, duty, wanted)
    earlier = extensions.waiting(acting.session, [obligation_id]).get(obligation_id)
    if earlier is not None and (earlier.wanted_at, earlier.reason) == (until, reason):
        return Requested(duty, until, None)
    extension = extensions.ask(
        acting.session,
        obligation,
        until,
        reason,
        person_id=acting.person.person_id,
        channel=acting.channel,
        now=acting.now,
    )
    detail = {"extension": extension.id, "until": until.isoformat(), "reason": reason}
    acting.record(duty.organisation_id, "extension.asked", f"obligation:{obligation_id}", **detail)
    return Requested(duty, until, len(notices.asked(acting, duty, extension.id)))


def request(acting: Acting, extension_id: int) -> Request:
    """Return the request, locked, where this person may decide on it and nobody has."""
    found = _found(acting, extension_id)
    if found is None or not rights.may_follow(acting.person, found.duty.plan_id):
        raise Refusal(CannotExtend.NOT_YOUR_PLAN)
    if not _may_decide(acting, found.duty):
        raise Refusal(CannotExtend.YOUR_OWN)
    if not _is_open(found):
        raise _settled(acting, found)
    return found


def grant(acting: Acting, extension_id: int, wanted: Wanted | None = None) -> RequestDecided:
    """Grant what was asked for, or another day."""
    found = request(acting, extension_id)
    asked, zone = found.extension.wanted_at, found.duty.zone
    until = moment_of(acting, found.duty, wanted or (due_day(asked, zone), due_clock(asked, zone)))
    _grant(acting, found, until)
    return RequestDecided(found.duty, until)


def grant_as_asked(acting: Acting, extension_ids: Sequence[int]) -> RequestsGranted:
    """Grant those of these requests that can still be granted as they were asked."""
    queue = extensions.queue(acting.session, acting.person.plan_ids, acting.person.reporting_units)
    asked = [waiting for waiting in queue if waiting.id in set(extension_ids)]
    granted: list[Duty] = []
    left: list[int] = []
    # By the report, as every process locks them.
    for waiting in sorted(asked, key=lambda waiting: waiting.obligation_id):
        found = _found(acting, waiting.id)
        if (
            found is None
            or not _may_decide(acting, found.duty)
            or not _is_open(found)
            or found.extension.wanted_at <= max(acting.now, found.obligation.due_at)
        ):
            left.append(waiting.obligation_id)
        else:
            _grant(acting, found, found.extension.wanted_at)
            granted.append(found.duty)
    return RequestsGranted(granted, left)


def refuse(acting: Acting, extension_id: int, remark: str) -> RequestDecided:
    """Refuse the request; the unit reads the remark."""
    if len(remark) > REASON_LIMIT:
        raise Refusal(CannotExtend.TOO_LONG, limit=REASON_LIMIT)
    found = request(acting, extension_id)
    found.extension.remark = remark
    _decide(acting, found.extension, ExtensionState.REFUSED)
    duty = found.duty
    detail = {"extension": extension_id, "remark": remark}
    acting.record(duty.organisation_id, "extension.refused", f"obligation:{duty.id}", **detail)
    notices.refused(acting, duty, found.extension)
    return RequestDecided(duty, duty.due_at)


def asked_of_all(acting: Acting, requirement_id: int, period_key: str) -> RequirementPeriod:
    """Return a report asked of several units, on a plan that this person follows."""
    found = overdue.asked(acting.session, acting.person.plan_ids, requirement_id, period_key)
    if found is None:
        raise Refusal(CannotExtend.NOT_YOUR_PLAN)
    return found


def grant_to_all(acting: Acting, requirement_id: int, period_key: str, wanted: Wanted) -> GrantedToAll:
    """Move the due moment of all whose own is sooner, and tell them."""
    session, asked = acting.session, asked_of_all(acting, requirement_id, period_key)
    until = moment_of(acting, asked, wanted)
    found = extensions.general(session, acting.person.plan_ids, requirement_id, period_key, until)
    for obligation in found:
        was, obligation.due_at, obligation.next_check_at = obligation.due_at, until, acting.now
        dated = {"was": was.isoformat(), "until": until.isoformat()}
        acting.record(obligation.organisation_id, "extension.general", f"obligation:{obligation.id}", **dated)
    session.flush()
    for waiting in extensions.waiting(session, [obligation.id for obligation in found]).values():
        if waiting.wanted_at <= until:
            extensions.lapse(session, waiting.obligation_id, acting.now)
    for obligation in found:
        settle(session, obligation.id, acting.now)
    told = notices.granted_to_all(acting, asked, {obligation.unit_id for obligation in found}, until)
    return GrantedToAll(asked, until, len(found), told)


def _grant(acting: Acting, found: Request, until: datetime) -> None:
    """Set the new due moment, never sooner than the one there is. Reminders begin anew from it."""
    extension, obligation, duty = found.extension, found.obligation, found.duty
    extension.granted_at = obligation.due_at = max(obligation.due_at, until)
    obligation.next_check_at = acting.now
    _decide(acting, extension, ExtensionState.GRANTED)
    settle(acting.session, obligation.id, acting.now)
    dated = {"was": duty.due_at.isoformat(), "until": obligation.due_at.isoformat()}
    acting.record(duty.organisation_id, "extension.granted", f"obligation:{duty.id}", extension=extension.id, **dated)
    notices.granted(acting, duty, extension, until)


def _decide(acting: Acting, extension: Extension, state: ExtensionState) -> None:
    extension.state, extension.decided_at, extension.decided_by = str(state), acting.now, acting.person.person_id
    acting.session.flush()


def _found(acting: Acting, extension_id: int) -> Request | None:
    found = extensions.locked(acting.session, extension_id)
    duty = duties.duty(acting.session, found[1].id) if found else None
    return None if found is None or duty is None else Request(*found, duty)


def _may_decide(acting: Acting, duty: Duty) -> bool:
    return rights.may_decide(acting.person, duty.unit_id, duty.plan_id)


def _is_open(found: Request) -> bool:
    return found.extension.state == ExtensionState.ASKED and found.obligation.state in EXPECTED


def _settled(acting: Acting, found: Request) -> Refusal:
    """Return what was decided, by whom and when: two may decide at once."""
    extension, duty = found.extension, found.duty
    if extension.decided_by is None or extension.decided_at is None:
        return Refusal(CannotExtend.LAPSED, duty=duty)
    return Refusal(
        CannotExtend(f"extension.settled.{extension.state}"),
        duty=duty,
        who=acting.session.get_one(Person, extension.decided_by).name,
        at=ClockTime(extension.decided_at, duty.zone),
        remark=extension.remark or "",
    )

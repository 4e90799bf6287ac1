"""Expected reports: made when their periods open, and moved when the rules change."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.calendar.deadlines import due_day, due_moment
from domain.calendar.openings import next_opening, opened, opening
from domain.calendar.periods import Period, PeriodType, data_window, once, parse_period
from domain.calendar.workdays import WorkCalendar
from domain.reminders.decide import occurrences
from domain.reminders.kinds import Dates
from domain.reports.states import EXPECTED, State
from domain.reports.successions import owes, reached
from storage.aside.bulkhead import PERIODS, Bulkhead
from storage.db.upsert import insert_once, table_of
from storage.plans.plan_rules import due_rule_of, policy_of, schedule_of
from storage.tables import Obligation, Organisation, ReminderPolicy, Requirement, RequirementUnit, Unit
from storage.units.units import predecessors

_READY = (
    select(Requirement)
    .where(
        Requirement.organisation_id == bindparam("organisation"),
        Requirement.next_open_at <= bindparam("now"),
    )
    .order_by(Requirement.id)
    .with_for_update()  # a second process waits here, and then finds nothing left to open
)
_INSERT = insert_once(
    Obligation,
    "organisation_id",
    "requirement_id",
    "unit_id",
    "period_key",
    returning=table_of(Obligation).c.id,
)

Due = Callable[[Period], datetime]


def open_due_periods(
    session: Session, organisation_id: int, now: datetime, calendar: WorkCalendar, bulkhead: Bulkhead | None = None
) -> int:
    """Make the expected reports of the periods that opened; return how many are new.

    One for each unit and period, from the units that report and not from those that only contribute. A
    requirement is looked at when its `next_open_at` has come (see `look_again` of plans), so that usually this is one
    query. One for which that fails is set aside.
    """
    ready = session.scalars(_READY, {"organisation": organisation_id, "now": now}).all()
    if not ready:
        return 0
    zone = _zone(session, organisation_id)
    bulkhead = bulkhead or Bulkhead(now, organisation_id)
    opened = bulkhead.each(
        session,
        PERIODS,
        ready,
        lambda requirement: f"requirement:{requirement.id}",
        lambda some: _open(session, some, now, zone, calendar),
    )
    return sum(opened)


def _open(session: Session, ready: Sequence[Requirement], now: datetime, zone: ZoneInfo, calendar: WorkCalendar) -> int:
    rows = [row for requirement in ready for row in _missing(session, requirement, now, zone, calendar)]
    for requirement in ready:
        requirement.next_open_at = _next_open_at(requirement, now, zone)
    session.flush()
    if not rows:
        return 0
    return len(session.scalars(_INSERT.on(session), rows).all())


def refresh_open_obligations(
    session: Session,
    organisation_id: int,
    requirement_ids: Collection[int],
    now: datetime,
    calendar: WorkCalendar,
) -> list[tuple[int, datetime, datetime]]:
    """Work out anew when the reports still expected on these requirements are due, and have the clock look at them.
    Return (obligation id, old due moment, new one) of those that moved. One that was granted more time keeps the later
    of that and its new due moment."""
    zone = _zone(session, organisation_id)
    found = session.scalars(
        select(Obligation)
        .where(
            Obligation.organisation_id == organisation_id,
            Obligation.requirement_id.in_(requirement_ids),
            Obligation.state.in_(sorted(EXPECTED)),
        )
        .order_by(Obligation.id)
        .with_for_update()
    ).all()
    asked = {id: session.get_one(Requirement, id) for id in {o.requirement_id for o in found}}
    moved = [_refresh(obligation, asked[obligation.requirement_id], now, zone, calendar) for obligation in found]
    session.flush()
    return [change for change in moved if change]


def _refresh(
    obligation: Obligation, requirement: Requirement, now: datetime, zone: ZoneInfo, calendar: WorkCalendar
) -> tuple[int, datetime, datetime] | None:
    obligation.next_check_at = now  # the policy may have changed too; the clock finds out what follows
    period = _period_of(obligation)
    if period.type != requirement.period_type:
        return None  # a period of a kind that is not asked for any more keeps its date
    old, new = obligation.due_at, _due(requirement, zone, calendar)(period)
    extended = old != obligation.original_due_at
    obligation.original_due_at = new
    obligation.due_at = max(old, new) if extended else new
    return (obligation.id, old, obligation.due_at) if obligation.due_at != old else None


def _missing(
    session: Session, requirement: Requirement, now: datetime, zone: ZoneInfo, calendar: WorkCalendar
) -> Iterator[dict[str, Any]]:
    """Yield the rows of expected reports that are not there yet."""
    due = _due(requirement, zone, calendar)
    periods = list(_opened(requirement, now, zone, due))
    there = _already_there(session, requirement, periods)
    units = _AskedUnits(session, requirement, now, zone)
    policy = session.get_one(ReminderPolicy, requirement.policy_id) if requirement.policy_id else None
    for period in periods:
        due_at = due(period)
        span = _span(requirement, period, zone)
        common = {
            **span,
            "due_at": due_at,
            "original_due_at": due_at,
            "next_check_at": _first_check(policy, Dates(due_at, span["opens_at"]), now, zone, calendar),
        }
        yield from ({**common, "unit_id": unit} for unit in units.of(period, there) if (unit, period.key) not in there)


def _span(requirement: Requirement, period: Period, zone: ZoneInfo) -> dict[str, Any]:
    is_once = period.type is PeriodType.ONCE
    window = data_window(period, "decree_09" if requirement.data_window == "decree_09" else "calendar")
    return {
        "organisation_id": requirement.organisation_id,
        "requirement_id": requirement.id,
        "period_key": period.key,
        "period_start": period.start,
        "period_end": period.end,
        "window_start": window.start,
        "window_end": window.end,
        "opens_at": requirement.once_opens_at if is_once else opening(period, zone),
        "state": str(State.OPEN),
        "reminded_through": None,
    }


def _first_check(
    policy: ReminderPolicy | None, dates: Dates, now: datetime, zone: ZoneInfo, calendar: WorkCalendar
) -> datetime | None:
    if policy is None:
        return None
    first = next(occurrences(policy_of(policy), dates.due, zone, calendar, dates.opens), None)
    return max(first.moment, now) if first else None


def _opened(requirement: Requirement, now: datetime, zone: ZoneInfo, due: Due) -> Iterable[Period]:
    assert requirement.next_open_at is not None
    if requirement.period_type != PeriodType.ONCE:
        return opened(schedule_of(requirement), since=requirement.next_open_at, now=now, zone=zone, due=due)
    opens_at, _ = _once_moments(requirement)
    return [_once_period(requirement, zone)] if opens_at <= now else []


def _next_open_at(requirement: Requirement, now: datetime, zone: ZoneInfo) -> datetime | None:
    if requirement.period_type != PeriodType.ONCE:
        return next_opening(schedule_of(requirement), now, zone)
    opens_at, _ = _once_moments(requirement)
    return opens_at if opens_at > now else None


def _due(requirement: Requirement, zone: ZoneInfo, calendar: WorkCalendar) -> Due:
    """Return the due moment of a period of this requirement."""
    if requirement.period_type == PeriodType.ONCE:
        due_at = _once_moments(requirement)[1]
        return lambda period: due_at
    rule = due_rule_of(requirement)
    return lambda period: due_moment(rule, period, zone, calendar)


def _period_of(obligation: Obligation) -> Period:
    if obligation.period_key != "once":
        return parse_period(obligation.period_key)
    return once(obligation.period_start, obligation.period_end)


def _once_period(requirement: Requirement, zone: ZoneInfo) -> Period:
    """Return the period from the day on which it is asked for to the day on which it is due."""
    opens_at, due_at = _once_moments(requirement)
    start = opens_at.astimezone(zone).date()
    return once(start, max(start, due_day(due_at, zone)))


def _once_moments(requirement: Requirement) -> tuple[datetime, datetime]:
    assert requirement.once_opens_at is not None
    assert requirement.once_due_at is not None
    return requirement.once_opens_at, requirement.once_due_at


class _AskedUnits:
    """The units that report on a requirement, as far as there were any at a time (see `successions.owes`)."""

    def __init__(self, session: Session, requirement: Requirement, now: datetime, zone: ZoneInfo) -> None:
        assert requirement.next_open_at is not None
        self._looked_from = requirement.next_open_at.astimezone(zone).date()
        self._today = now.astimezone(zone).date()
        self._units = session.execute(
            select(Unit.id, Unit.began_on, Unit.ended_on)
            .join(RequirementUnit, RequirementUnit.unit_id == Unit.id)
            .where(RequirementUnit.requirement_id == requirement.id, RequirementUnit.contributes.is_(False))
            .order_by(Unit.id)
        ).all()
        began = any(began_on for _, began_on, _ in self._units)
        self._before = predecessors(session, requirement.organisation_id) if began else {}

    def of(self, period: Period, there: Collection[tuple[int, str]]) -> list[int]:
        found: list[int] = []
        # The old before the new, which owe nothing where these do.
        for unit, began_on, ended_on in sorted(self._units, key=lambda row: (row[1] or date.min, row[0])):
            earlier = reached(unit, self._before) if began_on else ()
            if owes(
                period.start,
                looked_from=self._looked_from,
                today=self._today,
                began_on=began_on,
                ended_on=ended_on,
                predecessor_owes=any(one in found or (one, period.key) in there for one in earlier),
            ):
                found.append(unit)
        return sorted(found)


def copy_to(session: Session, obligation: Obligation, unit_id: int, now: datetime) -> int:
    """Expect the same report from another unit, not sooner than from this one; return its id.

    Where that unit owes it already, its day moves back where it has to, and nothing else changes.
    """
    keys = ("requirement_id", "period_key", "period_start", "period_end", "window_start", "window_end", "opens_at")
    row = {name: getattr(obligation, name) for name in (*keys, "organisation_id", "due_at", "original_due_at")}
    fresh = {"unit_id": unit_id, "state": str(State.OPEN), "next_check_at": now, "reminded_through": None}
    made = session.scalars(_INSERT.on(session), [row | fresh]).all()
    if made:
        return int(made[0])
    there = session.scalars(
        select(Obligation)
        .where(
            Obligation.organisation_id == obligation.organisation_id,
            Obligation.requirement_id == obligation.requirement_id,
            Obligation.unit_id == unit_id,
            Obligation.period_key == obligation.period_key,
        )
        .with_for_update()
    ).one()
    if there.state in EXPECTED and there.due_at < obligation.due_at:
        there.due_at, there.next_check_at = obligation.due_at, now
    return there.id


def _already_there(session: Session, requirement: Requirement, periods: list[Period]) -> set[tuple[int, str]]:
    rows = session.execute(
        select(Obligation.unit_id, Obligation.period_key).where(
            Obligation.organisation_id == requirement.organisation_id,
            Obligation.requirement_id == requirement.id,
            Obligation.period_key.in_([period.key for period in periods]),
        )
    )
    return {(unit_id, key) for unit_id, key in rows}


def _zone(session: Session, organisation_id: int) -> ZoneInfo:
    return ZoneInfo(session.get_one(Organisation, organisation_id).timezone)

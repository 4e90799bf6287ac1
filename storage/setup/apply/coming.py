"""The next due moments of reports in words, weekday and month among them: a day and a month that were swapped, a year
that was mistyped and a moment that is over are seen before anything is written."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar.deadlines import LONGEST_AFTER, DueRuleError, due_day, due_moment
from domain.calendar.periods import WITHIN_A_MONTH, Period, WindowScheme, data_window
from domain.calendar.workdays import WorkCalendar
from domain.messaging.sentences import EMPTY, BigNumber, Filling, Sentence, listing, names_in, sentence
from domain.moments.due_writing import day_and_clock
from storage.plans.plan_rules import due_rule_of, schedule_of
from storage.setup.schema.labels import PROVISIONAL, day
from storage.tables import Organisation, Requirement

SHOWN = 4
_OVER = frozenset({"setup.coming.over", "setup.coming.over_today"})
_LOOKED_BACK, _LOOKED_AHEAD = timedelta(days=3 * 366), timedelta(days=6 * 366)
_YEAR = timedelta(days=366)
_MONTH = timedelta(days=31)
_PERIODS_TRIED = 600
_NEVER = range(1970)  # years that programs write where there is no day
_PLACEHOLDERS = frozenset({date(1970, 1, 1), date(1900, 1, 1), date(1904, 1, 1), date(2000, 1, 1)})


def coming(
    session: Session, organisation_id: int, ids: Collection[int], now: datetime, calendar: WorkCalendar
) -> list[Sentence]:
    """Return a line for each of these requirements, in their order."""
    zone = ZoneInfo(session.get_one(Organisation, organisation_id).timezone)
    rows = session.scalars(
        select(Requirement).where(Requirement.organisation_id == organisation_id).order_by(Requirement.id)
    )
    return [
        sentence("setup.coming", code=row.code, dues=_of(row, zone, now, calendar)) for row in rows if row.id in ids
    ]


def is_over(line: Sentence) -> bool:
    """Say whether the line tells of a moment that is over."""
    return not _OVER.isdisjoint(names_in(line))


def _of(row: Requirement, zone: ZoneInfo, now: datetime, calendar: WorkCalendar) -> Filling:
    if row.once_due_at is not None:
        return listing((_spelled_out(row.once_due_at, zone, calendar), _past(row.once_due_at, zone, now)), "")
    scheme: WindowScheme = "decree_09" if row.data_window == "decree_09" else "calendar"
    found = [*_late_at_once(row, zone, now, calendar), *islice(_next(row, zone, now, calendar), SHOWN)]
    if not found:
        if row.period_until:
            return sentence("setup.coming.no_more", until=day(row.period_until))
        return sentence("setup.coming.none")
    return listing(
        (
            sentence(
                "setup.coming.period",
                moment=_spelled_out(due, zone, calendar),
                period=period.key,
                covered=_covered(due_day(due, zone), period, scheme),
                over=_past(due, zone, now),
            )
            for due, period in found
        ),
        "; ",
    )


def _covered(due: date, period: Period, scheme: WindowScheme) -> Sentence:
    end = data_window(period, scheme).end
    return sentence("setup.coming.before_data_end" if due < end else "setup.coming.data_end", end=day(end))


def _late_at_once(
    row: Requirement, zone: ZoneInfo, now: datetime, calendar: WorkCalendar
) -> Iterator[tuple[datetime, Period]]:
    """Yield the period that is open now, where its report was due before: loading makes it, and it is late at once."""
    today = now.astimezone(zone).date()
    for period in schedule_of(row).starting_within(today - _YEAR, today):
        try:
            due = due_moment(due_rule_of(row), period, zone, calendar)
        except DueRuleError:
            continue
        if due <= now and period.end >= today:
            yield due, period


def _next(row: Requirement, zone: ZoneInfo, now: datetime, calendar: WorkCalendar) -> Iterator[tuple[datetime, Period]]:
    rule, today = due_rule_of(row), now.astimezone(zone).date()
    schedule = schedule_of(row)
    back = LONGEST_AFTER + _MONTH if schedule.type in WITHIN_A_MONTH else _LOOKED_BACK
    first = max(today - back, row.period_from or date.min)
    periods = schedule.starting_within(first, first + back + _LOOKED_AHEAD)
    for period in islice(periods, _PERIODS_TRIED):
        try:
            due = due_moment(rule, period, zone, calendar)
        except DueRuleError:
            continue
        if due > now:
            yield due, period


def _spelled_out(moment: datetime, zone: ZoneInfo, calendar: WorkCalendar) -> Sentence:
    """Return the moment spelled out: `17:00 thứ Hai, ngày 7 tháng 12 năm 2026`."""
    at, clock = day_and_clock(moment, zone)
    return sentence(
        "setup.coming.moment",
        clock=str(clock),
        weekday=sentence(f"weekday.{at.isoweekday()}"),
        day=at.day,
        month=sentence(f"setup.month.{at.month}"),
        year=at.year,
        provisional=PROVISIONAL if calendar.is_provisional(at) and at.year >= _NEVER.stop else EMPTY,
    )


def _past(moment: datetime, zone: ZoneInfo, now: datetime) -> Filling:
    if moment > now:
        return EMPTY
    at, _ = day_and_clock(moment, zone)
    days = (now.astimezone(zone).date() - at).days
    hint = sentence("setup.coming.placeholder") if at in _PLACEHOLDERS or at.year < _NEVER.stop else EMPTY
    if not days:
        return sentence("setup.coming.over_today", hint=hint)
    return sentence("setup.coming.over", n=BigNumber(days), hint=hint)

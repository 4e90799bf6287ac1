"""When a report is due, and how late one is."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as wall_time
from typing import Literal
from zoneinfo import ZoneInfo

from domain.calendar.durations import Duration, TimeOfDay
from domain.calendar.periods import WITHIN_A_MONTH, Period, PeriodType, WindowScheme, data_window
from domain.calendar.workdays import WorkCalendar

Move = Literal["forward", "backward", "keep"]

_DAY = timedelta(days=1)
LONGEST_AFTER = timedelta(days=366)
_WEEK_NEARLY_OVER = 4  # Thursday
_MONTH_HALF_OVER = 15
_OFFICES_CLOSE = TimeOfDay(17 * 60)


class DueRuleError(ValueError):
    """A rule that contradicts itself or does not fit its period."""


@dataclass(frozen=True, slots=True)
class DueRule:
    """Where in, or after, a period its report is due.

    month: 1 to 12 of the year in which the period starts, or the period's `first` or `last` (default) month, or
        `next`, the month after its last.
    day: 1 to 31 or `last` (default); a month without that day ends on its last (Civil Code 2015 art. 148). Or the
        month's `first_working` or `last_working` day.
    weekday: for weekly reports only, in place of month and day: 1 Monday to 7 Sunday (default).
    time: default 17:00; 24:00 is the end of the day.
    when_not_working: a day off moves `forward` to the next working day (art. 148.5), `backward`, or is kept.
    year: `next` means the same month a year later.
    after_period: days or working days after the period's last day, in place of month, day, weekday and year.
    before_end: it is meant to be due before the days that it covers are over; False: it is not, not even by the days
        by which such reports usually are.
    exceptions: the report on the period that ends in a month is due on a day of its own of that month: (12, 31).
    Raises DueRuleError.
    """

    month: int | Literal["first", "last", "next"] | None = None
    day: int | Literal["last", "first_working", "last_working"] | None = None
    weekday: int | None = None
    time: TimeOfDay = _OFFICES_CLOSE
    when_not_working: Move = "forward"
    year: Literal["same", "next"] = "same"
    after_period: Duration | None = None
    before_end: bool | None = None
    exceptions: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        _one_of("month", self.month, (None, "first", "last", "next", *range(1, 13)))
        _one_of("day", self.day, (None, "last", "first_working", "last_working", *range(1, 32)))
        _one_of("weekday", self.weekday, (None, *range(1, 8)))
        _one_of("when_not_working", self.when_not_working, ("forward", "backward", "keep"))
        _one_of("year", self.year, ("same", "next"))
        if self.weekday is not None and (self._dated or self.year == "next"):
            raise DueRuleError("weekday stands alone: it goes with neither month, day nor year")
        if any(not (1 <= month <= 12 and 1 <= day <= 31) for month, day in self.exceptions):
            raise DueRuleError("an exception is a month (1 to 12) and a day of it (1 to 31)")
        if self.after_period is not None:
            if self._dated or self.weekday is not None or self.year == "next" or self.before_end:
                raise DueRuleError("after_period stands alone: it goes with neither month, day, weekday nor year")
            if not self.after_period.in_days or self.after_period.nominal > LONGEST_AFTER:
                raise DueRuleError("after_period is a number of days (d) or working days (wd), at most a year")

    @property
    def _dated(self) -> bool:
        return self.month is not None or self.day is not None

    def check(self, type: PeriodType) -> None:
        """Raise DueRuleError when the rule cannot serve periods of this type."""
        if type is PeriodType.ONCE:
            raise DueRuleError("a one-off report has its own due moment, not a rule")
        if type in WITHIN_A_MONTH and (self._dated or self.year == "next" or self.exceptions):
            raise DueRuleError(f"a {type} report is due at its end: month, day, year and exceptions do not apply")
        if type is not PeriodType.WEEKLY and self.weekday is not None:
            raise DueRuleError(f"weekday is for weekly reports, not {type} ones")


@dataclass(frozen=True, slots=True)
class Lateness:
    """How late: calendar days and nothing else; on the due day itself, elapsed hours, minutes, seconds."""

    days: int
    hours: int = 0
    minutes: int = 0
    seconds: int = 0


def due_moment(rule: DueRule, period: Period, zone: ZoneInfo, calendar: WorkCalendar) -> datetime:
    """Return the instant, in UTC, by which the report on this period is due.

    Raise DueRuleError when the rule does not fit the period's type, or names a day before the period starts.
    """
    rule.check(period.type)
    day = _nominal_day(rule, period, calendar)
    if day < period.start:
        raise DueRuleError(f"due on {day}, before {period.key} starts: is `year: next` missing?")
    if rule.when_not_working == "forward":
        day = calendar.on_or_after(day)
    elif rule.when_not_working == "backward":
        day = calendar.on_or_before(day)
    return rule.time.on(day, zone)


def is_early(rule: DueRule, period: Period, scheme: WindowScheme) -> bool:
    """Say whether a report would be due before what it covers, without being told to be.

    Late in a week or month, or in the last month of a longer period, is how reports "trước ngày 25" are asked for:
    Decree 09/2019 closes their data on the 14th.
    """
    if rule.before_end or rule.after_period is not None or _exception(rule, period) is not None:
        return False
    if period.type is PeriodType.WEEKLY and rule.before_end is None:
        return (rule.weekday or 7) < _WEEK_NEARLY_OVER
    nearly_over = period.end.replace(day=_MONTH_HALF_OVER if period.type is PeriodType.MONTHLY else 1)
    end = data_window(period, scheme).end
    return _nominal_day(rule, period, WorkCalendar()) < (end if rule.before_end is False else min(end, nearly_over))


def due_day(due: datetime, zone: ZoneInfo) -> date:
    """Return the local day of a due moment; midnight is 24:00 of the day before (Civil Code 2015 art. 148)."""
    local = due.astimezone(zone)
    return local.date() - _DAY if local.time() == wall_time() else local.date()


def lateness(due: datetime, at: datetime, zone: ZoneInfo) -> Lateness | None:
    """Return how late something done at `at` is; None when it is in time.

    Calendar days between the due day and the local day of `at` count, not spans of 24 hours: due at 17:00,
    09:00 next morning is one day late. So is 00:30 after a due moment at 24:00, which ends the day before.
    """
    if at <= due:
        return None
    days = (at.astimezone(zone).date() - due_day(due, zone)).days
    if days:
        return Lateness(days)
    elapsed = int((at - due).total_seconds())
    return Lateness(0, elapsed // 3600, elapsed // 60 % 60, elapsed % 60)


def _nominal_day(rule: DueRule, period: Period, calendar: WorkCalendar) -> date:
    """Return the day the rule names, worked or not."""
    if (own := _exception(rule, period)) is not None:
        return own
    if rule.after_period is not None:
        amount = rule.after_period.amount
        return calendar.shift(period.end, amount) if rule.after_period.unit == "wd" else period.end + amount * _DAY
    if period.type is PeriodType.WEEKLY:
        return period.start + (rule.weekday or 7) * _DAY - _DAY
    if period.type in WITHIN_A_MONTH:
        return period.end
    month = _nominal_month(rule, period)
    year = period.start.year + (rule.year == "next") + (month > 12)
    month = (month - 1) % 12 + 1
    length = monthrange(year, month)[1]
    if rule.day == "first_working":
        return calendar.on_or_after(date(year, month, 1))
    if rule.day == "last_working":
        return calendar.on_or_before(date(year, month, length))
    return date(year, month, min(rule.day, length) if isinstance(rule.day, int) else length)


def _exception(rule: DueRule, period: Period) -> date | None:
    """Return the day of its own that the rule has for the period that ends in this month."""
    for month, day in rule.exceptions:
        if month == period.end.month:
            return period.end.replace(day=min(day, monthrange(period.end.year, month)[1]))
    return None


def _nominal_month(rule: DueRule, period: Period) -> int:
    """Return the month, from 1; 13 is January of the year after."""
    if isinstance(rule.month, int):
        return rule.month
    return {"first": period.start.month, "next": period.end.month + 1}.get(rule.month or "last", period.end.month)


def _one_of(name: str, value: object, allowed: tuple[object, ...]) -> None:
    if isinstance(value, bool) or value not in allowed:
        raise DueRuleError(f"{name} cannot be {value!r}")

"""When a report is due, and how late one is."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as wall_time
from typing import Literal
from zoneinfo import ZoneInfo

from domain.durations import Clock
from domain.periods import Period, PeriodType
from domain.workdays import WorkCalendar

Move = Literal["forward", "backward", "keep"]

_DAY = timedelta(days=1)
_OFFICES_CLOSE = Clock(17 * 60)


class DueRuleError(ValueError):
    """A rule that contradicts itself or does not fit its period."""


@dataclass(frozen=True, slots=True)
class DueRule:
    """Where in, or after, a period its report is due.

    month: 1 to 12 of the year in which the period starts, or the period's `first` or `last` (default) month, or
        `next`, the month after its last.
    day: 1 to 31 or `last` (default); a month without that day ends on its last (Civil Code 2015 art. 148).
    weekday: for weekly reports only, in place of month and day: 1 Monday to 7 Sunday (default).
    time: default 17:00; 24:00 is the end of the day.
    when_not_working: a day off moves `forward` to the next working day (art. 148.5), `backward`, or is kept.
    year: `next` means the same month a year later.
    Raises DueRuleError.
    """

    month: int | Literal["first", "last", "next"] | None = None
    day: int | Literal["last"] | None = None
    weekday: int | None = None
    time: Clock = _OFFICES_CLOSE
    when_not_working: Move = "forward"
    year: Literal["same", "next"] = "same"

    def __post_init__(self) -> None:
        _one_of("month", self.month, (None, "first", "last", "next", *range(1, 13)))
        _one_of("day", self.day, (None, "last", *range(1, 32)))
        _one_of("weekday", self.weekday, (None, *range(1, 8)))
        _one_of("when_not_working", self.when_not_working, ("forward", "backward", "keep"))
        _one_of("year", self.year, ("same", "next"))
        if self.weekday is not None and (self._dated or self.year == "next"):
            raise DueRuleError("weekday stands alone: it goes with neither month, day nor year")

    @property
    def _dated(self) -> bool:
        return self.month is not None or self.day is not None

    def check(self, type: PeriodType) -> None:
        """Raise DueRuleError when the rule cannot serve periods of this type."""
        if type is PeriodType.ONCE:
            raise DueRuleError("a one-off report has its own due moment, not a rule")
        if type is PeriodType.WEEKLY and (self._dated or self.year == "next"):
            raise DueRuleError("a weekly report is due on a weekday: month, day and year do not apply")
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
    """The instant, in UTC, by which the report on this period is due.

    Raises DueRuleError when the rule does not fit the period's type, or names a day before the period starts.
    """
    rule.check(period.type)
    day = _nominal_day(rule, period)
    if day < period.start:
        raise DueRuleError(f"due on {day}, before {period.key} starts: is `year: next` missing?")
    if rule.when_not_working == "forward":
        day = calendar.on_or_after(day)
    elif rule.when_not_working == "backward":
        day = calendar.on_or_before(day)
    return rule.time.on(day, zone)


def due_day(due: datetime, zone: ZoneInfo) -> date:
    """The local day of a due moment; midnight is 24:00 of the day before (Civil Code 2015 art. 148)."""
    local = due.astimezone(zone)
    return local.date() - _DAY if local.time() == wall_time() else local.date()


def lateness(due: datetime, at: datetime, zone: ZoneInfo) -> Lateness | None:
    """How late something done at `at` is; None when it is in time.

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


def _nominal_day(rule: DueRule, period: Period) -> date:
    """The day the rule names, worked or not."""
    if period.type is PeriodType.WEEKLY:
        return period.start + (rule.weekday or 7) * _DAY - _DAY
    month = _nominal_month(rule, period)
    year = period.start.year + (rule.year == "next") + (month > 12)
    month = (month - 1) % 12 + 1
    length = monthrange(year, month)[1]
    return date(year, month, min(rule.day, length) if isinstance(rule.day, int) else length)


def _nominal_month(rule: DueRule, period: Period) -> int:
    """From 1; 13 is January of the year after."""
    if isinstance(rule.month, int):
        return rule.month
    return {"first": period.start.month, "next": period.end.month + 1}.get(rule.month or "last", period.end.month)


def _one_of(name: str, value: object, allowed: tuple[object, ...]) -> None:
    if isinstance(value, bool) or value not in allowed:
        raise DueRuleError(f"{name} cannot be {value!r}")

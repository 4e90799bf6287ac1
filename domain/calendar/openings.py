"""Which periods a requirement asks reports on, and when each of them opens and closes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.calendar.durations import TimeOfDay
from domain.calendar.periods import Period, PeriodType, periods_starting_within

_START_OF_DAY, _END_OF_DAY = TimeOfDay(0), TimeOfDay(24 * 60)
# The longest period lasts a year, its report is due at the latest in the year after (`year: next`), and a due day
# that moves forward does so by some days: what started longer ago than this is over.
_LONGEST_OPEN = timedelta(days=2 * 366 + 60)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The periods of one type whose first day lies from `first` to `last`, both included; None: without bound."""

    type: PeriodType
    first: date | None = None
    last: date | None = None

    def starting_within(self, first: date, last: date) -> Iterator[Period]:
        """Yield those whose first day also lies from `first` to `last`."""
        first = max(first, self.first or first)
        last = min(last, self.last or last)
        return periods_starting_within(self.type, first, last)


def opening(period: Period, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, at which a period opens: the midnight with which it starts."""
    return _START_OF_DAY.on(period.start, zone)


def closing(period: Period, due: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant from which a period is over: its end, or the due moment of its report where that is later."""
    return max(_END_OF_DAY.on(period.end, zone), due)


def opened(
    schedule: Schedule, *, since: datetime, now: datetime, zone: ZoneInfo, due: Callable[[Period], datetime]
) -> list[Period]:
    """Return the periods to be reported on at `now`, in order: those that are open, and those that opened from `since`
    on.

    So nothing is skipped by a program that was down from `since` for longer than a whole period.
    """
    today = now.astimezone(zone).date()
    earliest = min(since.astimezone(zone).date(), today - _LONGEST_OPEN)
    return [
        period
        for period in schedule.starting_within(earliest, today)
        if opening(period, zone) <= now and (opening(period, zone) >= since or now < closing(period, due(period), zone))
    ]


def next_opening(schedule: Schedule, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return when the first period after `now` opens; None when there is none."""
    today = now.astimezone(zone).date()
    soonest = max(today, schedule.first or today)
    coming = schedule.starting_within(soonest, soonest + _LONGEST_OPEN)
    return next((moment for period in coming if (moment := opening(period, zone)) > now), None)

"""More time for a report: what can be asked for, and whether such a day can be asked for at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendar.durations import TimeOfDay
from domain.calendar.workdays import WorkCalendar

REASON_LIMIT = 500  # characters
LONGEST = timedelta(days=180)
"""After the due day: who needs more does not need more time but another plan."""

_DAY = timedelta(days=1)
OFFICES_CLOSE, _MIDNIGHT = TimeOfDay(17 * 60), TimeOfDay(0)


class ExtensionState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"  # the report came in first, or another request took its place


class BadWish(ValueError):
    """`why`: no_such_day, no_such_hour, lunar, event (it is counted from a day that nobody named), past, not_later,
    too_far, unclear, letter (O for 0) or which; `day` is the one meant.

    `options`: the moments among which one is to be chosen, with the `reason` that was given.
    """

    def __init__(
        self,
        why: str,
        day: date | None = None,
        said: str = "",
        options: Sequence[tuple[date, TimeOfDay | None]] = (),
        reason: str = "",
        tasks: tuple[str, ...] = (),
    ) -> None:
        super().__init__(why)
        self.why, self.day, self.said = why, day, said
        self.options, self.reason, self.tasks = options, reason, tasks


@dataclass(frozen=True, slots=True)
class Wish:
    """`day` is the last on which the report would be in time; `reason` is as typed, "" where none was given; `clock` is
    None where the time of day stays as it was. `named`: the day that was named, which may be a day off. `tasks`: codes
    of tasks for which it was asked, though the time is the report's."""

    day: date
    reason: str
    clock: TimeOfDay | None = None
    named: date | None = field(default=None, compare=False)
    tasks: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a wish is measured against. `due_clock` and `now` are the times of day of the due moment and of this one.
    `codes`: of the report's tasks, which are no days."""

    today: date
    due_day: date
    last: date  # no day after it is granted
    calendar: WorkCalendar
    due_clock: TimeOfDay = OFFICES_CLOSE
    now: TimeOfDay = _MIDNIGHT
    codes: frozenset[str] = frozenset()


def last_day(due_day: date, plan_until: date | None) -> date:
    """Return the last day that can be asked for: not beyond the plan, but for a month's grace for its last report."""
    furthest = due_day + LONGEST
    return furthest if plan_until is None else min(furthest, max(plan_until, due_day + timedelta(days=31)))


def suggestions(terms: Terms, working_days: tuple[int, ...] = (1, 3, 5)) -> list[date]:
    """Return days that people mostly ask for, counted from the due day, or from today where that has passed."""
    days = [terms.calendar.shift(counted_from(terms), n) for n in working_days]
    return [day for day in days if day <= terms.last]


def on_day(due: datetime, day: date, zone: ZoneInfo, clock: TimeOfDay | None = None) -> datetime:
    """Return the due moment moved to a day, at this time of day; without one it stays, and 24:00 ends that day."""
    if clock is not None:
        return clock.on(day, zone).astimezone(zone)
    local = due.astimezone(zone).time()
    return datetime.combine(day + _DAY * (local == time()), local, zone)


def checked(day: date, terms: Terms, clock: TimeOfDay | None = None) -> date:
    """Return the day, moved to the next working day (Civil Code 2015 art. 148.5); raises BadWish."""
    if day < terms.today or (day == terms.today and clock is not None and clock <= terms.now):
        raise BadWish("past", day)
    is_later_hour = day == terms.due_day and clock is not None and clock > terms.due_clock
    if day <= terms.due_day and not is_later_hour:
        raise BadWish("not_later", day)
    if day > terms.last:
        raise BadWish("too_far", day)
    return day if is_later_hour else terms.calendar.on_or_after(day)


def counted_from(terms: Terms) -> date:
    """Return the day from which days are counted: the due day, or today where that has passed."""
    return max(terms.due_day, terms.today)

"""More time for a report: what somebody asks for in a typed line, and whether such a day can be asked for at all."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.calendar.durations import TimeOfDay
from domain.calendar.workdays import WorkCalendar
from domain.moments.around import reason_of
from domain.moments.asked_moment import ADDS, TO, MeantMoments, key_of, meant, without_codes
from domain.moments.moments_in_text import NamedMoment, find_moments, names_a_moment
from domain.moments.sight import looking_ahead
from domain.moments.spans import TimeSpan, months_on
from domain.moments.unknown_events import event_of
from domain.text import fold
from domain.typed.hearing import heard, in_figures
from domain.typed.talk.task_questions import asks_leave

REASON_LIMIT = 500  # characters
LONGEST = timedelta(days=180)
"""After the due day: who needs more does not need more time but another plan."""

_MOST_DAYS = 10
"""A number alone that is larger may be the day of a month."""
_DAY = timedelta(days=1)
_END_OF_DAY = TimeOfDay(24 * 60)
_OFFICES_CLOSE, _NOON, _MIDNIGHT = TimeOfDay(17 * 60), TimeOfDay(12 * 60), TimeOfDay(0)
_HALF = {"w": 4, "m": 15}  # days


class ExtensionState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"  # the report came in first, or another request took its place


class BadWish(ValueError):
    """`why`: no_such_day, no_such_hour, lunar, event (it is counted from a day that nobody named), past, not_later,
    too_far, unclear or which; `day` is the one meant.

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
    due_clock: TimeOfDay = _OFFICES_CLOSE
    now: TimeOfDay = _MIDNIGHT
    codes: frozenset[str] = frozenset()


def last_day(due_day: date, plan_until: date | None) -> date:
    """Return the last day that can be asked for: not beyond the plan, but for a month's grace for its last report."""
    furthest = due_day + LONGEST
    return furthest if plan_until is None else min(furthest, max(plan_until, due_day + timedelta(days=31)))


def suggestions(terms: Terms, working_days: tuple[int, ...] = (1, 3, 5)) -> list[date]:
    """Return days that people mostly ask for, counted from the due day, or from today where that has passed."""
    days = [terms.calendar.shift(_base(terms), n) for n in working_days]
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


_ASKS = (
    "xin gia han",
    "gia han",
    "xin lui",
    "lui den",
    "xin them",
    "xin den",
    "doi sang",
    "doi lai",
    "den ngay",
    "extend",
)


def is_wish(text: str) -> bool:
    """Say whether it is no reason, but another day than the one that was named before: `xin lùi đến 24/12`."""
    return fold(text).startswith(_ASKS) and names_a_moment(in_figures(text))


def only_asks_whether(text: str) -> bool:
    """Say whether it is asked for more time with nothing of until when: `cho em gia hạn được không ạ`."""
    return asks_leave(heard(text)) and not names_a_moment(in_figures(text))


def read_wish(text: str, terms: Terms) -> Wish:
    """Read `3 ngày vì chờ số liệu`, `trước 17h00 thứ Sáu tuần sau`, `chờ ký, 5 ngày làm việc`; raise BadWish.

    What is not the moment is the reason. Days are counted from the due day, or from today where that has passed, and
    the first is not counted (Civil Code 2015 art. 147.2). Where more than one moment may be meant, BadWish has all.
    """
    text = in_figures(text)
    if text.strip().isdecimal() and len(text.strip()) <= 3:
        return _of_a_number(int(text), text.strip(), terms)
    first = max(terms.due_day + _DAY, terms.today)
    masked, places = without_codes(text, terms.codes)
    found = find_moments(masked, looking_ahead(terms.today, first, near=terms.due_day))
    wanted = meant(found, masked, places)
    if not wanted.asked or _is_half_read(masked[wanted.place[1] :]):
        raise BadWish("unclear", tasks=wanted.tasks)
    reason = reason_of(text, wanted)
    named = _possible(_moments(wanted, masked, terms), terms)
    if len(named) > 1:
        raise BadWish(
            "which", said=text[slice(*wanted.place)].strip(" ,;:."), options=named, reason=reason, tasks=wanted.tasks
        )
    [(day, clock)] = named
    return Wish(checked(day, terms, clock), reason, clock, day, wanted.tasks)


def _of_a_number(number: int, said: str, terms: Terms) -> Wish:
    """Read a number alone: `3` is so many days; `22` may as well be the day of a month."""
    readings = [read_wish(f"{number} ngày", terms)]
    if number > _MOST_DAYS:
        with suppress(BadWish):
            readings.insert(0, read_wish(f"đến ngày {number}", terms))
    if len({wish.day for wish in readings}) > 1:
        raise BadWish("which", said=said, options=[(wish.named or wish.day, None) for wish in readings])
    return readings[0]


Named = tuple[date, TimeOfDay | None]
_MORE = re.compile(
    r"\s*(?:-|–|~|hoặc|hay|or|hoac|đến|den|tới)\s*\d|\s*(?:,|và|va|and)\s*\d+\s*(?:[,;.]|$)", re.IGNORECASE
)


def _is_half_read(rest: str) -> bool:
    """Say whether what stands behind belongs to the moment and was not understood: `3 ngày hoặc 5`."""
    return _MORE.match(rest) is not None


def _possible(named: Sequence[Named], terms: Terms) -> list[Named]:
    """Return those that can be asked for; raises BadWish where none can."""
    found: dict[Named, Named] = {}  # two that come to the same working day are one
    for day, clock in named:
        try:
            found.setdefault((checked(day, terms, clock), clock), (day, clock))
        except BadWish:
            continue
    if not found:
        checked(named[0][0], terms, named[0][1])
    return list(found.values())


def _moments(wanted: MeantMoments, text: str, terms: Terms) -> list[Named]:
    """Return each moment that may be meant, once; a day and a time of day apart (`5/12, trước 17h`) are one."""
    found: list[Named] = []
    ones = [one for one, _ in wanted.asked]
    clocks = [one for one in ones if one.clock and not one.day and not one.span]
    days = [one for one in ones if one not in clocks]
    apart = clocks[0].clock if len(clocks) == 1 and len(days) == 1 and days[0].clock is None else None
    for one, base in wanted.asked:
        if apart is not None and one in clocks:
            continue
        for day, clock in _of(one, base, text, terms):
            clock = apart or clock
            if clock is not None and not clock.minutes:  # 0:00 is the end of the day before
                day, clock = day - _DAY, _END_OF_DAY
            found.append((day, clock))
    return list(dict.fromkeys(found))


def _of(one: NamedMoment, base: NamedMoment | None, text: str, terms: Terms) -> list[Named]:
    """Return what one moment may mean. `thêm 3 giờ` is no time of day, `24h` may be one."""
    said = text[one.start : one.end].strip(" ,;:.")
    if one.is_lunar or one.is_after:
        raise BadWish("lunar" if one.is_lunar else "unclear", said=said)
    if one.is_false:
        raise BadWish("no_such_day" if one.day is None else "no_such_hour", said=said)
    if base is not None and base.is_lunar:
        raise BadWish("lunar", said=text[base.start : base.end].strip(" ,;:."))
    if one.span is not None and base is None and (event := event_of(one, text)):
        raise BadWish("event", said=event)
    if one.span is not None:
        return after(one.span, terms, one.clock, base.day if base is not None else None)
    if one.day is not None:
        return [(day, one.clock) for day in _days(one, one.day, terms)]
    before = text[: one.start].split()
    lead = key_of(before[-1]) if before else ""
    if lead in ADDS and one.clock is not None:
        return [hours_on(one.clock.minutes, terms)]
    clock = [(_base(terms), one.clock)]
    return [*clock, hours_on(one.hours * 60, terms)] if one.hours and lead not in TO else clock


def _days(one: NamedMoment, day: date, terms: Terms) -> list[date]:
    if one.place == "whole" and one.whole is not None:
        return [*one.whole]
    before = day - 7 * _DAY  # `17h30 thứ Sáu` where it is due at 17:00 on a Friday
    if one.is_weekday and one.week is None and day == terms.today:  # `thứ Hai`, said on a Monday
        return [day, day + 7 * _DAY]
    is_same_day = one.is_weekday and one.week is None and before == terms.due_day
    if is_same_day and one.clock is not None and one.clock > terms.due_clock:
        return [before, day]
    return [one.other, day] if one.other is not None else [day]


def after(span: TimeSpan, terms: Terms, clock: TimeOfDay | None, base: date | None = None) -> list[Named]:
    """Return the days so much after the due day, after today where that has passed, or after the day that was named."""
    amounts = [span.amount] if span.least is None else [span.least, span.amount]
    if not all(amounts) and not span.has_half:
        raise BadWish("unclear")
    return [_after(amount, span, terms, clock, base or _base(terms)) for amount in amounts]


def _after(amount: int, span: TimeSpan, terms: Terms, clock: TimeOfDay | None, base: date) -> Named:
    if span.unit == "h":
        return hours_on(amount * 60 + 30 * span.has_half, terms)
    if span.unit == "wd":
        if amount > LONGEST.days:
            raise BadWish("too_far", terms.due_day + amount * _DAY)
        day = terms.calendar.shift(base, amount)
    else:
        day = months_on(base, amount) if span.unit == "m" else base + amount * (7 if span.unit == "w" else 1) * _DAY
    if not span.has_half:
        return day, clock
    if span.unit in ("w", "m"):
        return day + _HALF[span.unit] * _DAY, clock
    if terms.due_clock <= _NOON:  # half a day after a morning is the afternoon
        return day, _OFFICES_CLOSE
    return day + _DAY, _NOON


def hours_on(minutes: int, terms: Terms) -> tuple[date, TimeOfDay]:
    """Return the moment so much later than the due one, or than now where that has passed."""
    day, clock = max((terms.due_day, terms.due_clock), (terms.today, terms.now))
    days, rest = divmod(clock.minutes + minutes, 24 * 60)
    if days > LONGEST.days:
        raise BadWish("too_far", terms.due_day + days * _DAY)
    return day + days * _DAY, TimeOfDay(rest)


def _base(terms: Terms) -> date:
    return max(terms.due_day, terms.today)

"""More time as it is asked for in a typed line: `3 ngày vì chờ số liệu`, `trước 17h00 thứ Sáu tuần sau`."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta

from domain.calendar.durations import TimeOfDay
from domain.moments.around import reason_of
from domain.moments.asked_moment import ADDS, TO, MeantMoments, key_of, meant, without_codes
from domain.moments.moments_in_text import NamedMoment, find_moments, names_a_moment
from domain.moments.pieces import with_figures
from domain.moments.sight import looking_ahead
from domain.moments.spans import TimeSpan, months_on
from domain.moments.unknown_events import event_of
from domain.reports.extensions import LONGEST, OFFICES_CLOSE, BadWish, Terms, Wish, checked, counted_from
from domain.text import fold
from domain.typed.hearing import heard, in_figures
from domain.typed.talk.task_questions import asks_leave

_MOST_DAYS = 10
"""A number alone that is larger may be the day of a month."""
_DAY = timedelta(days=1)
_END_OF_DAY, _NOON = TimeOfDay(24 * 60), TimeOfDay(12 * 60)
_HALF = {"w": 4, "m": 15}  # days
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
    the first is not counted (Civil Code 2015 art. 147.2). Where more than one moment may be meant, BadWish has all of
    them; where letters stand for its figures, the one that is meant then.
    """
    text = in_figures(text)
    clear = with_figures(text)
    if clear == text or not (said := _with_letters(text, clear, terms)):
        return _wish(text, terms)
    wish = _wish(clear, terms)
    options = [(wish.named or wish.day, wish.clock)]
    raise BadWish("letter", said=said, options=options, reason=wish.reason, tasks=wish.tasks)


def _with_letters(text: str, clear: str, terms: Terms) -> str:
    """Return the moment that is asked for as it is typed, where letters stand for its figures; "" where they only stand
    elsewhere. `clear`: the same with figures."""
    wanted, _ = _wanted(clear, terms)
    place = slice(*wanted.place) if wanted.asked else slice(None)
    return text[place].strip(" ,;:.") if text[place] != clear[place] else ""


def _wish(text: str, terms: Terms) -> Wish:
    if text.strip().isdecimal() and len(text.strip()) <= 3:
        return _of_a_number(int(text), text.strip(), terms)
    wanted, masked = _wanted(text, terms)
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


def _wanted(text: str, terms: Terms) -> tuple[MeantMoments, str]:
    """Return the moments that are meant, and the text without codes of tasks in which they stand."""
    first = max(terms.due_day + _DAY, terms.today)
    masked, places = without_codes(text, terms.codes)
    found = find_moments(masked, looking_ahead(terms.today, first, near=terms.due_day))
    return meant(found, masked, places), masked


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
    clock = [(counted_from(terms), one.clock)]
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
    return [_after(amount, span, terms, clock, base or counted_from(terms)) for amount in amounts]


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
        return day, OFFICES_CLOSE
    return day + _DAY, _NOON


def hours_on(minutes: int, terms: Terms) -> tuple[date, TimeOfDay]:
    """Return the moment so much later than the due one, or than now where that has passed."""
    day, clock = max((terms.due_day, terms.due_clock), (terms.today, terms.now))
    days, rest = divmod(clock.minutes + minutes, 24 * 60)
    if days > LONGEST.days:
        raise BadWish("too_far", terms.due_day + days * _DAY)
    return day + days * _DAY, TimeOfDay(rest)

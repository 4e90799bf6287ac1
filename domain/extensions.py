"""More time for a report: what somebody asks for in a typed line, and whether such a day can be asked for at all."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.durations import Clock
from domain.moments.days import looking_ahead
from domain.moments.reading import NamedMoment, find_moments
from domain.moments.spans import Span
from domain.text import fold
from domain.workdays import WorkCalendar

REASON_LIMIT = 500  # characters
LONGEST = timedelta(days=180)
"""After the due day: who needs more does not need more time but another plan."""

_DAY = timedelta(days=1)
_END_OF_DAY = Clock(24 * 60)
_OFFICES_CLOSE, _MIDNIGHT = Clock(17 * 60), Clock(0)


class ExtensionState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"  # the report came in first, or another request took its place


class BadWish(ValueError):
    """`why`: no_such_day, no_such_hour, past, not_later, too_far or unclear; `day` is the one meant, if any."""

    def __init__(self, why: str, day: date | None = None, said: str = "") -> None:
        super().__init__(why)
        self.why, self.day, self.said = why, day, said


@dataclass(frozen=True, slots=True)
class Wish:
    """`day` is the last on which the report would be in time; `reason` is as typed, "" where none was given; `clock` is
    None where the time of day stays as it was."""

    day: date
    reason: str
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a wish is measured against. `due_clock` and `now` are the times of day of the due moment and of this one."""

    today: date
    due_day: date
    last: date  # no day after it is granted
    calendar: WorkCalendar
    due_clock: Clock = _OFFICES_CLOSE
    now: Clock = _MIDNIGHT


def last_day(due_day: date, plan_until: date | None) -> date:
    """The last day that can be asked for: not beyond the plan, but for a month's grace for its last report."""
    furthest = due_day + LONGEST
    return furthest if plan_until is None else min(furthest, max(plan_until, due_day + timedelta(days=31)))


def suggestions(terms: Terms, working_days: tuple[int, ...] = (1, 3, 5)) -> list[date]:
    """Days that people mostly ask for, counted from the due day, or from today where that has passed."""
    days = [terms.calendar.shift(_base(terms), n) for n in working_days]
    return [day for day in days if day <= terms.last]


def on_day(due: datetime, day: date, zone: ZoneInfo, clock: Clock | None = None) -> datetime:
    """The due moment moved to a day, at this time of day; where none is given it stays, and 24:00 ends that day."""
    if clock is not None:
        return clock.on(day, zone).astimezone(zone)
    local = due.astimezone(zone).time()
    return datetime.combine(day + _DAY * (local == time()), local, zone)


def checked(day: date, terms: Terms, clock: Clock | None = None) -> date:
    """The day, moved to the next working day (Civil Code 2015 art. 148.5); raises BadWish."""
    if day < terms.today or (day == terms.today and clock is not None and clock <= terms.now):
        raise BadWish("past", day)
    is_later_hour = day == terms.due_day and clock is not None and clock > terms.due_clock
    if day <= terms.due_day and not is_later_hour:
        raise BadWish("not_later", day)
    if day > terms.last:
        raise BadWish("too_far", day)
    return day if is_later_hour else terms.calendar.on_or_after(day)


def read_wish(text: str, terms: Terms) -> Wish:
    """`3 ngày vì chờ số liệu`, `trước 17h00 thứ Sáu tuần sau`, `chờ ký, 5 ngày làm việc`; raises BadWish.

    What is not the moment is the reason. Days are counted from the due day, or from today where that has passed, and
    the first is not counted (Civil Code 2015 art. 147.2).
    """
    if text.strip().isdecimal() and len(text.strip()) <= 3:
        text = f"{text.strip()} ngày"
    first = max(terms.due_day + _DAY, terms.today)
    found = find_moments(text, looking_ahead(terms.today, first, near=terms.due_day))
    if not found:
        raise BadWish("unclear")
    wanted = _asked_for(found, text)
    before, after = text[: wanted.start].split(), text[wanted.end :].split()
    day, clock = _moment(
        wanted, text[wanted.start : wanted.end], terms, adds=_key(before[-1]) in _ADDS if before else False
    )
    if clock is not None and not clock.minutes:  # 0:00 is the end of the day before
        day, clock = day - _DAY, _END_OF_DAY
    return Wish(checked(day, terms, clock), _reason(before, after), clock)


_LEADING = frozenset({
    "xin", "cho", "em", "toi", "de", "nghi", "gia", "han", "them", "den", "sang", "lui", "ngay", "moi", "nop", "vao",
    "duoc", "la", "nen", "truoc", "cham", "nhat", "het", "trong", "vong", "luc", "khoang", "phep", "kinh", "se", "muon",
    "until", "till", "by", "before", "please", "another", "more",
})  # fmt: skip
"""Words that lead to a moment and are no reason."""
_STRONG = frozenset({"den", "toi", "sang", "them", "truoc", "han", "lui", "vao", "nhat", "until", "till", "by", "to"})
"""Of several moments the one behind such a word is asked for."""
_ADDS = frozenset({"them", "more", "another"})
_TRAILING = frozenset({"a", "ah", "nhe", "nha", "nua", "dc", "duoc", "khong", "ko", "voi", "please", "thanks"})
_BECAUSE = ("vi ly do", "voi ly do", "ly do la", "ly do", "do", "vi", "boi vi", "because of", "because", "due to")


def _asked_for(found: Sequence[NamedMoment], text: str) -> NamedMoment:
    """Of several moments the first that a word leads to; else the first that can be nothing else."""

    def rank(one: NamedMoment) -> tuple[bool, bool, bool]:
        before = text[: one.start].split()
        is_led = bool(before) and _key(before[-1]) in _STRONG
        return one.is_bare and bool(before) and not is_led, not is_led, one.is_false

    best = min(found, key=rank)
    if rank(best)[0] and _is_abbreviation(text[best.start : best.end]):
        raise BadWish("unclear")
    return best


def _is_abbreviation(said: str) -> bool:
    """`CN`, `T6` in the middle of a reason."""
    return not any(sign in said for sign in "/-.")


def _key(word: str) -> str:
    return fold(word.strip(" ,;:.–—-!?()"))


def _moment(wish: NamedMoment, said: str, terms: Terms, *, adds: bool) -> tuple[date, Clock | None]:
    """`adds`: `thêm 3 giờ` is no time of day."""
    if wish.is_false:
        raise BadWish("no_such_day" if wish.day is None else "no_such_hour", said=said.strip(" ,;:."))
    if wish.span is not None:
        return _after(wish.span, terms, wish.clock)
    if wish.day is not None:
        return wish.day, wish.clock
    if adds and wish.clock is not None:
        return _hours_on(wish.clock.minutes, terms)
    return _base(terms), wish.clock


def _after(span: Span, terms: Terms, clock: Clock | None) -> tuple[date, Clock | None]:
    if not span.amount:
        raise BadWish("unclear")
    if span.unit == "h":
        return _hours_on(span.amount * 60, terms)
    if span.unit == "wd":
        if span.amount > LONGEST.days:
            raise BadWish("too_far", terms.due_day + span.amount * _DAY)
        return terms.calendar.shift(_base(terms), span.amount), clock
    if span.unit == "m":
        return _months_on(_base(terms), span.amount), clock
    return _base(terms) + span.amount * (7 if span.unit == "w" else 1) * _DAY, clock


def _hours_on(minutes: int, terms: Terms) -> tuple[date, Clock]:
    """So much later than the due moment, or than now where that has passed."""
    day, clock = max((terms.due_day, terms.due_clock), (terms.today, terms.now))
    days, rest = divmod(clock.minutes + minutes, 24 * 60)
    return day + days * _DAY, Clock(rest)


def _months_on(day: date, months: int) -> date:
    """A month without that day ends on its last (Civil Code 2015 art. 148)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _base(terms: Terms) -> date:
    return max(terms.due_day, terms.today)


def _reason(before: list[str], after: list[str]) -> str:
    """The words around the moment, without those that only lead to it or are said out of politeness."""
    while before and _key(before[-1]) in _LEADING:
        before.pop()
    while after and (not _key(after[0]) or _key(after[0]) in _TRAILING):
        after.pop(0)
    while after and _key(after[-1]) in ("a", "nhe", "nha"):
        after.pop()
    said = " ".join(after).strip(" ,;:–—-.") or " ".join(before).strip(" ,;:–—-.")
    folded = fold(said)
    for lead in sorted(_BECAUSE, key=len, reverse=True):
        if folded == lead or folded.startswith((f"{lead} ", f"{lead}:")):
            return " ".join(said.split()[len(lead.split()) :]).strip(" :,–—-")
    return said

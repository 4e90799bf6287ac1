"""More time for a report: what somebody asks for in a typed line, and whether such a day can be asked for at all."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.text import fold
from domain.workdays import WorkCalendar

REASON_LIMIT = 500  # characters
LONGEST = timedelta(days=180)
"""After the due day: who needs more does not need more time but another plan."""

_DAY = timedelta(days=1)


class ExtensionState(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"  # the report came in first, or another request took its place


class BadWish(ValueError):
    """`why`: no_such_day, past, not_later, too_far or unclear; `day` is the one meant, where there is such a day."""

    def __init__(self, why: str, day: date | None = None, said: str = "") -> None:
        super().__init__(why)
        self.why, self.day, self.said = why, day, said


@dataclass(frozen=True, slots=True)
class Wish:
    """`day` is the last on which the report would be in time; `reason` is as typed, "" where none was given."""

    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a wish is measured against."""

    today: date
    due_day: date
    last: date  # no day after it is granted
    calendar: WorkCalendar


def last_day(due_day: date, plan_until: date | None) -> date:
    """The last day that can be asked for: not beyond the plan, but for a month's grace for its last report."""
    furthest = due_day + LONGEST
    return furthest if plan_until is None else min(furthest, max(plan_until, due_day + timedelta(days=31)))


def suggestions(terms: Terms, working_days: tuple[int, ...] = (1, 3, 5)) -> list[date]:
    """Days that people mostly ask for, counted from the due day, or from today where that has passed."""
    days = [terms.calendar.shift(_base(terms), n) for n in working_days]
    return [day for day in days if day <= terms.last]


def on_day(due: datetime, day: date, zone: ZoneInfo) -> datetime:
    """The due moment moved to a day: the clock stays, and 24:00 is the end of that day."""
    clock = due.astimezone(zone).time()
    return datetime.combine(day + _DAY * (clock == time()), clock, zone)


def checked(day: date, terms: Terms) -> date:
    """The day, moved to the next working day (Civil Code 2015 art. 148.5); raises BadWish."""
    if day < terms.today:
        raise BadWish("past", day)
    if day <= terms.due_day:
        raise BadWish("not_later", day)
    if day > terms.last:
        raise BadWish("too_far", day)
    return terms.calendar.on_or_after(day)


def read_wish(text: str, terms: Terms) -> Wish:
    """`3 ngày vì chờ số liệu`, `xin đến 22/12`, `chờ ký, 5 ngày làm việc`; raises BadWish.

    What is not the day is the reason. Days are counted from the due day, or from today where that has passed, and
    the first is not counted (Civil Code 2015 art. 147.2).
    """
    words = text.split()
    for start in range(len(words)):
        found = _date_at(words, start, terms) or _span_at(words, start, terms)
        if found is not None:
            day, length = found
            before, after = words[:start], words[start + length :]
            while before and _key(before[-1]) in _LEADING:
                before.pop()
            return Wish(checked(day, terms), _reason(before, after))
    raise BadWish("unclear")


_LEADING = frozenset({
    "xin", "cho", "em", "toi", "de", "nghi", "gia", "han", "them", "den", "sang", "lui", "ngay", "moi", "nop", "vao",
    "duoc", "la", "nen",
})  # fmt: skip
_UNITS = {"ngay": 1, "d": 1, "tuan": 7, "w": 7}
_ONE_TO_TEN = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
_NUMBERS = {word: number for number, word in enumerate(_ONE_TO_TEN, 1)}
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_SLASHED = re.compile(r"(?P<d>\d{1,2})[/.\-](?P<m>\d{1,2})(?:[/.\-](?P<y>\d{4}|\d{2}))?")
_TOGETHER = re.compile(r"(\d{1,3})(ngay|tuan|wd|d|w)")
_BECAUSE = ("vi ly do", "voi ly do", "ly do la", "ly do", "do", "vi", "boi vi")


def _key(word: str) -> str:
    return fold(word.strip(" ,;:.–—-!?()"))


def _date_at(words: list[str], at: int, terms: Terms) -> tuple[date, int] | None:
    """A date that begins with this word, and how many words it takes."""
    found = _ISO.fullmatch(_key(words[at])) or _SLASHED.fullmatch(_key(words[at]))
    if found:
        year, month, day = found["y"], int(found["m"]), int(found["d"])
        return _day(words[at], day, month, int(year) if year else None, terms), 1
    keys = [_key(word) for word in words[at : at + 5]]
    if len(keys) < 3 or not keys[0].isdecimal() or keys[1] != "thang" or not keys[2].isdecimal():
        return None
    with_year = len(keys) == 5 and keys[3] == "nam" and keys[4].isdecimal()
    length = 5 if with_year else 3
    said = " ".join(words[at : at + length])
    return _day(said, int(keys[0]), int(keys[2]), int(keys[4]) if with_year else None, terms), length


def _day(said: str, day: int, month: int, year: int | None, terms: Terms) -> date:
    """Without a year, the one in which the day is nearest to the due day."""
    if year is not None:
        found = _maybe(year + 2000 if year < 100 else year, month, day)
    else:
        years = (terms.due_day.year - 1, terms.due_day.year, terms.due_day.year + 1)
        near = [one for one in (_maybe(y, month, day) for y in years) if one is not None]
        found = min(near, key=lambda one: abs(one - terms.due_day), default=None)
    if found is None:
        raise BadWish("no_such_day", said=said.strip(" ,;:."))
    return found


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _span_at(words: list[str], at: int, terms: Terms) -> tuple[date, int] | None:
    """So many days, working days or weeks, and how many words say it; a number alone means days."""
    key = _key(words[at])
    if together := _TOGETHER.fullmatch(key):
        return _after(int(together[1]), together[2], terms), 1
    number = _NUMBERS.get(key) or (int(key) if key.isdecimal() and len(key) <= 3 else 0)
    following = [_key(word) for word in words[at + 1 : at + 4]]
    if not number:
        return None
    if following[:3] == ["ngay", "lam", "viec"]:
        return _after(number, "wd", terms), 4
    if following[:1] and following[0] in _UNITS:
        return _after(number, following[0], terms), 2
    return (_after(number, "ngay", terms), 1) if len(words) == 1 and key.isdecimal() else None


def _after(number: int, unit: str, terms: Terms) -> date:
    if number > LONGEST.days:
        raise BadWish("too_far", terms.due_day + timedelta(days=number))
    if unit == "wd":
        return terms.calendar.shift(_base(terms), number)
    return _base(terms) + timedelta(days=number * _UNITS[unit])


def _base(terms: Terms) -> date:
    return max(terms.due_day, terms.today)


def _reason(before: list[str], after: list[str]) -> str:
    """The words around the day, without those that only lead to them."""
    said = " ".join(after).strip(" ,;:–—-.") or " ".join(before).strip(" ,;:–—-.")
    folded = fold(said)
    for lead in _BECAUSE:
        if folded == lead or folded.startswith((f"{lead} ", f"{lead}:")):
            return " ".join(said.split()[len(lead.split()) :]).strip(" :,–—-")
    return said

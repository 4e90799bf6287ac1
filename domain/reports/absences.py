"""Days away, as people type them: `20/12 đến 25/12`, `thứ Sáu`, `từ mai đến hết tuần`, `3 ngày từ thứ Hai tuần sau`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from domain.moments.moments_in_text import NamedMoment, between, blurred_moment, find_moments
from domain.moments.pieces import Phrases, words_of
from domain.moments.sight import looking_ahead
from domain.moments.spans import TimeSpan, months_on
from domain.moments.unknown_events import event_of
from domain.text import fold
from domain.typed.hearing import in_figures

LONGEST = timedelta(days=180)
_DAY = timedelta(days=1)
_NEAR = timedelta(days=90)
"""Without a year days are sooner those to come than those that were."""
_SATURDAY, _SUNDAY = 5, 6
_A_WEEK = 7
_BY_NUMBERS = re.compile(
    r"\b(?:(?:từ|tu|from)\s+(?:ngày\s+|ngay\s+)?|(?:ngày|ngay)\s+)(\d{1,2})(\s*(?:-|–|đến|den|tới|toi|to)\s*)(?:ngày\s+|ngay\s+)?"
    r"(\d{1,2})\b(?!\s*(?:[/.:%-]\s*\d|h\b|g\b|giờ|gio|ngày|ngay|tuần|tuan|tháng|thang|day|week|january|february|march|april"
    r"|may|june|july|august|sep|oct|nov|dec))",
    re.IGNORECASE,
)
"""`từ 8 đến 10`, `ngày 8 - 10`"""
_UNTIL_UNMARKED = re.compile(r"\b(tu\s(?:\S{1,12}\s){1,4}?)toi(?=\s(?:thu|ngay|chu|cn|mai|het|cuoi|\d))", re.IGNORECASE)
"""`tu thu 2 toi thu 4`: no evening, and not the next one."""
_MONTH_FIRST = re.compile(
    r"\b([a-z]{3,9})\s+(\d{1,2})(\s*(?:-|–|to|and)\s*)(\d{1,2})\b(?!\s*[/.:-]\s*\d|\s*[a-z])", re.IGNORECASE
)
"""`December 8-10`"""
_NUMBER = re.compile(r"(?<![\d.])\d{1,2}(?![\d])")
_FROM = frozenset({"tu", "from", "since"})
_UNTIL = frozenset({"den", "toi", "until", "till", "het", "to", "-", "–", "—", "sang", "through"})


class BadDays(ValueError):
    """`why`: unclear, letter (O for 0), no_such_day, lunar, weekday (not of that date), vague, several, open (`first`
    is known), past, reversed or too_long."""

    def __init__(self, why: str, said: str = "", first: date | None = None) -> None:
        super().__init__(why)
        self.why, self.said, self.first = why, said, first


@dataclass(frozen=True, slots=True)
class Days:
    """Both ends belong to it. `has_hours`: hours or a part of a day were named, though whole days are kept."""

    first: date
    last: date
    has_hours: bool = field(default=False, compare=False)


def read_days(text: str, today: date, since: date | None = None) -> Days:
    """Read one or two days, or one and how many from it on; without a year the next such day. Raise BadDays.

    `since`: the first day is known already, and the last is asked for.
    """
    text = in_figures(text)
    sight = looking_ahead(today, near=today + _NEAR, week_ends=_SUNDAY)
    if blurred := blurred_moment(text, sight):
        raise BadDays("letter", blurred)
    text = _UNTIL_UNMARKED.sub(r"\1den", text)
    text = _BY_NUMBERS.sub(r"ngày \1\2ngày \3", _MONTH_FIRST.sub(r"\2 \1\3\4 \1", text))
    every = find_moments(text, sight)
    found = [one for one in every if one.day or one.span or one.is_false or one.is_lunar]
    _refuse_what_is_no_day(found, text)
    _refuse_half_read(every, text)
    _refuse_exceptions(found, text)
    first, last = _ends(found, text, since, today)
    if last < first:
        raise BadDays("reversed")
    if last < today:
        raise BadDays("past")
    if last - first > LONGEST or first - today > 2 * LONGEST:
        raise BadDays("too_long")
    has_hours = any(one.clock or one.has_part or (one.span and one.span.has_half) for one in every)
    return Days(max(first, today), last, has_hours)


def _refuse_what_is_no_day(found: Sequence[NamedMoment], text: str) -> None:
    for one in found:
        said = text[one.start : one.end]
        if one.is_lunar:
            raise BadDays("lunar", said)
        if one.is_false:
            raise BadDays("no_such_day", said)
        if one.other is not None:
            raise BadDays("weekday", said)


def _refuse_half_read(every: Sequence[NamedMoment], text: str) -> None:
    """Refuse a number that is in no moment, as it may be a day: `thứ 2, 4`."""
    for number in _NUMBER.finditer(text):
        if not any(one.start <= number.start() < one.end for one in every):
            raise BadDays("unclear")


_BUT: Phrases[bool] = Phrases({
    True: ("trừ", "ngoại trừ", "trừ ra", "không kể", "không tính", "except", "excluding", "but not"),
})  # fmt: skip


def _refuse_exceptions(found: Sequence[NamedMoment], text: str) -> None:
    """Refuse days of which some are left out: `tuần sau trừ thứ Tư`."""
    for one, other in pairwise(found):
        words = words_of(text[one.end : other.start])
        if any(_BUT.at(words, at) for at in range(len(words))):
            raise BadDays("several")


def _ends(found: Sequence[NamedMoment], text: str, since: date | None, today: date) -> tuple[date, date]:
    spans = [one for one in found if one.span is not None]
    days = [one for one in found if one.day is not None]
    if not found or len(spans) > 1 or (spans and not days and since is None and event_of(spans[0], text)):
        raise BadDays("unclear")
    if not spans:
        return _of_days(days, text, since, today)
    if len(days) > 1:
        first, last = _of_days(days, text, since, today)
        if _last_of(spans[0], first) != last:
            raise BadDays("unclear")
        return first, last
    if since is None and not days and fold(text[: spans[0].end]).endswith(" nua"):
        raise BadDays("unclear")  # in three days, or for so long?
    begin = since or (_bounds(days[0])[0] if days else today + _DAY * _is_to_come(spans[0], text))
    return begin, _last_of(spans[0], begin)


def _is_to_come(one: NamedMoment, text: str) -> bool:
    """Say whether it is a span from tomorrow on: `3 ngày tới`."""
    return fold(text[one.start : one.end]).endswith(" toi")


def _last_of(one: NamedMoment, first: date) -> date:
    span = one.span or TimeSpan(0, "d")
    amount = span.amount + span.has_half
    if span.unit == "h" or span.least is not None or not amount:
        raise BadDays("unclear")
    if span.unit == "m":
        return months_on(first, span.amount) - _DAY
    if span.unit == "wd":
        return _working(first, amount)
    return first + (amount * (7 if span.unit == "w" else 1) - 1) * _DAY


def _working(day: date, amount: int) -> date:
    """Return the last of so many days from Monday to Friday."""
    if amount > LONGEST.days:
        raise BadDays("too_long")
    while amount := amount - (day.weekday() < _SATURDAY):
        day += _DAY
    return day


def _of_days(days: Sequence[NamedMoment], text: str, since: date | None, today: date) -> tuple[date, date]:
    one = days[-1]
    if since is not None:
        return since, _bounds(one)[1] if one.place != "start" else one.day or since
    if len(days) > 1:
        return _of_several(days, text)
    words = fold(text[: one.start]).split()
    leads = words[-1] if words else ""
    if leads in _UNTIL or (one.place == "over" and fold(text[one.start : one.end]).startswith("het")):
        return today, one.day or today
    if leads in _FROM or fold(text[one.start : one.end]).startswith(("tu ", "from ")):
        raise BadDays("open", first=_bounds(one)[0])
    if one.whole is not None and one.place in ("start", "middle", "end") and not _is_weekend(one):
        raise BadDays("vague", text[one.start : one.end])
    first, last = _bounds(one)
    if set(fold(text[one.end :]).split()) & _UNTIL:  # `8/12 đến khi có thông báo`
        raise BadDays("open", first=first)
    return (max(first, today) if last >= today else first), last


def _of_several(days: Sequence[NamedMoment], text: str) -> tuple[date, date]:
    """Return the span from the first to the last, where they are joined so or follow upon one another."""
    if (all_of_one := _all_of(days, text)) is not None:
        return all_of_one
    joined = [_joined(one, other, text) for one, other in pairwise(days)]
    bounds = [_bounds(one) for one in days]
    if "or" in joined or (len(days) > 2 and "to" in joined) or ("" in joined and len(days) > 2):
        raise BadDays("unclear")
    if "to" in joined:
        first, last = days
        begin, end = _bounds(first)[0], _bounds(last)[1] if not last.place or _is_weekend(last) else last.day
        if last.place and last.whole and end and end < begin and (last.whole[1] - last.whole[0]).days < 7:
            end += (begin - end).days // 7 * 7 * _DAY + 7 * _DAY  # `thứ Hai tuần sau đến hết tuần`
        return begin, end or begin
    if any(other[0] - one[1] > _DAY for one, other in pairwise(bounds)):
        raise BadDays("several")
    return bounds[0][0], bounds[-1][1]


def _joined(one: NamedMoment, other: NamedMoment, text: str) -> str:
    """Say how the two are joined; `to` also where more words stand between: `từ 20/12 nghỉ đến 25/12`."""
    if found := between(one, other, text):
        return found
    said = [*fold(text[one.end : other.start]).split(), *fold(text[other.start : other.end]).split()[:1]]
    return "to" if _UNTIL.intersection(said) else ""


_AND = frozenset({"va", "voi", "and", "hoac", "hay", "or"})
_ALL_OF_IT = frozenset(f"{all_of} {span}" for all_of in ("ca", "nguyen", "tron", "suot") for span in ("tuan", "thang"))


def _all_of(days: Sequence[NamedMoment], text: str) -> tuple[date, date] | None:
    """Return the days of `tuần sau em nghỉ cả tuần`: all of the week that is named beside it, from its day on where it
    is a day (`từ 30/11 nghỉ cả tuần`). None where nothing of the kind is said."""
    alone = [one for one in days if fold(text[one.start : one.end]) in _ALL_OF_IT]
    others = [one for one in days if one not in alone]
    if len(alone) != 1 or len(others) != 1 or _AND & set(fold(text[days[0].end : days[1].start]).split()):
        return None
    first, last = _bounds(others[0])
    if others[0].whole is not None:
        return (first, last) if others[0].place == "whole" else None
    assert alone[0].whole is not None
    if (alone[0].whole[1] - alone[0].whole[0]).days < _A_WEEK:
        return first, first + (_SUNDAY - first.weekday()) * _DAY
    return first, months_on(first.replace(day=1), 1) - _DAY


def _bounds(one: NamedMoment) -> tuple[date, date]:
    """Return the first and the last day of what was named."""
    assert one.day is not None
    if one.whole is not None and (one.place in ("whole", "over") or _is_weekend(one)):
        return one.whole
    return one.day, one.day


def _is_weekend(one: NamedMoment) -> bool:
    return one.place == "end" and one.whole is not None and (one.whole[1] - one.whole[0]).days == 1

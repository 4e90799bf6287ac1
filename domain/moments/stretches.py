"""Parts of a week, a month, a quarter or a year: `cuối tuần sau`, `hết tháng`, `giữa tháng 12`, `cả tuần`."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from domain.moments.day_names import YEARS
from domain.moments.pieces import Phrases, TextPiece, is_sign, number_at
from domain.moments.sight import DayFound, Sight, month_of, year_of

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_SATURDAY, _SUNDAY = 5, 6
_TRIED = 30
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}

Stretch = tuple[str, str, int | None]
"""Where in it (`over`: until it is over), of what, and which, counted from the one of today."""

_PLACES = {
    "start": ("đầu", "đầu của"),
    "middle": ("giữa",),
    "end": ("cuối", "cuối của"),
    "over": ("hết", "trong", "nội trong", "hết cả"),
    "whole": ("cả", "nguyên", "trọn", "suốt"),
}
_SPANS = {"week": "tuần", "month": "tháng", "quarter": "quý", "year": "năm"}
_SHIFTS: dict[int | None, tuple[str, ...]] = {
    None: ("",),
    0: (" này", " nay"),
    1: (" sau", " tới"),
    2: (" sau nữa", " tới nữa"),
}
_ENGLISH = {"week": "week", "month": "month", "quarter": "quarter", "year": "year"}
_ENGLISH_PLACES = {"start": ("start of", "beginning of"), "middle": ("middle of",), "end": ("end of",)}
_ENGLISH_SHIFTS = {None: ("the",), 0: ("this",), 1: ("next",)}


def _phrases() -> Iterator[tuple[Stretch, tuple[str, ...]]]:
    for span, name in _SPANS.items():
        for shift, behind in _SHIFTS.items():
            for place, words in _PLACES.items():
                yield (place, span, shift), tuple(f"{word} {name}{one}" for word in words for one in behind)
            if shift is not None:
                yield ("whole", span, shift), tuple(f"{name}{one}" for one in behind)
    for span, name in _ENGLISH.items():
        for shift, before in _ENGLISH_SHIFTS.items():
            for place, words in _ENGLISH_PLACES.items():
                yield (place, span, shift), tuple(f"{word} {one} {name}" for word in words for one in before)
            if shift is not None:
                yield ("whole", span, shift), tuple(f"{one} {name}" for one in before)
    yield ("end", "month", None), ("end of month",)
    yield ("end", "week", None), ("weekend", "the weekend")
    yield ("end", "week", 0), ("this weekend",)
    yield ("end", "week", 1), ("next weekend",)


def _collected() -> dict[Stretch, tuple[str, ...]]:
    found: dict[Stretch, tuple[str, ...]] = {}
    for stretch, phrases in _phrases():
        found[stretch] = (*found.get(stretch, ()), *phrases)
    return found


_STRETCHES: Phrases[Stretch] = Phrases(_collected())
_MONTH: Phrases[str] = Phrases({"whole": ("tháng",)})


def stretch_at(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    """Find a stretch of time for what is still to be done; the day is the one until which it lasts, or the first of its
    beginning."""
    if sight.first is None:
        return None
    if (by_number := _month_by_number(pieces, at, sight)) is not None:
        return by_number
    found = _STRETCHES.at(pieces, at)
    if found is None:
        return None
    (place, span, shift), length = found
    if place == "whole" and _is_behind(pieces, at):
        return None
    shifts = [shift] if shift is not None else range(_TRIED)  # `đầu tuần` said on a Wednesday is the next one
    if place == "whole" and shift is None:
        shifts = [0]
    days = [_day(place, *_bounds(span, one, sight), span, sight) for one in shifts]
    chosen = next((n for n, day in enumerate(days) if day >= sight.first), 0)
    first, last = _bounds(span, shifts[chosen], sight)
    if place == "end" and span == "week":
        return _weekend(days[chosen], first, length, sight, is_this_or_next=shift is None)
    return DayFound(days[chosen], length, place=place, whole=(first, last))


def _is_behind(pieces: Sequence[TextPiece], at: int) -> bool:
    """Say whether some time after it is meant: `sau tuần này`, `qua tháng 12`."""
    return at > 0 and pieces[at - 1].key in ("sau", "qua", "ngoai")


def _weekend(day: date, monday: date, length: int, sight: Sight, *, is_this_or_next: bool) -> DayFound:
    """Return `cuối tuần`; where the Friday of this week is no use, with this Sunday beside the end of a week to come,
    as either may be meant."""
    sunday = sight.today + (_SUNDAY - sight.today.weekday()) * _DAY
    is_later = (
        is_this_or_next
        and sight.week_ends != _SUNDAY
        and day > sunday
        and sight.first is not None
        and sunday >= sight.first
    )
    whole = (monday + _SATURDAY * _DAY, monday + _SUNDAY * _DAY)
    return DayFound(day, length, place="end", whole=whole, other=sunday if is_later else None)


def _month_by_number(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    """Find a month by its number, or a part of it: `cuối tháng 12`, `đầu tháng 1 năm sau`, `cả tháng 12/2026`, `tháng
    1`."""
    found = _STRETCHES.at(pieces, at)
    if found is not None and found[0][1:] == ("month", None):
        place, end = found[0][0], at + found[1]
    elif (bare := _MONTH.at(pieces, at)) is not None:
        place, end = bare[0], at + bare[1]
    else:
        return None
    month = number_at(pieces, end)
    if place == "whole" and _is_behind(pieces, at):
        return None
    if month is None or not 1 <= month <= 12 or (at > 0 and number_at(pieces, at - 1) is not None):
        return None
    end += 1
    year = number_at(pieces, end + 1, 4) if is_sign(pieces, end, "/") else None
    if year is not None:
        year, end = year_of(pieces[end + 1].key), end + 2
    if year is None and (which := YEARS.at(pieces, end)) is not None:
        year, end = sight.today.year + which[0], end + which[1]
    if year is None:
        year = sight.today.year + (month < sight.today.month)
    if not date.min.year <= year < date.max.year:
        return None
    first = month_of(year * 12 + month - 1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return DayFound(_day(place, first, last, "month", sight), end - at, place=place, whole=(first, last))


def _bounds(span: str, shift: int, sight: Sight) -> tuple[date, date]:
    """Return the first and the last day of the week, month, quarter or year that is so many after the one of today."""
    today = sight.today
    if span == "week":
        monday = today - today.weekday() * _DAY + shift * _WEEK
        return monday, monday + sight.week_ends * _DAY
    months = _MONTHS[span]
    index = (today.year * 12 + today.month - 1) // months * months + shift * months
    return month_of(index), month_of(index + months) - _DAY


def _day(place: str, first: date, last: date, span: str, sight: Sight) -> date:
    if place == "start":
        return first
    if place == "middle":
        return first + 2 * _DAY if span == "week" else first.replace(day=15) if span == "month" else last
    return last

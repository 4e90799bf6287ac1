"""Moments in a text: all that are named in a sentence, or the one that a cell or a line of a setup file holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.calendar.durations import TimeOfDay
from domain.moments.clocks import PARTS, clock_at, end_of_part, in_part
from domain.moments.day_names import BETWEEN_DAYS
from domain.moments.days import day_at, lunar_at
from domain.moments.pieces import Phrases, TextPiece, Word, with_figures, words_of
from domain.moments.sight import DayFound, Sight, looking_ahead
from domain.moments.spans import TimeSpan, span_at

_BETWEEN: Phrases[str] = Phrases({
    "between": ("lúc", "vào", "vào lúc", "của", "hồi", "on", "at", "by"),
    "comma": (",",),
    "dash": ("-",),
})  # fmt: skip
_SLASH = re.compile(r"(?<=[0-9])\s{0,2}/\s{0,2}(?=[0-9])")
_BY = re.compile(
    r"(?:trước|truoc|chậm nhất|cham nhat|muộn nhất|muon nhat|hạn chót|han chot|hạn nộp|han nop|hạn|han)"
    r"(?: (?:là|la|vào|vao|lúc|luc|đến|den|trước|truoc))?\s{0,2}:?\s(?=\s{0,2}[0-9])",
    re.IGNORECASE,
)
"""Before an hour these words say no more than that it is a due moment."""
_DAY = timedelta(days=1)
_ANY_TWO_DAYS = (date(2001, 12, 31), date(2003, 6, 12))  # what is read alike on both has its year
_TITLES = frozenset({"chi", "anh", "co", "ba", "em", "ong", "bac", "chu", "di", "ms", "mrs", "hoang", "tuyet", "ngoc"})


@dataclass(frozen=True, slots=True)
class NamedMoment:
    """A moment as it is named: a day, a time of day, or both; or how much time (`span`). `is_false`: there is no such
    day or hour; `is_lunar`: it is of the lunar calendar. `start` and `end` are places in the text. `is_bare`: it may be
    something else (`5/12`). `other`, `place`, `whole`, `is_after`, `week`: as of a `DayFound`. `hours`: as of a
    `ClockFound`. `has_part`: `sáng mai`, without a time of day."""

    day: date | None
    clock: TimeOfDay | None
    start: int
    end: int
    span: TimeSpan | None = None
    is_false: bool = False
    is_bare: bool = False
    is_lunar: bool = False
    is_after: bool = False
    has_part: bool = False
    other: date | None = None
    place: str = ""
    whole: tuple[date, date] | None = None
    is_weekday: bool = False
    week: int | None = None
    hours: int = 0


def find_moments(text: str, sight: Sight) -> list[NamedMoment]:
    """Return all that are named in a text, in the order in which they stand."""
    pieces = words_of(text)
    found: list[NamedMoment] = []
    at = 0
    while at < len(pieces):
        one, length = None, 0
        if not _is_a_name(text, pieces, at):
            one, length = _moment_at(pieces, at, sight)
        if one is not None:
            found.append(one)
        at += max(1, length)
    return _in_order(_in_one_week(found, text), text) if sight.first is not None else found


def names_a_moment(text: str) -> bool:
    """Say whether any is named, whichever it is, also with letters for its figures."""
    return bool(find_moments(with_figures(text), _SOME_DAY))


def blurred_moment(text: str, sight: Sight) -> str:
    """Return the first moment that is typed with a letter for a figure, `3O/12`; "" for none."""
    clear = with_figures(text)
    spans = [(one.start, one.end) for one in find_moments(clear, sight)] if clear != text else []
    return next((text[begin:end] for begin, end in spans if text[begin:end] != clear[begin:end]), "")


_SOME_DAY = looking_ahead(date(2000, 1, 1))


def _in_order(found: list[NamedMoment], text: str) -> list[NamedMoment]:
    """Put weekdays in order, the second a week later where it would come before the first: `thứ Hai đến thứ Tư` said on
    a Tuesday are both of the week to come."""
    for at in range(1, len(found)):
        before, one = found[at - 1], found[at]
        is_open = before.is_weekday and one.is_weekday and one.week is None
        if is_open and before.day and one.day and one.day < before.day and between(before, one, text):
            found[at] = replace(one, day=one.day + 7 * _DAY)
    return found


def _in_one_week(found: list[NamedMoment], text: str) -> list[NamedMoment]:
    """Put a weekday in the week of the next, where it comes before that: in `thứ Hai đến thứ Sáu tuần sau` the Monday
    is of that week too, as it comes before the Friday."""
    for at in range(len(found) - 2, -1, -1):
        one, next = found[at], found[at + 1]
        if one.day is None or next.day is None or not one.is_weekday or one.week is not None or next.week is None:
            continue
        in_week = next.day - (next.day.weekday() - one.day.weekday()) * _DAY
        if in_week <= next.day and between(one, next, text):
            found[at] = replace(one, day=in_week, week=next.week)
    return found


def between(one: NamedMoment, other: NamedMoment, text: str) -> str:
    """Return `to`, `or`, `and`, as they stand between two that were found; "" where anything else does."""
    pieces = words_of(text[one.end : other.start])
    found = BETWEEN_DAYS.at(pieces, 0)
    return found[0] if found is not None and found[1] == len(pieces) else ""


def read_clock(text: str) -> TimeOfDay | None:
    """Read a time of day, `17:00`, `17h30`, `5 giờ chiều`, `24:00`; None where the text is anything else."""
    pieces = words_of(text)
    found = clock_at(pieces, 0, with_point=True)
    return found.clock if found is not None and found.length == len(pieces) else None


def read_moment(text: str) -> tuple[date, TimeOfDay | None] | None:
    """Return a day with its year, and the time of day where one is named: `17:00 15/06/2026`, `24:00 ngày 30/11/2026`,
    `2026-11-30T24:00`. None where the text is anything else, or there is no such moment."""
    pieces = words_of(_apart(text))
    first, second = (_moment_at(pieces, 0, Sight(day, day, day, is_loose=True)) for day in _ANY_TWO_DAYS)
    one = first[0]
    if (
        one is None
        or one.day is None
        or one.is_false
        or one.other
        or one.place
        or first[1] != len(pieces)
        or first != second
    ):
        return None
    return one.day, one.clock


def read_instant(text: str, zone: ZoneInfo | None = None) -> datetime | None:
    """Return the same as an instant: with an offset as ISO has it (`2026-11-30T24:00+07:00`), else in the zone, where
    one is given. None where there is no time of day, or no zone."""
    local, offset = _without_offset(text.strip())
    found = read_moment(_BY.sub("", local, count=1))
    if found is None:
        return None
    day, clock = found
    if clock is None:
        return None
    try:
        if offset is None:
            return None if zone is None else clock.on(day, zone).astimezone(zone)
        days, minutes = divmod(clock.minutes, 24 * 60)
        wall = datetime.combine(day + days * _DAY, time(minutes // 60, minutes % 60))
        return datetime.fromisoformat(f"{wall:%Y-%m-%dT%H:%M}{offset}")
    except (ValueError, OverflowError):
        return None


def _apart(text: str) -> str:
    """Write ISO's `T` between day and time of day as a space, and `30 / 11 / 2026` without its spaces."""
    head, sign, tail = text.strip().partition("T")
    parted = f"{head} {tail}" if sign and head[-2:].isdecimal() and tail[:2].isdecimal() else text
    return _SLASH.sub("/", parted)


def _without_offset(text: str) -> tuple[str, str | None]:
    if text.endswith(("Z", "z")):
        return text[:-1], "+00:00"
    if len(text) > 6 and text[-6] in "+-" and text[-3] == ":" and (text[-5:-3] + text[-2:]).isdecimal():
        return text[:-6], text[-6:]
    return text, None


def _is_a_name(text: str, pieces: Sequence[Word], at: int) -> bool:
    """Say whether the word is a name and not tomorrow: `chờ chị Mai ký`."""
    if pieces[at].key != "mai" or at == 0:
        return False
    return text[pieces[at].start].isupper() or pieces[at - 1].key in _TITLES


def _moment_at(pieces: Sequence[TextPiece], at: int, sight: Sight) -> tuple[NamedMoment | None, int]:
    """Return the moment from this piece on: a day and a time of day in either order, with the part of the day."""
    if sight.first is not None and (length := lunar_at(pieces, at, sight)):
        return NamedMoment(None, None, pieces[at].start, pieces[at + length - 1].end, is_lunar=True), length
    if (spanned := _span(pieces, at, sight)) is not None:
        return spanned
    named, clock, part = None, None, None
    end = next = at
    while next < len(pieces):
        if named is None and (day := _day_at(pieces, next, sight)) is not None:
            part = part or _part_at(pieces, next)  # `chiều nay`
            named, end = day, next + day.length
        elif clock is None and (hour := clock_at(pieces, next, with_point=True)) is not None:
            clock, end = hour, next + hour.length
        elif part is None and (named is not None or _leads_to_day(pieces, next, sight)) and _part_at(pieces, next):
            part = _part_at(pieces, next)
            end = next + (part[1] if part else 0)
        else:
            break
        between = _BETWEEN.at(pieces, end) if named is None or clock is None else None
        next = end + (between[1] if between else 0)
    if named is None and clock is None:
        return None, 0
    found = NamedMoment(
        named.day if named else None,
        _clock_of(clock.clock if clock else None, part[0] if part else ""),
        pieces[at].start,
        pieces[end - 1].end,
        is_false=(named is not None and named.day is None) or (clock is not None and clock.clock is None),
        is_bare=named is not None and named.is_bare and clock is None,
        has_part=bool(part) and clock is None,
        hours=clock.hours if clock is not None and named is None and not part else 0,
    )
    return _as_of(found, named), end - at


def _as_of(found: NamedMoment, day: DayFound | None) -> NamedMoment:
    if day is None:
        return found
    return replace(
        found,
        is_after=day.is_after,
        other=day.other,
        place=day.place,
        whole=day.whole,
        is_weekday=day.is_weekday,
        week=day.week,
    )


def _day_at(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    """Find a day here; `17.30` before a day is none itself."""
    found = day_at(pieces, at, sight)
    if found is None or found.day is not None or (clock := clock_at(pieces, at, with_point=True)) is None:
        return found
    return None if day_at(pieces, at + clock.length, sight) is not None else found


def _clock_of(clock: TimeOfDay | None, part: str) -> TimeOfDay | None:
    if not part:
        return clock
    if clock is None:
        return end_of_part(part)
    return TimeOfDay(in_part(clock.minutes, part))


def _leads_to_day(pieces: Sequence[TextPiece], at: int, sight: Sight) -> bool:
    """Say whether a part of the day leads to a day here: `sáng mai`, `chiều thứ Sáu`; alone (`tối`) it names
    nothing."""
    part = _part_at(pieces, at)
    return part is not None and day_at(pieces, at + part[1], sight) is not None


def _part_at(pieces: Sequence[TextPiece], at: int) -> tuple[str, int] | None:
    """Find a part of the day here. In `sang tuần sau`, where other words have their marks, it is no morning."""
    if pieces[at].key == "sang" and not pieces[at].marked and any(piece.marked for piece in pieces):
        return None
    return PARTS.at(pieces, at)


def _has_day(pieces: Sequence[TextPiece], at: int, sight: Sight) -> bool:
    between = _BETWEEN.at(pieces, at)
    return day_at(pieces, at + (between[1] if between else 0), sight) is not None


def _span(pieces: Sequence[TextPiece], at: int, sight: Sight) -> tuple[NamedMoment | None, int] | None:
    if sight.first is None or (found := span_at(pieces, at)) is None:
        return None
    end = at + found.length
    if found.span.unit == "h" and pieces[end - 1].key in ("h", "g", "gio") and _has_day(pieces, end, sight):
        return None  # `25h ngày 22/12` is no time of day
    between = _BETWEEN.at(pieces, end)
    hour = clock_at(pieces, end + (between[1] if between and between[0] == "between" else 0))
    if hour is not None:
        end = end + (between[1] if between else 0) + hour.length
    clock = hour.clock if hour else None
    return NamedMoment(None, clock, pieces[at].start, pieces[end - 1].end, found.span), end - at

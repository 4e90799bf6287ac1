"""Days as people name them: `25/12`, `ngày 25 tháng 12`, `thứ Sáu tuần sau`, `ngày kia`, `cuối tháng`, `mùng 5`."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.moments.clocks import clock_at
from domain.moments.names import BESIDE_NUMBER, LED, MONTH_NAMES, NAMED, OF_LUNAR, STRETCHES, WEEKDAYS, WHICH
from domain.moments.pieces import Piece, is_sign, number_at

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_FRIDAY = 4
_CENTURY = 2000
_STRETCHES_TRIED = 30
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Sight:
    """How a day is looked for that is named without its year, its month or its week.

    `latest`: without a year, the latest such day that is not after it. `first`: `thứ Sáu` and `ngày 20` are the first
    such day from it on; None for what is over, where they are the last until `today`. `is_loose`: `25.12` and `25-12`
    are days too; in a report they are numbers. `week_ends`: the day on which a week is over, Friday at an office.
    """

    today: date
    latest: date
    first: date | None = None
    is_loose: bool = False
    week_ends: int = _FRIDAY


def looking_back(today: date) -> Sight:
    """For what has been done: also a day of the next quarter is meant as such, to be told that it is still to come."""
    return Sight(today, today + timedelta(days=92))


def looking_ahead(
    today: date, first: date | None = None, *, near: date | None = None, week_ends: int = _FRIDAY
) -> Sight:
    """For what is still to be done. Without a year the day nearest to `near` is meant; else the next."""
    latest = _year_after(today) - _DAY if near is None else near + _YEAR / 2
    return Sight(today, latest, first or today, is_loose=True, week_ends=week_ends)


def _year_after(day: date) -> date:
    return _maybe(day.year + 1, day.month, day.day) or date(day.year + 1, 3, 1)


@dataclass(frozen=True, slots=True)
class DayFound:
    """`day` is None where there is no such day (`31/2`). `is_bare`: `5/12`, `CN` alone, which may be something else.
    `is_bound`: `trước ngày 15/6`. `is_stretch`: `cuối tuần`, a time that has more than one day."""

    day: date | None
    length: int  # pieces
    is_bare: bool = False
    is_bound: bool = False
    is_stretch: bool = False


def day_at(pieces: Sequence[Piece], at: int, sight: Sight) -> DayFound | None:
    """The day that is named from this piece on; none of the lunar calendar, which is not read."""
    found = _day_at(pieces, at, sight)
    return None if found is not None and OF_LUNAR.at(pieces, at + found.length) is not None else found


def _day_at(pieces: Sequence[Piece], at: int, sight: Sight) -> DayFound | None:
    led = LED.at(pieces, at)
    if led is not None and not (led[0] == "bound" and _is_no_day(pieces, at + led[1])):
        inner = _numbered(pieces, at + led[1], sight, is_named=True) or _named(pieces, at + led[1], sight)
        if inner is not None:
            return DayFound(inner.day, led[1] + inner.length, False, led[0] == "bound", inner.is_stretch)
    return _named(pieces, at, sight) or _numbered(pieces, at, sight, is_named=False)


def _is_no_day(pieces: Sequence[Piece], at: int) -> bool:
    """`trước 17h`, `sau 3 ngày`: a number, but none of a day."""
    if clock_at(pieces, at) is not None:
        return True
    return number_at(pieces, at, 4) is not None and at + 1 < len(pieces) and pieces[at + 1].key in ("ngay", "tuan")


def _named(pieces: Sequence[Piece], at: int, sight: Sight) -> DayFound | None:
    """By words."""
    return (
        _days_ago(pieces, at, sight)
        or _weekday(pieces, at, sight)
        or _week_then_weekday(pieces, at, sight)
        or _stretch(pieces, at, sight)
        or _near(pieces, at, sight)
    )


def _near(pieces: Sequence[Piece], at: int, sight: Sight) -> DayFound | None:
    """`hôm nay`, `ngày kia`. `mai` alone may be a name, and `mot` is mostly one."""
    found = NAMED.at(pieces, at)
    if found is not None and pieces[at].key in ("mai", "mot") and (sight.first is None or _is_mostly_one(pieces[at])):
        return None
    return None if found is None else DayFound(sight.today + found[0] * _DAY, found[1])


def _is_mostly_one(piece: Piece) -> bool:
    return piece.key == "mot" and not piece.marked


def _days_ago(pieces: Sequence[Piece], at: int, sight: Sight) -> DayFound | None:
    """`3 ngày trước`"""
    number = number_at(pieces, at)
    word = BESIDE_NUMBER.at(pieces, at + 1) if number is not None else None
    if number is None or word is None or sight.first is not None:
        return None
    return DayFound(sight.today - number * _DAY, 1 + word[1])


def _weekday(pieces: Sequence[Piece], at: int, sight: Sight) -> DayFound | None:
    """`thứ Sáu`, `t6 tuần sau`, `chủ nhật này`"""
    found = _weekday_word(pieces, at)
    if found is None:
        return None
    weekday, length, is_short = found
    end = at + length
    if end < len(pieces) and pieces[end].key == "," and WHICH.at(pieces, end + 1) is None:
        full = _numbered(pieces, end + 1, sight, is_named=False)  # `thứ Sáu, 25/12`: the number counts
        if full is not None:
            return DayFound(full.day, length + 1 + full.length)
    written = LED.at(pieces, end)
    dated = _numbered(pieces, end + (written[1] if written else 0), sight, is_named=written is not None)
    if dated is not None and _is_dated(pieces, end + (written[1] if written else 0)):
        return DayFound(dated.day, length + (written[1] if written else 0) + dated.length)
    which = WHICH.at(pieces, end)
    if which is not None and not which[0].startswith("month"):
        return DayFound(_in_week(weekday, which[0], sight), length + which[1])
    if is_short and sight.first is None:
        return None  # `xong T6` may be June
    return DayFound(_next_weekday(weekday, sight), length, is_bare=is_short)


def _is_dated(pieces: Sequence[Piece], at: int) -> bool:
    return is_sign(pieces, at + 1, "/-.") or (at + 1 < len(pieces) and pieces[at + 1].key == "thang")


def _weekday_word(pieces: Sequence[Piece], at: int) -> tuple[int, int, bool] | None:
    """Monday is 0; how many pieces it takes; whether it is written as `t6`."""
    if at > 0 and pieces[at - 1].key in ("lan", "quy", "ky", "dot", "hop", "khoa", "tuan", "nam", "hang"):
        return None  # `lần thứ 2`
    found = WEEKDAYS.at(pieces, at)
    if found is None:
        return None
    kind, length = found
    if kind in ("nth", "t"):
        number = number_at(pieces, at + length, 1)
        point = is_sign(pieces, at + length, ".")
        if number is None and point:
            number, length = number_at(pieces, at + length + 1, 1), length + 1
        if number is None or not 2 <= number <= 7 or is_sign(pieces, at + length + 1, "/-%:"):
            return None
        if kind == "t" and not pieces[at + length].is_close:
            return None
        return number - 2, length + 1, kind == "t"
    return int(kind), length, kind == "6" and pieces[at].key == "cn"


def _in_week(weekday: int, which: str, sight: Sight) -> date:
    monday = sight.today - sight.today.weekday() * _DAY
    if which == "next":  # `thứ Sáu tới`
        return sight.today + ((weekday - sight.today.weekday() - 1) % 7 + 1) * _DAY
    if which == "last":  # `thứ Sáu vừa rồi`
        return sight.today - ((sight.today.weekday() - weekday - 1) % 7 + 1) * _DAY
    return monday + int(which) * _WEEK + weekday * _DAY


def _next_weekday(weekday: int, sight: Sight) -> date:
    if sight.first is None:
        return sight.today - (sight.today.weekday() - weekday) % 7 * _DAY
    return sight.first + (weekday - sight.first.weekday()) % 7 * _DAY


def _week_then_weekday(pieces: Sequence[Piece], at: int, sight: Sight) -> DayFound | None:
    """`tuần sau thứ Sáu`"""
    which = WHICH.at(pieces, at)
    if which is None or which[0] in ("next", "last") or which[0].startswith("month"):
        return None
    weekday = _weekday_word(pieces[at + which[1] :], 0)
    if weekday is None:
        return None
    return DayFound(_in_week(weekday[0], which[0], sight), which[1] + weekday[1])


def _stretch(pieces: Sequence[Piece], at: int, sight: Sight) -> DayFound | None:
    """`cuối tuần sau`, `hết tháng`, `giữa tháng 12`: one day of it, for what is still to be done."""
    found = STRETCHES.at(pieces, at)
    if found is None or sight.first is None:
        return None
    (place, span, shift), length = found
    if shift is None and span == "month" and (month := number_at(pieces, at + length)) is not None:
        length += 1
        year = number_at(pieces, at + length + 1, 4) if is_sign(pieces, at + length, "/") else None
        length += 2 if year is not None else 0
        first = _dated(1, month, year, sight)
        return DayFound(first and _of_month(place, first), length, is_stretch=True)
    shifts = [shift] if shift is not None else range(_STRETCHES_TRIED)  # `đầu tuần` said on a Wednesday is the next one
    days = [_of_span(place, span, one, sight) for one in shifts]
    return DayFound(next((day for day in days if day >= sight.first), days[0]), length, is_stretch=True)


def _of_span(place: str, span: str, shift: int, sight: Sight) -> date:
    """The day of the week, month, quarter or year that is so many after the one of today."""
    today = sight.today
    if span == "week":
        monday = today - today.weekday() * _DAY + shift * _WEEK
        return monday + {"start": 0, "middle": 2, "end": sight.week_ends}[place] * _DAY
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[span]
    index = (today.year * 12 + today.month - 1) // months * months + shift * months
    first, last = _month(index), _month(index + months - 1)
    if span == "month":
        return _of_month(place, first)
    return first if place == "start" else _of_month("end", last)


def _of_month(place: str, first: date) -> date:
    length = monthrange(first.year, first.month)[1]
    return first.replace(day={"start": 1, "middle": 15, "end": length}[place])


def _month(index: int) -> date:
    return date(index // 12, index % 12 + 1, 1)


def _numbered(pieces: Sequence[Piece], at: int, sight: Sight, *, is_named: bool) -> DayFound | None:
    """By numbers: `25/12`, `25.12.2026`, `2026-12-25`, `25 tháng 12`, `ngày 25`."""
    if at >= len(pieces):
        return None
    joined = _joined(pieces, at)
    if joined is not None:
        return DayFound(_dated(*joined[0], sight), joined[1])
    day = number_at(pieces, at)
    if day is None:
        return None
    return (
        _with_signs(pieces, at, day, sight, is_named=is_named)
        or _with_month(pieces, at, day, sight)
        or (_alone(pieces, at, day, sight) if is_named else None)
    )


def _joined(pieces: Sequence[Piece], at: int) -> tuple[tuple[int, int, int], int] | None:
    """`25.12.2026` where it is one number, and `2026-12-25`."""
    parts = pieces[at].key.split(".")
    if len(parts) == 3 and all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts):
        return ((int(parts[0]), int(parts[1]), int(parts[2])), 1) if len(parts[2]) in (2, 4) else None
    year = number_at(pieces, at, 4)
    if year is None or len(pieces[at].key) != 4 or not is_sign(pieces, at + 1, "-/"):
        return None
    month, day = number_at(pieces, at + 2), number_at(pieces, at + 4)
    if month is None or day is None or pieces[at + 3].key != pieces[at + 1].key:
        return None
    return (day, month, year), 5


def _with_signs(pieces: Sequence[Piece], at: int, day: int, sight: Sight, *, is_named: bool) -> DayFound | None:
    """`25/12`, `25/12/26`, `25-12-2026`"""
    month = number_at(pieces, at + 2)
    sign = pieces[at + 1].key if at + 1 < len(pieces) else ""
    if month is None or not is_sign(pieces, at + 1, "/-.") or (sign == "." and not sight.is_loose):
        return None
    year = number_at(pieces, at + 4, 4)
    if year is not None and pieces[at + 3].key == sign and len(pieces[at + 4].key) in (2, 4):
        return DayFound(_dated(day, month, year, sight), 5)
    if sign == "/" or is_named or sight.is_loose:
        return DayFound(_dated(day, month, None, sight), 3, is_bare=not is_named)
    return None


def _with_month(pieces: Sequence[Piece], at: int, day: int, sight: Sight) -> DayFound | None:
    """`25 tháng 12`, `25 tháng 12 năm 2026`, `25 tháng sau`, `25 December`"""
    end = at + 1
    english = MONTH_NAMES.at(pieces, end)
    if english is not None:
        year = number_at(pieces, end + 1, 4)
        has_year = year is not None and len(pieces[end + 1].key) == 4
        return DayFound(_dated(day, english[0], year if has_year else None, sight), 2 + has_year)
    which = WHICH.at(pieces, end)
    if which is None and end < len(pieces) and pieces[end].key == "thang":
        month = number_at(pieces, end + 1)
        if month is None:
            return None
        marked = end + 2 < len(pieces) and (pieces[end + 2].key == "nam" or is_sign(pieces, end + 2, "/-"))
        year = number_at(pieces, end + 3, 4) if marked else None
        has_year = year is not None and len(pieces[end + 3].key) in (2, 4)
        return DayFound(_dated(day, month, year if has_year else None, sight), 5 if has_year else 3)
    months = {"month 0": 0, "month 1": 1, "month -1": -1}.get(which[0]) if which is not None else None
    if which is None or months is None:
        return None
    first = _month(sight.today.year * 12 + sight.today.month - 1 + months)
    return DayFound(_maybe(first.year, first.month, day), 1 + which[1])


def _alone(pieces: Sequence[Piece], at: int, day: int, sight: Sight) -> DayFound | None:
    """`ngày 25`: of this month, or of the one beside it where there the day comes nearer."""
    index = sight.today.year * 12 + sight.today.month - 1
    if sight.first is None:
        first = _month(index)
        found = _maybe(first.year, first.month, day)
        before = _month(index - 1)
        return DayFound(found or _maybe(before.year, before.month, day), 1)
    start = sight.first.year * 12 + sight.first.month - 1
    months = (_month(one) for one in range(start, start + 12))
    days = (_maybe(month.year, month.month, day) for month in months)
    return DayFound(next((one for one in days if one is not None and one >= sight.first), None), 1)


def _dated(day: int, month: int, year: int | None, sight: Sight) -> date | None:
    if year is not None:
        return _maybe(year + (_CENTURY if year < 100 else 0), month, day)
    is_after = (month, day) > (sight.latest.month, sight.latest.day)
    return _maybe(sight.latest.year - is_after, month, day)


def _maybe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

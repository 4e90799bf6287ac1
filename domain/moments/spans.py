"""How much time people ask for: `3 ngày`, `5 ngày làm việc`, `hai tuần nữa`, `2-3 ngày`, `1 ngày rưỡi`, `48h`."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.moments.pieces import Phrases, TextPiece, is_sign, number_at

SpanUnit = Literal["wd", "d", "w", "m", "h"]

_UNITS: Phrases[SpanUnit] = Phrases({
    "wd": ("ngày làm việc", "ngày lv", "wd", "working days", "working day", "ngày công", "business days",
           "business day"),
    "d": ("ngày", "hôm", "bữa", "d", "day", "days", "ngày đêm"),
    "w": ("tuần", "tuần lễ", "w", "week", "weeks"),
    "m": ("tháng", "month", "months"),
    "h": ("tiếng", "tiếng đồng hồ", "giờ đồng hồ", "giờ nữa", "h nữa", "hours", "hour"),
})  # fmt: skip
_LONG_HOURS: Phrases[str] = Phrases({"h": ("h", "giờ", "g", "hrs")})
"""Behind more than 24 they are no time of day."""
_WORDS: Phrases[int] = Phrases({
    1: ("một", "one"), 2: ("hai", "two"), 3: ("ba", "three"), 4: ("bốn", "four"), 5: ("năm", "five"),
    6: ("sáu", "six"), 7: ("bảy", "bẩy", "seven"), 8: ("tám", "eight"), 9: ("chín", "nine"), 10: ("mười", "ten"),
    11: ("mười một",), 12: ("mười hai",), 15: ("mười lăm",), 20: ("hai mươi", "hai chục"), 30: ("ba mươi", "ba chục"),
})  # fmt: skip
_HALF_MONTH: Phrases[int] = Phrases({15: ("nửa tháng", "half a month")})
_HALF_DAY: Phrases[int] = Phrases({
    0: ("nửa ngày", "nửa buổi", "một buổi", "1 buổi", "half a day"),
    1: ("một ngày rưỡi", "ngày rưỡi", "one and a half days", "a day and a half"),
})  # fmt: skip
_HALF: Phrases[str] = Phrases({"half": ("rưỡi",)})
_BEHIND: Phrases[str] = Phrases({"more": ("nữa", "tới", "sau", "more", "from now")})
_OR: Phrases[str] = Phrases({"or": ("-", "–", "—", "đến", "tới", "hoặc", "hay", "to", "or", ",", "~", "/")})
_LEADS_TO_MANY = frozenset({"them", "xin", "trong", "vong"})
_WITHOUT_MARKS = frozenset({"hai", "ba", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})
_LONGEST = 3  # digits
_A_DAY = 24
_HALF_BEHIND = -1


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """`least`: of `2-3 ngày` the two. `has_half`: `rưỡi`."""

    amount: int
    unit: SpanUnit
    least: int | None = None
    has_half: bool = False


@dataclass(frozen=True, slots=True)
class SpanFound:
    span: TimeSpan
    length: int  # pieces


def span_at(pieces: Sequence[TextPiece], at: int) -> SpanFound | None:
    """Find so many days, weeks or months from this piece on; none in `thứ Sáu tuần sau` or `25 tháng 12`."""
    if at > 0 and pieces[at - 1].key in ("thu", "thang", "tuan", "/", "."):
        return None
    if half := _HALF_MONTH.at(pieces, at):
        return SpanFound(TimeSpan(half[0], "d"), half[1])
    if half := _HALF_DAY.at(pieces, at):
        return SpanFound(TimeSpan(half[0], "d", has_half=True), half[1])
    least, amount, length = _amounts(pieces, at)
    unit = _unit(pieces, at + length, amount) if length else None
    if unit is None:
        return None
    if unit[0] == "m" and number_at(pieces, at + length + unit[1]) is not None:
        return None  # `25 tháng 12`
    length += unit[1]
    more = _HALF.at(pieces, at + length)
    length += more[1] if more else 0
    behind = _BEHIND.at(pieces, at + length)
    has_half = more is not None or least == _HALF_BEHIND
    lower = None if least == _HALF_BEHIND else least
    return SpanFound(TimeSpan(amount, unit[0], lower, has_half), length + (behind[1] if behind else 0))


def _unit(pieces: Sequence[TextPiece], at: int, amount: int) -> tuple[SpanUnit, int] | None:
    if (known := _UNITS.at(pieces, at)) is not None:
        return known
    hours = _LONG_HOURS.at(pieces, at) if amount > _A_DAY else None
    is_clock = hours is not None and number_at(pieces, at + hours[1]) is not None
    return None if hours is None or is_clock else ("h", hours[1])


def _amounts(pieces: Sequence[TextPiece], at: int) -> tuple[int | None, int, int]:
    """Return the lesser of two, or `_HALF_BEHIND` for `1,5`; the amount; how many pieces say so, none where nothing
    does."""
    first, length = _amount(pieces, at)
    if not length:
        return None, 0, 0
    joined = _OR.at(pieces, at + length)
    between = joined[1] if joined is not None else is_sign(pieces, at + length, ".")
    second, more = _amount(pieces, at + length + between)
    if not more or _has_month(pieces, at + length + between + more):
        return None, first, length
    total = length + between + more
    is_point = between == 1 and is_sign(pieces, at + length, ",.") and pieces[at + length + 1].is_close
    if is_point and second == 5 and first != 4:
        return _HALF_BEHIND, first, total
    if is_point and second < first:
        return None, 0, total  # `3,1 ngày`
    if second > first:
        return first, second, total
    return None, first, length


def months_on(day: date, months: int) -> date:
    """Return the same day of a later month; one without that day ends on its last (Civil Code 2015 art. 148)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _has_month(pieces: Sequence[TextPiece], at: int) -> bool:
    return is_sign(pieces, at, "/.-")


def _amount(pieces: Sequence[TextPiece], at: int) -> tuple[int, int]:
    """Return a number, and how many pieces say so; 0 for both where there is none. `sau` without its mark is mostly not
    six, but after."""
    number = number_at(pieces, at, _LONGEST)
    if number is not None:
        return number, 1
    word = _WORDS.at(pieces, at)
    if word is None or pieces[at].marked or pieces[at].key in _WITHOUT_MARKS:
        return word or (0, 0)
    if any(piece.marked for piece in pieces):
        return 0, 0  # in a text with marks `nam` is no number
    leads = at > 0 and pieces[at - 1].key in _LEADS_TO_MANY
    return word if pieces[at].key != "sau" or leads else (0, 0)

"""How much time people ask for: `3 ngày`, `5 ngày làm việc`, `hai tuần nữa`, `10wd`, `2 tiếng`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from domain.moments.pieces import Phrases, Piece, number_at

SpanUnit = Literal["wd", "d", "w", "m", "h"]

_UNITS: Phrases[SpanUnit] = Phrases({
    "wd": ("ngày làm việc", "ngày lv", "wd", "working days", "working day", "ngày công"),
    "d": ("ngày", "hôm", "d", "day", "days"),
    "w": ("tuần", "tuần lễ", "w", "week", "weeks"),
    "m": ("tháng", "month", "months"),
    "h": ("tiếng", "tiếng đồng hồ", "giờ đồng hồ", "giờ nữa", "hours", "hour"),
})  # fmt: skip
_WORDS: Phrases[int] = Phrases({
    1: ("một", "one"), 2: ("hai", "two"), 3: ("ba", "three"), 4: ("bốn", "four"), 5: ("năm", "five"),
    6: ("sáu", "six"), 7: ("bảy", "bẩy", "seven"), 8: ("tám", "eight"), 9: ("chín", "nine"), 10: ("mười", "ten"),
})  # fmt: skip
_HALF_MONTH: Phrases[int] = Phrases({15: ("nửa tháng", "half a month")})
_BEHIND: Phrases[str] = Phrases({"more": ("nữa", "tới", "sau", "more", "from now")})
_LEADS_TO_MANY = frozenset({"them", "xin", "trong", "vong"})
_WITHOUT_MARKS = frozenset({"hai", "ba", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})
_LONGEST = 3  # digits


@dataclass(frozen=True, slots=True)
class Span:
    amount: int
    unit: SpanUnit


@dataclass(frozen=True, slots=True)
class SpanFound:
    span: Span
    length: int  # pieces


def span_at(pieces: Sequence[Piece], at: int) -> SpanFound | None:
    """So many days, weeks or months from this piece on; none in `thứ Sáu tuần sau` or `25 tháng 12`."""
    if at > 0 and pieces[at - 1].key in ("thu", "thang", "tuan", "/", "."):
        return None
    if half := _HALF_MONTH.at(pieces, at):
        return SpanFound(Span(half[0], "d"), half[1])
    amount, length = _amount(pieces, at)
    unit = _UNITS.at(pieces, at + length) if amount else None
    if not amount or unit is None:
        return None
    if unit[0] == "m" and number_at(pieces, at + length + unit[1]) is not None:
        return None  # `25 tháng 12`
    length += unit[1]
    behind = _BEHIND.at(pieces, at + length)
    return SpanFound(Span(amount, unit[0]), length + (behind[1] if behind else 0))


def _amount(pieces: Sequence[Piece], at: int) -> tuple[int, int]:
    """Nought where there is none. `sau` without its mark is mostly not six, but after."""
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

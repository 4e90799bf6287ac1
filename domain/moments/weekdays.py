"""Days of the week: `thứ Sáu`, `t6 tuần sau`, `tuần sau thứ Sáu`, `next Friday`, `thứ Sáu, 25/12`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.moments.day_names import BEFORE_WEEKDAY, LED, WEEKDAYS, WHICH
from domain.moments.numbered import numbered
from domain.moments.pieces import TextPiece, is_sign, number_at
from domain.moments.sight import DayFound, Sight

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_NO_WEEKDAY_BEHIND = frozenset({"lan", "quy", "ky", "dot", "hop", "khoa", "tuan", "nam", "hang"})


def weekday_at(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    return _weekday(pieces, at, sight) or _week_then_weekday(pieces, at, sight)


def _weekday(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    """Find a weekday, with its week where that is named: `thứ Sáu`, `t6 tuần sau`, `chủ nhật này`."""
    found = _word(pieces, at)
    if found is None:
        return None
    weekday, length, is_short = found
    if beside := _dated(pieces, at, length, weekday, sight):
        return beside
    which = WHICH.at(pieces, at + length)
    if which is not None and which[0] == "next" and _word(pieces, at + length + which[1]) is not None:
        which = None  # `thứ Hai tới thứ Tư`
    if which is not None and not which[0].startswith("month"):
        day = _in_week(weekday, which[0], sight)
        return DayFound(day, length + which[1], is_weekday=True, week=_week(which[0]))
    if is_short and sight.first is None:
        return None  # `xong T6` may be June
    return DayFound(_next(weekday, sight), length, is_bare=is_short, is_weekday=True)


def _dated(pieces: Sequence[TextPiece], at: int, length: int, weekday: int, sight: Sight) -> DayFound | None:
    """Find a weekday with its day, `thứ Sáu, 25/12`, `thứ Sáu ngày 25/12`: where the two are not the same day, the
    weekday is kept beside."""
    end = at + length
    has_comma = end < len(pieces) and pieces[end].key == "," and WHICH.at(pieces, end + 1) is None
    end += has_comma
    written = LED.at(pieces, end)
    end += written[1] if written else 0
    full = None
    if has_comma or _has_month(pieces, end):
        full = numbered(pieces, end, sight, is_named=written is not None)
    if full is None:
        return None
    is_other = full.day is not None and full.day.weekday() != weekday
    return replace(
        full, length=end - at + full.length, is_bare=False, other=_next(weekday, sight) if is_other else None
    )


def _has_month(pieces: Sequence[TextPiece], at: int) -> bool:
    return is_sign(pieces, at + 1, "/-.") or (at + 1 < len(pieces) and pieces[at + 1].key == "thang")


def _word(pieces: Sequence[TextPiece], at: int) -> tuple[int, int, bool] | None:
    """Return the weekday (Monday is 0), how many pieces it takes, and whether it is written as `t6`."""
    if at > 0 and pieces[at - 1].key in _NO_WEEKDAY_BEHIND:
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
        if number is None or not 2 <= number <= 7 or _goes_on(pieces, at + length + 1):
            return None
        if kind == "t" and not pieces[at + length].is_close:
            return None
        return number - 2, length + 1, kind == "t"
    return int(kind), length, kind == "6" and pieces[at].key == "cn"


def _goes_on(pieces: Sequence[TextPiece], at: int) -> bool:
    """Say whether the number goes on and is no weekday, `thứ 2/12`, `t2-6`; but `t2-t6` is from one to the other."""
    is_range = is_sign(pieces, at, "-") and number_at(pieces, at + 1) is None
    return is_sign(pieces, at, "/-%:") and not is_range


def _week(which: str) -> int | None:
    return None if which in ("next", "last") else int(which)


def _in_week(weekday: int, which: str, sight: Sight) -> date:
    monday = sight.today - sight.today.weekday() * _DAY
    if which == "next":  # `thứ Sáu tới`
        return sight.today + ((weekday - sight.today.weekday() - 1) % 7 + 1) * _DAY
    if which == "last":  # `thứ Sáu vừa rồi`
        return sight.today - ((sight.today.weekday() - weekday - 1) % 7 + 1) * _DAY
    day = monday + int(which) * _WEEK + weekday * _DAY
    is_over = which == "0" and sight.first is not None and day < sight.today
    return day + is_over * _WEEK  # `thứ Sáu này`, said on a Sunday


def _next(weekday: int, sight: Sight) -> date:
    if sight.first is None:
        return sight.today - (sight.today.weekday() - weekday) % 7 * _DAY
    return sight.first + (weekday - sight.first.weekday()) % 7 * _DAY


def _week_then_weekday(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    """Find a weekday behind its week: `tuần sau thứ Sáu`, `next Friday`."""
    which = BEFORE_WEEKDAY.at(pieces, at) or WHICH.at(pieces, at)
    if which is None or which[0] in ("next", "last") or which[0].startswith("month"):
        return None
    weekday = _word(pieces[at + which[1] :], 0)
    if weekday is None:
        return None
    day = _in_week(weekday[0], which[0], sight)
    return DayFound(day, which[1] + weekday[1], is_weekday=True, week=_week(which[0]))

"""Days by numbers: `25/12`, `25.12.2026`, `2026-12-25`, `25 tháng 12`, `December 25`, `ngày 25`, and `20, 21/12`."""

from collections.abc import Sequence

from domain.moments.day_names import BETWEEN_DAYS, MONTH_NAMES, MONTHS, WHICH, YEARS
from domain.moments.pieces import TextPiece, is_sign, number_at
from domain.moments.sight import DayFound, Sight, dated, maybe, month_of, year_of

_LAST = 31
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_NO_DAY_BEHIND = frozenset(
    {"thu", "lan", "quy", "ky", "dot", "khoa", "muc", "so", "t", "vu", "nv", "tap", ".", "/", "con"}
)
_MOST_SHARED = 8  # numbers of days before the month that they share


def numbered(pieces: Sequence[TextPiece], at: int, sight: Sight, *, is_named: bool) -> DayFound | None:
    """Find a day by its number here. `is_named`: `ngày` or the like stands before it."""
    if at >= len(pieces):
        return None
    joined = _joined(pieces, at, is_named=is_named)
    if joined is not None:
        return DayFound(dated(*joined[0], sight), joined[1])
    day = number_at(pieces, at)
    if day is None:
        return _month_first(pieces, at, sight)
    return (
        _sharing(pieces, at, day, sight)
        or _with_signs(pieces, at, day, sight, is_named=is_named)
        or _with_month(pieces, at, day, sight)
        or (_alone(pieces, at, day, sight) if is_named or _is_ordinal(pieces, at + 1) else None)
    )


def _joined(pieces: Sequence[TextPiece], at: int, *, is_named: bool) -> tuple[tuple[int, int, int | None], int] | None:
    """Read a day in one piece or from its year on: `25.12.2026`, or `ngày 25.12`, where it is one number, and
    `2026-12-25`."""
    parts = pieces[at].key.split(".")
    if is_named and len(parts) == 2 and all(part.isascii() and part.isdecimal() and len(part) <= 2 for part in parts):
        return (int(parts[0]), int(parts[1]), None), 1
    if len(parts) == 3 and all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts):
        return ((int(parts[0]), int(parts[1]), year_of(parts[2])), 1) if len(parts[2]) in (2, 4) else None
    year = number_at(pieces, at, 4)
    if year is None or len(pieces[at].key) != 4 or not is_sign(pieces, at + 1, "-/"):
        return None
    month, day = number_at(pieces, at + 2), number_at(pieces, at + 4)
    if month is None or day is None or pieces[at + 3].key != pieces[at + 1].key:
        return None
    return (day, month, year), 5


def _sharing(pieces: Sequence[TextPiece], at: int, day: int, sight: Sight) -> DayFound | None:
    """Return the 8 of `8-10/12`, `8 đến 10 tháng 12`, `8, 9/12`: its month stands behind the last."""
    if at > 0 and pieces[at - 1].key in _NO_DAY_BEHIND:
        return None
    end = at + 1
    for _ in range(_MOST_SHARED if sight.is_loose else 0):
        between = BETWEEN_DAYS.at(pieces, end)
        if between is None:
            return None
        number = number_at(pieces, next := end + between[1])
        if number is None or not 1 <= number <= _LAST:
            return None
        full = None
        if is_sign(pieces, next + 1, "/."):
            full = _with_signs(pieces, next, number, sight, is_named=False)
        full = full or _with_month(pieces, next, number, sight)
        if full is not None and full.day is not None:
            return DayFound(maybe(full.day.year, full.day.month, day), 1)
        end = next + 1
    return None


def _with_signs(pieces: Sequence[TextPiece], at: int, day: int, sight: Sight, *, is_named: bool) -> DayFound | None:
    """Read a day and a month with a sign between: `25/12`, `25/12/26`, `25-12-2026`, `25/12 năm sau`."""
    month = number_at(pieces, at + 2)
    sign = pieces[at + 1].key if at + 1 < len(pieces) else ""
    if month is None or not is_sign(pieces, at + 1, "/-.") or (sign == "." and not sight.is_loose):
        return None
    year = number_at(pieces, at + 4, 4)
    if year is not None and pieces[at + 3].key == sign and len(pieces[at + 4].key) in (2, 4):
        return DayFound(dated(day, month, year_of(pieces[at + 4].key), sight), 5)
    year, more = _year_behind(pieces, at + 3, sight)
    if sign == "/" or is_named or sight.is_loose or more:
        return DayFound(dated(day, month, year, sight), 3 + more, is_bare=not is_named and not more)
    return None


def _year_behind(pieces: Sequence[TextPiece], at: int, sight: Sight) -> tuple[int | None, int]:
    """Read a year behind a day, `năm 2027`, `năm sau`, `năm ngoái`, and how many pieces it takes."""
    if (which := YEARS.at(pieces, at)) is not None:
        return sight.today.year + which[0], which[1]
    year = number_at(pieces, at + 1, 4) if at + 1 < len(pieces) and pieces[at].key == "nam" else None
    return (year, 2) if year is not None and len(pieces[at + 1].key) == 4 else (None, 0)


def _with_month(pieces: Sequence[TextPiece], at: int, day: int, sight: Sight) -> DayFound | None:
    """Read a day and a month in words: `25 tháng 12`, `25 tháng 12 năm 2026`, `25 tháng sau`, `25 December`,
    `25-Dec-2026`."""
    end = at + 1 + _is_ordinal(pieces, at + 1)
    dash = is_sign(pieces, end, "-")
    english = MONTH_NAMES.at(pieces, end + dash)
    if english is not None:
        return _in_month(pieces, at, end + dash + 1, day, english[0], sight)
    which = WHICH.at(pieces, end)
    if which is None and end < len(pieces) and pieces[end].key == "thang":
        month = number_at(pieces, end + 1)
        if month is None:
            return None
        behind, more = _year_behind(pieces, end + 2, sight)
        if more:
            return DayFound(dated(day, month, behind, sight), end + 2 + more - at)
        marked = end + 2 < len(pieces) and (pieces[end + 2].key == "nam" or is_sign(pieces, end + 2, "/-"))
        year = number_at(pieces, end + 3, 4) if marked else None
        has_year = year is not None and len(pieces[end + 3].key) in (2, 4)
        year = year_of(pieces[end + 3].key) if has_year else None
        return DayFound(dated(day, month, year, sight), 5 if has_year else 3)
    if which is None or which[0] not in MONTHS:
        return None
    first = month_of(sight.today.year * 12 + sight.today.month - 1 + MONTHS[which[0]])
    return DayFound(maybe(first.year, first.month, day), 1 + which[1])


def _month_first(pieces: Sequence[TextPiece], at: int, sight: Sight) -> DayFound | None:
    """Read a month before its day: `December 25`, `Dec. 25th, 2026`; `may` is a word of too many meanings, but for `May
    25, 2026`."""
    month = MONTH_NAMES.at(pieces, at)
    begin = at + 1 + is_sign(pieces, at + 1, ".")
    day = number_at(pieces, begin) if month is not None else None
    if month is None or day is None:
        return None
    end = begin + 1 + _is_ordinal(pieces, begin + 1)
    if pieces[at].key == "may" and _english_year(pieces, end) is None:
        return None
    return _in_month(pieces, at, end, day, month[0], sight)


def _in_month(pieces: Sequence[TextPiece], at: int, end: int, day: int, month: int, sight: Sight) -> DayFound:
    """Return the day in a month named in English, with the year behind where there is one."""
    if (written := _english_year(pieces, end)) is not None:
        return DayFound(dated(day, month, written[0], sight), end + written[1] - at)
    year, more = _year_behind(pieces, end, sight)
    return DayFound(dated(day, month, year, sight), end + more - at)


def _english_year(pieces: Sequence[TextPiece], at: int) -> tuple[int, int] | None:
    """Read a year behind a month in English, ` 2026`, `, 2026`, `-2026`, and how many pieces it takes."""
    begin = at + is_sign(pieces, at, ",-")
    year = number_at(pieces, begin, 4)
    return (year, begin + 1 - at) if year is not None and len(pieces[begin].key) == 4 else None


def _is_ordinal(pieces: Sequence[TextPiece], at: int) -> bool:
    return at < len(pieces) and pieces[at].is_close and pieces[at].key in _ORDINALS


def _alone(pieces: Sequence[TextPiece], at: int, day: int, sight: Sight) -> DayFound | None:
    """Return the day of a bare `ngày 25`: of this month, or of the one beside it where there the day comes nearer."""
    index = sight.today.year * 12 + sight.today.month - 1
    length = 1 + _is_ordinal(pieces, at + 1)
    if sight.first is None:
        first = month_of(index)
        found = maybe(first.year, first.month, day)
        before = month_of(index - 1)
        return DayFound(found or maybe(before.year, before.month, day), length)
    start = sight.first.year * 12 + sight.first.month - 1
    months = (month_of(one) for one in range(start, start + 12))
    days = (maybe(month.year, month.month, day) for month in months)
    return DayFound(next((one for one in days if one is not None and one >= sight.first), None), length)

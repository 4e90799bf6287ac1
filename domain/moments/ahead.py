"""How far a list should look, as it is typed behind its command: `30 ngày`, `2 tuần`, `đến hết tháng`, `2027`."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from domain.moments.day_names import MONTHS, WHICH, YEARS
from domain.moments.moments_in_text import find_moments
from domain.moments.pieces import Phrases, TextPiece, number_at, words_of
from domain.moments.sight import looking_ahead, month_of
from domain.moments.spans import span_at

MOST_DAYS = 366
_DAYS = {"d": 1, "wd": 7 / 5, "w": 7, "m": 30, "h": 0}
_LONGER: Phrases[int] = Phrases({91: ("quý", "quarter", "quarters"), 365: ("năm", "year", "years")})
_BEFORE = frozenset(("trong", "vong", "in", "within", "next", "the"))
_BEHIND = frozenset(("toi", "nua", "sau", "ahead"))
_LONGEST = 60  # characters that are looked at
_YEARS = 5  # as many before this one, and after it


def days_ahead(typed: str) -> tuple[int, str] | None:
    """Return the days, and what stands beside them; None where the text says no span. A bare number is of days only by
    itself, for units have numbers too."""
    pieces = words_of(typed[:_LONGEST])
    begin = next((at for at, piece in enumerate(pieces) if piece.key not in _BEFORE), len(pieces))
    days, length = _days(pieces, begin)
    end = begin + length
    while end < len(pieces) and pieces[end].key in _BEHIND:
        end += 1
    rest = typed[pieces[end - 1].end :].strip(" ,.;:") if length else ""
    if not 0 < days <= MOST_DAYS or (length == 1 and rest):
        return None
    return days, rest


def _days(pieces: Sequence[TextPiece], at: int) -> tuple[int, int]:
    """Return the days, and how many pieces say so, none where nothing does: `30 ngày`, `hai tuần`, `1 quý`, `30`."""
    if (found := span_at(pieces, at)) is not None:
        one = _DAYS[found.span.unit]
        return round(found.span.amount * one + found.span.has_half * one / 2), found.length
    number = number_at(pieces, at, 3)
    if number is None:
        return 0, 0
    longer = _LONGER.at(pieces, at + 1)
    return (number, 1) if longer is None else (number * longer[0], 1 + longer[1])


_UNTIL = frozenset(("den", "toi", "truoc", "cho", "until", "till", "by"))
_LEADS = _BEFORE | _UNTIL | {"tu", "nay", "ngay"}


def days_named(typed: str, today: date) -> tuple[date, date, str] | None:
    """Return the first and the last day of `đến hết tháng`, `tuần sau`, `quý này`, `đến 25/12`, and what stands behind
    them; None where the text begins with none. A month by its number is the name of a period."""
    text = typed[:_LONGEST]
    found = find_moments(text, looking_ahead(today, week_ends=_SUNDAY))
    if len(found) != 1 or (one := found[0]).day is None or one.is_lunar or one.is_false:
        return None
    before = [piece.key for piece in words_of(text[: one.start])]
    said = words_of(text[one.start : one.end])
    is_until = bool(_UNTIL & {*before, *(piece.key for piece in said[:1])})
    if not all(key in _LEADS for key in before) or one.place == "start":
        return None
    if not is_until and (one.is_bare or (one.place == "whole" and any(piece.key.isdecimal() for piece in said))):
        return None
    first, last = (one.whole or (one.day, one.day)) if one.place == "whole" else (one.day, one.day)
    is_until |= one.place in ("over", "middle") or (one.place == "end" and one.whole is None)
    if one.place == "end" and one.whole is not None:
        first, last = (today, one.whole[1])
    first = today if is_until else max(first, today)
    rest = typed[one.end :].strip(" ,.;:")
    return (first, last, rest) if today <= last <= today + MOST_DAYS * _DAY else None


_DAY, _SUNDAY = timedelta(days=1), 6


def year_or_month(typed: str, today: date) -> tuple[date, date, bool] | None:
    """Return the first and the last day of `2027`, `năm sau`, `tháng 12`, `12/2026`, and whether it is a month; without
    a year it is the next one to come."""
    pieces = words_of(typed[:_LONGEST])
    year, month = YEARS.at(pieces, 0), WHICH.at(pieces, 0)
    if year is not None and year[1] == len(pieces):
        return _year(today.year + year[0], today)
    if month is not None and month[0] in MONTHS and month[1] == len(pieces):
        first = month_of(today.year * 12 + today.month - 1 + MONTHS[month[0]])
        return _month(first.year, first.month, today)
    said = [piece for piece in pieces if piece.key not in ("nam", "year", "/", "-")]
    is_named = bool(said) and said[0].key in ("thang", "month")
    numbers = [number for at in range(is_named, len(said)) if (number := number_at(said, at, 4)) is not None]
    if len(numbers) != len(said) - is_named or len(numbers) not in (1, 2):
        return None
    if len(numbers) == 2:
        return _month(max(numbers), min(numbers), today)
    if is_named:
        return _month(today.year + (numbers[0] < today.month), numbers[0], today)
    return _year(numbers[0], today)


def _year(year: int, today: date) -> tuple[date, date, bool] | None:
    return (date(year, 1, 1), date(year, 12, 31), False) if abs(year - today.year) <= _YEARS else None


def _month(year: int, month: int, today: date) -> tuple[date, date, bool] | None:
    if not 1 <= month <= 12 or abs(year - today.year) > _YEARS:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), True

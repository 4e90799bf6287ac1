"""How far a list should look, as it is typed behind its command: `30 ngày`, `2 tuần`, `2027`, `tháng 12`."""

from calendar import monthrange
from datetime import date

from domain.text import fold

MOST_DAYS = 366
_DAYS = {
    **dict.fromkeys(("ngay", "day", "days", "d", "hom"), 1),
    **dict.fromkeys(("tuan", "week", "weeks", "w"), 7),
    **dict.fromkeys(("thang", "month", "months"), 30),
    **dict.fromkeys(("quy", "quarter", "quarters"), 91),
    **dict.fromkeys(("nam", "year", "years"), 365),
}
_BEFORE = frozenset(("trong", "vong", "in", "within", "next", "the"))
_BEHIND = frozenset(("toi", "nua", "sau", "ahead"))
_LONGEST = 60  # characters that are looked at
_YEARS = 5  # as many before this one, and after it


def days_ahead(typed: str) -> tuple[int, str] | None:
    """Days, and what stands beside them; None where the text says no span. A bare number is of days only by itself, for
    units have numbers too."""
    words = typed[:_LONGEST].split()
    begin = next((at for at, word in enumerate(words) if fold(word) not in _BEFORE), len(words))
    number, unit, length = _span(words[begin : begin + 2])
    if number is None or not 0 < number * _DAYS[unit] <= MOST_DAYS:
        return None
    end = begin + length
    while end < len(words) and fold(words[end].strip(",.;:")) in _BEHIND:
        end += 1
    rest = typed.split(maxsplit=end)[end:]
    if length == 1 and rest and words[begin].isdigit():
        return None
    return number * _DAYS[unit], rest[0].strip(" ,.;:") if rest else ""


def _span(words: list[str]) -> tuple[int | None, str, int]:
    """`30 ngày`, `30ngày`, `30`; how many words it takes."""
    if not words:
        return None, "", 0
    digits = words[0][: len(words[0]) - len(words[0].lstrip("0123456789"))]
    unit = fold(words[0][len(digits) :].strip(",.;:"))
    if not digits.isascii() or not 0 < len(digits) <= 3 or (unit and unit not in _DAYS):
        return None, "", 0
    behind = fold(words[1].strip(",.;:")) if len(words) > 1 else ""
    if not unit and behind in _DAYS:
        return int(digits), behind, 2
    return int(digits), unit or "ngay", 1


def year_or_month(typed: str, today: date) -> tuple[date, date, bool] | None:
    """The first and the last day of `2027`, `năm sau`, `tháng 12`, `12/2026`, and whether it is a month; without a
    year it is the next one to come."""
    said = fold(typed[:_LONGEST]).replace("/", " ").replace("-", " ").replace("nam", " ").replace("year", " ").split()
    is_named = bool(said) and said[0] in ("thang", "month")
    said = said[is_named:]
    near = {"nay": 0, "sau": 1, "toi": 1, "truoc": -1, "ngoai": -1, "this": 0, "next": 1, "last": -1}
    if len(said) == 1 and said[0] in near:
        shift = near[said[0]]
        if not is_named:
            return _year(today.year + shift, today)
        months = today.year * 12 + today.month - 1 + shift
        return _month(months // 12, months % 12 + 1, today)
    if not said or len(said) > 2 or not all(word.isascii() and word.isdigit() and len(word) <= 4 for word in said):
        return None
    numbers = [int(word) for word in said]
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

"""Numbers as Vietnamese offices type them: `1.234,5 triệu`, `2 tỷ 300 triệu`, `80,5%`, `5/12 doanh nghiệp`.

A point groups thousands and a comma begins the decimals; `1.5` and `1,234.5` are read as they can only be meant, and
`1,500` may mean two things (Circular 01/2011/TT-BNV and TCVN write 1.500 and 1,5; spreadsheets often do not).
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from domain.moments.pieces import Phrases
from domain.typed.words.tokens import Token

ONE_TO_TEN = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")  # in words, folded
FEW = frozenset({"vai", "may"})  # a number that nobody counted

_GROUPED = {mark: re.compile(rf"[0-9]{{1,3}}(?:\{mark}[0-9]{{3}})+") for mark in ".,"}
_LONGEST = 18  # digits; what is longer is no amount of anything


def readings(number: str) -> list[Decimal]:
    """Return what a number may mean, the likeliest first; nothing where it is none."""
    if sum(c.isdigit() for c in number) > _LONGEST:
        return []
    marks = [c for c in number if not c.isdigit()]
    if not marks:
        return [Decimal(number)]
    last = marks[-1]
    if len(set(marks)) == 2:  # the last one can only begin the decimals, and only once
        whole, _, decimals = number.rpartition(last)
        other = "." if last == "," else ","
        return [Decimal(f"{whole.replace(other, '')}.{decimals}")] if _GROUPED[other].fullmatch(whole) else []
    grouped = _GROUPED[last].fullmatch(number) is not None
    if len(marks) > 1:
        return [Decimal(number.replace(last, ""))] if grouped else []
    decimal = Decimal(number.replace(",", "."))
    if not grouped:
        return [decimal]
    thousands = Decimal(number.replace(last, ""))
    return [thousands] if last == "." else [thousands, decimal]


def percents(number: str) -> list[Decimal]:
    """Return what a number before a per cent sign may mean; two decimals are kept."""
    return [round(value, 2) for value in readings(number) if value <= 100]


def plain(value: Decimal) -> int | float:
    """Return the number as JSON has it."""
    return int(value) if value == value.to_integral_value() else float(value)


_OF_WHOLE: Phrases[bool] = Phrases({
    True: ("trên", "trên tổng số", "trên tổng cộng", "trên tổng", "trong tổng số", "trong số", "trong tổng"),
})  # fmt: skip
_LONGEST_NOUN, _MOST = 2, 5  # words; digits


def part_of_whole(tokens: Sequence[Token], at: int) -> tuple[int, int, slice, int] | None:
    """Return the part, the whole, the tokens that say what was counted, and how many tokens it takes: `12 căn trên tổng
    số 15 căn`, `12 căn/15 căn`. The same thing has to be counted twice. None for none."""
    for size in range(1, _LONGEST_NOUN + 1):
        noun = [token.key for token in tokens[at + 1 : at + 1 + size] if token.kind == "word"]
        middle = at + 1 + size
        if len(noun) < size or middle >= len(tokens):
            return None
        over = _OF_WHOLE.at(tokens, middle)
        number = middle + (over[1] if over is not None else 1)
        if over is None and tokens[middle].key != "/":
            continue
        again = [token.key for token in tokens[number + 1 : number + 1 + size]]
        counts = [token.key for token in (tokens[at], *tokens[number : number + 1])]
        if again == noun and all(key.isdecimal() and len(key) <= _MOST for key in counts):
            part, whole = map(int, counts)
            return (part, whole, slice(at + 1, middle), number + 1 + size - at) if 0 < whole >= part else None
    return None

"""Amounts of money as they are written: `2 tỷ 300 triệu`, `1tr2`, `500k`."""

from collections.abc import Sequence
from decimal import Decimal

from domain.typed.words.numbers import readings
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token
from domain.typed.words.vocabulary import Meaning

_GROUP = 3  # digits of the next smaller unit
_SMALLEST_OF_GROUPS = 1_000_000  # `2 nghìn 500` is said of nothing
_MONEY = frozenset({"1", "1000", "1000000", "1000000000"})


def money_at(tokens: Sequence[Token], at: int) -> tuple[list[Decimal], int]:
    """Return what an amount may come to in đồng, and how many tokens say it: `2 tỷ 300 triệu`, each part smaller than
    the one before. A digit may stand loose behind it: by `1 tỷ 2`, `1tr2` people mean 1.2, by `1 tỷ 250` 1.25."""
    totals: list[Decimal] = [Decimal(0)]
    smallest, size = Decimal(10) ** 12, 0
    while at + size < len(tokens) and tokens[at + size].kind == "number":
        unit, length = money_unit(tokens, at + size + 1)
        numbers = readings(tokens[at + size].key)
        if unit is None or unit >= smallest or not numbers:
            break
        totals = [total + number * unit for total in totals for number in numbers]
        smallest, size = unit, size + 1 + length
        if "half" in kinds_at(tokens, at + size):
            totals, size = [total + unit / 2 for total in totals], size + 1
    loose = _loose_digit(tokens, at + size, smallest) if size else None
    if loose is not None:
        totals, size = [total + loose for total in totals], size + 1
    return list(dict.fromkeys(totals)), size


def _loose_digit(tokens: Sequence[Token], at: int, unit: Decimal) -> Decimal | None:
    """Return what a digit right behind a unit stands for; None where there is none or it belongs to something else."""
    if at >= len(tokens) or tokens[at].kind != "number" or not tokens[at].key.isdecimal():
        return None
    digits = len(tokens[at].key)
    if digits not in (1, _GROUP) or (digits == _GROUP and unit < _SMALLEST_OF_GROUPS):
        return None
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if behind is not None and (behind.key in "%/-" or (behind.kind == "word" and behind.key != "tren")):
        return None
    return Decimal(tokens[at].key) * unit / Decimal(10**digits)


def follows_money(tokens: Sequence[Token], at: int) -> bool:
    """Say whether it follows money, `200 triệu 3 tỷ`: the smaller before the larger is no amount."""
    before = at - 1
    while before >= 0 and "money" in kinds_at(tokens, before):
        before -= 1
    return 0 <= before < at - 1 and tokens[before].kind == "number"  # and not `giai ngan 500 trieu`


def money_unit(tokens: Sequence[Token], at: int) -> tuple[Decimal | None, int]:
    meanings, length = meanings_at(tokens, at)
    unit = next((m.value for m in meanings if m.kind == "money" and m.value in _MONEY), None)
    if unit is None or (tokens[at].key == "k" and not tokens[at].is_close and _is_denial(tokens, at + length)):
        return None, 0
    if unit != "1":  # `triệu đồng` typed apart
        more, extra = meanings_at(tokens, at + length)
        if any(m == Meaning("money", "1") for m in more):
            length += extra
    return Decimal(unit), length


def _is_denial(tokens: Sequence[Token], at: int) -> bool:
    """Say whether `k` is `không` here, before a word of standing: `2.7 k xong`."""
    kinds = {meaning.kind for meaning in meanings_at(tokens, at)[0]}
    return bool(kinds & {"done", "doing", "was", "now", "label", "filler", "any"})

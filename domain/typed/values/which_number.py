"""Which of the numbers behind a label counts: the amount beside its share of the target (`18% (900 triệu)`); and with
which sign."""

from collections.abc import Sequence
from decimal import Decimal

from domain.moments.pieces import Phrases
from domain.text import word_keys
from domain.typed.values.quantities import percent_at
from domain.typed.words.numbers import readings
from domain.typed.words.tokens import Token, key_at

_SHORT = frozenset("-−")
_MINUS, _BELOW_ZERO = frozenset("-–—−"), word_keys("âm")
_ROUGH = frozenset("><≥≤≧≦~≈±")
_SMALL = Decimal("0.5")  # per cent by which a share of the target is rounded
_ALL = 100  # per cent


def signs_at(tokens: Sequence[Token], at: int) -> tuple[tuple[int, ...], int]:
    """Return what the number here may be multiplied with, and how many tokens say so: `-5`, `âm 5`. A line that stands
    apart from both may be no sign: `Vốn giải ngân - 50 triệu`; a longer one is none."""
    if at + 1 >= len(tokens) or tokens[at + 1].kind != "number":
        return (1,), 0
    token = tokens[at]
    if token.key == _BELOW_ZERO[0] and token.marked in ("", _BELOW_ZERO[1]):
        return (-1,), 1
    if token.key not in _MINUS:
        return (1,), 0
    apart = (1, -1) if token.key in _SHORT else (1,)
    return ((-1,) if tokens[at + 1].is_close else apart), 1


def past_rough_signs(tokens: Sequence[Token], at: int) -> int:
    """Return the place behind signs that say that it is not exactly so many: `≥ 95`, `>= 95`."""
    if key_at(tokens, at) not in _ROUGH:
        return at
    while at < len(tokens) and (tokens[at].key in _ROUGH or tokens[at].key == "="):
        at += 1
    return at


_IS: Phrases[bool] = Phrases({
    True: ("tương ứng", "tương ứng với", "tương đương", "tương đương với", "tức", "tức là", "ứng với", "bằng", "đạt",
           "chiếm", "là", "được", "kế hoạch", "kh", "chỉ tiêu", "kế hoạch giao", "chỉ tiêu giao", "kế hoạch năm",
           "kế hoạch vốn", "dự toán", "của kế hoạch", "so với kế hoạch", "so với chỉ tiêu"),
})  # fmt: skip
_BRACKETS = frozenset("(),=:;[]")


def _past_joins(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens):
        said = _IS.at(tokens, at)
        if said is None and tokens[at].key not in _BRACKETS:
            break
        at += said[1] if said is not None else 1
    return at


def share_before(tokens: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    """Return the share that is said before the amount, and where that begins: `25% = 1.250 triệu`; None for none."""
    share = _share_at(tokens, at)
    if share is None:
        return None
    amount = _past_joins(tokens, share[1])
    is_amount = amount < len(tokens) and tokens[amount].kind == "number" and _share_at(tokens, amount) is None
    return (share[0], amount) if is_amount else None


def share_behind(tokens: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    """Return the share that is said behind the amount, and where that ends: `900 triệu, đạt 18% kế hoạch`; None for
    none."""
    share = _share_at(tokens, _past_joins(tokens, at))
    return None if share is None else (share[0], _past_joins(tokens, share[1]))


def _share_at(tokens: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    found = percent_at(tokens, at) if at < len(tokens) else None
    numbers = readings(tokens[at].key) if found is not None else []
    return (numbers[0], at + found[1]) if found is not None and len(numbers) == 1 else None


def is_share(value: Decimal, target: float | None, share: Decimal) -> bool:
    """Say whether so much of the target is that share."""
    return bool(target) and abs(value * _ALL / Decimal(repr(target)) - share) <= _SMALL


def goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the digits of the number are not all: `10^3`, `4 5 hộ`, `3 x 5`."""
    if at >= len(tokens):
        return False
    behind = at + 1 < len(tokens) and tokens[at + 1].kind == "number"
    return tokens[at].kind == "number" or (behind and tokens[at].key in "^*×x+")

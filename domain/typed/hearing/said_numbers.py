"""A number as it is said: `sáu mươi lăm`, `ba trăm năm mươi`, `hai nghìn không trăm hai mươi sáu`, `3 trăm`, `12`.
Whether it is one at all is told by what stands around (`numerals`).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from domain.text import word_keys
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_DIGITS: Mapping[str, int] = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_ONLY_BEHIND_TENS = frozenset({"mốt", "lăm", "nhăm"})
_BY_KEY: dict[str, list[tuple[str, str, int]]] = {}
for _word, _value in _DIGITS.items():
    _BY_KEY.setdefault(word_keys(_word)[0], []).append((word_keys(_word)[1], _word, _value))
_TEN, _TENS, HUNDRED = word_keys("mười"), (word_keys("mươi"), word_keys("chục")), word_keys("trăm")
THOUSAND = (word_keys("nghìn"), word_keys("ngàn"))
_ODD = (word_keys("linh"), word_keys("lẻ"))
_FIRST = frozenset({*_BY_KEY, _TEN[0], HUNDRED[0]})  # with most words no number begins


class Number(NamedTuple):
    value: int
    length: int
    is_words: bool


def number_at(tokens: Sequence[Token], at: int) -> Number | None:
    """Return the number that begins here: `sáu mươi lăm`, `ba trăm năm mươi`, `hai nghìn không trăm hai mươi sáu`, `3
    trăm`, `12`; None where none does."""
    if at < len(tokens) and tokens[at].kind != "number" and tokens[at].key not in _FIRST:
        return None
    if is_word(tokens, at, (HUNDRED,)) and is_percent(tokens, at + 1):  # `trăm phần trăm`
        return Number(100, 1, is_words=True)
    head = _below_thousand(tokens, at)
    if head is None:
        return None
    value, end, is_words = head
    if is_word(tokens, end, THOUSAND):
        rest = _below_thousand(tokens, end + 1)
        has_hundreds = rest is not None and rest[1] > end + 2
        if rest is not None and has_hundreds:
            return Number(value * 1000 + rest[0], rest[1] - at, is_words=True)
        if is_word(tokens, end + 1, _ODD) and (odd := _below_hundred(tokens, end + 2)):
            return Number(value * 1000 + odd[0], odd[1] - at, is_words=True)
    return Number(value, end - at, is_words)


def _below_thousand(tokens: Sequence[Token], at: int) -> tuple[int, int, bool] | None:
    """Return the number below a thousand that begins here, where it ends, and whether a word is in it; None where none
    is."""
    digit = digit_at(tokens, at)
    if digit is not None and is_word(tokens, at + 1, (HUNDRED,)) and not is_percent(tokens, at + 1):
        hundreds, end = digit[0] * 100, at + 2
        if is_word(tokens, end, _ODD) and (unit := digit_at(tokens, end + 1)):
            return hundreds + unit[0], end + 2, True
        tens = _below_hundred(tokens, end)
        if tens is not None and tens[2] and tens[1] > end + (0 if is_word(tokens, end, (_TEN,)) else 1):
            return hundreds + tens[0], tens[1], True
        return hundreds, end, True
    return _below_hundred(tokens, at)


def _below_hundred(tokens: Sequence[Token], at: int) -> tuple[int, int, bool] | None:
    if is_word(tokens, at, (_TEN,)):
        unit = digit_at(tokens, at + 1, behind_tens=True)
        is_unit = unit is not None and unit[1] and not _is_tens(tokens, at + 2)
        return (10 + unit[0], at + 2, True) if unit is not None and is_unit else (10, at + 1, True)
    digit = digit_at(tokens, at)
    if digit is None:
        if at < len(tokens) and tokens[at].kind == "number" and tokens[at].key.isdecimal() and len(tokens[at].key) < 4:
            return int(tokens[at].key), at + 1, False
        return None
    if _is_tens(tokens, at + 1):
        unit = digit_at(tokens, at + 2, behind_tens=True)
        return (digit[0] * 10 + unit[0], at + 3, True) if unit and unit[1] else (digit[0] * 10, at + 2, True)
    if digit[1] and (more := _only_behind_tens(tokens, at + 1)) is not None:  # `hai lăm`
        return digit[0] * 10 + more, at + 2, True
    if digit[1] and digit[0] > 1 and (more := _read_together(tokens, at, digit[0])) is not None:
        return digit[0] * 10 + more, at + 2, True
    return digit[0], at + 1, digit[1]


def digit_at(tokens: Sequence[Token], at: int, *, behind_tens: bool = False) -> tuple[int, bool] | None:
    """Return the number of one digit that stands here, and whether it is a word; None where none does."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "number":
        return (int(token.key), False) if token.key.isdecimal() and len(token.key) == 1 else None
    for marked, word, value in _BY_KEY.get(token.key, ()):
        if token.marked in ("", marked) and (behind_tens or word not in _ONLY_BEHIND_TENS):
            return value, True
    return None


def _only_behind_tens(tokens: Sequence[Token], at: int) -> int | None:
    if at >= len(tokens):
        return None
    for marked, word, value in _BY_KEY.get(tokens[at].key, ()):
        if word in _ONLY_BEHIND_TENS and tokens[at].marked == marked:
            return value
    return None


def _read_together(tokens: Sequence[Token], at: int, tens: int) -> int | None:
    """Return the units read together with the tens, `bảy hai phần trăm`, `tám tư phần trăm`; None for `hai ba phần
    trăm`, which is two or three."""
    if not is_percent(tokens, at + 2):
        return None
    unit = digit_at(tokens, at + 1, behind_tens=True)
    if unit is None or not unit[1]:
        return None
    return unit[0] if unit[0] != tens + 1 or tokens[at + 1].key in ("tu", "lam", "nham", "mot") else None


def _is_tens(tokens: Sequence[Token], at: int) -> bool:
    return is_word(tokens, at, _TENS)


def is_word(tokens: Sequence[Token], at: int, words: Sequence[tuple[str, str]]) -> bool:
    if at >= len(tokens) or tokens[at].kind != "word":
        return False
    return any(tokens[at].key == key and tokens[at].marked in ("", marked) for key, marked in words)


def is_percent(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens):
        return False
    return tokens[at].key == "%" or "percent" in kinds_at(tokens, at)


def is_money(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the words measure money: `năm triệu`; and not `năm đồng chí`, `hai tỷ lệ`."""
    meanings, length = meanings_at(tokens, at)
    if not any(meaning.kind == "money" for meaning in meanings) or tokens[at].key in ("k", "d"):
        return False
    return at + length >= len(tokens) or tokens[at + length].key not in ("chi", "le", "nghiep", "y", "loat", "bo")

"""Numbers in words, where what follows says that they are numbers: `ba mươi phần trăm`, `sáu mươi lăm %`, `ba trăm năm
mươi triệu`, `hai chấm bảy`, `mùng năm tháng mười hai`, `ba phần tư`. Elsewhere `năm` is a year and `sau` is after.
"""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from domain.moments.pieces import Phrases
from domain.text import word_keys
from domain.typed.phrases import kinds_at, meanings_at
from domain.typed.tokens import Token
from domain.typed.vocabulary import Meaning

_DIGITS: Mapping[str, int] = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_ONLY_BEHIND_TENS = frozenset({"mốt", "lăm", "nhăm"})
_BY_KEY: dict[str, list[tuple[str, str, int]]] = {}
for _word, _value in _DIGITS.items():
    _BY_KEY.setdefault(word_keys(_word)[0], []).append((word_keys(_word)[1], _word, _value))
_TEN, _TENS, _HUNDRED = word_keys("mười"), (word_keys("mươi"), word_keys("chục")), word_keys("trăm")
_THOUSAND = (word_keys("nghìn"), word_keys("ngàn"))
_ODD = (word_keys("linh"), word_keys("lẻ"))
_DAYS = frozenset({"ngay", "mung", "mong", "hom"})
_FIRST_DAYS = frozenset({"mung", "mong"})
_BEHIND_A_DAY = frozenset({"", "thang", ",", ".", ";", "\n", ")", "a", "nhe", "nha"})
_YEARS = frozenset({"nay", "truoc", "sau", "ngoai", "toi", "roi"})
_HALVES: Phrases[str] = Phrases({
    "half": ("một nửa", "1 nửa", "nửa", "phân nửa", "được nửa", "một nửa khối lượng", "1 nửa khối lượng",
             "nửa khối lượng", "nửa chặng đường", "một nửa chặng đường"),
})  # fmt: skip
_HALF_OF = frozenset({"dau", "cuoi", "so", "nam", "thang", "trong", "nac", "vien"})
_REACHED = frozenset({"duoc", "dat", "xong", "chung", "khoang", "tam"})
_LEADS = frozenset({"vu", "cai", "con", "so", "la", "thi", "viec", "muc", "cao", "va", "nhung", "roi", "da", "a"})
_STANDS = frozenset({"done", "doing", "now", "not_yet", "no", "was", "soon"})
_POINT, _COMMA = word_keys("chấm"), word_keys("phẩy")
_WHOLES = frozenset({2, 3, 4, 5, 6, 8, 10, 20, 100})
_PER_CENT = 100
_LONGEST_DIGITS = 2


class Number(NamedTuple):
    value: int
    length: int
    is_words: bool


def in_digits(tokens: Sequence[Token], codes: Collection[str]) -> list[Token]:
    """The line with such numbers as digits; what was typed keeps its place."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        made, length = _at(tokens, at, found, codes)
        found += made or tokens[at : at + 1]
        at += length if made else 1
        if found[-1].kind == "number" and "percent" in kinds_at(tokens, at):  # `phần trăm` is `%`
            length = meanings_at(tokens, at)[1]
            found.append(Token("sign", "%", "", tokens[at].start, tokens[at + length - 1].end, is_close=True))
            at += length
    return found


def _at(tokens: Sequence[Token], at: int, before: Sequence[Token], codes: Collection[str]) -> tuple[list[Token], int]:
    if length := _half(tokens, at, before):
        last = tokens[at + length - 1].end
        return [_digits(tokens, at, at + length, "50"), Token("sign", "%", "", last, last)], length
    number = number_at(tokens, at)
    if number is None:
        return [], 1
    if code := _two_digits(tokens, at, before, codes):
        return [_digits(tokens, at, at + 2, code)], 2
    end = at + number.length
    if made := _with_point(tokens, at, number, codes):
        return made
    if made := _fraction(tokens, at, number):
        return made
    if number.is_words and _is_number(tokens, at, end, before):
        return [_digits(tokens, at, end, str(number.value))], number.length
    return [], 1


def _half(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> int:
    """`được một nửa`, `mới làm phân nửa`, `xong 1 nửa`, and not `hơn một nửa`, `nửa đầu năm`: how many tokens."""
    is_reached = bool(before) and (before[-1].key in _REACHED or "doing" in kinds_at(before, len(before) - 1))
    found = _HALVES.at(tokens, at) if is_reached else None
    if found is None:
        return 0
    if tokens[at].key == "nua" and not tokens[at].marked:
        return 0  # `dung lam nua`: no more
    after = tokens[at + found[1]].key if at + found[1] < len(tokens) else ""
    return found[1] if after not in _HALF_OF else 0


def _two_digits(tokens: Sequence[Token], at: int, before: Sequence[Token], codes: Collection[str]) -> str:
    """`hai bảy xong`: the code 2.7 as it is read aloud, at the beginning of a clause and with how it stands behind."""
    first, second = _digit(tokens, at), _digit(tokens, at + 1)
    if first is None or second is None or not (first[1] and second[1]):
        return ""
    code = f"{first[0]}.{second[0]}"
    is_first = not before or before[-1].kind in ("sign", "break") or before[-1].key in _LEADS
    if code not in codes or not is_first or (tokens[at].key == "sau" and not tokens[at].marked):
        return ""
    after = kinds_at(tokens, at + 2)
    return code if after & _STANDS or (tokens[at + 2 : at + 3] and tokens[at + 2].key in ("moi", "gio", "duoc")) else ""


def number_at(tokens: Sequence[Token], at: int) -> Number | None:
    """`sáu mươi lăm`, `ba trăm năm mươi`, `hai nghìn không trăm hai mươi sáu`, `3 trăm`, `12`."""
    head = _below_thousand(tokens, at)
    if head is None:
        return None
    value, end, is_words = head
    if _is(tokens, end, _THOUSAND):
        rest = _below_thousand(tokens, end + 1)
        has_hundreds = rest is not None and rest[1] > end + 2
        if rest is not None and has_hundreds:
            return Number(value * 1000 + rest[0], rest[1] - at, is_words=True)
    return Number(value, end - at, is_words)


def _below_thousand(tokens: Sequence[Token], at: int) -> tuple[int, int, bool] | None:
    """The value, where it ends, and whether a word is in it."""
    digit = _digit(tokens, at)
    if digit is not None and _is(tokens, at + 1, (_HUNDRED,)) and not _is_percent(tokens, at + 1):
        hundreds, end = digit[0] * 100, at + 2
        if _is(tokens, end, _ODD) and (unit := _digit(tokens, end + 1)):
            return hundreds + unit[0], end + 2, True
        tens = _below_hundred(tokens, end)
        if tens is not None and tens[2] and tens[1] > end + (0 if _is(tokens, end, (_TEN,)) else 1):
            return hundreds + tens[0], tens[1], True
        return hundreds, end, True
    return _below_hundred(tokens, at)


def _below_hundred(tokens: Sequence[Token], at: int) -> tuple[int, int, bool] | None:
    if _is(tokens, at, (_TEN,)):
        unit = _digit(tokens, at + 1, behind_tens=True)
        is_unit = unit is not None and unit[1] and not _is_tens(tokens, at + 2)
        return (10 + unit[0], at + 2, True) if unit is not None and is_unit else (10, at + 1, True)
    digit = _digit(tokens, at)
    if digit is None:
        if at < len(tokens) and tokens[at].kind == "number" and tokens[at].key.isdecimal() and len(tokens[at].key) < 4:
            return int(tokens[at].key), at + 1, False
        return None
    if _is_tens(tokens, at + 1):
        unit = _digit(tokens, at + 2, behind_tens=True)
        return (digit[0] * 10 + unit[0], at + 3, True) if unit and unit[1] else (digit[0] * 10, at + 2, True)
    if digit[1] and (more := _only_behind_tens(tokens, at + 1)) is not None:  # `hai lăm`
        return digit[0] * 10 + more, at + 2, True
    return digit[0], at + 1, digit[1]


def _digit(tokens: Sequence[Token], at: int, *, behind_tens: bool = False) -> tuple[int, bool] | None:
    """A number of one digit, and whether it is a word."""
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


def _is_tens(tokens: Sequence[Token], at: int) -> bool:
    return _is(tokens, at, _TENS)


def _is(tokens: Sequence[Token], at: int, words: Sequence[tuple[str, str]]) -> bool:
    if at >= len(tokens) or tokens[at].kind != "word":
        return False
    return any(tokens[at].key == key and tokens[at].marked in ("", marked) for key, marked in words)


def _is_percent(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens):
        return False
    return tokens[at].key == "%" or "percent" in kinds_at(tokens, at)


def _is_money(tokens: Sequence[Token], at: int) -> bool:
    """`năm triệu`; and not `năm đồng chí`, `hai tỷ lệ`."""
    meanings, length = meanings_at(tokens, at)
    if not any(meaning.kind == "money" for meaning in meanings) or tokens[at].key in ("k", "d"):
        return False
    return at + length >= len(tokens) or tokens[at + length].key not in ("chi", "le", "nghiep", "y", "loat", "bo")


def _is_number(tokens: Sequence[Token], start: int, end: int, before: Sequence[Token]) -> bool:
    """Whether what stands around says that these words are a number."""
    last = before[-1].key if before else ""
    if _is_percent(tokens, end) or _is_money(tokens, end):  # `hai ba phần trăm` is two or three
        return not (before and before[-1].kind == "word" and _digit(before, len(before) - 1))
    after = tokens[end].key if end < len(tokens) else ""
    if tokens[start].key == "sau" and end - start == 1 and not tokens[start].marked:
        return False  # `thang sau`, `ngay sau`: the next one
    if last in _DAYS:  # `ngày hai mươi`, `mùng năm`; and not `ngày năm nay`, `hôm hai bên họp`
        is_led = last in _FIRST_DAYS or end - start > 1 or after in _BEHIND_A_DAY
        return is_led and not _is_year(tokens, start, end)
    is_day = after in ("thang",) and number_at(tokens, end + 1) is not None and end - start <= 3
    if is_day and not _is_year(tokens, end + 1, end + 2):
        return True
    if last in ("thang", "quy"):  # `tháng mười hai`; and not `tháng năm nay`
        return not _is_year(tokens, start, end) and not (last == "quy" and end - start > 1)
    if last == "nam" and number_at(tokens, start) is not None:
        return (number_at(tokens, start) or Number(0, 0, is_words=False)).value > 1900
    if after in ("/", "tren") and (whole := number_at(tokens, end + 1)) is not None:
        return whole.value > 0
    if last in ("/", "tren") and len(before) > 1 and before[-2].kind == "number":
        return True
    is_reached = last in ("duoc", "dat", "len", "muc", "khoang", "chung", "tam")
    return is_reached and end - start > 1 and (end >= len(tokens) or tokens[end].kind != "word")


def _is_year(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether `năm` is a year here: `năm nay`, `năm 2026`, and no five."""
    if end - start != 1 or start >= len(tokens) or tokens[start].key != "nam" or end >= len(tokens):
        return False
    return tokens[end].key in _YEARS or (tokens[end].kind == "number" and len(tokens[end].key) == 4)


def _with_point(
    tokens: Sequence[Token], at: int, number: Number, codes: Collection[str]
) -> tuple[list[Token], int] | None:
    """`hai chấm bảy`, `2 chấm 7` is a code; `ba phẩy một` is one where there is such a task and no measure follows."""
    middle = at + number.length
    is_point = _is(tokens, middle, (_POINT,))
    if not is_point and not _is(tokens, middle, (_COMMA,)):
        return None
    more = number_at(tokens, middle + 1)
    if more is None:
        return None
    length = number.length + 1 + more.length
    head, tail = _typed(tokens, at, number), _typed(tokens, middle + 1, more)
    is_measure = _is_percent(tokens, at + length) or _is_money(tokens, at + length)
    is_code = not is_measure and (f"{head}.{tail}" in codes or (is_point and any("." in code for code in codes)))
    if not is_code and len(tail) > _LONGEST_DIGITS:
        return None
    return [_digits(tokens, at, at + length, f"{head}{'.' if is_code else ','}{tail}")], length


def _typed(tokens: Sequence[Token], at: int, number: Number) -> str:
    return str(number.value) if number.is_words else tokens[at].key


def _fraction(tokens: Sequence[Token], at: int, number: Number) -> tuple[list[Token], int] | None:
    """`ba phần tư`, `7 phần 10`: so many per cent."""
    middle = at + number.length
    if middle >= len(tokens) or tokens[middle].key != "phan" or Meaning("percent") in meanings_at(tokens, middle)[0]:
        return None
    whole = number_at(tokens, middle + 1)
    if whole is None or whole.value not in _WHOLES or not 0 < number.value <= whole.value:
        return None
    end = middle + 1 + whole.length
    if _is_year(tokens, middle + 1, end):
        return None
    share = Decimal(number.value * _PER_CENT) / whole.value
    key = f"{share:.1f}".removesuffix(".0").replace(".", ",")
    last = tokens[end - 1].end
    return [_digits(tokens, at, end, key), Token("sign", "%", "", last, last)], end - at


def _digits(tokens: Sequence[Token], start: int, end: int, key: str) -> Token:
    return Token("number", key, "", tokens[start].start, tokens[end - 1].end, is_close=tokens[start].is_close)

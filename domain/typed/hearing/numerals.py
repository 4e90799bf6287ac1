"""Numbers in words, where what follows says that they are numbers: `ba mươi phần trăm`, `sáu mươi lăm %`, `ba trăm năm
mươi triệu`, `hai chấm bảy`, `mùng năm tháng mười hai`, `ba phần tư`. Elsewhere `năm` is a year and `sau` is after.
"""

from collections.abc import Collection, Sequence
from decimal import Decimal

from domain.moments.pieces import Phrases
from domain.text import word_keys
from domain.typed.hearing.said_numbers import (
    HUNDRED,
    THOUSAND,
    Number,
    digit_at,
    is_money,
    is_percent,
    is_word,
    number_at,
)
from domain.typed.hearing.short_codes import two_digits
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token, key_at
from domain.typed.words.vocabulary import Meaning

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
_SO_FAR = frozenset({"moi", "roi", "thi", "la"})
_ENDS = frozenset({"roi", "thoi", "a", "ha", "nha", "nhe", "nghe", "luon", "do", "hoy"})
_POINT, _COMMA = word_keys("chấm"), word_keys("phẩy")
_WHOLES = frozenset({2, 3, 4, 5, 6, 8, 10, 20, 100})
_PER_CENT = 100
_LONGEST_DIGITS = 2


def in_digits(tokens: Sequence[Token], codes: Collection[str]) -> list[Token]:
    """Return the line with such numbers as digits; what was typed keeps its place."""
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
    if code := two_digits(tokens, at, before, codes):
        return [_digits(tokens, at, at + 2, code)], 2
    end = at + number.length
    if made := _with_point(tokens, at, number, codes):
        return made
    if made := _fraction(tokens, at, number) or _and_some(tokens, at, number):
        return made
    if number.is_words and _is_number(tokens, at, end, before):
        return [_digits(tokens, at, end, str(number.value))], number.length
    return [], 1


def _and_some(tokens: Sequence[Token], at: int, number: Number) -> tuple[list[Token], int] | None:
    """Read `chín mươi mấy phần trăm`, which is more than that; return the tokens made of it, and how many it takes.
    None for anything else."""
    end = at + number.length
    if end >= len(tokens) or tokens[end].key != "may" or number.value % 10 or not is_percent(tokens, end + 1):
        return None
    start = tokens[at].start
    more = Token("word", *word_keys("hơn"), start, start, is_close=tokens[at].is_close)
    return [more, _digits(tokens, at, end + 1, str(number.value))], number.length + 1


def _half(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> int:
    """Return how many tokens say half: `được một nửa`, `mới làm phân nửa`, `xong 1 nửa`, and not `hơn một nửa`, `nửa
    đầu năm`."""
    is_reached = bool(before) and (before[-1].key in _REACHED or "doing" in kinds_at(before, len(before) - 1))
    is_alone = not before or before[-1].kind in ("number", "sign", "break") or before[-1].key in _SO_FAR
    found = _HALVES.at(tokens, at) if is_reached or is_alone else None
    if found is None:
        return 0
    if tokens[at].key == "nua" and not tokens[at].marked:
        return 0  # `dung lam nua`: no more
    end = at + found[1]
    after = key_at(tokens, end)
    if not is_reached and not (end >= len(tokens) or tokens[end].kind in ("sign", "break") or after in _ENDS):
        return 0  # `2.7 nửa năm nay chưa làm`
    return found[1] if after not in _HALF_OF else 0


def _is_number(tokens: Sequence[Token], start: int, end: int, before: Sequence[Token]) -> bool:
    """Say whether what stands around says that these words are a number."""
    last = before[-1].key if before else ""
    if is_percent(tokens, end) or is_money(tokens, end):  # `hai ba phần trăm` is two or three
        is_one = end - start == 1 and tokens[start].key != "muoi"
        return not (is_one and before and before[-1].kind == "word" and digit_at(before, len(before) - 1))
    after = key_at(tokens, end)
    if tokens[start].key == "sau" and end - start == 1 and not tokens[start].marked:
        return False  # `thang sau`, `ngay sau`: the next one
    if last in _DAYS:  # `ngày hai mươi`, `mùng năm`; and not `ngày năm nay`, `hôm hai bên họp`
        is_led = last in _FIRST_DAYS or end - start > 1 or after in _BEHIND_A_DAY
        return is_led and not _is_year(tokens, start, end)
    is_day = after in ("thang",) and number_at(tokens, end + 1) is not None and end - start <= 3
    if is_day and not _is_year(tokens, end + 1, end + 2):
        return True
    if last in ("thang", "quy"):  # `tháng mười hai`; and not `tháng năm nay`
        is_one = tokens[start].key != "khong" and not (last == "quy" and end - start > 1)
        return is_one and not _is_year(tokens, start, end)  # `cái quỹ không có ai góp`
    if last == "nam" and number_at(tokens, start) is not None:
        return (number_at(tokens, start) or Number(0, 0, is_words=False)).value > 1900
    if after in ("/", "tren") and (whole := number_at(tokens, end + 1)) is not None:
        return whole.value > 0
    if last in ("/", "tren") and len(before) > 1 and before[-2].kind == "number":
        return True
    if _counts_twice(tokens, end, before):
        return True
    if end - start > _FEW and _says_how_many(tokens, start, end):
        return True
    if end - start > 1 and last in ("phai", "la") and after in ("ma", "dau", ","):  # `không phải chín mươi mà là`
        return any(token.key in ("khong", "dau", "chang") for token in before[-3:])
    is_reached = last in ("duoc", "dat", "len", "muc", "khoang", "chung", "tam")
    return is_reached and end - start > 1 and (end >= len(tokens) or tokens[end].kind != "word")


def _counts_twice(tokens: Sequence[Token], end: int, before: Sequence[Token]) -> bool:
    """Say whether the same thing is counted twice: `mười lăm căn trên mười lăm căn`."""
    if end >= len(tokens) or tokens[end].kind != "word":
        return False
    noun, behind = tokens[end].key, end + 1
    while behind < len(tokens) and tokens[behind].key in _OVER:
        behind += 1
    whole = number_at(tokens, behind) if behind > end + 1 else None
    if whole is not None:
        again = behind + whole.length
        return again < len(tokens) and tokens[again].key == noun
    first = len(before)
    while first and before[first - 1].key in _OVER:
        first -= 1
    return 1 < first < len(before) and (before[first - 2].kind, before[first - 1].key) == ("number", noun)


_OVER = frozenset({"tren", "/", "trong", "tong", "so", "cong"})
_FEW = 2  # words of a number


def _says_how_many(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether the words are a number, whatever stands around: `hai trăm ba mươi`, `một ngàn hai`."""
    return any(is_word(tokens, at, (HUNDRED, *THOUSAND)) for at in range(start + 1, end))


def _is_year(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Say whether `năm` is a year here: `năm nay`, `năm 2026`, and no five."""
    if end - start != 1 or start >= len(tokens) or tokens[start].key != "nam" or end >= len(tokens):
        return False
    return tokens[end].key in _YEARS or (tokens[end].kind == "number" and len(tokens[end].key) == 4)


def _with_point(
    tokens: Sequence[Token], at: int, number: Number, codes: Collection[str]
) -> tuple[list[Token], int] | None:
    """Read `hai chấm bảy`, `2 chấm 7`, which is a code; `ba phẩy một` is one where there is such a task and no measure
    follows. Return the tokens made of it, and how many it takes; None for anything else."""
    middle = at + number.length
    is_point = is_word(tokens, middle, (_POINT,))
    if not is_point and not is_word(tokens, middle, (_COMMA,)):
        return None
    more = number_at(tokens, middle + 1)
    if more is None:
        return None
    length = number.length + 1 + more.length
    head, tail = _typed(tokens, at, number), _typed(tokens, middle + 1, more)
    is_measure = is_percent(tokens, at + length) or is_money(tokens, at + length)
    is_code = not is_measure and (f"{head}.{tail}" in codes or (is_point and any("." in code for code in codes)))
    if not is_code and len(tail) > _LONGEST_DIGITS:
        return None
    return [_digits(tokens, at, at + length, f"{head}{'.' if is_code else ','}{tail}")], length


def _typed(tokens: Sequence[Token], at: int, number: Number) -> str:
    return str(number.value) if number.is_words else tokens[at].key


def _fraction(tokens: Sequence[Token], at: int, number: Number) -> tuple[list[Token], int] | None:
    """Read `ba phần tư`, `7 phần 10` as so many per cent; return the tokens made of it, and how many it takes. None for
    anything else."""
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

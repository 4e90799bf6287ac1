"""Codes of tasks said short: `hai bảy xong`, `27 xong, 28 chưa`, which are 2.7 and 2.8; and the first, the second and
so on of all tasks: `1 2 3 xong, 4 chưa đụng`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from domain.typed.hearing.said_numbers import digit_at, is_percent, number_at
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_LEADS = frozenset({
    "vu", "cai", "con", "so", "la", "thi", "viec", "muc", "cao", "va", "nhung", "roi", "da", "a", "tru", "rieng",
    "voi", "cung", "het", "nhe", "nha", "%", "thoi", "luon", "nua", "cua", "sang", "phan", "task", "den", "toi",
})  # fmt: skip
_NAMES = frozenset({"vu", "cai", "viec", "muc", "so", "task", "tru", "rieng", "phan"})
_STANDS = frozenset({"done", "doing", "now", "not_yet", "no", "was", "soon", "nil", "label"})
_GOES_ON = frozenset({"moi", "gio", "duoc", "thi", "la", "ra", "cung", "deu", "dat", "vuong", "ket", "bi"})
_TENS = range(10, 101, 5)
_DATES = frozenset({"thang", "ngay", "mung", "hom", "bua"})
_JOINS = frozenset({"va", "voi", "cung", ",", "den", "toi"})


def two_digits(tokens: Sequence[Token], at: int, before: Sequence[Token], codes: Collection[str]) -> str:
    """Return the code 2.7 as it is read aloud, `hai bảy xong`, at the beginning of a clause and with how it stands
    behind; "" for none."""
    first, second = digit_at(tokens, at), digit_at(tokens, at + 1)
    if first is None or second is None or not (first[1] and second[1]):
        return ""
    code = f"{first[0]}.{second[0]}"
    if code not in codes or not _may_begin(before) or (tokens[at].key == "sau" and not tokens[at].marked):
        return ""
    end = at + 2
    if before and before[-1].key == "tru":
        return code
    if end >= len(tokens) or tokens[end].kind in ("sign", "break"):
        is_named = bool(before) and (before[-1].key in _NAMES or "done" in kinds_at(before, len(before) - 1))
        is_named |= len(before) > 1 and before[-1].key in _JOINS and before[-2].key in codes
        return code if is_named or _is_before_another(tokens, end, codes) else ""
    if kinds_at(tokens, end) & _STANDS or tokens[end].key in _GOES_ON or _is_before_another(tokens, end, codes):
        return code
    number = number_at(tokens, end)  # `hai chín sáu mươi phần trăm`
    if number is None or is_percent(tokens, end + number.length):
        return code if number is not None else ""
    behind = end + number.length  # `hai một bảy chục hai hai sáu chục`
    is_share = number.is_words and number.value in _TENS
    return code if is_share and (behind >= len(tokens) or _is_before_another(tokens, behind, codes)) else ""


def _may_begin(before: Sequence[Token]) -> bool:
    """Say whether a code may begin here: behind a sign, a word that leads to a code, how another stands (`hai bảy xong
    hai tám chưa`), a code."""
    if not before or before[-1].kind in ("sign", "break") or before[-1].key in _LEADS:
        return True
    is_code = before[-1].kind == "number" and "." in before[-1].key
    is_code |= len(before) > 1 and before[-1].kind == "number" and before[-2].key in _DATES  # `tháng mười một hai tám`
    return is_code or bool(kinds_at(before, len(before) - 1) & {"done", "doing", "any"})


def _is_before_another(tokens: Sequence[Token], at: int, codes: Collection[str]) -> bool:
    """Say whether another code follows: `hai bảy và hai tám xong`, `hai bảy hai tám xong`."""
    at += at < len(tokens) and tokens[at].key in _JOINS
    first, second = digit_at(tokens, at), digit_at(tokens, at + 1)
    return first is not None and second is not None and first[1] and f"{first[0]}.{second[0]}" in codes


_MOST_DIGITS = 3
_FEWEST = 2  # numbers of a line that are codes without their point: one alone may be anything
_NO_CODE_BEHIND = frozenset({"ngay", "hom", "mung", "mong", "thang", "den", "toi", "tu", "/", "-", "quyet", "van"})
_TASKS = frozenset({"nv", "vu", "muc", "task", "viec", "so"})


def with_points(tokens: Sequence[Token], codes: Collection[str]) -> list[Token]:
    """Return the tokens with the codes of which the point was left out, where no code is written so: `27 xong, 28 chưa,
    31 60%`."""
    tokens = _with_points_apart(tokens, codes)
    short = {code.replace(".", ""): code for code in codes if code.replace(".", "").isdecimal()}
    short = {key: code for key, code in short.items() if 1 < len(key) <= _MOST_DIGITS and key not in codes}
    places = [at for at, token in enumerate(tokens) if token.key in short and _is_named(tokens, at, short)]
    are_codes = len({tokens[at].key for at in places}) >= _FEWEST
    is_told = len(places) == 1 and places[0] > 0 and tokens[places[0] - 1].key in _TASKS
    if are_codes or is_told:
        return [replace(one, key=short[one.key]) if at in places else one for at, one in enumerate(tokens)]
    return _by_place(tokens, list(codes))


def _with_points_apart(tokens: Sequence[Token], codes: Collection[str]) -> Sequence[Token]:
    """Return the tokens with codes that have a space or a comma for the point, where there are several: `2 7 xong, 2 8
    40`, `2,1 60 2,2 55`."""
    found, named, at = list[Token](), set[str](), 0
    while at < len(tokens):
        length, code = _apart(tokens, at, found, codes)
        if length:
            named.add(code)
            found.append(replace(tokens[at], key=code, end=tokens[at + length - 1].end))
        else:
            found.append(tokens[at])
            named |= {tokens[at].key} & {*codes}
        at += max(1, length)
    return _with_commas(found, codes) if len(named) >= _FEWEST else tokens


def _with_commas(tokens: Sequence[Token], codes: Collection[str]) -> list[Token]:
    """Return the tokens with a comma before a code that begins behind the number of another: `1.2 xong 2.1 60 2.2
    55`."""
    found = list[Token]()
    for at, token in enumerate(tokens):
        value, behind = tokens[at + 1 : at + 2], tokens[at + 2 : at + 3]
        is_bare = bool(value) and value[0].kind == "number" and value[0].key not in codes
        is_bare &= not behind or behind[0].kind == "sign" or behind[0].key in codes
        is_bare &= not behind or behind[0].key not in ("%", "/", "-")
        is_behind = bool(found) and (found[-1].kind == "number" or "done" in kinds_at(found, len(found) - 1))
        if token.key in codes and is_bare and is_behind and found[-1].key not in codes:
            found.append(Token("sign", ",", "", token.start, token.start))
        found.append(token)
    return found


def _apart(tokens: Sequence[Token], at: int, before: Sequence[Token], codes: Collection[str]) -> tuple[int, str]:
    """Return the code that is written with a comma or a space and how many tokens it takes, where it is said behind it
    how the task stands; (0, "") else."""
    token, behind = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
    if token.kind != "number" or not (_may_begin(before) or (before and _is_value(before[-1], codes))):
        return 0, ""
    length, code = 1, token.key.replace(",", ".")
    if "," not in token.key:
        is_pair = behind is not None and behind.kind == "number" and not behind.is_close
        length, code = (2, f"{token.key}.{behind.key}") if is_pair and behind is not None else (0, "")
    if code not in codes or not length or {token.key, behind.key if behind is not None else ""} & {*codes}:
        return 0, ""
    end = at + length
    if end >= len(tokens) or (before and before[-1].key in _NO_CODE_BEHIND):
        return 0, ""
    is_share = tokens[end].kind == "number" and not kinds_at(tokens, end + 1) & {"money"}
    is_share &= end + 1 >= len(tokens) or tokens[end + 1].kind != "word" or bool(kinds_at(tokens, end + 1))
    stands = bool(kinds_at(tokens, end) & _STANDS) or tokens[end].key in (":", "=", "ok") or is_share
    return (length, code) if stands else (0, "")


def _is_value(token: Token, codes: Collection[str]) -> bool:
    """Say whether this is the number given for the task before: `2,1 60 2,2 55`."""
    return token.kind == "number" and token.key not in codes


def _by_place(tokens: Sequence[Token], codes: Sequence[str]) -> list[Token]:
    """Return the tokens with codes for places, `1 2 3 xong, 4 chưa`, only where all are counted through, and none has
    such a number for its code."""
    numbers = {str(place): code for place, code in enumerate(codes, 1)}
    if len(codes) < _FEWEST_PLACES or any("." not in code for code in codes):
        return list(tokens)
    places = [at for at, token in enumerate(tokens) if token.key in numbers and _is_named(tokens, at, numbers)]
    counted = sum(one.kind == "number" and not is_percent(tokens, at + 1) for at, one in enumerate(tokens))
    if [tokens[at].key for at in places] != list(numbers) or counted > len(places):
        return list(tokens)
    return [replace(one, key=numbers[one.key]) if at in places else one for at, one in enumerate(tokens)]


_FEWEST_PLACES = 3


def _is_named(tokens: Sequence[Token], at: int, names: Mapping[str, str]) -> bool:
    """Say whether the number stands where a task is named: at the beginning of a clause or behind another, with how it
    stands or the next one behind it."""
    before = tokens[at - 1] if at else None
    if before is not None and (before.key in _NO_CODE_BEHIND or (tokens[at].is_close and before.kind != "break")):
        return False
    is_first = before is None or before.key in names or _may_begin(tokens[:at])
    end = at + 1
    if not is_first or end >= len(tokens) or tokens[end].key in ("%", "/"):
        return False
    if tokens[end].key in ("-", "–") and end + 1 < len(tokens):
        end += 1
    behind = end + (tokens[end].key in _JOINS)
    if tokens[end].key in (":", "=") or (behind < len(tokens) and tokens[behind].key in names):
        return True
    is_share = end + 1 < len(tokens) and tokens[end].kind == "number" and is_percent(tokens, end + 1)
    return is_share or bool(kinds_at(tokens, end) & _STANDS) or tokens[end].key in _GOES_ON

"""Parts of a whole in whatever unit: `7/12 bình`, `2,5km/4km`, `3,2 tỷ/4 tỷ`, `mới làm được bảy nhà`, `còn 2 nhà`."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from domain.moments.pieces import Phrases
from domain.text import fold
from domain.typed.values.money import money_at
from domain.typed.words.counting_words import is_counter, is_fall
from domain.typed.words.numbers import readings
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

Share = Literal["", "some", "all"]

_OF = ("/", "tren", "trong")
_LONGEST_UNIT = 3  # `ki lô mét`
_LOOKS = 6  # tokens from `mới` to what was reached
_REACHES = frozenset({"duoc", "dc", "dat", "xong"})
_SCALES = frozenset({"500", "1000", "2000", "5000", "10000"})  # `quy hoạch 1/500`
_LAST_DAY, _LAST_MONTH = 31, 12
_YEARS = range(1900, 2100)
_DENIES = frozenset({"not_yet", "no", "later", "if", "ahead", "guess"})
_NO_NOUN = frozenset({"nam", "thang", "ngay", "tuan", "quy", "gio", "phut", "buoi"})


def share_of(tokens: Sequence[Token]) -> Share:
    """Return how much of it is said to have been reached; "" where that is not said."""
    for at, token in enumerate(tokens):
        if kinds_at(tokens, at) & _DENIES:  # `chưa tập huấn 5/12 doanh nghiệp`
            return ""
        if token.kind == "number" and (found := _share_at(tokens, at)):
            return found
        if token.kind == "number" and (found := _done_of(tokens, at)):
            return found
        if is_half_reached(tokens, at) or _only_reached(tokens, at) or _is_left(tokens, at) or _only_left(tokens, at):
            return "some"
    return ""


def _share_at(tokens: Sequence[Token], at: int) -> Share:
    if at > 0 and tokens[at - 1].key in ("/", "-") and tokens[at - 1].is_close:
        return ""
    first, middle, unit = _amount(tokens, at)
    if first is None or middle + 1 >= len(tokens) or tokens[middle].key not in _OF:
        return ""
    whole, end, of_unit = _amount(tokens, _past_plan(tokens, middle))
    if whole is None or not first <= whole or not whole or (tokens[middle + 1].key in _SCALES and first == 1):
        return ""
    if end < len(tokens) and tokens[end].key in ("/", "-", "%"):
        return ""
    if end < len(tokens) and not tokens[end].marked and kinds_at(tokens, end) == {"waits"}:
        of_unit = tokens[end].key  # `12/12 can`, which are houses
    if not (unit or of_unit) and ((first <= _LAST_DAY and whole <= _LAST_MONTH) or int(whole) in _YEARS):
        return ""
    return "all" if first == whole else "some"


def _past_plan(tokens: Sequence[Token], middle: int) -> int:
    """Return where the number stands behind the plan: `trên kế hoạch 5 tỷ`."""
    at = middle + 1
    while tokens[middle].key == "tren" and at < min(len(tokens) - 1, middle + _LOOKS) and tokens[at].key in _PLAN:
        at += 1
    return at


_PLAN = frozenset({"ke", "hoach", "kh", "tong", "so", "von", "du", "toan", "duoc", "giao", "nguon"})


def _amount(tokens: Sequence[Token], at: int) -> tuple[Decimal | None, int, str]:
    """Return a number, where it ends, and its unit; None for the number where there is none, or it may mean several."""
    if tokens[at].kind != "number":
        return None, at, ""
    totals, size = money_at(tokens, at)
    if size:
        return totals[0], at + size, "đồng"
    numbers = readings(tokens[at].key)
    if len(numbers) != 1:
        return None, at, ""
    end, words = at + 1, list[str]()
    while end < len(tokens) and len(words) < _LONGEST_UNIT and tokens[end].kind == "word":
        if tokens[end].key in _OF or (kinds_at(tokens, end) - {"money"} and "half" not in kinds_at(tokens, end)):
            break
        words.append(tokens[end].key)
        end += 1
    return numbers[0], end, " ".join(words)


def _only_reached(tokens: Sequence[Token], at: int) -> bool:
    """Say whether only a number was reached: `mới làm được bảy nhà`."""
    if tokens[at].key != "moi" or (tokens[at].marked and tokens[at].marked == tokens[at].key):
        return False
    near = range(at + 1, min(len(tokens) - 1, at + 1 + _LOOKS))
    number = next((one for one in near if tokens[one].kind == "number"), None)
    if number is None or not any(tokens[one].key in _REACHES for one in range(at + 1, number)):
        return False
    return _counts(tokens, number)


_HALVES: Phrases[bool] = Phrases({
    True: (*(f"{about}{half}" for about in ("", "gần ", "hơn ", "quá ", "non ", "được ") for half in ("phân nửa",
        "một nửa", "1 nửa")), "gần nửa", "hơn nửa", "quá nửa", "non nửa", "nửa chừng"),
})  # fmt: skip
_REACHES_HALF = _REACHES | {"moi"}


def is_half_reached(tokens: Sequence[Token], at: int) -> bool:
    """Say whether half of it was reached: `mới nhập được non nửa`."""
    if (half := _HALVES.at(tokens, at)) is None:
        return False
    is_already = [token.key for token in tokens[at + half[1] : at + half[1] + 1]] == ["roi"]
    return is_already or any(token.key in _REACHES_HALF for token in tokens[max(0, at - _LOOKS) : at])


def _done_of(tokens: Sequence[Token], at: int) -> Share:
    """Return how much was done of a number: `16 căn xong 13`, `năm cái thì xong bốn`; "" for none."""
    whole, end, _ = _amount(tokens, at)
    while end < len(tokens) and tokens[end].key in _LEADS_TO_REACHED:
        end += 1
    reaches = end
    while end < len(tokens) and end - reaches < _LONGEST_UNIT and tokens[end].key in _REACHED_BY:
        end += 1
    if whole is None or not _counts(tokens, at) or end == reaches or end >= len(tokens) or tokens[end].kind != "number":
        return ""
    some, after, _ = _amount(tokens, end)
    if some is None or not some <= whole or (after < len(tokens) and tokens[after].key in ("/", "-", "%")):
        return ""
    return "all" if some == whole else "some"


_LEADS_TO_REACHED = frozenset({"thi", "da", "moi", "chi", "nay"})
_REACHED_BY = _REACHES | {"lam", "hoan", "thanh", "roi"}


def _only_left(tokens: Sequence[Token], at: int) -> bool:
    """Say whether only something is left: `chỉ còn máy bơm chưa chạy`, `còn mỗi tầng 3 chưa xong`."""
    is_share = tokens[at].key == "con" and any(token.key == "%" for token in tokens[at + 1 : at + 4])
    if _ONLY_LEFT.at(tokens, at) is None and not is_share:  # `còn 35% chưa giải ngân`
        return False
    return any(kinds_at(tokens, behind) & {"not_yet"} for behind in range(at + 1, min(len(tokens), at + _NEAR_LEFT)))


_NEAR_LEFT = 12  # tokens
_ONLY_LEFT: Phrases[bool] = Phrases({True: ("chỉ còn", "còn mỗi", "chỉ còn mỗi", "còn lại", "chỉ còn lại", "còn có",
    "còn sót", "chỉ sót", "còn thiếu mỗi", "chỉ còn thiếu")})  # fmt: skip


def _is_left(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a number is left: `còn 2 nhà chưa xây`."""
    if "left" not in kinds_at(tokens, at) or tokens[at].key != "con" or at + 1 >= len(tokens):
        return False
    if is_fall(tokens, at) or is_counter(tokens, at):  # `giảm còn 37 hộ`
        return False
    number = at + 1 + (tokens[at + 1].key in ("lai", "moi", "co", "khoang"))
    return number < len(tokens) - 1 and tokens[number].kind == "number" and _counts(tokens, number)


def _counts(tokens: Sequence[Token], number: int) -> bool:
    """Say whether something is counted by the number: no day, month or per cent."""
    if number + 1 >= len(tokens):
        return False
    noun = tokens[number + 1]
    is_noun = not kinds_at(tokens, number + 1) - {"task"} or is_counter(tokens, number + 1)
    return noun.kind == "word" and noun.key not in _NO_NOUN and is_noun


def before_what_is_left(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """Return where `còn năm nhà` begins behind other words of the clause; None where it does not."""
    until = tokens[:end]
    return next((at for at in range(start + 1, end - 2) if _is_left(until, at)), None)


_TOTALS = ("cong", "tong", "tong cong", "tong so", "tong la", "cong lai", "cong don", "tat ca", "total", "ca thay",
    "tong von", "cong la", "la", "vi chi")  # fmt: skip
_PLANNED = re.compile(
    r"(?:kh|ke hoach|von ke hoach|chi tieu|du toan|von (?:duoc )?giao|(?:duoc )?giao|tong muc|tong von)\b"
)
_FEWEST = 2


def only_the_total(figures: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the figure that the others make (`An Phát 120tr, Hoàng Long 85tr, Minh Tâm 145tr, cộng 350tr`), or the one
    that was reached (`KH vốn 9 tỷ, đã giải ngân 6 tỷ`). None where there is none like it."""
    reached = [one for one in figures if not _PLANNED.match(fold(one["what"]))]
    if len(reached) == 1 and len(figures) > 1 and all(one["unit"] == figures[0]["unit"] for one in figures):
        return reached[0]
    if len(figures) <= _FEWEST or any(one["of"] is not None or one["unit"] != figures[0]["unit"] for one in figures):
        return None
    whole = sum(one["n"] for one in figures)
    sums = [one for one in figures if one["n"] * 2 == whole]
    if sums:
        return sums[-1]
    last = figures[-1]
    is_named = fold(last["what"]).strip(" :") in _TOTALS
    return last if is_named and last["n"] >= max(one["n"] for one in figures) else None

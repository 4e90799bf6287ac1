"""What is taken back in the same breath: `50% à nhầm 60%`, `60 chứ không phải 80%`. What stands is what was said last,
or what is said not to be the other; the read-back shows it.
"""

from collections.abc import Collection, Sequence

from domain.moments.pieces import Phrases
from domain.typed.hearing.taken_back.words import IS, NOT, RIGHT, SLIPS, WRONG
from domain.typed.words.clause_starts import is_percent
from domain.typed.words.numbers import readings
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token

_OF_WRONG = frozenset({"sai", "nham", "dung", "sua", "thay", "doi", "chinh", "dinh", "nguoc", "cu", "lon", "trat"})
"""One of these stands in whatever says that something was wrong, so that only what is near them is looked at."""
_SAYS = frozenset({"done", "doing", "now", "was", "filler", "about", "percent", "hedge", "not_yet", "no"})
_SIGNS = frozenset(",.;-–…")
_WHOLE = 100  # per cent
_LONGEST = 8  # tokens of what is taken back


def without_slips(tokens: Sequence[Token], names: Collection[str] = ()) -> list[Token]:
    """Return the tokens without such slips. `names`: the codes of tasks, which are no values."""
    found: list[Token] = []
    may_be_wrong = {
        before
        for place, token in enumerate(tokens)
        if token.key in _OF_WRONG
        for before in range(place - _LONGEST, place + 1)
    }
    at = 0
    while at < len(tokens):
        if length := _was(tokens, at) or _but(tokens, at, names) or _is_not_amount(tokens, at, found):
            if _is_bare_share(tokens, at, at + length):  # `không phải 70 đâu 50 thôi`
                end = tokens[at + length].end
                found += [tokens[at + length], Token("sign", "%", "", end, end)]
                length += 1
            at += length
        elif length := _is_not(tokens, at, found, names):
            del found[_end_of_value(found) - (found[-1].key == ",") :]
            if found[-1].key != "%":
                end = found[-1].end
                found.append(Token("sign", "%", "", end, end))
            at += length
        elif length := _is_right(tokens, at, found):
            at += length
        elif (length := at in may_be_wrong and _is_wrong(tokens, at)) and (
            _is_bare(found, names) or before_what_is_taken_back(found) < len(found)
        ):
            if not _is_bare(found, names):
                del found[before_what_is_taken_back(found) :]
                del found[_before_written(found) :]
            at += length
        elif (length := _slip(tokens, at)) and (kept := before_what_is_taken_back(found)) < len(found):
            del found[kept:]
            at += length
        else:
            found.append(tokens[at])
            at += 1
    return found


_BEFORE: Phrases[str] = Phrases({
    "before": ("tháng trước", "kỳ trước", "tuần trước", "quý trước", "hôm trước", "lúc trước", "lần trước", "trước",
               "hôm qua", "số kỳ trước", "đợt trước", "năm trước", "năm ngoái", "trước đây"),
})  # fmt: skip
_NOW: Phrases[str] = Phrases({
    "now": ("nay", "giờ", "hiện nay", "bây giờ", "tháng này", "kỳ này", "tuần này", "quý này", "hôm nay", "hiện tại",
            "đến nay", "nay đã", "hiện", "năm nay", "giờ là"),
})  # fmt: skip


def _was(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens say what it was, which is no news: `tháng trước 60 nay` before `74%`."""
    before = _BEFORE.at(tokens, at)
    if before is None:
        return 0
    end = at + before[1]
    while end < len(tokens) and kinds_at(tokens, end) & {"filler", "about"} and end - at < _LONGEST:
        end += meanings_at(tokens, end)[1]
    if end >= len(tokens) or tokens[end].kind != "number":
        return 0
    end += 1
    while end < len(tokens) and (tokens[end].key in "%,;." or kinds_at(tokens, end) & {"percent", "money"}):
        end += max(1, meanings_at(tokens, end)[1])
    now = _NOW.at(tokens, end) if end < len(tokens) else None
    return end + now[1] - at if now is not None else 0


def _end_of_value(found: Sequence[Token]) -> int:
    """Return where the value ends: before the `nha` of `60% nha`."""
    end = len(found)
    while end > 1 and len(found) - end < _LONGEST and kinds_at(found, end - 1) & {"filler"}:
        end -= 1
    return end


def _is_not(tokens: Sequence[Token], at: int, before: Sequence[Token], names: Collection[str]) -> int:
    """Return how many tokens are taken away as denied: `chứ không phải 80%` behind `60`, one of them a per cent."""
    length = NOT.at(tokens, at)
    is_apart = bool(before) and before[-1].key == ","
    if length is None or not (end := _end_of_value(before[:-1] if is_apart else before)):
        return 0
    value = before[end - 1]
    if value.key in names or not (value.key == "%" or _is_share(value)):
        return 0
    number = at + length[1]
    if number >= len(tokens) or not _is_share(tokens[number]):
        return 0
    has_sign = number + 1 < len(tokens) and tokens[number + 1].key == "%"
    is_alone = number + 1 >= len(tokens) or tokens[number + 1].kind != "word" or not _is_noun(tokens, number + 1)
    is_share = has_sign or value.key == "%"
    if is_apart and not (has_sign and value.key == "%" and _is_over(tokens, number + 2)):
        return 0
    if not is_share and not (is_alone and end > 1):
        return 0
    return _past_as_said(tokens, number + 1 + has_sign) - at


def _is_over(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].key in _ENDS or bool(kinds_at(tokens, at) & {"filler"})


def _past_as_said(tokens: Sequence[Token], at: int) -> int:
    """Return the place behind `như hôm trước`, `như đã báo`, which stand behind what it is not."""
    if at >= len(tokens) or tokens[at].key != "nhu":
        return at
    while at < len(tokens) and tokens[at].key not in _SIGNS and tokens[at].kind != "break":
        at += 1
    return at


def _but(tokens: Sequence[Token], at: int, names: Collection[str]) -> int:
    """Return how many tokens are denied before what is so: `không phải 80% mà là` before `60%`, `không phải 70 đâu`
    before `50 thôi`."""
    length = NOT.at(tokens, at)
    if length is None or (number := at + length[1]) >= len(tokens) or tokens[number].kind != "number":
        return 0
    if tokens[number].key in names:
        return 0
    end = number + 1
    while end < len(tokens) and end - number <= _UNIT and tokens[end].kind != "number" and tokens[end].key not in _BUT:
        end += 1
    if end >= len(tokens) or tokens[end].key not in _BUT:
        return 0
    while end < len(tokens) and (tokens[end].key in _BUT_IS):
        end += 1
    return end - at if end < len(tokens) and tokens[end].kind == "number" else 0


_UNIT = 2  # tokens
_ENDS = frozenset({",", ".", ";", "!", "\n", "thoi", "ha"})
_BUT = frozenset({"ma", "dau", ","})
_BUT_IS = _BUT | {"la", "phai", "chi", "moi", "co", "thoi", "nhe"}


def _is_not_amount(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> int:
    """Return how many tokens deny an amount: `chứ không phải 350tr` behind `530tr`."""
    length = NOT.at(tokens, at)
    if length is None or len(before) < _UNIT or before[-_UNIT].kind != "number" or before[-1].kind != "word":
        return 0
    number = at + length[1]
    behind = tokens[number : number + _UNIT]
    is_alike = len(behind) == _UNIT and behind[0].kind == "number" and behind[1].key == before[-1].key
    return length[1] + _UNIT if is_alike else 0


def _is_bare_share(tokens: Sequence[Token], at: int, number: int) -> bool:
    """Say whether two numbers without anything beside them are set against each other."""
    length = NOT.at(tokens, at)
    first = at + length[1] if length is not None else number
    is_bare = first + 1 < number < len(tokens) and tokens[first + 1].key in _BUT
    if not is_bare or not _is_share(tokens[first]) or not _is_share(tokens[number]):
        return False
    return (
        number + 1 >= len(tokens) or bool(kinds_at(tokens, number + 1) & {"filler"}) or tokens[number + 1].key in _ENDS
    )


def _is_share(token: Token) -> bool:
    return token.kind == "number" and any(value <= _WHOLE for value in readings(token.key))


def _is_noun(tokens: Sequence[Token], at: int) -> bool:
    return not kinds_at(tokens, at) & {"filler", "asks", "was"}


def _slip(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens `à nhầm` with a value behind it takes, and the signs around it."""
    start = _past_breaks(tokens, at)
    found = SLIPS.at(tokens, start) if start < len(tokens) else None
    if found is None:
        return 0
    end = start + found[1]
    while end < len(tokens) and (tokens[end].key in _SIGNS or kinds_at(tokens, end) & {"filler", "was"}):
        end += 1 if tokens[end].key in _SIGNS else meanings_at(tokens, end)[1]
    is_said = is_percent(tokens, end) or bool(
        end < len(tokens) and kinds_at(tokens, end) & {"now", "done", "doing", "not_yet"}
    )
    return end - at if is_said else 0


def _past_breaks(tokens: Sequence[Token], at: int) -> int:
    last = min(len(tokens), at + _MOST_BETWEEN)
    while at < last and (tokens[at].key in _SIGNS or tokens[at].kind == "break"):
        at += 1
    return at


def _is_wrong(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens `sai, phải là` or `sửa thành` before `70%` takes: no result, but what is put right."""
    start = _behind_signs(tokens, at)
    wrong = WRONG.at(tokens, start) if start < len(tokens) else None
    end = _behind_signs(tokens, start + wrong[1]) if wrong is not None else start
    right = IS.at(tokens, end) if end < len(tokens) else None
    is_apart = wrong is not None and any(token.key in _SIGNS for token in tokens[start + wrong[1] : end])
    if not is_apart and (right is None or (wrong is None and right[0] != "put")):
        return 0  # `chưa đúng 70% hồ sơ` puts nothing right
    end = _behind_signs(tokens, end + right[1]) if right is not None else end
    says = right is not None and right[0] != "must" and wrong is not None and end < len(tokens)
    is_state = says and bool(kinds_at(tokens, end) & {"done", "doing", "not_yet"})
    return end - at if is_state or is_percent(tokens, end) else 0


def _behind_signs(tokens: Sequence[Token], at: int) -> int:
    for _ in range(_MOST_BETWEEN):
        if at >= len(tokens) or not (tokens[at].key in _SIGNS | {":"} or "filler" in kinds_at(tokens, at)):
            break
        at += 1 if tokens[at].kind == "sign" else meanings_at(tokens, at)[1]
    return at


_MOST_BETWEEN = 12  # signs and words that say nothing


def _is_bare(before: Sequence[Token], names: Collection[str]) -> bool:
    """Say whether there is nothing but the code of a task yet."""
    said = [token for token in before if token.key not in _SIGNS and token.key != ":"]
    return not said or said[-1].key in names


def _is_right(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> int:
    """Return how many tokens `mới đúng` takes behind `70%` and before nothing."""
    found = RIGHT.at(tokens, at) if before and before[-1].key == "%" else None
    if found is None:
        return 0
    end = at + found[1]
    ends = end >= len(tokens) or tokens[end].kind == "sign" or "filler" in kinds_at(tokens, end)
    return found[1] if ends else 0


def _before_written(found: Sequence[Token]) -> int:
    """Return the place before the `đang ghi` of `2.8 đang ghi xong`, of which the `xong` was wrong."""
    end = len(found)
    while end and found[end - 1].key in (_WRITTEN if end == len(found) else _WAS_WRITTEN):
        end -= 1
    return end


_WRITTEN, _WAS_WRITTEN = frozenset({"ghi", "de", "bao"}), frozenset({"dang", "da", "lo", "em", "toi", "bi"})


def before_what_is_taken_back(found: Sequence[Token]) -> int:
    """Return where the value that was said last begins: behind the code, or a sign."""
    start = len(found)
    while start > 0 and len(found) - start < _LONGEST:
        token = found[start - 1]
        is_value = token.key == "%" or (token.kind == "number" and start < len(found) and found[start].key == "%")
        if not is_value and not kinds_at(found, start - 1) & _SAYS:
            break
        start -= 1
    says = any(
        found[at].key == "%" or kinds_at(found, at) & {"done", "doing", "now"} for at in range(start, len(found))
    )
    return start if says else len(found)

"""Where a word that may be several means one of them: what must stand before or behind it, by the names that
`spellings` gives these places."""

from collections.abc import Callable, Mapping, Sequence

from domain.typed.hearing.spellings import ENTRIES
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

_DENIALS = frozenset({"khong", "chua"})
_PERSONS = frozenset({
    "nha", "nhe", "a", "ah", "da", "thua", "cho", "cua", "voi", "on", "cam", "chao", "ui", "sep", "hen", "chac",
    "cao", "bao", "roi", "luon", "ho", "giup", "gium",
})  # fmt: skip
_POINTS = frozenset({
    "diem", "muc", "phan", "y", "nhom", "loai", "khoan", "to", "so", "bang", "lop", "khu", "cau",
})  # fmt: skip  # `điểm c`
_ENDS_WHAT_IS_DENIED = frozenset({"het", "ca", "nua", "mo", "o", "dau", "a", "nhe", "nha", "khac", "them"})
_ADVERBS = frozenset({"dang", "chua", "da", "khong", "se", "moi", "tiep", "tuc"})
_BEFORE_MORE = frozenset({"phat", "co", "duoc", "the", "biet", "can", "phai", "kip", "bao", "thay", "lam", "xong"})
_STANDING = frozenset({"done", "doing", "was", "now", "label", "any", "filler"})
_BEFORE_DONE = frozenset({"da", "chua", "lam", "khong", "deu", "gan", "sap", "hien", "%"})
_BEHIND_DONE = frozenset(
    {"roi", "r", "het", "a", "nha", "nhe", "luon", "xuoi", "lun", "rui", "ca", "em", "anh", "chua"}
)
_SOMEBODY = frozenset({"em", "anh", "chi", "con", "co", "chu", "sep", "a", "c", "e", "nha", "nhe", "o", "roi"})
_ENDS = frozenset(",;.:!?()\n")


def _ends_at(tokens: Sequence[Token], at: int) -> bool:
    return at >= len(tokens) or tokens[at].key in _ENDS


def _begins_at(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].key in _ENDS


def _before_standing(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether what follows says how something stands, that there is something, or that one can."""
    after = tokens[at + 1 : at + 2]
    if not after or after[0].kind != "word":
        return False
    written = after[0].key in _BEFORE_MORE or any(
        meant[0][0] in ("xong", "lam", "hoan", "dang", "phat") for _, _, meant, _ in ENTRIES.get((after[0].key,), ())
    )
    return written or bool(kinds_at(tokens, at + 1) & {"done", "doing", "was"})


def _denying(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether the word denies: `hong xong`, `xong hong`."""
    is_behind = bool(before) and "done" in kinds_at(before, len(before) - 1) and _ends_at(tokens, at + 1)
    return is_behind or _before_standing(tokens, at, before)


def _behind_no_number(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether it is a word behind no number: `500k`, `20 kg` are amounts; in `2.7 k xong` it is a word."""
    if at == 0 or tokens[at - 1].kind != "number":
        return True
    is_denial = bool(kinds_at(tokens, at + 1) & _STANDING) or _before_standing(tokens, at, before)
    return not tokens[at].is_close and is_denial


def _of_a_person(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether a person is meant: `nha c`, `c ơi`, `xong rồi c`; and not `điểm c`."""
    if at + 1 < len(tokens) and tokens[at + 1].key == "oi":
        return True
    last = before[-1].key if before else ""
    is_spoken_to = last in _PERSONS or (bool(before) and before[-1].kind == "word" and _ends_at(tokens, at + 1))
    return is_spoken_to and last not in _POINTS


def _alone(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    return not (before and before[-1].key in _POINTS) and not (_begins_at(tokens, at) and _ends_at(tokens, at + 1))


def _first(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    return _begins_at(tokens, at) and at + 1 < len(tokens) and tokens[at + 1].kind == "word"


def _now(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether now is meant: `h mới dc 35%`, `2.7 giờ mới xong`; and not `17 giờ`."""
    is_behind_code = bool(before) and before[-1].kind == "number" and "." in before[-1].key
    return _first(tokens, at, before) or (is_behind_code and not tokens[at].is_close and not _ends_at(tokens, at + 1))


def _last(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    return bool(before) and before[-1].kind == "word" and _ends_at(tokens, at + 1)


def _only(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether no more is meant: `mới 45 phần trăm thôi`, `xong 2.7, 2.8 thôi`, and not `2.7 thôi`, which is given
    up."""
    near = {one.key for one in before[-_NEAR:]}
    return bool(near & _LIMITED) and before[-1].key != "thi" and _is_particle(tokens, at, before)


def _no_other(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether no other is meant: `chỉ xong mỗi 2.7`."""
    return bool(before) and before[-1].key in _LIMITED and any("." in one.key[1:] for one in tokens[at + 1 : at + 3])


_NEAR = 8  # tokens
_LIMITED = frozenset({"moi", "chi", "%", "tram", "co", "tam", "khoang", "chung", "xong"})


def _is_particle(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether nothing but somebody follows, and it is said of nobody: `xong rồi nghe em`."""
    last = before[-1].key if before else ""
    is_end = _ends_at(tokens, at + 1) or (tokens[at + 1].key in _SOMEBODY and _ends_at(tokens, at + 2))
    return is_end and bool(before) and last not in {"da", "co", "toi", "em", "moi", "duoc", "khong"}


def _denied(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether it is denied: `chưa mần chi hết`, `không có chi`, `ko bt`."""
    near = {one.key for one in before[-3:]}
    if tokens[at].key == "bt":
        return bool(before) and before[-1].key in _DENIALS
    is_end = _ends_at(tokens, at + 1) or tokens[at + 1].key in _ENDS_WHAT_IS_DENIED | {"phat", "ps", "de", "bao"}
    return bool(near & _DENIALS) and is_end


def _closing(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether the word stands at a clause's end, where it is no `but`: `2.7 song rồi`, `làm song`."""
    last = before[-1] if before else None
    is_behind = last is not None and (last.kind == "number" or last.key in _BEFORE_DONE)
    return is_behind and (_ends_at(tokens, at + 1) or tokens[at + 1].key in _BEHIND_DONE)


def _behind_adverb(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    return bool(before) and before[-1].key in _ADVERBS


def _before_shape(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether it stays what it is before such a word: `mô hình`."""
    return at + 1 < len(tokens) and tokens[at + 1].key in ("hinh", "ta", "phong")


def _before_per_cent(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether a per cent follows: `dc tam 65%`."""
    after = tokens[at + 1 : at + 3]
    return len(after) > 1 and after[0].kind == "number" and after[1].key in ("%", "phan")


def _before_amount(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether a per cent follows: `is at 30%`, `which is 30%`."""
    end = at + 1
    while end < min(len(tokens), at + _NEAR) and tokens[end].key in _IS:
        end += 1
    return _before_per_cent(tokens, end - 1, before)


_IS = frozenset({"is", "at", "are", "only", "now", "still", "just"})


def _before_code(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether a code follows."""
    after = tokens[at + 1 : at + 3]
    return bool(after) and after[0].kind == "number" and "." in after[0].key and after[-1].key != "%"


def _lone_code(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether a code alone follows: `xong hết, thiếu 2.7`, and not `thiếu 2.7 tỷ`."""
    is_first = not before or before[-1].kind != "number"
    return is_first and _before_code(tokens, at, before) and _ends_at(tokens, at + 2)


def _but_a_code(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether a code is left out: `done but not 2.7`."""
    return bool(before) and before[-1].key in ("nhung", ",") and _before_code(tokens, at, before)


def _turning(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether something else follows: `all done but 2.7`, `done, but waiting`."""
    is_behind = bool(before) and before[-1].key in _BEFORE_A_TURN
    return is_behind or _before_code(tokens, at, before) or (at + 1 < len(tokens) and tokens[at + 1].key in _TURNED_TO)


_BEFORE_A_TURN = frozenset({",", "done", "finished", "complete", "completed", "%"})
_TURNED_TO = frozenset({"not", "only", "still", "waiting", "we", "the"})


def _behind_code(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> bool:
    """Say whether a code stands before: `only 2.7 left`, `2.7 is excepted`."""
    named = before[:-1] if before and before[-1].key in _IS else before
    is_code = bool(named) and named[-1].kind == "number" and "." in named[-1].key
    return is_code and _ends_at(tokens, at + 1)


PLACES: Mapping[str, Callable[[Sequence[Token], int, Sequence[Token]], bool]] = {
    "standing": _before_standing,
    "denying": _denying,
    "no number": _behind_no_number,
    "person": _of_a_person,
    "alone": _alone,
    "first": _first,
    "last": _last,
    "now": _now,
    "denied": _denied,
    "only": _only,
    "no other": _no_other,
    "particle": _is_particle,
    "closing": _closing,
    "how far": _behind_adverb,
    "hình": _before_shape,
    "per cent": _before_per_cent,
    "amount": _before_amount,
    "code": _before_code,
    "lone code": _lone_code,
    "but a code": _but_a_code,
    "turning": _turning,
    "behind a code": _behind_code,
}

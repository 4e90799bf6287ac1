"""Where the number of now stands among words of how it changed: `từ 850 lên 920 triệu`, `giảm 12 hộ, còn 138 hộ`."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.moments.pieces import Phrases
from domain.typed.words.clause_starts import DIRECTIONS, MOVES, UP_TO
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token, key_at

_MOVES = MOVES | {"rose", "grew", "up", "increased", "fell", "dropped", "down", "decreased", "reduced"}
_FROM = frozenset({"tu", "from"})
_UP_TO = UP_TO | {"to"}
_NOW = DIRECTIONS | {"con", "nay", "hien", "dat"}  # behind the change itself: `giảm 12 hộ, còn 138 hộ`
_LEFT = frozenset({"con"})  # of what rose it is what is still to be done: `tăng 70 triệu, còn 150 triệu`
_RISES = frozenset({"tang", "nang", "day", "len", "rose", "grew", "up", "increased"})
_BESIDE = frozenset({"them", "duoc", "di", "muc", "so", "la", "nay", "hien"})
_LONGEST_BEFORE = 9  # tokens of the number before


@dataclass(frozen=True, slots=True)
class NumberChange:
    """Where the number before and the number of now begin; `is_sure`: nobody means a range by it."""

    before: int
    now: int
    is_sure: bool


def change_at(tokens: Sequence[Token], at: int) -> NumberChange | None:
    """Return the change that begins here: `từ 850 lên 920`, `giảm 12 hộ, còn 138`; None for none."""
    moves = key_at(tokens, at) in _MOVES
    before = _past(tokens, at + moves, _BESIDE)
    is_from = key_at(tokens, before) in _FROM
    before = _past(tokens, before + is_from, _BESIDE)
    if before >= len(tokens) or tokens[before].kind != "number":
        return None
    joins = _UP_TO if is_from else DIRECTIONS if not moves else _NOW - _LEFT if tokens[at].key in _RISES else _NOW
    for place in range(before + 1, min(len(tokens) - 1, before + _LONGEST_BEFORE)):
        if tokens[place].key not in joins:
            continue
        now = _past(tokens, place, _UP_TO | _NOW | _BESIDE)
        while now < len(tokens) and kinds_at(tokens, now) & {"about", "filler"}:
            now += meanings_at(tokens, now)[1]
        if now < len(tokens) and tokens[now].kind == "number":
            said = {token.key for token in tokens[place:now]}
            is_to_come = any(kinds_at(tokens, one) & _TO_COME or tokens[one].key in _AIMS for one in range(before, now))
            if is_to_come and not is_from:
                return None  # `tăng 70 triệu, dự kiến đạt 920 triệu`
            return NumberChange(before, now, is_sure=not is_to_come and (moves or bool(said - {"den", "toi", "to"})))
    return None


_TO_COME = frozenset({"later", "soon", "guess", "if", "ahead", "no", "not_yet"})
_AIMS = frozenset({"phan", "kien", "tieu", "hoach"})  # `phấn đấu`, `dự kiến`, `chỉ tiêu`, `kế hoạch`


def _past(tokens: Sequence[Token], at: int, words: frozenset[str]) -> int:
    while at < len(tokens) and tokens[at].key in words:
        at += 1
    return at


_COMES_TO: Phrases[bool] = Phrases({
    True: (*(f"{verb}{to}" for verb in ("giảm", "giảm xuống", "hạ", "xuống", "tụt", "rút", "giảm chỉ", "chỉ") for to in
             (" còn", " còn lại", " còn có")), "giảm xuống", "giảm tới", "chỉ có", "hiện chỉ còn", "nay chỉ còn",
           *(f"{verb} {to}" for verb in ("tăng", "nâng", "lên", "đưa", "vươn") for to in ("lên", "tới", "đến", "thành",
             "lên tới", "lên đến", "lên thành", "lên được", "lên mức")),
           "hiện có", "đang có", "có", "có được", "hiện còn", "hiện đạt", "hiện là", "bằng", "tổng cộng", "cộng dồn",
           "is", "is now", "now", "now at", "are", "are now", "has reached", "reached", "dropped to", "fell to",
           "rose to", "increased to", "decreased to", "grew to", "went up to", "came to", "only", "just"),
})  # fmt: skip
"""What stands between the name of a number and the number that it has come to: `số hộ nghèo giảm còn 37`."""
_THEN: Phrases[bool] = Phrases({True: ("còn", "lên", "xuống", "thành", "tới", "đến", "to")})


def comes_to(tokens: Sequence[Token], at: int) -> int:
    """Return where a number begins behind words that say nothing, or that it has come to it (`giảm từ 50 xuống còn |
    37`); behind words that only say nothing where there is no such number."""
    at = past(tokens, at)
    found = _COMES_TO.at(tokens, at) or (_THEN.at(tokens, at) if at else None)
    behind = past(tokens, at + found[1]) if found is not None else len(tokens)
    if behind < len(tokens) and tokens[behind].kind == "number":
        return behind
    change = change_at(tokens, at)
    return change.now if change is not None and change.is_sure else at


def past(tokens: Sequence[Token], at: int) -> int:
    """Return the place after words that say nothing: `là`, `đạt`, `khoảng`, and plain signs."""
    while at < len(tokens):
        meanings, length = meanings_at(tokens, at)
        if any(meaning.kind in ("filler", "about", "was") for meaning in meanings):
            at += length
        elif tokens[at].key in (":", ".", ",", "=", "\n"):
            at += 1
        else:
            break
    return at

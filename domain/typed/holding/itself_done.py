"""Whether a piece of a sentence says that the task itself is done: `kiểm tra hết rồi`, `thợ làm xong 2.7 hôm qua`; and
what shows that it is not, as it is denied or still to come."""

from collections.abc import Collection, Sequence

from domain.typed.placing.bold import is_step
from domain.typed.words.markers import FINISHES, GOES_ON, WHO, WHOLE, found
from domain.typed.words.phrases import kinds_at, meanings_at
from domain.typed.words.tokens import Token, key_at

Span = tuple[int, int]

_ORDERS = frozenset({"nhac", "giup", "gium", "goi", "cho", "de", "dung", "nho", "khoi", "tick", "bam", "go"})
"""Of others, or of the bot: nothing that is done."""
_ENDS = frozenset({"filler", "any", "marked_filler", "whole", "about", "task"})
BEHIND = frozenset({"di", "day", "do", "duoc", "het", "em", "anh", "chi", "co", "thay", "sep", "nha", "nghe", "ghi",
                     "roi", "thoi", "tron", "rao", "ca", "luon", "tu", "o", "hi", "ni", "giup", "ho", "gium",
                     "suot", "mai", "hoai"})  # fmt: skip
_WAITS = frozenset({"waits", "wishes", "not_needed"})
AHEAD = frozenset({"ahead", "later", "soon"})
DENIES = frozenset({"no", "not_yet", "nil"})
_SLOWLY, _REPORT = ("tu", "tu"), ("bao", "cao")
_OF_DAYS = frozenset({"/", "-", "%", "thang"})
_ALL, _MOST_OTHERS = "het", 6


def is_done(tokens: Sequence[Token], piece: Span, own: Collection[str]) -> bool:
    """Say whether the task itself is done: nothing else is said, or it is named by words of its title, by who did it,
    or as a whole."""
    start, end = piece
    at, others, is_own, is_named, is_behind = start, 0, False, False, False
    while at < end:
        kinds, size = kinds_at(tokens, at), max(1, meanings_at(tokens, at)[1])
        if (is_step(tokens, at) and tokens[at].key not in own) or tokens[at].key in _ORDERS or kinds & _WAITS:
            return False
        pair = tokens[at].key, tokens[at + 1].key if at + 1 < end else ""
        if pair == _SLOWLY or (is_behind and (pair[0] == "thi" or pair == _REPORT)):  # `xong thì tốt`
            return False
        is_counted = tokens[at].kind == "number" and "done" in kinds_at(tokens, at - 1)
        if is_counted and key_at(tokens, at + 1) not in _OF_DAYS:  # `làm xong 11`
            return False
        if one := found(FINISHES, tokens, at) or found(WHO, tokens, at) or found(WHOLE, tokens, at):
            is_own, size = True, one[1]
        elif tokens[at].key in own:
            is_own, is_named, size = True, True, 1
        elif tokens[at].kind == "number" or (tokens[at].kind == "word" and not kinds):
            others += not (is_behind and found(GOES_ON, tokens, at))
        is_behind |= "done" in kinds or (is_named and _is_all_of_it(tokens, at, end))
        at += size
    return is_behind and (not others or (is_own and others <= _MOST_OTHERS))


def _is_all_of_it(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Say whether all of it is done: `kiểm tra hết rồi`."""
    return "whole" in kinds_at(tokens, at) and tokens[at].key == _ALL and only_ends(tokens, at, end)


def is_ahead(tokens: Sequence[Token], piece: Span) -> bool:
    """Say whether it is still to come: `ngày mai trường ktra, xong em báo`."""
    return any(kinds_at(tokens, at) & AHEAD for at in range(*piece))


def denies_done(tokens: Sequence[Token], piece: Span) -> bool:
    """Say whether it is denied that it is done: `chưa hoàn thành 3 mục`."""
    start, end = piece
    kinds = {kind for at in range(start, end) for kind in kinds_at(tokens, at)}
    return "done" in kinds and bool(kinds & (DENIES | {"hedge", "now"}))


def only_ends(tokens: Sequence[Token], at: int, end: int) -> bool:
    while at < end:
        if tokens[at].kind == "word" and not kinds_at(tokens, at) & _ENDS and tokens[at].key not in BEHIND:
            return False
        at += max(1, meanings_at(tokens, at)[1])
    return True

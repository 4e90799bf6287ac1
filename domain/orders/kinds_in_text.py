"""Kinds of units in the middle of a text: `các phường`, `phường 99`."""

from collections.abc import Collection, Sequence

from domain.finding.spelling import words
from domain.finding.unit_kinds import PLACES, same_letters
from domain.orders.concepts import NEUTRAL
from domain.orders.order_tokens import OrderToken

_NO_NAMES = frozenset({"sap", "doi", "tach"})
_WHOLE = frozenset({"toan"})  # `toàn thành phố chạy được bao nhiêu`: which is not named
_SEVERAL = frozenset({"cac", "may", "nhung", "moi", "het", "ca", "khoi"})
_PLAIN_KINDS = (*PLACES, *map(words, ("phòng", "sở", "trung tâm")))
_GROUPED = tuple(
    map(
        words,
        ("thôn", "buôn", "ấp", "khóm", "làng", "trường", "trạm", "tổ dân phố", "khu phố", "khu dân cư"),
    )
)  # fmt: skip
"""Kinds that are meant only where several are named: `trường hợp`, `trạm bơm` are none."""
_BESIDE = (*_PLAIN_KINDS, *_GROUPED, *map(words, ("ban", "hội", "đoàn thể", "bon", "bản", "xóm")))
"""Kinds behind another: `các phòng ban`."""
_NO_KINDS = frozenset({("truong", "hop")})


def likely_names(tokens: Sequence[OrderToken], taken: Collection[int]) -> list[tuple[int, int]]:
    """Find what is likely a name, whoever it is: a kind with a number or with words that say nothing else, as in
    `phường 99`, `xã Duyệt Trung`."""
    found: list[tuple[int, int]] = []
    for at in range(len(tokens)):
        is_whole = at > 0 and tokens[at - 1].key in _WHOLE
        length = kind_at(tokens, at) if at not in taken and not is_whole else 0
        start = end = at + length
        while (
            length and end < len(tokens) and end - start < 2 and end not in taken and _may_be_named(tokens, start, end)
        ):
            end += 1
        found += [(at, end)] if end > start else []
    return found


def _may_be_named(tokens: Sequence[OrderToken], start: int, end: int) -> bool:
    if tokens[start].key.isdecimal():
        return end == start
    return tokens[end].key.isalpha() and tokens[end].key not in NEUTRAL | _NO_NAMES


def kinds_named(tokens: Sequence[OrderToken], taken: Collection[int]) -> list[tuple[int, int]]:
    """Find kinds of units without a name of one, `các phường`, `mấy xã`, but for those that are `taken` by names."""
    found: list[tuple[int, int]] = []
    for at, token in enumerate(tokens[:-1]):
        length = _any_kind_at(tokens, at + 1) if token.key in _SEVERAL and at not in taken else 0
        end = at + 1 + length
        while length and (more := _kind_beside(tokens, end)) and end not in taken:
            end += more
        if length and at + 1 not in taken and not (end < len(tokens) and tokens[end].key in ("nao", "dau", "khac")):
            found.append((at, end))
    return found


def _kind_beside(tokens: Sequence[OrderToken], at: int) -> int:
    """Return how many words are a kind behind another, as in `các phòng ban`; none of `buôn` in `các thôn, buôn 2`."""
    said = tuple(token.word for token in tokens[at : at + 3])
    length = max((len(kind) for kind in _BESIDE if same_letters(said[: len(kind)], kind)), default=0)
    is_named = at + length < len(tokens) and tokens[at + length].key.isdecimal()
    return 0 if is_named else length


def _any_kind_at(tokens: Sequence[OrderToken], at: int) -> int:
    if tuple(token.key for token in tokens[at : at + 2]) in _NO_KINDS:
        return 0
    said = tuple(token.word for token in tokens[at : at + 3])
    return kind_at(tokens, at) or max(
        (len(kind) for kind in _GROUPED if same_letters(said[: len(kind)], kind)), default=0
    )


def kind_at(tokens: Sequence[OrderToken], at: int) -> int:
    """Return how many words from here on are a kind of units."""
    said = tuple(token.word for token in tokens[at : at + 3])
    return max((len(kind) for kind in _PLAIN_KINDS if same_letters(said[: len(kind)], kind)), default=0)


def is_of_kind(name: str, tokens: Sequence[OrderToken]) -> bool:
    """Say whether the name begins with this kind, or with one of these."""
    at = 0
    while at < len(tokens):
        length = max(_any_kind_at(tokens, at), _kind_beside(tokens, at), 1)
        if same_letters(tuple(token.word for token in tokens[at : at + length]), words(name)[:length]):
            return True
        at += length
    return False

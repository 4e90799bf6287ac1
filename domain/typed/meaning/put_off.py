"""Answers that stand for another: what was said last time (`vẫn như cũ`), or one that comes later (`để sau`)."""

import re
from collections.abc import Iterable

from domain.text import fold
from domain.typed.words.politeness import BEFORE, BEHIND, cores
from domain.typed.words.tokens import Token

_LONGEST = 50  # characters; what is longer says more
_BEFORE = BEFORE | {"thi", "ben", "van", "y", "vay", "nhe", "nha", "cu", "ghi", "lay", "de", "giu", "nguyen", "dung",
                    "luon", "thoi", "roi"}  # fmt: skip
_BEHIND = BEHIND | {"di", "giup", "truoc", "nua", "cap", "nhat", "bo", "sung", "bao", "tinh", "gui", "ghi"}
_FOR_ME = frozenset(
    {"cho", "gium", "ho", "so", "lieu", "bc", "bao", "cao", "lai", "nhu", "copy", "sao", "chep", "muc", "ca", "tat",
     "toan", "bo", "moi", "thu", "nop", "dien", "lam"}
)  # fmt: skip
"""Words around that change nothing."""
_AS_BEFORE = re.compile(
    r"(?:nhu|giong|giong nhu|y nhu|theo)(?: bao cao)?(?: cua)? (?:ky|quy|thang|lan|nam|bao cao|dot) "
    r"(?:truoc|cu|roi|vua roi|vua qua)|(?:nhu|y) cu|van (?:vay|the|nhu vay|nhu the|con do|con nguyen)|"
    r"(?:khong|chua|ko|k) (?:co gi )?(?:thay doi|doi|khac)(?: gi)?(?: so voi (?:ky|quy|thang|lan) truoc)?|"
    r"same as (?:before|last time)"
)
_LATER = re.compile(
    r"de sau|de tinh sau|lat nua|lat|chut nua|chut|tu tu|sau|mai|bo sung sau|cap nhat sau|ghi sau|bao sau|"
    r"(?:chua|khong|ko|k|hong) (?:biet|ro)|chua co(?: so| so lieu| du lieu| thong tin)?|cho so lieu|later"
)


def says_as_before(text: str) -> bool:
    return _fits(_AS_BEFORE, text)


def is_said_beside(words: Iterable[Token]) -> bool:
    """Say whether the words are nothing but what may stand around such an answer: `cứ ghi … giùm anh`."""
    return all(word.key in _BEFORE | _BEHIND | _FOR_ME for word in words)


def puts_off(text: str) -> bool:
    """Say whether this answer to a question for a number or a day says that it comes later: `để sau`, `chưa có số`, `k
    biết`."""
    return _fits(_LATER, text)


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    return any(pattern.fullmatch(core) is not None for core in cores(fold(text), _BEFORE, _BEHIND))

"""Answers that stand for another: what was said last time (`vẫn như cũ`), or one that comes later (`để sau`)."""

import re

from domain.text import fold
from domain.typed.politeness import BEFORE, BEHIND, cores

_LONGEST = 50  # characters; what is longer says more
_BEFORE = BEFORE | {"thi", "ben", "van", "y", "vay", "nhe", "nha", "cu", "ghi", "lay", "de", "giu", "nguyen", "dung",
                    "luon", "thoi", "roi"}  # fmt: skip
_BEHIND = BEHIND | {"di", "giup", "truoc", "nua", "cap", "nhat", "bo", "sung", "bao", "tinh", "gui", "ghi"}
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


def puts_off(text: str) -> bool:
    """`để sau`, `chưa có số`, `k biết`: an answer to a question for a number or a day, which comes later."""
    return _fits(_LATER, text)


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    return any(pattern.fullmatch(core) is not None for core in cores(fold(text), _BEFORE, _BEHIND))

"""Answers that stand for another: what was said last time (`vẫn như cũ`), or one that comes later (`để sau`)."""

import re
from collections.abc import Collection, Iterator

from domain.text import fold

_LONGEST = 50  # characters; what is longer says more
_BEFORE = frozenset(
    ["da", "thi", "a", "em", "ben", "van", "y", "vay", "nhe", "nha", "cu", "ghi", "lay", "de", "giu", "nguyen",
     "dung", "luon", "thoi", "roi"]
)  # fmt: skip
_BEHIND = frozenset(
    ["a", "nhe", "nha", "thoi", "luon", "di", "em", "anh", "chi", "giup", "roi", "truoc", "nua", "cap", "nhat",
     "bo", "sung", "bao", "tinh", "gui", "ghi"]
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


def puts_off(text: str) -> bool:
    """`để sau`, `chưa có số`, `k biết`: an answer to a question for a number or a day, which comes later."""
    return _fits(_LATER, text)


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    return any(pattern.fullmatch(core) is not None for core in cores(fold(text), _BEFORE, _BEHIND))


def cores(folded: str, before: Collection[str], behind: Collection[str]) -> Iterator[str]:
    """The text without some of the words at its ends that change nothing, from all of it to the least."""
    words = [word for word in (word.strip(" .!,;") for word in folded.split()) if word]
    first = next((at for at, word in enumerate(words) if word not in before), len(words))
    for begin in range(min(first, len(words) - 1) + 1 if words else 0):
        for end in range(len(words), begin, -1):
            yield " ".join(words[begin:end])
            if words[end - 1] not in behind:
                break

"""The words around a moment that are the reason for it, without those that only lead to it or are said politely."""

import re

from domain.moments.asked_moment import BECAUSE, LEADING, TRAILING, MeantMoments, key_of
from domain.moments.pieces import words_of

_SIGNS = " ,;:–—-."


def reason_of(text: str, meant: MeantMoments) -> str:
    """Return the reason as it was typed: what stands behind `vì`, or else behind the moments, or before them."""
    first, last = meant.place
    before = text[:first].split()
    after = text[last:].split() if meant.reason_at is None else text[meant.reason_at :].split()
    if meant.tasks and meant.reason_at is None:
        after = []  # `3 ngày và 2.7 xong`: what is said of a task is no reason
    return _reason(before, after, has_tasks=bool(meant.tasks))


def _reason(before: list[str], after: list[str], *, has_tasks: bool) -> str:
    before = _without_request(before)
    while before and key_of(before[-1]) in LEADING:
        before.pop()
    while after and (not key_of(after[0]) or key_of(after[0]) in TRAILING):
        after.pop(0)
    while after and key_of(after[-1]) in ("a", "nhe", "nha"):
        after.pop()
    said = " ".join(after).strip(_SIGNS) or ("" if has_tasks else " ".join(before).strip(_SIGNS))
    pieces = words_of(said)
    lead = BECAUSE.at(pieces, 0)
    if lead is None or lead[0] != "because":
        return said
    return said[pieces[lead[1] - 1].end :].strip(_SIGNS)


_ASKS_FORMALLY = re.compile(r"\b(?:kinh )?(?:de nghi|mong|xin phep|cho phep|xem xet)\b")
_FOR_MORE_TIME = re.compile(r"\b(?:lui|gia han|keo dai|hoan)\b")


def _without_request(before: list[str]) -> list[str]:
    """Return the words without the request, which is no reason for itself: `Kính đề nghị quý cơ quan cho phép đơn vị
    được lùi thời hạn …`."""
    said = " ".join(key_of(word) or "." for word in before)
    asked = _ASKS_FORMALLY.search(said)
    if asked is None or not _FOR_MORE_TIME.search(said, asked.end()):
        return before
    return before[: said[: asked.start()].count(" ")]

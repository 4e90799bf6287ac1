"""Time that is counted from something of which nobody said the day: `3 ngày sau khi họp xong`, `5 ngày kể từ khi có
hướng dẫn của Sở`."""

from collections.abc import Sequence

from domain.moments.asked_moment import BECAUSE, TRAILING
from domain.moments.moments_in_text import NamedMoment
from domain.moments.pieces import Phrases, Word, words_of

_FROM: Phrases[str] = Phrases({
    "from": ("kể từ", "tính từ", "kể từ khi", "kể từ lúc", "kể từ ngày", "tính từ khi", "tính từ lúc", "tính từ ngày",
             "từ khi", "từ lúc", "từ ngày", "từ hôm", "sau khi", "sau ngày", "sau hôm", "after", "since", "from when",
             "once"),
})  # fmt: skip
_DUE = frozenset({"han", "het", "deadline", "due", "nay", "gio", "moc"})
"""Counted from there it is counted as it always is: `3 ngày kể từ hạn nộp`."""
_LEADS_TO_DUE = frozenset({"ngay", "khi", "luc", "thoi", "diem", "the", "bay"})
_ENDS, _ASKS = frozenset(",;.\n("), frozenset({"xin", "them", "cho", "gia", "lui"})
_NEAR = 12  # words before it


def event_of(one: NamedMoment, text: str) -> str:
    """Return the span and the words of what it is counted from; "" where it is not counted from anything like it."""
    behind = words_of(text[one.end :])
    is_after = words_of(text[one.start : one.end])[-1].key == "sau"
    begin = next((at for at, word in enumerate(behind) if word.key != "("), len(behind))
    led = _FROM.at(behind, begin)
    end = next((at for at in range(begin, len(behind)) if _ends(behind, at)), len(behind))
    while end > begin and behind[end - 1].key in TRAILING:
        end -= 1
    named = begin + (led[1] if led is not None else 0)
    if (is_after or led is not None) and named < end and not _is_due(behind, named):
        return text[one.start : one.end + behind[end - 1].end]
    return _before(one, text)


def _ends(words: Sequence[Word], at: int) -> bool:
    return words[at].key in _ENDS or BECAUSE.at(words, at) is not None


def _is_due(words: Sequence[Word], at: int) -> bool:
    while at < len(words) - 1 and words[at].key in _LEADS_TO_DUE:
        at += 1
    return words[at].key in _DUE


def _before(one: NamedMoment, text: str) -> str:
    """Return what is said before the span: `sau khi họp xong 3 ngày`."""
    words = words_of(text[: one.start])
    for at in range(len(words) - 1, max(-1, len(words) - 1 - _NEAR), -1):
        if words[at].key in _ENDS | _ASKS or BECAUSE.at(words, at) is not None:
            break
        led = _FROM.at(words, at)
        if led is not None and at + led[1] < len(words):
            return "" if _is_due(words, at + led[1]) else text[words[at].start : one.end]
    return ""

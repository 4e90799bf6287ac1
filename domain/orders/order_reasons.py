"""Why, and what is to be mended, as it was said beside a decision: `trả lại báo cáo phường 5 vì thiếu số liệu`."""

import re

_FLAGS = re.IGNORECASE | re.DOTALL
_FOR = r"(?:với |vì |voi |vi )?(?:lý|lí|ly) do(?: là| la)?|bởi vì|boi vi|tại vì|tai vi|because|vì|vi|bởi|boi|do|tại|tai"
_MENDED = (
    "bổ sung|bo sung|thiếu|thieu|sai|chưa|chua|nhầm|nham|chỉnh|chinh|cần|can|ghi rõ|ghi ro|làm rõ|lam ro|nói rõ|noi ro"
)
_TO = "giúp|giùm|dùm|hộ|cho"
_WHOM = "anh|chị|em|tôi|mình|tui"
_BECAUSE = re.compile(rf"(?:^|[\s,;(])(?:{_FOR})[\s:]+(\S.*)$", _FLAGS)
_TO_MEND = re.compile(rf"(?:^|[\s,;(])(?:(?:để|de) +)?((?:{_MENDED}) .*)$", _FLAGS)
_BEHIND = re.compile(r"[:–—](?:\s|$)\s*(\S.*)$|\s-\s+(\S.*)$|(?:^|\s)(?:là|rằng) +(\S.*)$", _FLAGS)
_POLITE = re.compile(
    rf"(?<![\s,])[\s,]+(?:(?:{_TO})(?: (?:{_WHOM}))?(?: với)?|nhé|nhe|nha|nghen|ạ|đi|với|em)[\s.!]*$", _FLAGS
)


def reason_in(text: str) -> str:
    """Return what stands behind `vì`, `do`, `lý do`; behind a colon; or nothing."""
    return _first(text, _BECAUSE, _BEHIND)


def to_mend_in(text: str) -> str:
    """Return the same, and what is said to be missing or wrong."""
    return _first(text, _BECAUSE, _BEHIND, _TO_MEND)


def words_in(text: str) -> str:
    """Return the words of an answer: behind a colon, `là`, `rằng`."""
    return _first(text, _BEHIND)


def without_manners(said: str) -> str:
    """Return the reason without what is only polite: `thiếu số liệu nhé em`."""
    while (bare := _POLITE.sub("", said).strip()) and bare != said:
        said = bare
    return said.strip()


def _first(text: str, *ways: re.Pattern[str]) -> str:
    for way in ways:
        if found := way.search(text):
            return without_manners(next(group for group in found.groups() if group))
    return ""

"""Lines of a report that are about no task: headings over several (`II. Xây dựng nông thôn mới`), sections (`III. KHÓ
KHĂN`), and who signs below."""

import re
from collections.abc import Sequence
from itertools import count

from domain.text import fold
from domain.typed.statements.cutter import Cut
from domain.typed.statements.leads import leads_to_code
from domain.typed.statements.marks import mark_at
from domain.typed.words.clause_starts import label_at, stands_at
from domain.typed.words.tokens import Token

_CLOSES = re.compile(
    r"(?:nguoi (?:bao cao|lap(?: bieu)?|nhap|tong hop|ky) ?:|nguoi (?:bao cao|lap(?: bieu)?)$|noi nhan\b|"
    r"(?:tm|kt|tl|tuq|q)\.|ky ten$|chu ky ?:|(?:thu ky|chu tri|chu toa|ke toan|nguoi ghi|can bo phu trach)$|"
    r"(?:pho )?(?:bi thu|chu tich|truong phong|giam doc|thu truong|chanh van phong|hieu truong|truong ban|truong tram)"
    r"(?: chi bo| dang uy| ubnd)?$)"
)
_SURNAMES = frozenset({
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong",
    "ly", "dinh", "doan", "trinh", "truong", "mai", "dao", "cao", "ha", "lam", "luong", "luu", "ta", "to", "trieu",
    "k", "ka", "lo", "ma", "quach", "tong", "thai", "vuong",
})  # fmt: skip
_ROMAN = re.compile(r"[ivx]{1,5}|[a-h]")
_LONGEST_NAME, _LONGEST_TITLE = 5, 60  # words; characters
_LONGEST_LINE = 30  # tokens that are looked at
_MOST_MARKS = 4


def is_aside(cut: Cut, at: int, text: str) -> bool:
    """Say whether the line that begins here is about no task: what signs the report, or a heading."""
    end = line_end(cut.tokens, at)
    if any(leads_to_code(cut, one) for one in range(at, min(end, at + _LONGEST_LINE))):
        return False
    line = text[cut.tokens[at].start : cut.tokens[end - 1].end] if end > at else ""
    return _signs(line, is_last=end >= len(cut.tokens)) or _heads(cut, at, end, line)


def section_at(cut: Cut, at: int, text: str) -> tuple[str, int]:
    """Return the field for which a section stands over lines about tasks, and how many tokens say so: `III. KHÓ KHĂN,
    VƯỚNG MẮC`; ("", 0) for none."""
    start = at
    while (size := mark_at(cut.tokens, start, begins_line=True)[1]) and start < at + _MOST_MARKS:
        start += size
    end, field = start, ""
    while (found := label_at(cut.tokens, end)) is not None:
        field, end = field or found[0], end + found[1]
        if (end < len(cut.tokens) and cut.tokens[end].key in (",", "/", ":", ".", "-")) or _is_and(cut.tokens, end):
            end += 1
    if not field or end >= len(cut.tokens) or cut.tokens[end].kind != "break":
        return "", 0
    is_of_this = cut.now.tasks and start == at and not text[cut.tokens[at].start : cut.tokens[end].start].isupper()
    is_list = cut.tokens[end + 1].key in ("-", "+", "*", "•", "–") if end + 1 < len(cut.tokens) else True
    if (is_of_this and is_list) or not _begins_with_task(cut, end):
        return "", 0
    return field, end - at


def line_end(tokens: Sequence[Token], at: int) -> int:
    return next(end for end in count(at) if end >= len(tokens) or tokens[end].kind == "break")


def _is_and(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].key == "va"


def _signs(line: str, *, is_last: bool) -> bool:
    words = line.split()
    if len(line) <= _LONGEST_TITLE and _CLOSES.match(fold(line)):
        return True
    is_name = 2 <= len(words) <= _LONGEST_NAME and all(word[:1].isupper() and word.isalpha() for word in words)
    return is_name and is_last and fold(words[0]) in _SURNAMES


def _heads(cut: Cut, at: int, end: int, line: str) -> bool:
    """Say whether the line heads the next one, where a task is named: `II. Xây dựng nông thôn mới`, `CẢI CÁCH HÀNH
    CHÍNH`."""
    if end >= len(cut.tokens) or not _begins_with_task(cut, end):
        return False
    mark, size = mark_at(cut.tokens, at, begins_line=True)
    says = any(stands_at(cut.tokens, one) or label_at(cut.tokens, one) is not None for one in range(at + size, end))
    is_marked = bool(size) and _ROMAN.fullmatch(mark) is not None
    return not says and (is_marked or (line.isupper() and len(line.split()) > 1))


def _begins_with_task(cut: Cut, at: int) -> bool:
    """Say whether a task is named at the beginning of the next line that is not empty."""
    while at < len(cut.tokens) and (cut.tokens[at].kind == "break" or cut.tokens[at].key in ("-", "+", "*", "•", "–")):
        at += 1
    if at >= len(cut.tokens):
        return False
    return leads_to_code(cut, at + mark_at(cut.tokens, at, begins_line=True)[1]) or leads_to_code(cut, at)

"""Tasks named by the number that their codes begin with, or by the number of their row: `các nhiệm vụ thuộc nhóm 2`,
`các mục 2.x`; `(1) hộ tịch 100%; (2) … (5) …`, where there are five of them."""

import re
from collections.abc import Sequence

from domain.typed.hearing import heard
from domain.typed.naming.titles import Titles
from domain.typed.words.clause_starts import says_nothing, stands_at

_BY_HEAD = re.compile(
    r"(?<![\w.,])(?P<things>(?:tất cả |toàn bộ )?(?:các |những )?(?:nhiệm vụ|nv|mục|việc)(?: (?:thuộc|của|trong|ở))? )?"
    r"(?:nhóm (?P<group>[0-9])(?![\w.,/][0-9])|(?P<of>[0-9])\.x\b)",
    re.IGNORECASE,
)
_NUMBERED_ROW = re.compile(r"(?:^|(?<=[\s:;,.]))\(?(?P<number>[0-9])\) ?(?=\S)")
_LONGEST, _FEWEST, _LOOKS = 600, 3, 60  # characters; rows; characters


def with_codes(text: str, codes: Sequence[str], titles: Titles) -> str:
    """Return the text with codes in the place of such numbers."""
    if len(text) > _LONGEST or any("." not in code for code in codes):
        return text
    first = next(filter(_is_bare, _BY_HEAD.finditer(text)), None)
    may_be = first is not None and _begins_a_clause(text[: first.start()]) and not any(code in text for code in codes)
    named = _BY_HEAD.sub(lambda one: _of_group(one, text, codes) if may_be or not _is_bare(one) else one[0], text)
    return _of_rows(named, codes, titles)


def _is_bare(found: re.Match[str]) -> bool:
    """Say whether a group is named without its tasks, as in `nhóm 2 xong`. It is none of tasks in `trẻ nhóm 2`, nor in
    `2.8: nhóm 2 xong, nhóm 1 chưa`, `giao thông: nhóm 2 xong`, which are groups in one task."""
    return found["group"] is not None and found["things"] is None


def _begins_a_clause(before: str) -> bool:
    tokens = heard(_CLAUSE_ENDS.split(before)[-1])
    return says_nothing(tokens, 0, len(tokens))


_CLAUSE_ENDS = re.compile(r"[.,;\n]")


def _of_group(found: re.Match[str], text: str, codes: Sequence[str]) -> str:
    head = found["group"] or found["of"]
    named = [code for code in codes if code.partition(".")[0] == head]
    rest = heard(text[found.end() : found.end() + _LOOKS])
    return ", ".join(named) if named and stands_at(rest, 0) else found[0]


def _of_rows(text: str, codes: Sequence[str], titles: Titles) -> str:
    """Put codes in the place of row numbers only where they are counted through and none is named by its code. Where
    each has its title, that names it."""
    rows = list(_NUMBERED_ROW.finditer(text))
    is_counted = [int(row["number"]) for row in rows] == list(range(1, len(rows) + 1))
    if len(rows) < _FEWEST or not is_counted or any(code in text for code in codes):
        return text
    named = [_titled(text[row.end() : row.end() + _LOOKS], codes, titles) for row in rows]
    if all(len(one) == 1 for one in named):
        return _NUMBERED_ROW.sub("", text)
    if len(rows) != len(codes) or any(one and code not in one for one, code in zip(named, codes, strict=True)):
        return text
    numbers = dict(zip((row.start() for row in rows), codes, strict=True))
    return _NUMBERED_ROW.sub(lambda row: f"{numbers[row.start()]} ", text)


def _titled(text: str, codes: Sequence[str], titles: Titles) -> Sequence[str]:
    tokens = heard(text, titles.words, codes, titles.abbreviations)
    span = titles.span_at(tokens, 0) if tokens else None
    return span.codes if span is not None else ()

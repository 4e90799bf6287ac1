"""Which list a sheet holds, by its name as clerks write it; and what is said of one that is none of them."""

import re
from collections.abc import Sequence

from domain.files.sheet_rows import Area, Row
from domain.messaging.sentences import EMPTY, Sentence, sentence
from domain.text import fold
from storage.setup.values.quoting import cut, meaning, nearest
from storage.setup.workbook import headings
from storage.setup.workbook.layout import GUIDE, LISTS, SHEETS, Sheet

_AROUND = re.compile(r"(?:[0-9]{1,2}|[ivx]{1,4})\s*[.)\-_: ]\s*")
_BEFORE = re.compile(r"(?:danh sach|danh muc|ds|d/s|bang|trang|sheet)\b[\s:._-]*(?:cac\b\s*)?|cac\b\s*")
_NOTES = re.compile(r"(?:huong dan|ghi chu|luu y|chu y|chu thich|mau|vi du|giai thich|tong hop|readme|note)")
_BY_NAME = {fold(sheet.name): sheet for sheet in SHEETS}


def is_own_guide(name: str) -> bool:
    """Say whether the sheet is one of those that the template brings along."""
    return fold(name) in (fold(GUIDE), fold(LISTS))


def meant_by(name: str) -> Sheet | None:
    """Return the sheet that a name stands for: `Danh sách đơn vị`, `2. Đơn vị`, `DS các đơn vị` are `Đơn vị`; None for
    none."""
    word = re.sub(r"[\s_]+", " ", fold(name)).strip()
    for pattern in (None, _AROUND, _BEFORE):
        if pattern is not None:
            found = pattern.match(word)
            word = word[found.end() :] if found else word
        if word in _BY_NAME:
            return _BY_NAME[word]
    return None


def why_refused(name: str, rows: Sequence[Row], merged: Sequence[Area]) -> Sentence | None:
    """Return what to do about a sheet with another name, where it may have been meant to be read; None for notes and
    such."""
    alike = headings.resembled([row for row in rows if row.cells], merged)
    if alike is not None:
        return sentence("setup.sheet.alike", like=alike.name)
    within = max((word for word in _BY_NAME if _holds(name, word)), key=len, default=None)
    near = EMPTY if _NOTES.match(fold(name)) else nearest(name, [sheet.name for sheet in SHEETS], least=0.75)
    if within and not near:
        near = meaning(_BY_NAME[within].name)
    return sentence("setup.sheet.unknown", hint=near) if near else None


def _holds(name: str, word: str) -> bool:
    """Say whether the name has all words of a sheet's name, and more: `Đơn vị 2026`, `Báo cáo (cũ)`."""
    return not _NOTES.match(fold(name)) and " " in word and f" {word} " in f" {re.sub(r'[^a-z0-9]+', ' ', fold(name))} "


def passed_over(name: str) -> Sentence:
    return sentence("setup.passed_over.sheet", name=cut(name), names=", ".join(sheet.name for sheet in SHEETS))

"""Rows that only head those below them, `I. Khối phường`, `A | CẤP XÃ`: a clerk's list has them, a setup has not."""

import re
from collections.abc import Mapping, Sequence

from domain.files.sheet_rows import Row, SheetCell
from domain.messaging.sentences import Sentence
from domain.text import fold
from storage.setup.workbook.layout import Column, Sheet

SECTION = Sentence("setup.skipped.section")
_MARK = re.compile(r"(?:[IVX]{1,5}|[A-HK])[.):]?")
_MARKED = re.compile(r"(?:[IVX]{1,5}|[A-HK]|[0-9]{1,2})\s*[.):\-–/]\s*\S.*")
_KIND = r"(?:xa|phuong|phong|ban|so|nganh|dac khu|thi tran|co quan|don vi|doan the|dang|chinh quyen|mat tran)"
_GROUP = re.compile(
    r"(?:khoi|nhom|cac|cum|cap|phan|muc|he thong|khu vuc|linh vuc|loai|danh sach|bo phan)\b.*|.*:"
    rf"|{_KIND}(?:(?:,|/| -| va|) {_KIND})*"
)
_NUMBERED = ("units", "people")
"""Lists in which I, II, A, B are no codes: tasks and groups of tasks have such."""


def is_section(
    sheet: Sheet,
    row: Row,
    under: Sequence[SheetCell],
    columns: Mapping[int, Column],
    read: Sequence[Row],
    *,
    is_across: bool,
) -> bool:
    """Say whether the row only heads those below it. `under`: its cells that would be read; `read`: all rows that have
    such. `is_across`: cells are merged in it."""
    said = [str(cell.value).strip() for cell in row.cells if str(cell.value).strip()]
    needed = {number for number, column in columns.items() if column.required}
    if any(cell.has_formula or cell.is_error for cell in row.cells) or not said:
        return False
    if len(said) > 2 or not _is_seldom(read, needed):
        return False
    if len(said) == 1:
        return bool(is_across or _MARKED.fullmatch(said[0]) or _GROUP.fullmatch(fold(said[0])))
    if _MARK.fullmatch(said[0]) is None:
        return False
    return len(under) < len(needed) or (has_marks_code(sheet, under, read) and _names_a_group(said[1]))


def has_marks_code(sheet: Sheet, under: Sequence[SheetCell], read: Sequence[Row]) -> bool:
    """Say whether `I` stands where the code of a unit does, when most others have codes of another kind."""
    if sheet.into not in _NUMBERED or not under or not _MARK.fullmatch(str(under[0].value).strip()):
        return False
    firsts = [str(cell.value).strip() for one in read for cell in one.cells if cell.column == under[0].column]
    return sum(_MARK.fullmatch(first) is not None for first in firsts) * 2 <= len(firsts)


def _names_a_group(name: str) -> bool:
    return _GROUP.fullmatch(fold(name)) is not None or name.isupper()


def _is_seldom(read: Sequence[Row], needed: set[int]) -> bool:
    """Say whether at least as many rows have all that they need: else something was forgotten in the whole list."""
    if len(needed) < 2:
        return False
    whole = sum({cell.column for cell in row.cells} >= needed for row in read)
    return whole * 2 >= len(read)

"""The table on a sheet as clerks make it: a title above, STT and Ghi chú beside, a total and signatures below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from domain.office.rows import Cell, Row, letters
from domain.text import fold, nfc
from storage.setup.fields import cut, nearest
from storage.setup.workbook.layout import Column, Sheet

LOOKED_AT = 30  # rows among which the headings are looked for
_HARMLESS = re.compile(
    r"(?:stt|tt|so (?:thu tu|tt|dien thoai|dt|dd)|sdt|dt|(?:dien thoai|di dong|zalo|chuc (?:vu|danh)|ghi chu|ky"
    r" (?:ten|nhan)|ngay sinh|nam sinh|gioi tinh|hoc ham|trinh do|phong ban|co quan|don vi cong tac|noi cong tac)\b.*)"
)
_ALIKE = {
    "Họ và tên": ("ho ten", "ten can bo", "ho va ten can bo", "ho, ten"),
    "E-mail": ("email", "thu dien tu", "hop thu", "dia chi email", "dia chi e-mail"),
    "Đơn vị": ("ma don vi",),
    "Mã": ("ma so", "ma don vi", "ma lop", "ma ke hoach", "ma bao cao", "ma nhiem vu", "ma nhom", "ma chi tieu"),
    "Đơn vị tính": ("dvt", "don vi do"),
}
"""Other words for a heading."""
_TOTAL = re.compile(r"tong (?:cong|so)\b.*|(?:tong|cong)\s*(?:[:;(.,0-9].*)?")
_TOTALS = frozenset({"tong", "cong", "tong cong", "tong so"})
_COUNT = re.compile(r"[0-9]")  # "4", "4 đơn vị": beside a total, and no name
SIGNED = "phần ký, ghi chú"
_SIGNED = re.compile(
    r"(?:nguoi (?:lap|ky|duyet)|ky(?: ten|,)|thu truong|(?:kt|tl|tm|q)\.|chu tich|pho chu tich|xac nhan|ghi chu"
    r"|[\w .]{0,40},? ngay\b.*\bthang\b|danh sach (?:nay )?(?:co|gom)|noi nhan)\b.*"
)
_NUMBERING = re.compile(r"\(?[0-9]{1,2}\)?|[A-Z]")


@dataclass(slots=True)
class Table:
    """`columns`: by their number in the sheet; empty where a needed one is missing. `rows`: those to be read.
    `problems`: with the cell, or else the row, that they are about."""

    columns: dict[int, Column] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    heading_row: int = 1
    problems: list[tuple[int, int, str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def table_of(sheet: Sheet, rows: Sequence[Row]) -> Table:
    filled = [row for row in rows if any(_text(cell) for cell in row.cells)]
    if not filled:
        return Table()
    at = _heading(sheet, filled[:LOOKED_AT])
    table = Table(heading_row=filled[at].number)
    headed = {cell.column for cell in filled[at].cells if _text(cell)}
    if at:
        table.notices.append(
            f"không đọc phần tiêu đề ở {rows_in_words([row.number for row in filled[:at]])}, phía trên tên cột"
        )
    _take_headings(table, sheet, filled[at])
    below = filled[at + 1 :]
    missing = [one.heading for one in sheet.columns if one.required and one not in table.columns.values()]
    if missing and below:
        table.problems.append((table.heading_row, 0, f"thiếu cột {', '.join(missing)}"))
        table.columns = {}
    if table.columns:
        table.rows = list(_data(table, below))
        bare = sorted({cell.column for row in table.rows for cell in row.cells if _text(cell)} - headed)
        if bare:
            table.notices.append(f"không đọc cột {', '.join(map(letters, bare[:8]))} (không có tên cột)")
    return table


def _heading(sheet: Sheet, rows: Sequence[Row]) -> int:
    """Which row has most of the headings; the first where none has any."""
    known = _by_words(sheet)
    found = [len({known[word].heading for cell in row.cells if (word := _word(cell)) in known}) for row in rows]
    return found.index(max(found)) if max(found) > 1 or (max(found) == 1 and len(sheet.columns) < 3) else 0


def _by_words(sheet: Sheet) -> dict[str, Column]:
    by_heading = {fold(column.heading): column for column in sheet.columns}
    for column in sheet.columns:
        for word in _ALIKE.get(column.heading, ()):
            by_heading.setdefault(word, column)
    return by_heading


def _take_headings(table: Table, sheet: Sheet, row: Row) -> None:
    by_heading = _by_words(sheet)
    ignored = []
    for cell in row.cells:
        heading = " ".join(_text(cell).split())
        column = by_heading.get(_word(cell))
        if not heading:
            continue
        if column is not None and column in table.columns.values():
            table.problems.append((row.number, cell.column, f"cột {cut(heading)} có hai lần"))
        elif column is not None:
            table.columns[cell.column] = column
        elif _HARMLESS.fullmatch(_word(cell)):
            ignored.append(cut(heading))
        else:
            headings = [one.heading for one in sheet.columns]
            hint = nearest(heading, headings) or f"; các cột là {', '.join(headings)}"
            table.problems.append((row.number, cell.column, f"không rõ cột {cut(heading)}{hint}"))
    if ignored:
        table.notices.append(f"không đọc cột {', '.join(ignored)}")


def _data(table: Table, rows: Sequence[Row]) -> Iterator[Row]:
    """Rows in which something stands under a heading, but for totals, signatures and the numbers of the columns."""
    skipped: dict[str, list[int]] = {}
    is_over = False  # the names under a signature's title stand alone
    for at, row in enumerate(rows):
        under = [cell for cell in row.cells if cell.column in table.columns and _text(cell)]
        why = _why_skipped(table, row, under, is_first=not at)
        if is_over and not why and not _is_whole(table, under):
            why = SIGNED
        is_over = is_over or why == SIGNED
        if why:
            skipped.setdefault(why, []).append(row.number)
        elif under:
            yield row
        else:
            skipped.setdefault("chỉ có chữ ngoài các cột", []).append(row.number)
    for why, numbers in skipped.items():
        table.notices.append(f"không đọc {rows_in_words(numbers)} ({why})")


def _is_whole(table: Table, under: Sequence[Cell]) -> bool:
    """Whether all that a row must have is there."""
    needed = {number for number, column in table.columns.items() if column.required}
    return len(needed) > 1 and {cell.column for cell in under} >= needed


def _why_skipped(table: Table, row: Row, under: Sequence[Cell], *, is_first: bool) -> str | None:
    said = [_text(cell) for cell in row.cells if _text(cell)]
    if any(fold(text) in _TOTALS for text in said[:2]) and all(_COUNT.match(text) for text in said[2:] or said[1:]):
        return "dòng tổng cộng"
    if not is_first and _is_whole(table, under):
        return None
    if is_first and len(said) > 2 and all(_NUMBERING.fullmatch(text) for text in said):
        return "số thứ tự cột"
    if _is_whole(table, under):
        return None
    words = [fold(text) for text in said]
    if any(_TOTAL.fullmatch(word) for word in words[:3]):
        return "dòng tổng cộng"
    return SIGNED if any(_SIGNED.fullmatch(word) for word in words) else None


def _word(cell: Cell) -> str:
    return fold(" ".join(nfc(_text(cell)).split()).rstrip(" *:.")).strip()


def _text(cell: Cell) -> str:
    return str(cell.value).strip() if not cell.has_formula or cell.value else "="


def rows_in_words(numbers: Sequence[int]) -> str:
    """`dòng 1–3, 7`"""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    said = [str(first) if first == last else f"{first}–{last}" for first, last in spans[:8]]
    return f"dòng {', '.join(said)}{', …' if len(spans) > 8 else ''}"

"""Which column of a sheet holds what, by the words above it: in one row, or in two with cells merged across."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.files.sheet_rows import Area, Row, SheetCell, letters
from domain.messaging.sentences import Sentence, sentence
from domain.text import fold, nfc
from storage.setup.values.quoting import cut, nearest
from storage.setup.workbook.layout import SHEETS, Column, Sheet

LOOKED_AT = 30  # rows among which the headings are looked for
_HARMLESS = re.compile(
    r"(?:stt|tt|so (?:thu tu|tt|dien thoai|dt|dd|cccd|cmnd)|(?:sdt|dt|dien thoai|di dong|zalo|chuc (?:vu|danh)|ghi chu"
    r"|ky (?:ten|nhan)|ngay sinh|nam sinh|gioi tinh|dan toc|hoc ham|trinh do|phong ban|co quan|don vi cong tac"
    r"|noi cong tac|dia chi(?! e-?mail)|cccd|cmnd|can cuoc)\b.*)"
)
_ALIKE: Mapping[str, tuple[str, ...]] = {
    "Họ và tên": ("ho ten", "ten can bo", "ho va ten can bo", "ho, ten"),
    "E-mail": ("email", "thu dien tu", "hop thu", "dia chi email", "dia chi e-mail"),
    "Đơn vị tính": ("dvt", "don vi do"),
    "Kỳ": ("ky bao cao", "loai ky", "dinh ky"),
    "Thuộc lớp": ("lop", "ma lop", "lop don vi"),
}
_ALSO_ABOVE: Mapping[str, tuple[str, ...]] = {"han": ("han nop", "thoi han", "thoi han nop", "han bao cao")}
"""What also stands above others of a heading in two rows: `Hạn nộp` over `tháng`, `ngày`, `giờ`."""
_CODES: Mapping[str, tuple[str, ...]] = {
    "unit_classes": ("lop",), "units": ("don vi", "dv"), "plans": ("ke hoach",), "task_groups": ("nhom",),
    "tasks": ("nhiem vu",), "requirements": ("bao cao",), "fields": ("chi tieu",), "reminder_policies": ("lich nhac",),
}  # fmt: skip
"""What stands behind `Mã` where a heading says whose code it is."""
_REFERRING = {
    "Đơn vị": "don vi",
    "Kế hoạch": "ke hoach",
    "Báo cáo": "bao cao",
    "Lịch nhắc": "lich nhac",
    "Nhóm": "nhom",
}


@dataclass(slots=True)
class Headings:
    """`first`, `last`: their rows, by place among those given. `words`: of each column, "" where it has none."""

    first: int
    last: int
    words: dict[int, tuple[str, ...]] = field(default_factory=dict)


def found_in(sheet: Sheet, rows: Sequence[Row], merged: Sequence[Area]) -> Headings:
    """Return the headings of the row that has most of the columns, or of it and the one below; the first row's where
    none has any."""
    known = columns_by_word(sheet)
    best, most = Headings(0, 0, _single(rows[0])), 0
    for at, row in enumerate(rows[:LOOKED_AT]):
        for one in (Headings(at, at, _single(row)), *_double(rows, at, merged)):
            count = len({column.heading for words in one.words.values() if (column := _column(words, known))})
            if count > most and (count > 1 or len(sheet.columns) < 3):
                best, most = one, count
    return best


def _single(row: Row) -> dict[int, tuple[str, ...]]:
    return {cell.column: (said,) for cell in row.cells if (said := _said(cell))}


def _double(rows: Sequence[Row], at: int, merged: Sequence[Area]) -> list[Headings]:
    """Return headings of two rows, `Hạn` over `tháng`, `ngày`, `giờ`; none where no cell is merged across."""
    upper = rows[at]
    across = [area for area in merged if area.first_row == upper.number and area.last_column > area.first_column]
    if at + 1 == len(rows) or not across:
        return []
    above, below = _single(upper), _single(rows[at + 1])
    words = dict(above)
    for area in across:
        top = above.get(area.first_column, ("",))[0]
        for number in range(area.first_column, min(area.last_column, area.first_column + 500) + 1):
            if number in below:
                sub = below[number][0]
                words[number] = (f"{top}: {sub}", f"{top} {sub}", f"{sub} {top}", sub)
    return [Headings(at, at + 1, {**below, **words})]


def take(sheet: Sheet, headings: Headings) -> tuple[dict[int, Column], list[str], list[tuple[int, Sentence]]]:
    """Return the columns by their number, the headings that are not read, and what is wrong at which column."""
    known = columns_by_word(sheet)
    columns: dict[int, Column] = {}
    ignored: list[str] = []
    problems: list[tuple[int, Sentence]] = []
    for number, words in sorted(headings.words.items()):
        column, said = _column(words, known), words[0]
        if column is not None and column in columns.values():
            there = next(other for other, one in columns.items() if one is column)
            problems.append((number, sentence("setup.column.twice", heading=cut(said), letter=letters(there))))
        elif column is not None:
            columns[number] = column
        elif any(_HARMLESS.fullmatch(word_of(word)) for word in words):
            ignored.append(cut(said))
        else:
            names = [one.heading for one in sheet.columns]
            hint = nearest(said, names) or sentence("setup.column.those", names=", ".join(names))
            problems.append((number, sentence("setup.column.unknown", heading=cut(said), hint=hint)))
    return columns, ignored, problems


def columns_by_word(sheet: Sheet) -> Mapping[str, Column]:
    return _KNOWN[sheet.name]


def _by_word(sheet: Sheet) -> dict[str, Column]:
    by_word = {fold(column.heading): column for column in sheet.columns}
    for column in sheet.columns:
        for word in _others(sheet, column):
            by_word.setdefault(word, column)
    names = [column for column in sheet.columns if column.heading.startswith("Tên ")]
    if len(names) == 1:
        by_word.setdefault("ten", names[0])
    return by_word


def _others(sheet: Sheet, column: Column) -> tuple[str, ...]:
    """Return other words for a heading."""
    if column.path == ("code",):
        whose = _CODES.get(sheet.into, ())
        return ("ma so", *(f"ma {word}" for word in whose), *(f"ma so {word}" for word in whose))
    if column.kind == "code" and column.heading in _REFERRING:
        return (f"ma {_REFERRING[column.heading]}",)
    top, _, below = fold(column.heading).partition(": ")
    return (*_ALIKE.get(column.heading, ()), *(f"{word}: {below}" for word in _ALSO_ABOVE.get(top, ()) if below))


_KNOWN = {sheet.name: _by_word(sheet) for sheet in SHEETS}
_ALL = frozenset(word for known in _KNOWN.values() for word in known)


def of_another_table(row: Row, own: Mapping[int, Column]) -> str | None:
    """Return what a row of nothing but headings begins: "" the same table once more, or the name of another sheet; None
    for any other row."""
    words = {cell.column: word_of(said) for cell in row.cells if (said := _said(cell))}
    if len(words) < 2 or len(_ALL.intersection(words.values())) < 2:
        return None
    for sheet in SHEETS:
        known = columns_by_word(sheet)
        found = {number: known[word] for number, word in words.items() if word in known}
        if len(found) < 2 or any(
            number not in found and not _HARMLESS.fullmatch(word) for number, word in words.items()
        ):
            continue
        if all(own.get(number) == column for number, column in found.items()):
            return ""
        if all(column in found.values() for column in sheet.columns if column.required):
            return sheet.name
    return None


def resembled(rows: Sequence[Row], merged: Sequence[Area]) -> Sheet | None:
    """Return the sheet that a table is made for, by two of the columns that it must have, whatever its own sheet is
    called."""
    best, most = None, 1
    for sheet in SHEETS if rows else ():
        known = columns_by_word(sheet)
        there = [column for one in found_in(sheet, rows, merged).words.values() if (column := _column(one, known))]
        count = len({column.heading for column in there if column.required})
        if count > 1 and len(there) > most:
            best, most = sheet, len(there)
    return best


def _column(words: Sequence[str], known: Mapping[str, Column]) -> Column | None:
    return next((known[word] for one in words if (word := word_of(one)) in known), None)


def word_of(said: str) -> str:
    return fold(said.rstrip(" *:.")).strip()


def _said(cell: SheetCell) -> str:
    return " ".join(nfc(str(cell.value)).split()) if not cell.has_formula or cell.value else "="

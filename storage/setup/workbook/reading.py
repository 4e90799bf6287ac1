"""An Excel file as the tree of a setup file, in which each value knows the cell it came from."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain import archives
from domain.text import fold
from storage.setup.fields import cut, nearest
from storage.setup.problems import Path, Problem, SetupProblems
from storage.setup.source import Finding, Source
from storage.setup.workbook.cells import BadCell, value_of
from storage.setup.workbook.layout import ALL, EXAMPLE, GUIDE, ORGANISATION, SHEETS, Column, Sheet

MAX_UNPACKED = 200_000_000  # bytes; a workbook is a zip archive, and a small one may unfold into a huge one
MAX_FILES = 500
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_LIST = 1_000_000  # bytes of the list of sheets
_SHEET_NAME = re.compile(r'<(?:\w+:)?sheet\s[^<>]*?\bname="([^"]*)"')
_MACROS = "vbaProject.bin"
_VIETNAM = "Asia/Ho_Chi_Minh"
_OWNER: Path = ("owner",)  # where a row of an inner sheet says which entry it belongs to


@dataclass(frozen=True, slots=True)
class Cell:
    """Where something stands; `row` and `column` from 1, 0 for the sheet as a whole."""

    sheet: str
    row: int = 0
    column: int = 0
    heading: str = ""

    def __str__(self) -> str:
        spot = f", ô {_letters(self.column)}{self.row}" if self.column else f", dòng {self.row}" if self.row else ""
        return f"trang “{self.sheet}”{spot}" + (f" ({self.heading})" if self.heading else "")


@dataclass(frozen=True, slots=True)
class Workbook(Source):
    """The tree with the cell of each path."""

    cells: Mapping[Path, Cell] = field(default_factory=dict)

    def place(self, path: Path) -> str:
        cell = self._cell(path)
        return str(cell) if cell else ""

    def problem(self, finding: Finding) -> Problem:
        path, message = finding
        column = _column_of(path)
        if column is not None and message.startswith("thiếu"):
            message = f"thiếu; cần điền cột “{column.heading}”"
        return _problem(self._cell(path), message)

    def _cell(self, path: Path) -> Cell | None:
        while path and path not in self.cells:
            path = path[:-1]
        return self.cells.get(path)


def is_workbook(content: str | bytes) -> bool:
    """Whether it is a zip archive, or an old Excel file."""
    return isinstance(content, bytes) and content[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def is_setup(content: bytes) -> bool:
    """Whether the workbook has the guide or the first sheet of a setup, or two others of it."""
    try:
        with archives.opened(content) as archive:
            listed = archives.start_of(archive, "xl/workbook.xml", MAX_LIST).decode("utf-8", "replace")
    except archives.DAMAGED:
        return False
    names = {fold(unescape(name)) for name in _SHEET_NAME.findall(listed)}
    known = names & {fold(sheet.name) for sheet in SHEETS}
    return bool(names & {fold(GUIDE), fold(ORGANISATION.name)}) or len(known) > 1


def parse_workbook(content: bytes) -> tuple[Workbook, list[Problem]]:
    """The tree, with the problems that do not hinder reading on; raises SetupProblems for those that do."""
    _unpackable(content)
    # openpyxl reads with defusedxml where that is installed, and it is.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(content), data_only=False, keep_links=False)
    except (InvalidFileException, TypeError, AttributeError, SyntaxError, *archives.DAMAGED):
        raise _whole("không đọc được tệp Excel này; hãy lưu lại dạng .xlsx") from None
    reader = _Reader()
    for sheet in book.worksheets:
        reader.sheet(sheet)
    reader.settle()
    return Workbook(reader.data, {}, reader.cells), reader.problems


def _unpackable(content: bytes) -> None:
    """Raises SetupProblems for what is no workbook, has macros, or is too large."""
    if not content.startswith(b"PK"):
        raise _whole("tệp Excel kiểu cũ (.xls); hãy lưu lại dạng .xlsx")
    try:
        with archives.opened(content) as archive:
            files = archive.infolist()
    except archives.DAMAGED:
        raise _whole("tệp Excel bị hỏng; hãy mở bằng Excel rồi lưu lại") from None
    if any(file.filename.endswith(_MACROS) for file in files):
        raise _whole("tệp có macro; hãy lưu lại dạng .xlsx không có macro")
    if any(file.compress_type not in archives.USUAL for file in files):
        raise _whole("tệp Excel nén theo cách lạ; hãy mở bằng Excel rồi lưu lại")
    if len(files) > MAX_FILES or sum(file.file_size for file in files) > MAX_UNPACKED:
        raise _whole("tệp Excel quá lớn; hãy chia thành nhiều tệp")


def _whole(message: str) -> SetupProblems:
    return SetupProblems([Problem(None, "", message)])


class _Reader:
    def __init__(self) -> None:
        self.data: dict[str, Any] = {"version": "1"}
        self.cells: dict[Path, Cell] = {}
        self.problems: list[Problem] = []
        self._entries: dict[str, dict[str, tuple[int, dict[str, Any]]]] = {}  # list -> code -> (number, entry)
        self._inner: list[tuple[Sheet, int, str, dict[str, Any], dict[Path, Cell]]] = []
        self._zone = ZoneInfo(_VIETNAM)

    def sheet(self, worksheet: Any) -> None:
        name = " ".join(str(worksheet.title).split())
        meant = next((sheet for sheet in SHEETS if fold(sheet.name) == fold(name)), None)
        if fold(name) == fold(GUIDE) or worksheet.sheet_state != "visible":
            return
        if meant is None:
            if worksheet.max_row > 1 or worksheet.cell(1, 1).value is not None:
                known = [sheet.name for sheet in SHEETS]
                hint = nearest(name, known) or f"; các trang là {', '.join(known)}"
                self._complain(Cell(name), f"không rõ trang này dùng làm gì{hint}")
            return
        if worksheet.max_row > MAX_ROWS:
            self._complain(Cell(name), f"có quá {MAX_ROWS:,} dòng; hãy xóa các dòng trống ở cuối".replace(",", "."))
            return
        for area in worksheet.merged_cells.ranges:
            self._complain(Cell(name, area.min_row, area.min_col), f"ô gộp {area}; hãy bỏ gộp ô")
        columns = self._headings(worksheet, meant, name)
        for row in worksheet.iter_rows(min_row=2, max_col=max(columns)) if columns else ():
            self._row(row, meant, columns)

    def _headings(self, worksheet: Any, sheet: Sheet, name: str) -> dict[int, Column]:
        """By the number of the column."""
        by_heading = {fold(column.heading): column for column in sheet.columns}
        found: dict[int, Column] = {}
        for cell in next(worksheet.iter_rows(min_row=1, max_row=1, max_col=min(worksheet.max_column, MAX_COLUMNS))):
            if cell.value is None or not str(cell.value).strip():
                continue
            heading = " ".join(str(cell.value).split())
            column = by_heading.get(fold(heading.rstrip(" *")))
            if column is None:
                headings = [one.heading for one in sheet.columns]
                hint = nearest(heading, headings) or f"; các cột là {', '.join(headings)}"
                self._complain(Cell(name, 1, cell.column), f"không rõ cột {cut(heading)}{hint}")
            elif column in found.values():
                self._complain(Cell(name, 1, cell.column), f"cột {cut(heading)} có hai lần")
            else:
                found[cell.column] = column
        missing = [one.heading for one in sheet.columns if one.required and one not in found.values()]
        if missing and worksheet.max_row > 1:
            self._complain(Cell(name, 1), f"thiếu cột {', '.join(missing)}")
            return {}
        return found

    def _row(self, row: Any, sheet: Sheet, columns: Mapping[int, Column]) -> None:
        cells = [(cell, columns[cell.column]) for cell in row if getattr(cell, "column", None) in columns]
        if not any(cell.value is not None and str(cell.value).strip() for cell, _ in cells):
            return
        if str(cells[0][0].value or "").startswith(EXAMPLE):
            return
        entry: dict[str, Any] = {}
        places: dict[Path, Cell] = {(): Cell(sheet.name, cells[0][0].row)}
        owner = ""
        for cell, column in cells:
            where = Cell(sheet.name, cell.row, cell.column, column.heading)
            for depth in range(1, len(column.path)):
                places.setdefault(column.path[:depth], where)
            places[column.path or _OWNER] = where
            try:
                value = value_of(cell, column, self._zone)
            except BadCell as bad:
                self._complain(where, str(bad))
                continue
            if value is None:
                continue
            if not column.path:
                owner = value
                continue
            _put(entry, column.path, value)
            if isinstance(value, list):
                places.update({(*column.path, number): where for number in range(len(value))})
        _as_in_the_file(entry, sheet)
        self._keep(sheet, cells[0][0].row, owner, entry, places)

    def _keep(self, sheet: Sheet, row: int, owner: str, entry: dict[str, Any], places: dict[Path, Cell]) -> None:
        if sheet is ORGANISATION:
            if "organisation" in self.data:
                self._complain(Cell(sheet.name, row), "chỉ ghi một cơ quan")
                return
            self.data["organisation"] = entry
            self._zone = _zone(entry)
            self._place(("organisation",), places)
        elif sheet.inside is not None:
            self._inner.append((sheet, row, owner, entry, places))
        else:
            listed = self.data.setdefault(sheet.into, [])
            number = len(listed)
            listed.append(entry)
            self._entries.setdefault(sheet.into, {}).setdefault(str(entry.get("code")), (number, entry))
            self._place((sheet.into, number), places)

    def settle(self) -> None:
        """Rows of inner sheets go to the entries that they name, wherever in the file these stand."""
        for sheet, row, owner, entry, places in self._inner:
            assert sheet.inside is not None
            found = self._entries.get(sheet.inside, {}).get(owner)
            if found is None:
                outer = next(one for one in SHEETS if one.into == sheet.inside)
                known = self._entries.get(sheet.inside, {})
                where = places.get(_OWNER) or Cell(sheet.name, row)
                message = f"{cut(owner)} chưa có ở trang “{outer.name}”{nearest(owner, known)}"
                self._complain(where, message if owner else f"thiếu; cần điền cột “{sheet.columns[0].heading}”")
                continue
            number, outer_entry = found
            listed = outer_entry.setdefault(sheet.into, [])
            self._place((sheet.inside, number, sheet.into, len(listed)), places)
            listed.append(entry)
        for policy in self.data.get("reminder_policies", ()):
            policy.setdefault("steps", [])
        if "organisation" not in self.data:
            self._complain(Cell(ORGANISATION.name), "cần một dòng với mã và tên cơ quan")
            self.data["organisation"] = {}

    def _place(self, at: Path, places: Mapping[Path, Cell]) -> None:
        self.cells.update({(*at, *path): cell for path, cell in places.items()})

    def _complain(self, cell: Cell, message: str) -> None:
        self.problems.append(_problem(cell, message))


def _put(entry: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        entry = entry.setdefault(key, {})
    entry[path[-1]] = value


def _as_in_the_file(entry: dict[str, Any], sheet: Sheet) -> None:
    """`tất cả` for the tasks is a word of its own there."""
    tasks = entry.get("tasks")
    if sheet.into == "requirements" and isinstance(tasks, dict) and _says_all(tasks.get("codes", ())):
        entry["tasks"] = "all"


def _says_all(codes: Sequence[str]) -> bool:
    return [fold(code) for code in codes] == [fold(ALL)]


def _zone(entry: Mapping[str, Any]) -> ZoneInfo:
    try:
        return ZoneInfo(str(entry.get("timezone", _VIETNAM)))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(_VIETNAM)


def _column_of(path: Path) -> Column | None:
    """The column that a path of the tree stands for."""
    names = tuple(part for part in path if isinstance(part, str))
    for sheet in SHEETS:
        start = (sheet.inside, sheet.into) if sheet.inside else (sheet.into,)
        if names[: len(start)] == start:
            for column in sheet.columns:
                if column.path and names[len(start) :] == column.path:
                    return column
    return None


def _problem(cell: Cell | None, message: str) -> Problem:
    if cell is None:
        return Problem(None, "", message)
    order = next((number for number, sheet in enumerate(SHEETS) if sheet.name == cell.sheet), len(SHEETS))
    return Problem((order * MAX_ROWS + cell.row) * MAX_COLUMNS + cell.column + 1, "", message, str(cell))


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)

"""Sheets of an Excel file: columns as data, frozen heads, filters, widths; text is never taken for a formula."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Literal, TypeVar
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from domain.calendar.deadlines import due_day
from domain.moments.due_writing import day_and_clock
from handlers.display import excel_cells
from handlers.words import Words, dates

Kind = Literal["text", "number", "decimal", "share", "percent", "moment", "date", "due"]
FORMATS: Mapping[Kind, str] = {
    "text": "@",
    "number": "#,##0",
    "decimal": "#,##0.0#####",
    "share": "0.0%",  # of 1
    "percent": '0.0## "%"',  # of 100, as people report it
    "moment": "dd/mm/yyyy hh:mm",
    "date": "dd/mm/yyyy",
    "due": "dd/mm/yyyy hh:mm",  # a moment that is marked while it is provisional
}
WHOLE: Mapping[str, str] = {"decimal": FORMATS["number"], "share": "0%", "percent": '0 "%"'}
"""How whole numbers of these kinds are shown: a point with nothing behind it is none."""
AT_MIDNIGHT = 'dd/mm/yyyy" 24:00"'
_WHOLE = "whole "
_MARKED, _MIDNIGHT, _MARKED_MIDNIGHT = "provisional", "midnight", "provisional midnight"  # shapes of a due moment
MOMENT_WIDTH = 17.0
LONGEST_NAME = 31  # of a sheet
FONT = "Times New Roman"
QUOTED = {"quote_prefix": True}
"""Of every cell with text: whoever edits `=SUM` or `+84…` in it does not make it a formula or a number."""
LETTERS_IN_WIDTH = 1.05  # the font is narrower than the digits of which widths are counted
LINE_HEIGHT = 15.0  # points
HIGHEST_ROW = 408.75  # points, the whole pixels in Excel's 409
A4 = 9


Cell = str | int | float | datetime | date | None
Row = Sequence[Cell]
Item = TypeVar("Item", contravariant=True)
Listed = TypeVar("Listed")


@dataclass(frozen=True, slots=True)
class SheetColumn(Generic[Item]):
    """`value`: what stands in it for one of the things that the sheet lists; None where rows are given whole."""

    heading: str
    width: float  # in characters
    kind: Kind = "text"
    value: Callable[[Item], Cell] | None = None


class Book:
    """An .xlsx file, written row by row in constant memory; `close` it, or use it in a `with`. `words` know which due
    moments are provisional, and say so."""

    def __init__(self, path: Path, zone: ZoneInfo, words: Words) -> None:
        self._book = xlsxwriter.Workbook(
            str(path),
            # What a person typed is text, whatever it begins with.
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
             "strings_to_numbers": False, "default_date_format": FORMATS["moment"]},
        )  # fmt: skip
        self._zone, self._words = zone, words
        self._head = self._format(
            bold=True, text_wrap=True, valign="vcenter", align="center", border=1, bg_color="#DCE6F1", **QUOTED
        )
        # Marked by its format, so that it stays a moment to sort and count with.
        mark = f'"{words.plain("calendar.mark")}"'
        codes: dict[str, str] = {
            **dict(FORMATS.items()),
            **{_WHOLE + kind: code for kind, code in WHOLE.items()},
            _MARKED: FORMATS["due"] + mark,
            _MIDNIGHT: AT_MIDNIGHT,
            _MARKED_MIDNIGHT: AT_MIDNIGHT + mark,
        }
        kinds = {kind: self._format(num_format=code, **_layout(kind)) for kind, code in codes.items()}
        self._style = cache(lambda kind: kinds[kind]._get_xf_index())  # numbered as they are first used
        self.title = self._format(bold=True, font_size=14, **QUOTED)
        self.bold = self._format(bold=True, **QUOTED)
        self.plain = self._format(**QUOTED)

    def describe(self, title: str, author: str, now: datetime) -> None:
        """Write what the file says of itself."""
        at = now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        self._book.set_properties({"title": title[:255], "author": author[:255], "created": at})

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def _format(self, **properties: Any) -> Format:
        return self._book.add_format({"font_name": FONT, "font_size": 11, **properties})

    def sheet(self, name: str, columns: Sequence[SheetColumn[Any]]) -> Worksheet:
        """Add an empty sheet that prints on A4 across, as wide as the page."""
        sheet = self._book.add_worksheet(name[:LONGEST_NAME])
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P/&N")
        return sheet

    def listing(
        self, name: str, columns: Sequence[SheetColumn[Listed]], listed: Iterable[Listed], *, frozen: int = 1
    ) -> int:
        """Write a table with a line for each of what is listed, each column taking its value from it."""
        return self.table(name, columns, lines(columns, listed), frozen=frozen)

    def table(self, name: str, columns: Sequence[SheetColumn[Any]], rows: Iterable[Row], *, frozen: int = 1) -> int:
        """Write a sheet with headings, a filter and one line for each row; return how many. `frozen` columns stay in
        view."""
        sheet = self.sheet(name, columns)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, frozen)
        self.headings(sheet, 0, columns)
        count = self.rows(sheet, 1, columns, rows)
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
        return count

    def headings(self, sheet: Worksheet, at: int, columns: Sequence[SheetColumn[Any]]) -> None:
        sheet.set_row(at, 32)
        for number, column in enumerate(columns):
            sheet.write_string(at, number, column.heading, self._head)

    def rows(self, sheet: Worksheet, first: int, columns: Sequence[SheetColumn[Any]], rows: Iterable[Row]) -> int:
        """Write a line for each row, from line `first` on; return how many.

        XlsxWriter takes one cell at a time, which for 10,000 units is most of the time that the file takes. So lines go
        whole to where it keeps its own. What that touches is private to it: test_tables.py compares the
        file with the one that its public functions make.
        """
        shapes = [
            (xl_col_to_name(at), column.kind, max(1, int(column.width * LETTERS_IN_WIDTH)))
            for at, column in enumerate(columns)
        ]
        sheet._write_single_row(first)  # what stands above was put cell by cell, and may still wait
        end = first
        for end, row in enumerate(rows, first + 1):
            sheet.fh.write(self._line(end, shapes, row))
        if end > first:
            sheet._check_dimensions(first, 0)
            sheet._check_dimensions(end - 1, len(columns) - 1)
        return end - first

    def _line(self, number: int, shapes: Sequence[tuple[str, Kind, int]], row: Row) -> str:
        """Return a row as high as its longest text needs: not every program works that out when it opens the file."""
        line, lines = [], 1
        kind: str
        for (letters, kind, fitting), value in zip(shapes, row, strict=True):
            if isinstance(value, str):
                kind = "text"
                said = excel_cells.text(value)
                if len(value) > fitting or "\n" in value:
                    lines = max(lines, -(-len(value) // fitting) + value.count("\n"))
            else:
                kind, said = self._said(kind, value)
            line.append(f'<c r="{letters}{number}" s="{self._style(kind)}"{said}')
        height = min(lines * LINE_HEIGHT, HIGHEST_ROW)
        high = f' ht="{height:.16g}" customHeight="1"' if lines > 1 else ""
        return f'<row r="{number}"{high}>{"".join(line)}</row>'

    def _said(self, kind: str, value: float | date | None) -> tuple[str, str]:
        """Return the value as its kind: a real number, a real moment on the organisation's clock, or text."""
        if value is None:
            return kind, "/>"
        if isinstance(value, datetime):
            return self._due(value) if kind == "due" else (kind, excel_cells.moment(value, self._zone))
        if isinstance(value, date):
            return kind, excel_cells.day(value)
        if kind == "text":
            return kind, excel_cells.text(str(value))
        if kind in WHOLE and is_whole(kind, value):
            kind = _WHOLE + kind
        return kind, excel_cells.number(value)

    def _due(self, value: datetime) -> tuple[str, str]:
        """Return a due moment; the end of a day is a second before midnight, so that it is on that day and sorts
        rightly."""
        is_marked = _is_provisional(self._words, value, self._zone)
        if day_and_clock(value, self._zone)[1] == "24:00":
            kind = _MARKED_MIDNIGHT if is_marked else _MIDNIGHT
            return kind, excel_cells.moment(value - timedelta(seconds=1), self._zone)
        return _MARKED if is_marked else "due", excel_cells.moment(value, self._zone)


def lines(columns: Sequence[SheetColumn[Listed]], listed: Iterable[Listed]) -> Iterable[Row]:
    """Return a row of values for each of what is listed."""
    values = [column.value for column in columns if column.value is not None]
    assert len(values) == len(columns), "a column without a value"
    return ([value(one) for value in values] for one in listed)


def due_width(words: Words, zone: ZoneInfo, moments: Iterable[datetime | None]) -> float:
    """Return the width of a column with these due moments: where a cell is too narrow for its moment, Excel shows
    `####`."""
    marked = any(moment is not None and _is_provisional(words, moment, zone) for moment in moments)
    return MOMENT_WIDTH + (len(words.plain("calendar.mark")) if marked else 0)


def _is_provisional(words: Words, moment: datetime, zone: ZoneInfo) -> bool:
    return bool(dates.provisional(words, due_day(moment, zone)))


def is_whole(kind: str, value: float) -> bool:
    """Say whether the value is a whole number as it is shown: 0.25 is 25 %."""
    shown = round(value * 100, 9) if kind == "share" else value
    return shown == round(shown)


def _layout(kind: str) -> dict[str, Any]:
    if kind == "text":
        return {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF", **QUOTED}
    return {"valign": "top", "border": 1, "border_color": "#BFBFBF"}

"""Sheets of an Excel file: columns as data, frozen heads, filters, widths; text is never taken for a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Kind = Literal["text", "number", "decimal", "share", "percent", "moment", "date"]
FORMATS: dict[Kind, str] = {
    "text": "@",
    "number": "#,##0",
    "decimal": "#,##0.0#####",
    "share": "0.0%",  # of 1
    "percent": '0.## "%"',  # of 100, as people report it
    "moment": "dd/mm/yyyy hh:mm",
    "date": "dd/mm/yyyy",
}
LONGEST_CELL = 32_767  # characters, Excel specifications and limits
LONGEST_NAME = 31  # of a sheet
FONT = "Times New Roman"
LETTERS_IN_WIDTH = 1.05  # the font is narrower than the digits of which widths are counted
LINE_HEIGHT = 15.0  # points
HIGHEST_ROW = 409.0  # points, Excel specifications and limits
A4 = 9


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    width: float  # in characters
    kind: Kind = "text"


Row = Sequence[str | int | float | datetime | date | None]


class Book:
    """An .xlsx file, written row by row in constant memory; `close` it, or use it in a `with`."""

    def __init__(self, path: Path, zone: ZoneInfo) -> None:
        self._book = xlsxwriter.Workbook(
            str(path),
            # What a person typed is text, whatever it begins with.
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
             "strings_to_numbers": False, "default_date_format": FORMATS["moment"]},
        )  # fmt: skip
        self._zone = zone
        self._head = self._format(
            bold=True, text_wrap=True, valign="vcenter", align="center", border=1, bg_color="#DCE6F1"
        )
        self._kinds = {kind: self._format(num_format=code, **_layout(kind)) for kind, code in FORMATS.items()}
        self.title = self._format(bold=True, font_size=14)
        self.bold = self._format(bold=True)
        self.plain = self._format()

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def _format(self, **properties: Any) -> Format:
        return self._book.add_format({"font_name": FONT, "font_size": 11, **properties})

    def sheet(self, name: str, columns: Sequence[Column]) -> Worksheet:
        """An empty sheet that prints on A4 across, as wide as the page."""
        sheet = self._book.add_worksheet(name[:LONGEST_NAME])
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P/&N")
        return sheet

    def table(self, name: str, columns: Sequence[Column], rows: Iterable[Row], *, frozen: int = 1) -> int:
        """A sheet with headings, a filter and one line for each row; gives how many. `frozen` columns stay in view."""
        sheet = self.sheet(name, columns)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, frozen)
        self.headings(sheet, 0, columns)
        count = 0
        for count, row in enumerate(rows, 1):
            self.row(sheet, count, columns, row)
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
        return count

    def headings(self, sheet: Worksheet, at: int, columns: Sequence[Column]) -> None:
        sheet.set_row(at, 32)
        for number, column in enumerate(columns):
            sheet.write_string(at, number, column.heading, self._head)

    def row(self, sheet: Worksheet, at: int, columns: Sequence[Column], row: Row) -> None:
        """One line, as high as its longest text needs: not every program works that out when it opens the file."""
        lines = max(
            (-(-len(value) // max(1, int(column.width * LETTERS_IN_WIDTH))) + value.count("\n"))
            for column, value in zip(columns, row, strict=True)
            if isinstance(value, str)
        )
        if lines > 1:
            sheet.set_row(at, min(lines * LINE_HEIGHT, HIGHEST_ROW))
        for number, (column, value) in enumerate(zip(columns, row, strict=True)):
            self.cell(sheet, at, number, value, column.kind)

    def cell(self, sheet: Worksheet, row: int, column: int, value: Any, kind: Kind) -> None:
        """The value as its kind: a real number, a real moment on the organisation's clock, or text."""
        if kind == "decimal" and isinstance(value, int):
            kind = "number"  # else a whole number would end in a bare comma
        shape = self._kinds[kind]
        if value is None:
            sheet.write_blank(row, column, None, shape)
        elif isinstance(value, datetime):
            sheet.write_datetime(row, column, value.astimezone(self._zone).replace(tzinfo=None), shape)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, shape)
        elif isinstance(value, int | float) and kind != "text":
            sheet.write_number(row, column, value, shape)
        else:
            sheet.write_string(row, column, str(value)[:LONGEST_CELL], shape)


def _layout(kind: Kind) -> dict[str, Any]:
    if kind == "text":
        return {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF", "quote_prefix": True}
    return {"valign": "top", "border": 1, "border_color": "#BFBFBF"}

"""Sheets of an Excel file: columns as data, frozen heads, filters, widths; text is never taken for a formula."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from textwrap import wrap
from types import TracebackType
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from domain.calendar.deadlines import due_day
from domain.moments.due_writing import day_and_clock
from handlers.display.excel import printed_pages as pages
from handlers.display.excel import raw_cells as cells
from handlers.display.excel.columns import Kind, Row, SheetColumn, lines
from handlers.display.excel.ranges import RunningTotal, as_table, label_at, told_apart, watched
from handlers.words import Words, dates

FORMATS: Mapping[Kind, str] = {
    "text": "@",
    "number": "#,##0",
    "decimal": "#,##0.0#####",
    "share": "0.0%",  # of 1
    "percent": "0.0%",  # given as of 100, as people report it
    "moment": "dd/mm/yyyy hh:mm",
    "date": "dd/mm/yyyy",
    "due": "dd/mm/yyyy hh:mm",  # a moment that is marked while it is provisional
}
WHOLE: Mapping[str, str] = {"decimal": FORMATS["number"]}
"""How whole numbers of these kinds are shown: a point with nothing behind it is none."""
SIGNS: Mapping[str, Mapping[str, str]] = {
    "●": {"bg_color": "#FFEB9C", "font_color": "#7F4F00"},
    "▲": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "■": {"bg_color": "#DDEBF7", "font_color": "#1F4E78"},
}
"""Colours of cells that begin with a sign; the sign is there for whoever prints in black, or sees no colours."""
AT_MIDNIGHT = 'dd/mm/yyyy" 24:00"'
_WHOLE = "whole "
_MARKED, _MIDNIGHT, _MARKED_MIDNIGHT = "provisional", "midnight", "provisional midnight"  # shapes of a due moment
MOMENT_WIDTH = 17.0
LONGEST_NAME = 31  # of a sheet
MOST_LINES_OF_HEADINGS = 8
FONT, FONT_SIZE = "Times New Roman", 11
QUOTED = {"quote_prefix": True}
"""Of every cell with text: whoever edits `=SUM` or `+84…` in it does not make it a formula or a number."""
LETTERS_IN_WIDTH = 1.05  # the font is narrower than the digits of which widths are counted
LINE_HEIGHT = 15.0  # points
HIGHEST_ROW = 408.75  # points, the whole pixels in Excel's 409

Listed = TypeVar("Listed")


class Book:
    """An .xlsx file, written row by row in constant memory; `close` it, or use it in a `with`. `words` know which due
    moments are provisional, and say so."""

    def __init__(self, path: Path, zone: ZoneInfo, words: Words) -> None:
        self._book = xlsxwriter.Workbook(
            str(path),
            # What a person typed is text, whatever it begins with.
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
             "strings_to_numbers": False, "default_date_format": FORMATS["moment"],
             # Columns are as wide as so many digits of this font, which every office has.
             "default_format_properties": {"font_name": FONT, "font_size": FONT_SIZE}},
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
        self._totals = cache(lambda kind: self._format(bold=True, top=1, bg_color="#F2F2F2", num_format=FORMATS[kind]))
        self._colours = cache(lambda sign: self._book.add_format({"bold": True, **SIGNS[sign]}))
        self._said_of_itself, self._note = "", ""
        self.title = self._format(bold=True, font_size=14, text_wrap=True, valign="top", **QUOTED)
        self.bold = self._format(bold=True, text_wrap=True, valign="top", **QUOTED)
        self.plain = self._format(text_wrap=True, valign="top", **QUOTED)

    def describe(self, title: str, author: str, now: datetime, about: str = "", note: str = "") -> None:
        """Write what the file says of itself. Over each page stand title and what it is about, and a note beside the
        name of the sheet."""
        self._said_of_itself, self._note = " – ".join(filter(None, (title, about))), note
        at = now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        self._book.set_properties({"title": title[:255], "author": author[:255], "created": at})

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    def _format(self, **properties: Any) -> Format:
        return self._book.add_format({"font_name": FONT, "font_size": FONT_SIZE, **properties})

    def sheet(
        self, name: str, columns: Sequence[SheetColumn[Any]], frozen: int = 0, *, upright: bool = False
    ) -> Worksheet:
        """Add an empty sheet; `frozen` columns are on each of its pages."""
        sheet = self._book.add_worksheet(name[:LONGEST_NAME])
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
        pages.lay_out(sheet, [column.width for column in columns], frozen, upright=upright)
        below = " · ".join(part for part in (name, self._note) if part)
        pages.say_what_it_is(sheet, self._words, self._said_of_itself or name, below)
        return sheet

    @property
    def names(self) -> list[str]:
        """The sheets, in their order."""
        return [sheet.name for sheet in self._book.worksheets()]

    def listing(
        self, name: str, columns: Sequence[SheetColumn[Listed]], listed: Iterable[Listed], *, frozen: int = 1
    ) -> int:
        """Write a table with a line for each of what is listed, each column taking its value from it."""
        return self.table(name, columns, lines(columns, listed), frozen=frozen)

    def table(self, name: str, columns: Sequence[SheetColumn[Any]], rows: Iterable[Row], *, frozen: int = 1) -> int:
        """Write a sheet with an Excel table: headings, a line for each row, and under them what columns come to; return
        how many rows. `frozen` columns stay in view."""
        columns = told_apart(columns)
        sheet = self.sheet(name, columns, frozen)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, frozen)
        self.headings(sheet, 0, columns)
        totals = {
            at: RunningTotal(column.total, column.kind) for at, column in enumerate(columns) if column.total is not None
        }
        counted = self.rows(sheet, 1, columns, watched(rows, totals) if totals else rows)
        last = max(counted, 1)  # a table has at least one line
        if totals:
            self._write_totals(sheet, last, columns, totals)
        for at, column in enumerate(columns):
            for sign in SIGNS if column.signed else ():
                rule = {"type": "text", "criteria": "begins with", "value": sign, "format": self._colours(sign)}
                sheet.conditional_format(1, at, last, at, rule)
        as_table(sheet, name, columns, last, totals, self._words.plain("sheet.total"))
        return counted

    def _write_totals(
        self, sheet: Worksheet, last: int, columns: Sequence[SheetColumn[Any]], totals: Mapping[int, RunningTotal]
    ) -> None:
        """Write formulas with what they come to: not every program works that out when it opens the file."""
        for at, column in enumerate(columns):
            if at in totals:
                kind = "number" if totals[at].way == "count" else column.kind
                sheet.write_formula(last + 1, at, totals[at].formula(at, last), self._totals(kind), totals[at].value)
            elif at == label_at(totals):
                sheet.write_string(last + 1, at, self._words.plain("sheet.total"), self._totals("text"))
            else:
                sheet.write_blank(last + 1, at, None, self._totals("text"))

    def headings(self, sheet: Worksheet, at: int, columns: Sequence[SheetColumn[Any]]) -> None:
        """Write headings; the line is as high as the longest needs, beside the button of its filter."""
        needed = max(len(wrap(column.heading, max(int(column.width) - 2, 4))) for column in columns)
        sheet.set_row(at, max(32, min(needed, MOST_LINES_OF_HEADINGS) * LINE_HEIGHT + 2))
        for number, column in enumerate(columns):
            sheet.write_string(at, number, column.heading, self._head)

    def across(self, sheet: Worksheet, at: int, widths: Sequence[float], text: str, shape: Format) -> None:
        """Write a text over several columns, in a line as high as it needs."""
        size = shape.font_size / FONT_SIZE
        needed = sum(len(wrap(line, int(sum(widths) / size))) or 1 for line in text.split("\n"))
        sheet.set_row(at, needed * LINE_HEIGHT * size)
        sheet.merge_range(at, 0, at, len(widths) - 1, "", shape)
        sheet.write_string(at, 0, text, shape)

    def rows(self, sheet: Worksheet, first: int, columns: Sequence[SheetColumn[Any]], rows: Iterable[Row]) -> int:
        """Write a line for each row, from line `first` on; return how many.

        XlsxWriter takes one cell at a time, which for 10,000 units is most of the time that the file takes. So lines go
        whole to where it keeps its own. What that touches is private to it: test_tables.py compares the
        file with the one that its public functions make.
        """
        shapes = [
            (f'<c r="{xl_col_to_name(at)}', column.kind, max(1, int(column.width * LETTERS_IN_WIDTH)))
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
        line, lines, style = [], 1, self._style
        text, percent, place = cells.text, cells.percent, f'{number}" s="'
        kind: str
        for (begun, kind, fitting), value in zip(shapes, row, strict=True):
            if isinstance(value, str):
                line.append(f'{begun}{place}{style("text")}"{text(value)}')
                if len(value) > fitting or "\n" in value:
                    lines = max(lines, -(-len(value) // fitting) + value.count("\n"))
            elif value is None:
                line.append(f'{begun}{place}{style(kind)}"/>')
            elif kind == "percent" and isinstance(value, int | float):
                line.append(f'{begun}{place}{style(kind)}"{percent(value)}')
            else:
                kind, said = self._said(kind, value)
                line.append(f'{begun}{place}{style(kind)}"{said}')
        height = min(lines * LINE_HEIGHT, HIGHEST_ROW)
        high = f' ht="{height:.16g}" customHeight="1"' if lines > 1 else ""
        return f'<row r="{number}"{high}>{"".join(line)}</row>'

    def _said(self, kind: str, value: float | date) -> tuple[str, str]:
        """Return the value as its kind: a real number, a real moment on the organisation's clock, or text."""
        if isinstance(value, datetime):
            return self._due(value) if kind == "due" else (kind, cells.moment(value, self._zone))
        if isinstance(value, date):
            return kind, cells.day(value)
        if kind == "text":
            return kind, cells.text(str(value))
        if kind in WHOLE and value == round(value):
            kind = _WHOLE + kind
        return kind, cells.number(value)

    def _due(self, value: datetime) -> tuple[str, str]:
        """Return a due moment; the end of a day is a second before midnight, so that it is on that day and sorts
        rightly."""
        is_marked = _is_provisional(self._words, value, self._zone)
        if day_and_clock(value, self._zone)[1] == "24:00":
            kind = _MARKED_MIDNIGHT if is_marked else _MIDNIGHT
            return kind, cells.moment(value - timedelta(seconds=1), self._zone)
        return _MARKED if is_marked else "due", cells.moment(value, self._zone)


def letters_in(width: float) -> int:
    """Return how many letters a list may have in a cell: of twelve lines, so that several rows are on a page. Words
    break a little before the end of a line."""
    return int(width * LETTERS_IN_WIDTH * 0.95) * 12


def due_width(words: Words, zone: ZoneInfo, moments: Iterable[datetime | None]) -> float:
    """Return the width of a column with these due moments: where a cell is too narrow for its moment, Excel shows
    `####`."""
    marked = any(moment is not None and _is_provisional(words, moment, zone) for moment in moments)
    return MOMENT_WIDTH + (len(words.plain("calendar.mark")) if marked else 0)


def _is_provisional(words: Words, moment: datetime, zone: ZoneInfo) -> bool:
    return bool(dates.provisional(words, due_day(moment, zone)))


def _layout(kind: str) -> dict[str, Any]:
    if kind == "text":
        return {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF", **QUOTED}
    return {"valign": "top", "border": 1, "border_color": "#BFBFBF"}

"""The tree of a setup file as an Excel file, empty as a template or filled; with drop-downs, notes and a guide."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from domain.messaging.sentences import EMPTY, Filling, Sentence, sentence
from storage.setup.workbook.amounts import certain
from storage.setup.workbook.layout import ALL, EXAMPLE, GUIDE, LISTS, ORGANISATION, SHEETS, VIETNAM, Column, Sheet

ROWS = 5000  # so far down reach the text format and the drop-downs
LONGEST_LIST = 255  # characters of a drop-down written into the cell, Excel specifications and limits
_FONT = {"font_name": "Times New Roman", "font_size": 12}
_STEPS = (
    Sentence("setup.guide.how.sheets"),
    sentence("setup.guide.how.order", sheets=", ".join(sheet.name for sheet in SHEETS)),
    sentence("setup.guide.how.example", word=EXAMPLE),
    Sentence("setup.guide.how.cells"),
    Sentence("setup.guide.how.codes"),
    Sentence("setup.guide.how.empty"),
    Sentence("setup.guide.how.load"),
)
Worded = Callable[[Filling], str]


def write_workbook(data: Mapping[str, Any] | None = None, worded: Worded | None = None) -> bytes:
    """Write the tree of a setup (`exporting.present`); None for an empty template with an example in each sheet.

    `worded`: puts the guide and the notes into words; None for a workbook without them.
    """
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                       "strings_to_numbers": False}) as book:  # fmt: skip
        writer = _Writer(book, ZoneInfo((data or {}).get("organisation", {}).get("timezone") or VIETNAM), worded)
        if worded is not None:
            writer.guide(worded)
        for sheet, rows in sheets_of(data or {}):
            writer.sheet(sheet, rows, example=data is None)
        writer.lists()
    return content.getvalue()


def sheets_of(data: Mapping[str, Any]) -> Iterator[tuple[Sheet, list[tuple[str, Mapping[str, Any]]]]]:
    """Yield each sheet with the entries of the tree that are its rows, and the code of the entry around each."""
    for sheet in SHEETS:
        if sheet is ORGANISATION:
            yield sheet, [("", data["organisation"])] if "organisation" in data else []
        elif sheet.inside is None:
            yield sheet, [("", entry) for entry in data.get(sheet.into) or ()]
        else:
            outer = data.get(sheet.inside) or ()
            yield sheet, [(entry["code"], inner) for entry in outer for inner in entry.get(sheet.into) or ()]


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, zone: ZoneInfo, worded: Worded | None) -> None:
        self._book, self._zone, self._worded = book, zone, worded
        self._head = self._format(bold=True, bg_color="#DCE6F1", border=1, text_wrap=True, valign="vcenter")
        self._needed = self._format(bold=True, bg_color="#F8E0C8", border=1, text_wrap=True, valign="vcenter")
        self._text = self._format(num_format="@", text_wrap=True, valign="top")
        self._day = self._format(num_format="dd/mm/yyyy", valign="top", align="left")
        self._moment = self._format(num_format="hh:mm dd/mm/yyyy", valign="top", align="left")
        self._number = self._format(num_format="General", valign="top")
        self._example = self._format(num_format="@", italic=True, font_color="#808080", text_wrap=True, valign="top")
        self._lists: list[list[str]] = []

    def _format(self, **properties: Any) -> Format:
        """Return a format in which text stays text also when somebody edits it, whatever it begins with."""
        is_text = properties.get("num_format", "@") == "@"
        return self._book.add_format({**_FONT, "quote_prefix": is_text, **properties})

    def guide(self, worded: Worded) -> None:
        sheet = self._book.add_worksheet(GUIDE)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 24, self._text)
        sheet.set_column(1, 1, 100, self._text)
        sheet.write_string(0, 0, worded(Sentence("setup.guide.title")), self._format(bold=True, font_size=16))
        row = 2
        for number, step in enumerate(_STEPS, 1):
            sheet.write_string(row, 0, worded(Sentence("setup.guide.how")) if number == 1 else "", self._text)
            sheet.write_string(row, 1, worded(step), self._text)
            row += 1
        row += 1
        for each in SHEETS:
            sheet.write_string(row, 0, each.name, self._format(bold=True, valign="top"))
            sheet.write_string(row, 1, worded(each.note), self._text)
            row += 1
            for column in each.columns:
                sheet.write_string(row, 0, f"   {_heading(column)}", self._text)
                sheet.write_string(row, 1, _explained(column, worded), self._text)
                row += 1
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def sheet(self, sheet: Sheet, rows: Sequence[tuple[str, Mapping[str, Any]]], *, example: bool) -> None:
        made = self._book.add_worksheet(sheet.name)
        made.freeze_panes(1, 1)
        made.set_row(0, 36)
        made.set_landscape()
        made.set_paper(9)
        made.fit_to_pages(1, 0)
        made.repeat_rows(0)
        for number, column in enumerate(sheet.columns):
            made.set_column(number, number, column.width, self._of_kind(column))
            made.write_string(0, number, _heading(column), self._needed if column.required else self._head)
            if column.note and self._worded is not None:
                made.write_comment(0, number, self._worded(column.note), {"x_scale": 1.6, "font_size": 11})
            self._drop_down(made, number, column)
        if example:
            for number, column in enumerate(sheet.columns):
                shown = f"{EXAMPLE}: {column.example}" if number == 0 else column.example
                made.write_string(1, number, shown, self._example)
        for at, (owner, entry) in enumerate(rows, 2 if example else 1):
            for number, column in enumerate(sheet.columns):
                self._cell(made, at, number, column, owner if not column.path else _found(entry, column.path))

    def _of_kind(self, column: Column) -> Format:
        return {"day": self._day, "moment": self._moment}.get(column.kind, self._text)

    def _cell(self, sheet: Worksheet, row: int, number: int, column: Column, value: Any) -> None:
        if value is None or value == []:
            return
        if column.kind == "number" and isinstance(value, float):
            # As a number it might be thousands that an English Excel took for decimals: so it would be asked about.
            sheet.write_string(row, number, certain(Decimal(repr(value))), self._text)
        elif column.kind == "number" and isinstance(value, int):
            sheet.write_number(row, number, value, self._number)
        elif column.kind == "pairs":
            sheet.write_string(row, number, "; ".join(f"{one['code']} = {one['name']}" for one in value), self._text)
        elif column.kind == "days_of_year":
            sheet.write_string(row, number, ", ".join(f"{one['day']}/{one['month']}" for one in value), self._text)
        elif column.kind == "day":
            sheet.write_datetime(
                row, number, value if isinstance(value, date) else date.fromisoformat(value), self._day
            )
        elif column.kind == "moment" and not str(value).startswith("+"):
            # A cell has no zone: it is read in the organisation's.
            moment = datetime.fromisoformat(str(value)).astimezone(self._zone).replace(tzinfo=None)
            if moment.time() == time():  # the end of a day, which Excel would show as the day after
                sheet.write_string(row, number, f"24:00 {moment - timedelta(days=1):%d/%m/%Y}", self._text)
            else:
                sheet.write_datetime(row, number, moment, self._moment)
        else:
            sheet.write_string(row, number, _shown(value, column), self._text)

    def _drop_down(self, sheet: Worksheet, number: int, column: Column) -> None:
        """Offer what can be chosen; other words are warned of, not refused: they may come from an earlier loading."""
        if column.kind in ("codes", "known") or not (column.choices or column.of):
            return
        if column.of:
            source: Any = f"='{column.of}'!{xl_range_abs(1, 0, ROWS, 0)}"
        elif len(",".join(column.choices or ())) <= LONGEST_LIST:
            source = list(column.choices or ())
        else:
            source = self._listed(list(column.choices or ()))
        asked = {}
        if self._worded is not None:
            title, message = Sentence("setup.guide.not_listed"), Sentence("setup.guide.not_listed.keep")
            asked = {"error_title": self._worded(title), "error_message": self._worded(message)}
        rule = {"validate": "list", "source": source, "error_type": "warning", **asked}
        sheet.data_validation(1, number, ROWS, number, rule)

    def _listed(self, words: list[str]) -> str:
        if words not in self._lists:
            self._lists.append(words)
        number = self._lists.index(words)
        return f"='{LISTS}'!{xl_range_abs(0, number, len(words) - 1, number)}"

    def lists(self) -> None:
        if not self._lists:
            return
        sheet = self._book.add_worksheet(LISTS)
        for number, words in enumerate(self._lists):
            sheet.write_column(0, number, words, self._text)
        sheet.hide()


def _heading(column: Column) -> str:
    return f"{column.heading} *" if column.required else column.heading


def _explained(column: Column, worded: Worded) -> str:
    parts = [column.note, sentence("setup.guide.example", example=column.example) if column.example else EMPTY]
    if column.choices and len(column.choices) <= 8:
        parts.append(sentence("setup.guide.choices", choices=", ".join(column.choices)))
    return " ".join(worded(part) for part in parts if part)


def _found(entry: Any, path: Iterable[str]) -> Any:
    for key in path:
        if not isinstance(entry, Mapping):
            return [ALL] if entry == "all" and key == "codes" else None
        entry = entry.get(key)
    return entry


def _shown(value: Any, column: Column) -> str:
    words = {meant: word for word, meant in (column.choices or {}).items()}
    if isinstance(value, list):
        return ("; " if column.kind == "lines" else ", ").join(words.get(str(one), str(one)) for one in value)
    if isinstance(value, bool):
        value = "true" if value else "false"
    return words.get(str(value), str(value))

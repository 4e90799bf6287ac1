"""The rows of one sheet, each handed over as it is read; cells without a value are not there."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from domain.files.number_formats import is_date, is_span
from domain.files.package import PackageTooLarge
from domain.files.spreadsheet import SheetListing, Spreadsheet, is_on, unescaped
from domain.files.xml_marks import Attributes, NotXml, of_kind, walk

Value = str | bool | int | float | datetime | time | timedelta
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  # of Excel
MOST_MARKS = 5_000_000  # cells that have a style and nothing in them
MOST_AREAS = 2_000
_SPOT = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class SheetCell:
    """`number`: what a number is, whatever it is shown as. `value`: a day or time where the format shows one."""

    row: int
    column: int
    value: Value
    number: float | int | None = None
    format: str = "General"
    font: str = ""
    has_formula: bool = False
    is_error: bool = False
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    is_hidden: bool
    cells: list[SheetCell]


@dataclass(frozen=True, slots=True)
class Area:
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        return f"{letters(self.first_column)}{self.first_row}:{letters(self.last_column)}{self.last_row}"


@dataclass(slots=True)
class SheetNotes:
    """What a sheet says beside its rows."""

    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    remarked: list[tuple[int, int]] = field(default_factory=list)  # row and column of cells with a remark pinned on

    def hides(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


def read_rows(book: Spreadsheet, sheet: SheetListing, take: Callable[[Row], None]) -> SheetNotes:
    """Read a sheet; raise PackageTooLarge, NotXml, one of `zip_archive.DAMAGED`, and what `take` raises."""
    reader = _SheetReader(book, take)
    walk(book.package.pieces(sheet.part), reader.begin, reader.end, reader.text)
    reader.about.remarked = _remarked(book, sheet)
    return reader.about


def _remarked(book: Spreadsheet, sheet: SheetListing) -> list[tuple[int, int]]:
    """Return the cells with remarks; none where that cannot be told: nothing depends on it."""
    try:
        parts = [part for type, part in book.package.related(sheet.part).values() if type == "comments"]
        marks = [mark for part in parts for mark in of_kind(book.package.pieces(part), "comment")]
    except NotXml:
        return []
    spots = (_SPOT.fullmatch(mark.get("ref", "")) for mark in marks)
    return [(int(spot[2]), number_of(spot[1])) for spot in spots if spot][:MOST_AREAS]


class _SheetReader:
    def __init__(self, book: Spreadsheet, take: Callable[[Row], None]) -> None:
        self.about = SheetNotes()
        self._book = book
        self._take = take
        self._row, self._hidden = 0, False
        self._cells: list[SheetCell] = []
        self._column = 0
        self._given: Attributes = {}
        self._value: list[str] = []
        self._has_formula = self._has_value = self._listens = self._strikes = self._is_struck = False
        self._aloud = 0
        self._marks = MOST_MARKS

    def begin(self, name: str, given: Attributes) -> None:
        if name == "c":
            self._begin_cell(given)
        elif name in ("v", "t"):
            self._listens = not self._aloud
            self._has_value = True
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._begin_row(given)
        elif name == "rPh":
            self._aloud += 1
        elif name == "r":
            self._strikes = False
        elif name == "strike":
            self._strikes = is_on(given)
        elif name == "col":
            self._column_seen(given)
        elif name == "mergeCell" and len(self.about.merged) < MOST_AREAS:
            area = area_of(given.get("ref", ""))
            if area:
                self.about.merged.append(area)

    def text(self, letters: str) -> None:
        if self._listens:
            self._value.append(self._book.spend_text(letters))
            self._is_struck = self._is_struck or (self._strikes and bool(letters.strip()))

    def end(self, name: str) -> None:
        self._listens = False
        if name == "c":
            self._end_cell()
        elif name == "rPh":
            self._aloud -= 1
        elif name == "row" and self._cells:
            self._take(Row(self._row, self._hidden, self._cells))
            self._cells = []

    def _begin_row(self, given: Attributes) -> None:
        self._row = min(_whole(given.get("r")) or self._row + 1, MOST_ROWS)
        self._hidden = given.get("hidden", "").lower() in _TRUE or given.get("ht") in ("0", "0.0")
        self._cells, self._column = [], 0
        self._mark()

    def _begin_cell(self, given: Attributes) -> None:
        found = _SPOT.fullmatch(given.get("r", ""))
        self._column = number_of(found[1]) if found else self._column + 1
        self._given, self._value = given, []
        self._has_formula = self._has_value = self._strikes = self._is_struck = False
        self._mark()

    def _mark(self) -> None:
        self._marks -= 1
        if self._marks < 0:
            raise PackageTooLarge

    def _end_cell(self) -> None:
        if not self._has_value and not self._has_formula:
            return
        self._book.spend_cell()
        said, type = "".join(self._value), self._given.get("t", "n")
        value: Value = said
        number: float | int | None = None
        style = self._book.style(self._given.get("s"))
        if type == "s":
            at = _whole(said.strip())
            value = self._book.strings[at] if at is not None and at < len(self._book.strings) else ""
            self._book.spend_text(value)  # one long text may stand in every cell
            self._is_struck = at in self._book.struck
        elif type in ("inlineStr", "str"):
            value = unescaped(said)
        elif type == "b":
            value = said.strip() == "1"
        elif type == "d":
            value = _iso(said)
        elif type == "n" and (number := _number(said)) is not None:
            value = self._dated(number, style.format)
        if value == "" and not self._has_formula:
            return
        self._cells.append(
            SheetCell(
                self._row,
                self._column,
                value,
                number,
                style.format,
                style.font,
                self._has_formula,
                is_error=type == "e",
                is_struck=self._is_struck or style.is_struck,
            )
        )

    def _dated(self, number: float | int, format: str) -> Value:
        if is_span(format):
            return timedelta(seconds=round(number * 86_400)) if abs(number) < 1e6 else number
        return dated(number, from_1904=self._book.from_1904) if is_date(format) else number

    def _column_seen(self, given: Attributes) -> None:
        if given.get("hidden", "").lower() in _TRUE or given.get("width") in ("0", "0.0"):
            first, last = _whole(given.get("min")), _whole(given.get("max"))
            if first and last and len(self.about.hidden_columns) < MOST_AREAS:
                self.about.hidden_columns.append((first, last))


def dated(number: float | int, *, from_1904: bool = False) -> Value:
    """Return the day, or below one the time, that a number is shown as; the number where there is no such day.

    Excel has a 29/02/1900; from March on its days are right.
    """
    if not 0 <= number < 2_958_466:
        return number
    if number < 1 and not from_1904:
        seconds = round(number * 86_400)
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60) if seconds < 86_400 else number
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if number >= 60 else 31)  # noqa: DTZ001
    try:
        return start + timedelta(seconds=round(number * 86_400))
    except OverflowError:
        return number


def _number(said: str) -> float | int | None:
    said = said.strip()
    try:
        value = float(said) if len(said) < 40 else math.nan
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _iso(said: str) -> Value:
    try:
        return datetime.fromisoformat(said.strip()).replace(tzinfo=None)
    except ValueError:
        return said


def _whole(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 8 else None


def number_of(letters: str) -> int:
    """Count the letters of a column: `A` is 1, `AA` 27."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found


def letters(column: int) -> str:
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def area_of(ref: str) -> Area | None:
    """Read an area of cells, `B2:C4`; None for what is none."""
    spots = [_SPOT.fullmatch(spot) for spot in ref.replace("$", "").split(":")]
    if len(spots) != 2 or spots[0] is None or spots[1] is None:
        return None
    return Area(int(spots[0][2]), number_of(spots[0][1]), int(spots[1][2]), number_of(spots[1][1]))

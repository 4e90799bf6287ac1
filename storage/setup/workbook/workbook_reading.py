"""An Excel file as the tree of a setup file, in which each value knows the cell it came from."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.files import ole_compound, zip_archive
from domain.files import sheet_rows as sheets
from domain.files.number_formats import puts_month_first
from domain.files.old_letters import OldLetters, old_letters
from domain.files.package import PackageTooLarge
from domain.files.spreadsheet import NoWorkbook, SheetListing, Spreadsheet, listed
from domain.files.xml_marks import NotXml
from domain.messaging.sentences import EMPTY, BigNumber, Filling, Sentence, listing, sentence
from domain.text import fold, nfc
from storage.setup.text.problems import Path, Problem, SetupProblems
from storage.setup.values.quoting import cut, nearest
from storage.setup.workbook import which_sheet
from storage.setup.workbook.cells import STRUCK_ROW, BadCell, taken_for, value_of
from storage.setup.workbook.layout import EXAMPLE, GUIDE, ORGANISATION, SHEETS, VIETNAM, Column, Sheet
from storage.setup.workbook.places import CellAddress, Workbook, missing, problem_at
from storage.setup.workbook.table import Table, rows_in_words, table_of
from storage.setup.workbook.which_workbook import what_it_is_instead, whole, workbook

MAX_ROWS = 50_000
MAX_PROBLEMS = 200
_AROUND_ALL = re.compile(r"\b(?:cac|nhiem vu|trong ke hoach|cua ke hoach)\b")
_SAY_ALL = frozenset(("tat ca", "toan bo", "all"))
_NEVER = ("1899-", "1900-01-0", "1904-01-01", "1970-01-01")  # what programs write where there is no day


def is_workbook(content: str | bytes) -> bool:
    """Say whether it is a zip archive, or an old Excel file."""
    return isinstance(content, bytes) and content.startswith((b"PK\x03\x04", ole_compound.MARK))


def is_setup(content: bytes) -> bool:
    """Say whether the workbook has the guide or the first sheet of a setup, or two others of it."""
    try:
        names = {fold(sheet.name) for sheet in listed(content)}
    except (NoWorkbook, NotXml, PackageTooLarge, *zip_archive.DAMAGED):
        return False
    known = names & {fold(sheet.name) for sheet in SHEETS}
    return bool(names & {fold(GUIDE), fold(ORGANISATION.name)}) or len(known) > 1


def parse_workbook(content: bytes) -> tuple[Workbook, list[Problem]]:
    """Return the tree, with the problems that do not hinder reading on; raise SetupProblems for those that do."""
    if not content.startswith(b"PK"):
        raise SetupProblems([Problem(None, "", what_it_is_instead(content) or Sentence("setup.file.no_excel"))])
    reader = _WorkbookReader()
    try:
        with workbook(content) as book:
            for sheet in book.sheets:
                reader.sheet(book, sheet)
        reader.note_unread()
        reader.settle()
    except _EnoughProblems:
        more = sentence("setup.problems_more", most=MAX_PROBLEMS)
        reader.problems.append(Problem(_LAST, "", more, Sentence("setup.place.end")))
    unread = frozenset(reader.unread)
    return Workbook(reader.data, {}, tuple(reader.notices), unread, reader.rows, reader.columns), reader.problems


_LAST = 10**12  # a place behind all others


class _EnoughProblems(Exception):
    """So many that nobody reads on."""


class _WorkbookReader:
    def __init__(self) -> None:
        self.data: dict[str, Any] = {"version": "1"}
        self.rows: dict[Path, CellAddress] = {}
        self.columns: dict[str, Mapping[int, Column]] = {}
        self.problems: list[Problem] = []
        self.notices: list[Filling] = []
        self.unread: set[str] = set()
        self._titles: dict[str, str] = {}  # of the sheets that were read, as they are called in the file
        self._entries: dict[str, dict[str, tuple[int, dict[str, Any]]]] = {}  # list -> code -> (number, entry)
        self._inner: list[tuple[Sheet, int, str, dict[str, Any]]] = []
        self._zone = ZoneInfo(VIETNAM)
        self._has_refused = False  # a sheet that may be one of those that are missing

    def sheet(self, book: Spreadsheet, sheet: SheetListing) -> None:
        name = " ".join(nfc(sheet.name).split())
        if which_sheet.is_own_guide(name) or not sheet.part:
            return
        meant = which_sheet.meant_by(name)
        rows: list[sheets.Row] = []
        about = sheets.read_rows(book, sheet, rows.append)
        if sheet.state != "visible":
            if rows:
                self.notices.append(sentence("setup.passed_over.hidden", name=name))
        elif meant is None:
            self._unknown(name, rows, about)
        elif len(rows) > MAX_ROWS:
            self.unread.add(meant.into)
            self._complain(CellAddress(name), sentence("setup.sheet.too_long", most=BigNumber(MAX_ROWS)))
        elif meant.name in self._titles:
            if rows:
                self._complain(CellAddress(name), sentence("setup.sheet.twice", other=self._titles[meant.name]))
        else:
            self._titles[meant.name] = name
            table = table_of(meant, rows, about.merged)
            if table.problems and not table.columns:
                self.unread.add(meant.into)
            self._table(table, meant, name, about)

    def _unknown(self, name: str, rows: list[sheets.Row], about: sheets.SheetNotes) -> None:
        refused = which_sheet.why_refused(name, rows, about.merged) if rows else None
        if refused:
            self._has_refused = True
            self._complain(CellAddress(name), refused)
        elif rows:
            self.notices.append(which_sheet.passed_over(name))

    def _table(self, table: Table, sheet: Sheet, name: str, about: sheets.SheetNotes) -> None:
        self.columns[sheet.name] = table.columns
        for notice in table.notices:
            self._note(CellAddress(name), notice)
        for row, column, said in table.problems:
            self._complain(CellAddress(name, row, column), said)
        self._hidden(table, name, about)
        numbers = {row.number for row in table.rows}
        if remarked := [f"{sheets.letters(column)}{row}" for row, column in about.remarked if row in numbers]:
            self._note(CellAddress(name), sentence("setup.passed_over.remarks", cells=", ".join(remarked[:8])))
        self._old_letters(table, name)
        for one in table.rows:
            self._row(one, sheet, table.columns)

    def _hidden(self, table: Table, name: str, about: sheets.SheetNotes) -> None:
        """Note that hidden rows and columns are read all the same: the person who sends the file does not see them."""
        rows = [row.number for row in table.rows if row.is_hidden]
        columns = [column.heading for number, column in table.columns.items() if about.hides(number)]
        if rows:
            self._note(CellAddress(name), sentence("setup.read.hidden_rows", rows=rows_in_words(rows)))
        if columns:
            self._note(CellAddress(name), sentence("setup.read.hidden_columns", columns=", ".join(columns)))

    def _old_letters(self, table: Table, name: str) -> None:
        """Complain of letters in an old encoding once for the sheet, at the first cell."""
        found: list[tuple[sheets.SheetCell, OldLetters]] = []
        for row in table.rows:
            for cell in row.cells:
                old = old_letters(cell.value, cell.font) if isinstance(cell.value, str) else None
                if old and cell.column in table.columns:
                    found.append((cell, old))
        if found:
            cell, old = found[0]
            others = sentence("setup.cell.and_others", n=len(found) - 1) if len(found) > 1 else EMPTY
            text, meant = cut(str(cell.value)), cut(old.meant)
            self._complain(
                CellAddress(name, cell.row, cell.column),
                sentence("setup.cell.old_letters", text=text, others=others, font=old.name, meant=meant),
            )

    def _row(self, row: sheets.Row, sheet: Sheet, columns: Mapping[int, Column]) -> None:
        cells = [(cell, columns[cell.column]) for cell in row.cells if cell.column in columns]
        first = (sheet.columns[0].heading, cells[0][1].heading)  # the template's, wherever it was moved to
        if any(str(cell.value).startswith(EXAMPLE) for cell, column in cells if column.heading in first):
            return
        if cells and all(cell.is_struck for cell, _ in cells):
            self._complain(self._at(sheet, row.number), STRUCK_ROW)
            return
        entry: dict[str, Any] = {}
        beside = {column.heading: str(cell.value) for cell, column in cells} if sheet.into == "fields" else {}
        owner = ""
        for cell, column in cells:
            where = self._at(sheet, row.number, cell.column, column.heading)
            try:
                value = value_of(cell, column, self._zone, beside)
            except BadCell as bad:
                self._complain(where, bad.sentence)
                continue
            if puts_month_first(cell.format) and cell.number is not None:
                self._month_first(where, cell)
            if guessed := taken_for(cell, column):
                self._note(where, guessed)
            if column.kind in ("day", "moment") and str(value).startswith(_NEVER):
                self._note(where, sentence("setup.read.placeholder", day=str(cell.value)))
            if not column.path:
                owner = value or ""
            elif value is not None:
                _put(entry, column.path, value)
        filled = {cell.column for cell, _ in cells if cell.has_formula or str(cell.value).strip()}
        for number, column in columns.items():
            if column.required and column.path and number not in filled:
                where = self._at(sheet, row.number, number, column.heading)
                self._complain(where, missing(column.heading))
        _as_in_the_file(entry, sheet)
        self._keep(sheet, row.number, owner, entry)

    def _month_first(self, where: CellAddress, cell: sheets.SheetCell) -> None:
        day = cell.value
        if isinstance(day, datetime) and day.day <= 12 and day.day != day.month:
            self._note(where, sentence("setup.read.month_first", shown=f"{day:%m/%d/%Y}", day=day.day, month=day.month))

    def _keep(self, sheet: Sheet, row: int, owner: str, entry: dict[str, Any]) -> None:
        if sheet is ORGANISATION:
            if "organisation" in self.data:
                self._complain(self._at(sheet, row), sentence("setup.sheet.one_organisation"))
                return
            self.data["organisation"] = entry
            self._zone = _zone(entry)
            self.rows["organisation",] = self._at(sheet, row)
        elif sheet.inside is not None:
            self._inner.append((sheet, row, owner, entry))
        else:
            listed = self.data.setdefault(sheet.into, [])
            number = len(listed)
            listed.append(entry)
            self._entries.setdefault(sheet.into, {}).setdefault(str(entry.get("code")), (number, entry))
            self.rows[sheet.into, number] = self._at(sheet, row)

    def note_unread(self) -> None:
        """Note what may be missing only because its sheet was refused at its head."""
        there = {sheet.into for sheet in SHEETS if sheet.name in self._titles}
        self.unread |= {sheet.into for sheet in SHEETS} - there if self._has_refused else set()

    def settle(self) -> None:
        """Put rows of inner sheets into the entries that they name, wherever in the file these stand."""
        for sheet, row, owner, entry in self._inner:
            assert sheet.inside is not None
            found = self._entries.get(sheet.inside, {}).get(owner)
            if found is None and sheet.inside in self.unread:
                continue
            if found is None:
                outer = next(one for one in SHEETS if one.into == sheet.inside)
                known = self._entries.get(sheet.inside, {})
                first = next((number for number, one in self.columns[sheet.name].items() if not one.path), 0)
                where = self._at(sheet, row, first, sheet.columns[0].heading if first else "")
                hint = nearest(owner, known)
                unknown = sentence("setup.cell.not_on_sheet", code=cut(owner), sheet=outer.name, hint=hint)
                self._complain(where, unknown if owner else missing(sheet.columns[0].heading))
                continue
            number, outer_entry = found
            listed = outer_entry.setdefault(sheet.into, [])
            self.rows[sheet.inside, number, sheet.into, len(listed)] = self._at(sheet, row)
            listed.append(entry)
        for policy in self.data.get("reminder_policies", ()):
            policy.setdefault("steps", [])
        if ORGANISATION.into not in self.data:
            if self.data.keys() == {"version"} and not (self._inner or self.problems or self.notices):
                raise whole(Sentence("setup.file.nothing_filled_in"))
            if ORGANISATION.into not in self.unread:
                self._complain(CellAddress(ORGANISATION.name), sentence("setup.sheet.no_organisation"))
            self.unread.add(ORGANISATION.into)
            self.data[ORGANISATION.into] = {}

    def _at(self, sheet: Sheet, row: int, column: int = 0, heading: str = "") -> CellAddress:
        return CellAddress(sheet.name, row, column, heading, self._titles.get(sheet.name, ""))

    def _note(self, cell: CellAddress, notice: Sentence) -> None:
        self.notices.append(listing((cell.told, notice), ": "))

    def _complain(self, cell: CellAddress, message: Sentence) -> None:
        if len(self.problems) >= MAX_PROBLEMS:
            raise _EnoughProblems
        self.problems.append(problem_at(cell, message))


def _put(entry: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        entry = entry.setdefault(key, {})
    entry[path[-1]] = value


def _as_in_the_file(entry: dict[str, Any], sheet: Sheet) -> None:
    """Put `tất cả` for the tasks as the file says it: there it is a word of its own."""
    tasks = entry.get("tasks")
    if sheet.into == "requirements" and isinstance(tasks, dict) and _says_all(tasks.get("codes", ())):
        entry["tasks"] = "all"


def _says_all(codes: Sequence[str]) -> bool:
    return len(codes) == 1 and _AROUND_ALL.sub("", fold(codes[0])).strip() in _SAY_ALL


def _zone(entry: Mapping[str, Any]) -> ZoneInfo:
    try:
        return ZoneInfo(str(entry.get("timezone", VIETNAM)))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(VIETNAM)

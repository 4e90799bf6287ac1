"""Where in an Excel file something of the tree stands: the sheet and row of each entry, the columns of each sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from domain.files.sheet_rows import MOST_COLUMNS, MOST_ROWS, letters
from domain.messaging.sentences import EMPTY, Filling, Sentence, listing, sentence
from storage.setup.text.problems import Path, Problem
from storage.setup.text.yaml_source import Finding, Source
from storage.setup.workbook.cell_words import PERIODS
from storage.setup.workbook.layout import SHEETS, Column


@dataclass(frozen=True, slots=True)
class CellAddress:
    """Where something stands; `row` and `column` from 1, 0 for the sheet as a whole. `title`: what the sheet is called
    in the file, where that is another name."""

    sheet: str
    row: int = 0
    column: int = 0
    heading: str = ""
    title: str = ""

    @property
    def told(self) -> Sentence:
        """`trang “Đơn vị”, ô B5 (Tên đơn vị)`"""
        sheet, heading = self.title or self.sheet, f" ({self.heading})" if self.heading else ""
        if self.column:
            return sentence("setup.place.cell", sheet=sheet, cell=f"{letters(self.column)}{self.row}", heading=heading)
        if self.row:
            return sentence("setup.place.row", sheet=sheet, row=self.row, heading=heading)
        return sentence("setup.place.sheet", sheet=sheet, heading=heading)


@dataclass(frozen=True, slots=True)
class Workbook(Source):
    """The tree with the row of each entry. `columns`: those of each sheet, by their number."""

    rows: Mapping[Path, CellAddress] = field(default_factory=dict)
    columns: Mapping[str, Mapping[int, Column]] = field(default_factory=dict)

    def place(self, path: Path) -> Filling:
        cell = self._cell(path)
        return cell.told if cell else EMPTY

    def problem(self, finding: Finding) -> Problem:
        path, message = finding
        column = _column_of(path)
        if column is not None and message.name.startswith("setup.missing."):
            message = missing(column.heading)
        return problem_at(self._cell(path), in_words_of_cells(message))

    def _cell(self, path: Path) -> CellAddress | None:
        entry = path
        while entry and entry not in self.rows:
            entry = entry[:-1]
        row = self.rows.get(entry)
        if row is None:
            return None
        names = tuple(part for part in path[len(entry) :] if isinstance(part, str))
        return self._in_row(row, names) or row

    def _in_row(self, row: CellAddress, names: tuple[str, ...]) -> CellAddress | None:
        """Return the column of a value, or else the first one of what is around it."""
        columns = self.columns.get(row.sheet, {})
        while names:
            for number, column in columns.items():
                if column.path[: len(names)] == names:
                    return CellAddress(row.sheet, row.row, number, column.heading, row.title)
            names = names[:-1]
        return None


def in_words_of_cells(message: Sentence) -> Sentence:
    """Return it with the words and columns of the workbook in the place of the file's own: `hằng tháng`."""
    values = dict(message.values)
    if message.name == "setup.missing.due":
        example = yaml.safe_load(str(values["example"]))["due"]
        return sentence("setup.missing.due_cells", period=_period(values["period"]), example=listing(_cells(example)))
    return sentence(message.name, **{key: _period(one) if key == "period" else one for key, one in values.items()})


def _period(said: Filling) -> Filling:
    return next((word for word, meant in PERIODS.items() if meant == said), said)


def _cells(due: Mapping[str, str | int]) -> Iterator[Sentence]:
    """Yield what to write into which column."""
    columns = {column.path: column for sheet in SHEETS for column in sheet.columns}
    for key, value in due.items():
        column = columns["due", key]
        words = {meant: word for word, meant in (column.choices or {}).items()}
        yield sentence("setup.missing.due_cell", heading=column.heading, word=words.get(str(value), str(value)))


def missing(heading: str) -> Sentence:
    return sentence("setup.missing.cell", heading=heading)


def problem_at(cell: CellAddress | None, message: Sentence) -> Problem:
    if cell is None:
        return Problem(None, "", message)
    order = next((number for number, sheet in enumerate(SHEETS) if sheet.name == cell.sheet), len(SHEETS))
    return Problem((order * MOST_ROWS + cell.row) * MOST_COLUMNS + cell.column + 1, "", message, cell.told)


def _column_of(path: Path) -> Column | None:
    """Return the column that a path of the tree stands for; None where none does."""
    names = tuple(part for part in path if isinstance(part, str))
    for sheet in SHEETS:
        start = (sheet.inside, sheet.into) if sheet.inside else (sheet.into,)
        if names[: len(start)] == start:
            for column in sheet.columns:
                if column.path and names[len(start) :] == column.path:
                    return column
    return None

"""The table on a sheet as clerks make it: a title above, STT and Ghi chú beside, a total and signatures below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from domain.files.sheet_rows import Area, Row, SheetCell, letters
from domain.messaging.sentences import EMPTY, OR, Filling, Sentence, listing, sentence
from domain.text import fold
from storage.setup.workbook import headings
from storage.setup.workbook.layout import Column, Sheet
from storage.setup.workbook.sections import SECTION, has_marks_code, is_section

_TOTAL = re.compile(r"tong (?:cong|so)\b.*|(?:tong|cong)\s*(?:[:;(.,0-9].*)?")
_TOTALS = frozenset({"tong", "cong", "tong cong", "tong so"})
_COUNT = re.compile(r"[0-9]")  # "4", "4 đơn vị": beside a total, and no name
SIGNED = Sentence("setup.skipped.signed")
AGAIN = Sentence("setup.skipped.again")
_TOTAL_ROW = Sentence("setup.skipped.total")
_NUMBERS_OF_COLUMNS = Sentence("setup.skipped.numbers")
_OUTSIDE = Sentence("setup.skipped.outside")
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
    problems: list[tuple[int, int, Sentence]] = field(default_factory=list)
    notices: list[Sentence] = field(default_factory=list)


def table_of(sheet: Sheet, rows: Sequence[Row], merged: Sequence[Area] = ()) -> Table:
    filled = [row for row in rows if any(_text(cell) for cell in row.cells)]
    if not filled:
        return Table()
    found = headings.found_in(sheet, filled, merged)
    table = Table(heading_row=filled[found.last].number)
    if found.first:
        above = rows_in_words([row.number for row in filled[: found.first]])
        table.notices.append(sentence("setup.passed_over.title", rows=above))
    table.columns, ignored, problems = headings.take(sheet, found)
    table.problems += [(filled[found.first].number, number, said) for number, said in problems]
    if ignored:
        table.notices.append(sentence("setup.passed_over.columns", columns=", ".join(ignored)))
    below = _spread(table, filled[found.last + 1 :], merged)
    missing = [one.heading for one in sheet.columns if one.required and one not in table.columns.values()]
    if missing and below:
        lying = _lying(sheet, rows) if len(missing) < sum(one.required for one in sheet.columns) else EMPTY
        strange = [
            sentence(
                "setup.column.at", heading=f"“{found.words[number][0]}”", cell=f"{letters(number)}{table.heading_row}"
            )
            for number, _ in problems[:3]
        ]
        meant = sentence("setup.column.meant", columns=listing(strange, OR)) if strange else EMPTY
        told = sentence("setup.column.missing", headings=", ".join(missing), hint=lying or meant)
        table.problems = [(table.heading_row, 0, told)]
        table.columns = {}
    if table.columns:
        table.rows = list(_data(table, sheet, below, merged))
        bare = sorted({cell.column for row in table.rows for cell in row.cells if _text(cell)} - set(found.words))
        if bare:
            table.notices.append(sentence("setup.passed_over.bare", columns=", ".join(map(letters, bare[:8]))))
        _merged(table, merged)
    return table


def _lying(sheet: Sheet, rows: Sequence[Row]) -> Filling:
    """Return the hint for a sheet whose headings stand one below the other; empty for any other."""
    known = headings.columns_by_word(sheet)
    firsts = [_text(row.cells[0]) for row in rows if row.cells]
    down = sum(headings.word_of(first) in known for first in firsts)
    return sentence("setup.hint.transpose") if down > 1 else EMPTY


def _spread(table: Table, rows: Sequence[Row], merged: Sequence[Area]) -> list[Row]:
    """Return the rows with a cell that is merged downwards beside each of its rows."""
    down = [area for area in merged if area.first_column == area.last_column and area.first_row > table.heading_row]
    values = {(row.number, cell.column): cell for row in rows for cell in row.cells} if down else {}
    more: dict[int, list[SheetCell]] = {}
    for area in down:
        value = values.get((area.first_row, area.first_column))
        if value is None or area.first_column not in table.columns:
            continue
        told = [row.number for row in rows if area.first_row < row.number <= area.last_row]
        for number in told:
            if (number, area.first_column) not in values:
                more.setdefault(number, []).append(replace(value, row=number))
        if told:
            table.notices.append(sentence("setup.read.merged", cells=str(area), text=_text(value)[:60]))
    return [
        replace(row, cells=sorted([*row.cells, *more[row.number]], key=lambda cell: cell.column))
        if row.number in more
        else row
        for row in rows
    ]


def _merged(table: Table, merged: Sequence[Area]) -> None:
    """Note cells that are merged across several columns that are read as a problem: what is in them belongs to none."""
    numbers = {row.number for row in table.rows}
    for area in merged:
        read = [number for number in table.columns if area.first_column <= number <= area.last_column]
        is_square = area.last_row > area.first_row and area.last_column > area.first_column
        is_over_rows = any(area.first_row <= number <= area.last_row for number in numbers)
        if area.first_row > table.heading_row and is_over_rows and (len(read) > 1 or (read and is_square)):
            table.problems.append((area.first_row, area.first_column, sentence("setup.cell.merged", cells=str(area))))


def _data(table: Table, sheet: Sheet, rows: Sequence[Row], merged: Sequence[Area]) -> Iterator[Row]:
    """Yield rows in which something stands under a heading, but for totals, signatures, sections and headings once
    more."""
    skipped: dict[Sentence, list[int]] = {}
    is_over = False  # the names under a signature's title stand alone
    across = {area.first_row for area in merged if area.last_column > area.first_column}
    read = [row for row in rows if any(cell.column in table.columns and _text(cell) for cell in row.cells)]
    for at, row in enumerate(rows):
        under = [cell for cell in row.cells if cell.column in table.columns and _text(cell)]
        other = headings.of_another_table(row, table.columns)
        if other:
            table.problems.append((row.number, 0, sentence("setup.sheet.another_table", like=other)))
            break
        why = AGAIN if other == "" else _why_skipped(table, row, under, is_first=not at)
        if not why and is_section(sheet, row, under, table.columns, read, is_across=row.number in across):
            why = SECTION
        if is_over and not why and not is_whole(table, under):
            why = SIGNED
        is_over = (is_over and why not in (AGAIN, SECTION)) or why == SIGNED
        if why:
            skipped.setdefault(why, []).append(row.number)
        elif under:
            if has_marks_code(sheet, under, read):
                table.notices.append(sentence("setup.read.as_code", text=_text(under[0]), row=row.number))
            yield row
        else:
            skipped.setdefault(_OUTSIDE, []).append(row.number)
    for why, numbers in skipped.items():
        table.notices.append(sentence("setup.passed_over.rows", rows=rows_in_words(numbers), why=why))


def is_whole(table: Table, under: Sequence[SheetCell]) -> bool:
    """Say whether all that a row must have is there."""
    needed = {number for number, column in table.columns.items() if column.required}
    return len(needed) > 1 and {cell.column for cell in under} >= needed


def _why_skipped(table: Table, row: Row, under: Sequence[SheetCell], *, is_first: bool) -> Sentence | None:
    said = [_text(cell) for cell in row.cells if _text(cell)]
    if any(fold(text) in _TOTALS for text in said[:2]) and all(_COUNT.match(text) for text in said[2:] or said[1:]):
        return _TOTAL_ROW
    if not is_first and is_whole(table, under):
        return None
    if is_first and len(said) > 2 and all(_NUMBERING.fullmatch(text) for text in said):
        return _NUMBERS_OF_COLUMNS
    if is_whole(table, under):
        return None
    signers = [cell.column for cell in under if table.columns[cell.column].path[:1] == ("signer",)]
    names_signer = 0 < len(signers) < len(under)  # as a row of the list does, and no signature below it
    words = [fold(_text(one)) for one in row.cells if _text(one) and not (names_signer and one.column in signers)]
    if any(_TOTAL.fullmatch(word) for word in words[:3]):
        return _TOTAL_ROW
    return SIGNED if any(_SIGNED.fullmatch(word) for word in words) else None


def _text(cell: SheetCell) -> str:
    return str(cell.value).strip() if not cell.has_formula or cell.value else "="


def rows_in_words(numbers: Sequence[int]) -> Sentence:
    """Return rows in words: `dòng 1–3, 7`."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    said = [str(first) if first == last else f"{first}–{last}" for first, last in spans[:8]]
    name = "setup.row" if len(numbers) == 1 else "setup.rows"
    return sentence(name, numbers=f"{', '.join(said)}{', …' if len(spans) > 8 else ''}")

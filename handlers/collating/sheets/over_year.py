"""The requirement's own numbers by quarter, and of the year so far."""

from collections.abc import Iterator

from domain.collation.indicators import over_time
from handlers.collating.gathering import Gathered
from handlers.collating.indicators import by_task
from handlers.collating.sheets.own_fields import naming_cells, naming_columns
from handlers.display.excel_tables import Book, Column, Row
from handlers.words import Words

ROMAN = ("I", "II", "III", "IV")


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    """A row for each number; nothing where there is but one period of the year."""
    periods = gathered.in_year
    if sum(bool(one.values) for one in periods) < 2:
        return
    word = words.plain
    quarters = sorted({one.quarter for one in periods})
    columns = [
        *naming_columns(words),
        *(Column(word("sheet.quarter", quarter=ROMAN[quarter - 1]), 14, "decimal") for quarter in quarters),
        Column(word("sheet.year_so_far"), 16, "decimal"),
        Column(word("sheet.periods_said"), 12, "number"),
    ]

    def rows() -> Iterator[Row]:
        for task, one in by_task(gathered):
            if one.field.kind != "number":
                continue
            place = (one.task_id, one.field.code)
            said = [(period.quarter, period.values[place]) for period in periods if place in period.values]
            yield (
                *naming_cells(words, task, one),
                *(over_time(one.field, [value for of, value in said if of == quarter]) for quarter in quarters),
                over_time(one.field, [value for _, value in said]),
                len(said),
            )

    book.table(word("sheet.by_quarter"), columns, rows(), frozen=3)

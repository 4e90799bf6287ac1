"""The requirement's own numbers by quarter, and of the year so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.collation.indicators import over_time
from handlers.collating.gathering import Gathered
from handlers.collating.indicators import by_task
from handlers.collating.sheets.own_fields import Named, naming_columns
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn
from handlers.words import Words

ROMAN = ("I", "II", "III", "IV")


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    """Write a row for each number; nothing where there is but one period of the year."""
    periods = gathered.in_year
    if sum(bool(one.values) for one in periods) < 2:
        return
    word = words.plain
    quarters = sorted({one.quarter for one in periods})
    columns: Sequence[SheetColumn[InYear]] = [
        *naming_columns(words),
        *(_quarter(words, quarter) for quarter in quarters),
        SheetColumn(word("sheet.year_so_far"), 16, "decimal", lambda one: over_time(one.own, one.of())),
        SheetColumn(word("sheet.periods_said"), 12, "number", lambda one: len(one.said)),
    ]
    book.listing(word("sheet.by_quarter"), columns, _numbers(gathered), frozen=3)


@dataclass(frozen=True, slots=True)
class InYear(Named):
    """`said`: quarter and number of each period in which there is one."""

    said: Sequence[tuple[int, float]]

    def of(self, quarter: int | None = None) -> list[float]:
        return [value for at, value in self.said if quarter in (None, at)]


def _numbers(gathered: Gathered) -> Iterator[InYear]:
    for task, one in by_task(gathered):
        if one.field.kind == "number":
            said = [
                (period.quarter, period.values[one.place]) for period in gathered.in_year if one.place in period.values
            ]
            yield InYear(task, one, said)


def _quarter(words: Words, quarter: int) -> SheetColumn[InYear]:
    heading = words.plain("sheet.quarter", quarter=ROMAN[quarter - 1])
    return SheetColumn(heading, 14, "decimal", lambda one: over_time(one.own, one.of(quarter)))

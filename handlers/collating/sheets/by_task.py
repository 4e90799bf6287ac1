"""A row for each task: how many units stand where, how far they are, and which they are."""

from collections.abc import Iterator

from domain.collation import Line
from domain.forms.form import COUNTED
from handlers.collating.gathering import Gathered
from handlers.display import answers, listing
from handlers.display.excel_tables import Book, Column, Row
from handlers.words import Words

MOST_UNITS_IN_CELL = 200


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    word = words.plain
    columns = [
        Column(word("sheet.code"), 8),
        Column(word("sheet.group"), 24),
        Column(word("sheet.task"), 40),
        Column(word("sheet.reported"), 11, "number"),
        *(Column(word(f"button.status.{status}"), 12, "number") for status in COUNTED),
        Column(word("sheet.known"), 12, "number"),
        Column(word("sheet.mean"), 12, "percent"),
        Column(word("sheet.compared"), 12, "number"),
        Column(word("sheet.mean_compared"), 12, "percent"),
        Column(word("sheet.mean_before"), 12, "percent"),
        Column(word("sheet.difference"), 12, "percent"),
        Column(word("sheet.obstacles"), 11, "number"),
        Column(word("sheet.recommendations"), 11, "number"),
        *(Column(word("sheet.units_of", status=word(f"status.{status}")), 48) for status in COUNTED),
    ]

    def rows() -> Iterator[Row]:
        for task in gathered.about.tasks:
            result = gathered.collation.tasks[task.id]
            compared = gathered.collation.compared(task.id, gathered.before)
            yield (
                task.code,
                gathered.about.groups.get(task.group) or "",
                task.title,
                result.reported,
                *(len(result.by_status[status]) for status in COUNTED),
                result.known,
                result.mean,
                *((compared.units, compared.now, compared.before, compared.apart) if compared else (None,) * 4),
                len(result.obstacles),
                len(result.recommendations),
                *(_units(words, result.by_status[status]) for status in COUNTED),
            )

    book.table(word("sheet.by_task"), columns, rows(), frozen=3)


def _units(words: Words, lines: list[Line]) -> str:
    """`Phòng Y tế (25 %); …`: the units behind a number."""
    said = []
    for line in lines:
        percent = line.said.answers.get("percent")
        said.append(line.owed.name if percent is None else f"{line.owed.name} ({answers.percent(words, percent)})")
    return listing.joined(words, said, MOST_UNITS_IN_CELL)

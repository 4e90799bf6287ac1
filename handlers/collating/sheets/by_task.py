"""A row for each task: how many units stand where, and how far they are."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.collation import Comparison, TaskResult
from domain.forms.form import COUNTED, Status
from handlers.collating.gathering import Gathered
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn
from handlers.words import Words
from storage.reporting.duties import TaskLine


class OfTask(NamedTuple):
    task: TaskLine
    group: str
    result: TaskResult
    compared: Comparison | None  # with the period before


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    word = words.plain
    columns: Sequence[SheetColumn[OfTask]] = [
        SheetColumn(word("sheet.code"), 8, value=lambda one: one.task.code),
        SheetColumn(word("sheet.group"), 20, value=lambda one: one.group),
        SheetColumn(word("sheet.task"), 36, value=lambda one: one.task.title),
        SheetColumn(word("sheet.reported"), 10, "number", lambda one: one.result.reported, "sum"),
        *(_many_of(words, status) for status in COUNTED),
        SheetColumn(word("sheet.known"), 10, "number", lambda one: one.result.known),
        SheetColumn(word("sheet.mean"), 10, "percent", lambda one: one.result.mean),
        SheetColumn(word("sheet.compared"), 10, "number", lambda one: one.compared.units if one.compared else None),
        SheetColumn(word("sheet.mean_compared"), 10, "percent", lambda one: one.compared.now if one.compared else None),
        SheetColumn(
            word("sheet.mean_before"), 10, "percent", lambda one: one.compared.before if one.compared else None
        ),
        SheetColumn(word("sheet.points"), 10, "percent", lambda one: one.compared.apart if one.compared else None),
        SheetColumn(word("sheet.obstacles"), 10, "number", lambda one: len(one.result.obstacles), "sum"),
        SheetColumn(word("sheet.recommendations"), 10, "number", lambda one: len(one.result.recommendations), "sum"),
    ]
    listed = (
        OfTask(
            task,
            gathered.about.groups.get(task.group) or "",
            gathered.collation.tasks[task.id],
            gathered.collation.compared(task.id, gathered.before),
        )
        for task in gathered.about.tasks
    )
    book.listing(word("sheet.by_task"), columns, listed, frozen=3)


def _many_of(words: Words, status: Status) -> SheetColumn[OfTask]:
    heading = words.plain(f"button.status.{status}")
    return SheetColumn(heading, 10, "number", lambda one: len(one.result.by_status[status]), "sum")

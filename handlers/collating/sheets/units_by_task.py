"""A row for each task and way in which it stands: the units behind the number, which prints on one page across."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domain.collation import TaskRemark
from domain.forms.form import COUNTED, Status
from handlers.collating.gathering import Gathered
from handlers.display import answers, listing
from handlers.display.excel.book import Book, letters_in
from handlers.display.excel.columns import SheetColumn
from handlers.words import Words
from storage.reporting.duties import TaskLine

WIDTH = 84


class UnitsOfTask(NamedTuple):
    task: TaskLine
    status: Status
    lines: Sequence[TaskRemark]


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    word = words.plain
    columns: Sequence[SheetColumn[UnitsOfTask]] = [
        SheetColumn(word("sheet.code"), 8, value=lambda one: one.task.code),
        SheetColumn(word("sheet.task"), 36, value=lambda one: one.task.title),
        SheetColumn(word("sheet.status"), 16, value=lambda one: word(f"status.{one.status}")),
        SheetColumn(word("sheet.how_many_units"), 9, "number", lambda one: len(one.lines)),
        SheetColumn(word("sheet.which_units"), WIDTH, value=lambda one: _named(words, one.lines)),
    ]
    book.listing(word("sheet.units_by_task"), columns, _there(gathered), frozen=2)


def _there(gathered: Gathered) -> Iterator[UnitsOfTask]:
    for task in gathered.about.tasks:
        by_status = gathered.collation.tasks[task.id].by_status
        for status in COUNTED:
            if lines := by_status[status]:
                yield UnitsOfTask(task, status, lines)


def _named(words: Words, lines: Sequence[TaskRemark]) -> str:
    """Return the units, as many as a cell shows: `Phòng Y tế (25 %); …`"""

    def said(line: TaskRemark) -> str:
        percent, name = line.said.answers.get("percent"), line.owed.called
        return name if percent is None else f"{name} ({answers.percent(words, percent)})"

    return listing.within(words, lines, said, letters_in(WIDTH))

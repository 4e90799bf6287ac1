"""What is in the way and what is asked for, with who said it; below it what is carried forward, and how it stands."""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from domain.collation import CountedRevision, TaskRemark
from handlers.collating import summary
from handlers.collating.answered import answer_to
from handlers.collating.gathering import Gathered
from handlers.display.excel.book import Book
from handlers.display.excel.columns import Cell, Kind, SheetColumn
from handlers.display.obstacle_text import state, unit
from handlers.words import Words
from storage.deciding.obstacles import ObstacleEntry
from storage.reporting.duties import TaskLine


class Remark(NamedTuple):
    """What a report that counts says of a task, as its obstacle or recommendation."""

    field: str
    task: TaskLine
    line: TaskRemark

    @property
    def sent(self) -> CountedRevision:
        assert self.line.owed.sent is not None
        return self.line.owed.sent


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    word = words.plain
    numbers, groups = count(1), gathered.about.groups
    of_codes = {task.code: task.group for task in (*gathered.about.tasks, *gathered.about.other_tasks)}
    columns: Sequence[SheetColumn[Remark | ObstacleEntry]] = [
        SheetColumn(word("sheet.place"), 6, "number", lambda _: next(numbers)),
        _column(word("sheet.kind"), 13, lambda one: word(f"button.{one.field}"), lambda entry: _kind(words, entry)),
        _column(word("sheet.code"), 8, lambda one: one.task.code, lambda entry: entry.task_code),
        _column(
            word("sheet.group"),
            24,
            lambda one: groups.get(one.task.group),
            lambda entry: groups.get(of_codes.get(entry.task_code or "")),
        ),
        _column(word("sheet.task"), 34, lambda one: one.task.title, lambda entry: entry.task),
        _column(
            word("sheet.text"), 60, lambda one: one.line.said.answers[one.field], lambda entry: entry.obstacle.text
        ),
        _column(word("sheet.unit"), 30, lambda one: one.line.said.unit, lambda entry: unit(words, entry)),
        _column(word("sheet.number"), 30, lambda one: one.sent.number, lambda entry: entry.number),
        _column(word("sheet.revision"), 9, lambda one: one.sent.revision, lambda _: None, "number"),
        _column(
            word("sheet.said_at"), 17, lambda one: one.line.said.said_at, lambda entry: entry.obstacle.since, "moment"
        ),
        _column(
            word("sheet.carried_state"),
            30,
            lambda _: None,
            lambda entry: word("sheet.carried", state=state(words, entry)),
        ),
        _column(
            word("sheet.answer"),
            50,
            lambda one: answer_to(words, gathered, one.line, one.field) or None,
            lambda entry: entry.obstacle.answer,
        ),
    ]
    listed: list[Remark | ObstacleEntry] = [*_remarks(gathered), *gathered.carried]
    book.listing(word("sheet.remarks"), columns, listed, frozen=3)


def _column(
    heading: str,
    width: float,
    said: Callable[[Remark], Cell],
    carried: Callable[[ObstacleEntry], Cell],
    kind: Kind = "text",
) -> SheetColumn[Remark | ObstacleEntry]:
    """Return a column with a value for what is said in this period, and one for what is carried forward."""
    return SheetColumn(heading, width, kind, lambda one: said(one) if isinstance(one, Remark) else carried(one))


def _kind(words: Words, entry: ObstacleEntry) -> str:
    return words.plain(f"button.{entry.obstacle.kind}")


def _remarks(gathered: Gathered) -> Iterator[Remark]:
    for kind in ("obstacles", "recommendations"):
        for task, lines in summary.by_task(gathered, kind):
            yield from (Remark(kind.removesuffix("s"), task, line) for line in lines)

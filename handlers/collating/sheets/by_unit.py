"""A row for each unit: what became of its report, and how its tasks stand."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from domain.collation import CountedRevision, Owed
from domain.forms.form import Answers, progress
from handlers.collating.gathering import Gathered
from handlers.collating.sheets import naming_columns as naming
from handlers.display import answers
from handlers.display.excel.book import Book, due_width
from handlers.display.excel.columns import Cell, Kind, SheetColumn
from handlers.words import Words, dates
from storage.reporting.duties import TaskLine

_OF_STANDING = ("status", "percent", "done_on")  # what `answers.standing` says of


class OfUnit(NamedTuple):
    owed: Owed
    sent: CountedRevision | None  # where it is in
    own: Mapping[int, Answers]  # by task


def _owed(one: OfUnit) -> Owed:
    return one.owed


def _of(owed: Owed) -> OfUnit:
    own = {said.task_id: said.answers for said in owed.own}
    return OfUnit(owed, owed.sent if owed.is_in else None, own)


def sheet(book: Book, words: Words, gathered: Gathered, counted: Callable[[Owed], Owed]) -> None:
    word, zone, all_owed = words.plain, gathered.about.zone, gathered.collation.owed
    due, original = ([owed.due_at for owed in all_owed], [owed.original_due_at for owed in all_owed])

    columns: Sequence[SheetColumn[OfUnit]] = [
        *naming.unit_columns(words, gathered, _owed, counted=True),
        naming.standing_column(words, _owed),
        _sent(word("sheet.lateness"), 14, lambda sent: dates.late_by(words, sent.first_due, sent.first_at, zone)),
        _sent(word("sheet.hours_late"), 10, hours_late, "decimal"),
        _sent(word("sheet.number"), 30, lambda sent: sent.number),
        _sent(word("sheet.revision"), 9, lambda sent: sent.revision, "number"),
        _sent(word("sheet.submitted_at"), 17, lambda sent: sent.submitted_at, "moment"),
        _sent(word("sheet.first_at"), 17, lambda sent: sent.first_at, "moment"),
        SheetColumn(word("sheet.due"), due_width(words, zone, due), "due", lambda one: one.owed.due_at),
        SheetColumn(
            word("sheet.original_due"), due_width(words, zone, original), "due", lambda one: one.owed.original_due_at
        ),
        _sent(word("sheet.sender"), 22, lambda sent: _sender(words, sent)),
        SheetColumn(word("sheet.mean"), 11, "percent", lambda one: one.owed.mean),
        *_tasks(words, gathered.about.tasks),
    ]
    book.listing(word("sheet.by_unit"), columns, (_of(counted(owed)) for owed in all_owed), frozen=3)


def _sent(
    heading: str, width: float, value: Callable[[CountedRevision], Cell], kind: Kind = "text"
) -> SheetColumn[OfUnit]:
    """Return a column about the report that was sent; empty where it is not in."""
    return SheetColumn(heading, width, kind, lambda one: None if one.sent is None else value(one.sent))


def _tasks(words: Words, tasks: Sequence[TaskLine]) -> Iterator[SheetColumn[OfUnit]]:
    """Yield for each task how it stands in the unit's own words, and beside that how far it is; below that stands the
    mean of those that are shown."""
    said: dict[tuple[Any, ...], str] = {}

    def standing(one: Answers) -> str:
        key = tuple(one.get(code) for code in _OF_STANDING)
        if key not in said:
            said[key] = answers.standing(words, one)
        return said[key]

    for task in tasks:

        def value(one: OfUnit, task: TaskLine = task) -> str | None:
            return standing(one.own[task.id]) if task.id in one.own else None

        def far(one: OfUnit, task: TaskLine = task) -> float | None:
            return progress(one.own[task.id]) if task.id in one.own else None

        yield SheetColumn(task.code, 18, value=value)
        yield SheetColumn(words.plain("sheet.task_percent", code=task.code), 9, "percent", far, "average")


def hours_late(sent: CountedRevision) -> float:
    """Return it as a number, to sort and add; nothing late is 0."""
    return round(max((sent.first_at - sent.first_due).total_seconds(), 0) / 3600, 1)


def _sender(words: Words, sent: CountedRevision) -> str:
    if sent.instead_of is None:
        return sent.person
    return words.plain("sender.instead", name=sent.person, other=sent.instead_of)

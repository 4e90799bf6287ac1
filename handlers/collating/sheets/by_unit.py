"""A row for each unit: what became of its report, and how its tasks stand."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from domain.collation import CountedRevision, Owed, Standing
from domain.forms.form import Answers
from handlers.collating.gathering import Gathered
from handlers.display import answers
from handlers.display.excel_tables import Book, Cell, Kind, SheetColumn, due_width
from handlers.words import Words, dates
from storage.reporting.duties import TaskLine


class OfUnit(NamedTuple):
    owed: Owed
    sent: CountedRevision | None  # where it is in
    own: Mapping[int, Answers]  # by task


def _of(owed: Owed) -> OfUnit:
    own = {said.task_id: said.answers for said in owed.own}
    return OfUnit(owed, owed.sent if owed.is_in else None, own)


def sheet(book: Book, words: Words, gathered: Gathered, counted: Callable[[Owed], Owed]) -> None:
    word, zone, all_owed = words.plain, gathered.about.zone, gathered.collation.owed
    states = {standing: word(f"standing.{standing}") for standing in Standing}
    nothing_new = word("standing.nil")
    due, original = ([owed.due_at for owed in all_owed], [owed.original_due_at for owed in all_owed])

    def standing(one: OfUnit) -> str:
        state = states[one.owed.standing]
        return f"{state}, {nothing_new}" if one.owed.is_nil else state

    columns: Sequence[SheetColumn[OfUnit]] = [
        SheetColumn(word("sheet.unit_code"), 12, value=lambda one: one.owed.code),
        SheetColumn(word("sheet.unit"), 34, value=lambda one: one.owed.name),
        SheetColumn(word("sheet.standing"), 16, value=standing),
        _sent(word("sheet.lateness"), 14, lambda sent: dates.late_by(words, sent.first_due, sent.first_at, zone)),
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
        *(_task(words, task) for task in gathered.about.tasks),
    ]
    book.listing(word("sheet.by_unit"), columns, (_of(counted(owed)) for owed in all_owed), frozen=2)


def _sent(
    heading: str, width: float, value: Callable[[CountedRevision], Cell], kind: Kind = "text"
) -> SheetColumn[OfUnit]:
    """Return a column about the report that was sent; empty where it is not in."""
    return SheetColumn(heading, width, kind, lambda one: None if one.sent is None else value(one.sent))


def _task(words: Words, task: TaskLine) -> SheetColumn[OfUnit]:
    """Return how the task stands in the unit's own words."""

    def value(one: OfUnit) -> str | None:
        return answers.standing(words, one.own[task.id]) if task.id in one.own else None

    return SheetColumn(task.code, 13, value=value)


def _sender(words: Words, sent: CountedRevision) -> str:
    if sent.instead_of is None:
        return sent.person
    return words.plain("sender.instead", name=sent.person, other=sent.instead_of)

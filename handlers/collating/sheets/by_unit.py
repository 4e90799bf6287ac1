"""A row for each unit: what became of its report, and how its tasks stand."""

from collections.abc import Callable

from domain.collation import Owed, Sent, Standing
from handlers.collating.gathering import Gathered
from handlers.display import answers
from handlers.display.excel_tables import Book, Column, Row, due_width
from handlers.words import Words, dates


def sheet(book: Book, words: Words, gathered: Gathered, counted: Callable[[Row], Row]) -> None:
    word, tasks, zone, all_owed = words.plain, gathered.about.tasks, gathered.about.zone, gathered.collation.owed
    columns = [
        Column(word("sheet.unit_code"), 12),
        Column(word("sheet.unit"), 34),
        Column(word("sheet.standing"), 16),
        Column(word("sheet.lateness"), 14),
        Column(word("sheet.number"), 30),
        Column(word("sheet.revision"), 9, "number"),
        Column(word("sheet.submitted_at"), 17, "moment"),
        Column(word("sheet.first_at"), 17, "moment"),
        Column(word("sheet.due"), due_width(words, zone, [owed.due_at for owed in all_owed]), "due"),
        Column(word("sheet.original_due"), due_width(words, zone, [owed.original_due_at for owed in all_owed]), "due"),
        Column(word("sheet.sender"), 22),
        Column(word("sheet.mean"), 11, "percent"),
        *(Column(task.code, 13) for task in tasks),
    ]
    states = {standing: word(f"standing.{standing}") for standing in Standing}
    nothing_new = word("standing.nil")

    def row(owed: Owed) -> Row:
        sent = owed.sent if owed.is_in else None
        own = {said.task_id: said.answers for said in owed.own}
        state = states[owed.standing]
        return (
            owed.code,
            owed.name,
            f"{state}, {nothing_new}" if owed.is_nil else state,
            (dates.late_by(words, sent.first_due, sent.first_at, zone) if sent else None),
            sent.number if sent else None,
            sent.revision if sent else None,
            sent.submitted_at if sent else None,
            sent.first_at if sent else None,
            owed.due_at,
            owed.original_due_at,
            _sender(words, sent) if sent else None,
            owed.mean,
            *(answers.standing(words, own[task.id]) if task.id in own else None for task in tasks),
        )

    book.table(word("sheet.by_unit"), columns, (counted(row(owed)) for owed in all_owed), frozen=2)


def _sender(words: Words, sent: Sent) -> str:
    if sent.instead_of is None:
        return sent.person
    return words.plain("sender.instead", name=sent.person, other=sent.instead_of)

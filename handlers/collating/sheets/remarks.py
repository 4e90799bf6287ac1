"""What is in the way and what is asked for, with who said it; below it what is carried forward, and how it stands."""

from collections.abc import Iterator

from domain.collation import Owed, Sent
from handlers.collating import summary
from handlers.collating.answered import answer_to
from handlers.collating.gathering import Gathered
from handlers.display.excel_tables import Book, Column, Row
from handlers.display.obstacle_text import state, unit
from handlers.words import Words


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    word = words.plain
    columns = [
        Column(word("sheet.kind"), 13),
        Column(word("sheet.code"), 8),
        Column(word("sheet.task"), 34),
        Column(word("sheet.text"), 60),
        Column(word("sheet.unit"), 30),
        Column(word("sheet.number"), 30),
        Column(word("sheet.revision"), 9, "number"),
        Column(word("sheet.said_at"), 17, "moment"),
        Column(word("sheet.carried_state"), 30),
        Column(word("sheet.answer"), 50),
    ]

    def rows() -> Iterator[Row]:
        for kind in ("obstacles", "recommendations"):
            field = kind.removesuffix("s")
            for task, lines in summary.by_task(gathered, kind):
                for line in lines:
                    sent = _sent(line.owed)
                    said = line.said
                    yield (
                        word(f"button.{field}"),
                        task.code,
                        task.title,
                        said.answers[field],
                        said.unit,
                        sent.number,
                        sent.revision,
                        said.said_at,
                        None,
                        answer_to(words, gathered, line, field) or None,
                    )
        for entry in gathered.carried:
            raised = entry.obstacle
            yield (
                word(f"button.{raised.kind}"),
                entry.task_code,
                entry.task,
                raised.text,
                unit(words, entry),
                entry.number,
                None,
                raised.since,
                word("sheet.carried", state=state(words, entry)),
                raised.answer,
            )

    book.table(word("sheet.remarks"), columns, rows(), frozen=2)


def _sent(owed: Owed) -> Sent:
    assert owed.sent is not None
    return owed.sent

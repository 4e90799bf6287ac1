"""Every entry of every report that counts, as it was said."""

from collections.abc import Callable, Iterator
from datetime import date

from domain.collation import Owed, Said, Sent
from domain.forms.form import Answers, Status, progress
from handlers.collating.gathering import Gathered
from handlers.collating.sheets import own_fields, places
from handlers.display import answers
from handlers.display.excel_tables import Book, Column, Row
from handlers.words import Words
from storage.reporting.duties import TaskLine


def sheet(book: Book, words: Words, gathered: Gathered, counted: Callable[[Row], Row]) -> None:
    """Every entry of every report that counts, with revision, time, and by whom it was said."""
    word = words.plain
    seldom = _seldom(words, gathered)
    asked = own_fields.raw_columns(gathered)
    own = [field for _, field in asked]
    columns = [
        *places.columns(words),
        Column(word("sheet.status"), 15),
        Column(word("sheet.percent"), 10, "percent"),
        *(column for column, _ in seldom),
        Column(word("sheet.result"), 44),
        Column(word("button.obstacle"), 36),
        Column(word("button.recommendation"), 36),
        *(column for column, _ in asked),
        Column(word("sheet.number"), 30),
        Column(word("sheet.revision"), 9, "number"),
        Column(word("sheet.submitted_at"), 17, "moment"),
        Column(word("sheet.said_at"), 17, "moment"),
        Column(word("sheet.said_by"), 22),
    ]
    tasks = {task.id: task for task in gathered.about.tasks}
    statuses = {str(status): word(f"status.{status}") for status in Status}

    def row(owed: Owed, sent: Sent, said: Said) -> Row:
        task: TaskLine | None = tasks.get(said.task_id)
        given = said.answers
        return (
            *places.cells(owed, said, task),
            statuses.get(given.get("status", "")),
            progress(given),
            *(value(given) for _, value in seldom),
            given.get("result"),
            given.get("obstacle"),
            given.get("recommendation"),
            *(own_fields.raw_cells(words, own, given) if own else ()),
            sent.number,
            sent.revision,
            sent.submitted_at,
            said.said_at,
            said.person,
        )

    def rows() -> Iterator[Row]:
        for owed in gathered.collation.owed:
            if owed.sent is not None and owed.is_in:
                for said in owed.sent.said:
                    yield counted(row(owed, owed.sent, said))

    book.table(word("sheet.raw"), columns, rows(), frozen=2)


def _seldom(words: Words, gathered: Gathered) -> list[tuple[Column, Callable[[Answers], date | str | None]]]:
    """The columns of what few people say, where anybody said it: an empty column of 70,000 rows is a second lost."""

    def day(given: Answers) -> date | None:
        return date.fromisoformat(given["done_on"]) if "done_on" in given else None

    def figures(given: Answers) -> str | None:
        return "; ".join(answers.figure(words, one) for one in given.get("figures", ())) or None

    def files(given: Answers) -> str | None:
        return ", ".join(file["name"] for file in given.get("files", ())) or None

    said_at_all: set[str] = set()
    for owed in gathered.collation.owed:
        if owed.sent is not None and owed.is_in:
            said_at_all.update(*(said.answers for said in owed.sent.said))
    columns = {
        "done_on": (Column(words.plain("sheet.done_on"), 12, "date"), day),
        "figures": (Column(words.plain("sheet.figures"), 34), figures),
        "files": (Column(words.plain("sheet.files"), 34), files),
    }
    return [column for code, column in columns.items() if code in said_at_all]

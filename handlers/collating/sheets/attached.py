"""The sheet of attached files: which unit proves what by which file, and in which report that file can be opened.

It has no links: the workbook is passed on to people who may not see what a unit attached.
"""

from collections.abc import Iterator

from handlers.collating.gathering import Gathered
from handlers.collating.sheets import places
from handlers.display.excel_tables import Book, Column, Row
from handlers.words import Words


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    """Nothing where nobody attached anything."""
    rows = list(_rows(gathered))
    if not rows:
        return
    word = words.plain
    columns = [
        *places.columns(words),
        Column(word("sheet.file_name"), 40),
        Column(word("sheet.file_kind"), 8),
        Column(word("sheet.file_size"), 12, "number"),
        Column(word("sheet.number"), 30),
        Column(word("sheet.revision"), 9, "number"),
        Column(word("sheet.file_hash"), 68),
    ]
    book.table(word("sheet.attachments"), columns, rows, frozen=2)


def _rows(gathered: Gathered) -> Iterator[Row]:
    tasks = {task.id: task for task in gathered.about.tasks}
    for owed in gathered.collation.owed:
        if owed.sent is None or not owed.is_in:
            continue
        for said in owed.sent.said:
            task = tasks.get(said.task_id)
            for file in said.answers.get("files", ()):
                yield (
                    *places.cells(owed, said, task),
                    file["name"],
                    str(file["kind"]).upper(),
                    round(file["size"] / 2**10, 1),
                    owed.sent.number,
                    owed.sent.revision,
                    file["sha256"],
                )

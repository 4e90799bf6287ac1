"""Where something was said: which unit owes the report, in whose words it is, about which task."""

from domain.collation import Owed, Said
from handlers.display.excel_tables import Column, Row
from handlers.words import Words
from storage.reporting.duties import TaskLine


def columns(words: Words) -> list[Column]:
    word = words.plain
    return [
        Column(word("sheet.unit_code"), 12),
        Column(word("sheet.unit"), 30),
        Column(word("sheet.whose"), 30),
        Column(word("sheet.code"), 8),
        Column(word("sheet.task"), 34),
    ]


def cells(owed: Owed, said: Said, task: TaskLine | None) -> Row:
    """A task that is no longer in the report has a question mark for its code."""
    return (owed.code, owed.name, said.unit, task.code if task else "?", task.title if task else "")

"""The sheet of attached files: which unit proves what by which file, and in which report that file can be opened.

It has no links: the workbook is passed on to people who may not see what a unit attached.
"""

from collections.abc import Mapping
from typing import Any

from handlers.collating.gathering import Gathered
from handlers.collating.sheets import said_where
from handlers.collating.sheets.said_where import Entry
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn
from handlers.words import Words


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    """Write a row for each attached file; nothing where nobody attached anything."""
    word = words.plain
    listed = [one._replace(file=file) for one in said_where.entries(gathered) for file in one.answers.get("files", ())]
    if not listed:
        return
    columns: list[SheetColumn[Entry]] = [
        *said_where.columns(words, gathered),
        SheetColumn(word("sheet.file_name"), 40, value=lambda one: _file(one)["name"]),
        SheetColumn(word("sheet.file_kind"), 8, value=lambda one: str(_file(one)["kind"]).upper()),
        SheetColumn(word("sheet.file_size"), 12, "number", lambda one: round(_file(one)["size"] / 2**10, 1)),
        SheetColumn(word("sheet.number"), 30, value=lambda one: one.sent.number),
        SheetColumn(word("sheet.revision"), 9, "number", lambda one: one.sent.revision),
        SheetColumn(word("sheet.file_hash"), 68, value=lambda one: _file(one)["sha256"]),
    ]
    book.listing(word("sheet.attachments"), columns, listed, frozen=3)


def _file(one: Entry) -> Mapping[str, Any]:
    assert one.file is not None
    return one.file

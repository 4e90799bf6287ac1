"""What came after the collation was frozen."""

from collections.abc import Sequence
from datetime import datetime

from domain.collation import Since
from handlers.collating.gathering import Gathered
from handlers.display.excel_tables import Book, SheetColumn
from handlers.words import Words


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    """Write what came after the collation was frozen."""
    assert gathered.freezing is not None
    word = words.plain
    columns: Sequence[SheetColumn[Since]] = [
        SheetColumn(word("sheet.unit_code"), 12, value=lambda one: one.owed.code),
        SheetColumn(word("sheet.unit"), 34, value=lambda one: one.owed.name),
        SheetColumn(word("sheet.was"), 18, value=lambda one: word(f"standing.{one.was}")),
        SheetColumn(word("sheet.is"), 18, value=lambda one: word(f"standing.{one.owed.standing}")),
        SheetColumn(word("sheet.was_revision"), 12, "number", lambda one: one.was_revision),
        SheetColumn(word("sheet.revision"), 12, "number", lambda one: one.revision),
        SheetColumn(word("sheet.submitted_at"), 17, "moment", _submitted_at),
    ]
    book.listing(word("sheet.since"), columns, gathered.freezing.since, frozen=2)


def _submitted_at(one: Since) -> datetime | None:
    return one.owed.sent.submitted_at if one.owed.sent and one.owed.is_in else None

"""What came after the collation was frozen."""

from collections.abc import Sequence
from datetime import datetime

from domain.collation import Owed, Since
from handlers.collating.gathering import Gathered
from handlers.collating.sheets import naming_columns as naming
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn
from handlers.words import Words


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    """Write what came after the collation was frozen."""
    assert gathered.freezing is not None
    word = words.plain
    columns: Sequence[SheetColumn[Since]] = [
        *naming.unit_columns(words, gathered, _owed, counted=True),
        SheetColumn(word("sheet.was"), 18, value=lambda one: naming.signed(words, one.was), signed=True),
        SheetColumn(word("sheet.is"), 18, value=lambda one: naming.signed(words, one.owed.standing), signed=True),
        SheetColumn(word("sheet.was_revision"), 12, "number", lambda one: one.was_revision),
        SheetColumn(word("sheet.revision"), 12, "number", lambda one: one.revision),
        SheetColumn(word("sheet.submitted_at"), 17, "moment", _submitted_at),
    ]
    book.listing(word("sheet.since"), columns, gathered.freezing.since, frozen=3)


def _owed(one: Since) -> Owed:
    return one.owed


def _submitted_at(one: Since) -> datetime | None:
    return one.owed.sent.submitted_at if one.owed.sent and one.owed.is_in else None

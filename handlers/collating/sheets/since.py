"""What came after the collation was frozen."""

from handlers.collating.gathering import Gathered
from handlers.display.excel_tables import Book, Column
from handlers.words import Words


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    """What came after the collation was frozen."""
    assert gathered.freezing is not None
    word = words.plain
    columns = [
        Column(word("sheet.unit_code"), 12),
        Column(word("sheet.unit"), 34),
        Column(word("sheet.was"), 18),
        Column(word("sheet.is"), 18),
        Column(word("sheet.was_revision"), 12, "number"),
        Column(word("sheet.revision"), 12, "number"),
        Column(word("sheet.submitted_at"), 17, "moment"),
    ]
    rows = (
        (
            one.owed.code,
            one.owed.name,
            word(f"standing.{one.was}"),
            word(f"standing.{one.owed.standing}"),
            one.was_revision,
            one.revision,
            one.owed.sent.submitted_at if one.owed.sent and one.owed.is_in else None,
        )
        for one in gathered.freezing.since
    )
    book.table(word("sheet.since"), columns, rows, frozen=2)

"""The sheet of what people wrote for the document: each part with who wrote it and when."""

from collections.abc import Sequence

from domain.collation.narratives import NarrativePart
from handlers.collating.gathering import Gathered
from handlers.display.excel.book import MOMENT_WIDTH, Book
from handlers.display.excel.columns import SheetColumn
from handlers.words import Words
from storage.collating.kept_narratives import WrittenPart


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    """Write a row for each part that was written; nothing where none was."""
    word = words.plain
    written = [gathered.written[part] for part in NarrativePart if part in gathered.written]
    if not written:
        return
    columns: Sequence[SheetColumn[WrittenPart]] = [
        SheetColumn(word("sheet.narrative_part"), 28, value=lambda one: word(f"narrative.part.{one.part}")),
        SheetColumn(word("sheet.narrative_text"), 100, value=lambda one: one.text),
        SheetColumn(word("sheet.narrative_person"), 24, value=lambda one: one.person),
        SheetColumn(word("sheet.narrative_at"), MOMENT_WIDTH, "moment", lambda one: one.at),
    ]
    book.listing(word("sheet.narratives"), columns, written)

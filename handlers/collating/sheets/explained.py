"""The last sheet: what each other sheet is, and what each count, column and sign means (decision 63)."""

from collections.abc import Iterator, Mapping, Sequence

from handlers.collating.sheets import naming_columns as naming
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn
from handlers.words import Words

SHEETS = (
    "overview", "by_task", "units_by_task", "by_unit", "indicators", "indicators_by_unit", "by_quarter", "remarks",
    "narratives", "raw", "attachments", "since",
)  # fmt: skip
COUNTS = (
    "expected", "submitted", "on_time", "late", "nil", "returned", "missing", "excused", "moved",
    "on_time_originally",
)  # fmt: skip
COLUMNS = ("hours_late", "reported", "mean", "known", "compared", "target_share", "revision", "whose", "total")
OF: Mapping[str, Sequence[str]] = {"sheet": SHEETS, "count": COUNTS, "column": COLUMNS}
"""What is explained: the name is the one that it has where it stands, so that both are always the same."""


def sheet(book: Book, words: Words) -> None:
    """Write a line for each sheet that there is, and for each count, column and sign."""
    word = words.plain
    columns: Sequence[SheetColumn[tuple[str, str, str]]] = [
        SheetColumn(word("sheet.what"), 12, value=lambda one: one[0]),
        SheetColumn(word("sheet.name"), 36, value=lambda one: one[1]),
        SheetColumn(word("sheet.meaning"), 100, value=lambda one: one[2]),
    ]
    book.listing(word("sheet.explained"), columns, [*_explained(words, set(book.names))], frozen=2)


def _explained(words: Words, there: set[str]) -> Iterator[tuple[str, str, str]]:
    word = words.plain
    for kind, names in OF.items():
        for name in names:
            shown = word(f"sheet.{name}")
            if kind != "sheet" or shown in there:
                yield word(f"explained.of.{kind}"), shown, word(f"explained.{name}")
    for standing in naming.SIGNED:
        yield word("explained.of.sign"), naming.signed(words, standing), word(f"explained.sign.{standing}")

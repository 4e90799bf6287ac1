"""Every entry of every report that counts, as it was said."""

from collections.abc import Callable, Sequence
from datetime import date

from domain.forms.form import Status, progress
from handlers.collating.gathering import Gathered
from handlers.collating.sheets import own_fields, said_where
from handlers.collating.sheets.said_where import Entry
from handlers.display import answers
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn
from handlers.words import Words, dates


def sheet(book: Book, words: Words, gathered: Gathered, counted: Callable[[Entry], Entry]) -> None:
    """Write every entry of every report that counts, with revision, time, and by whom it was said."""
    word = words.plain
    period = dates.period(words, gathered.about.period_key) or gathered.about.title
    statuses = {str(status): word(f"status.{status}") for status in Status}
    columns: Sequence[SheetColumn[Entry]] = [
        *said_where.columns(words, gathered),
        SheetColumn(word("sheet.period"), 14, value=lambda _: period),
        SheetColumn(word("sheet.status"), 15, value=lambda one: statuses.get(one.answers.get("status", ""))),
        SheetColumn(word("sheet.percent"), 10, "percent", lambda one: progress(one.answers)),
        *_seldom(words, gathered),
        SheetColumn(word("sheet.result"), 44, value=lambda one: one.answers.get("result")),
        SheetColumn(word("button.obstacle"), 36, value=lambda one: one.answers.get("obstacle")),
        SheetColumn(word("button.recommendation"), 36, value=lambda one: one.answers.get("recommendation")),
        *own_fields.raw_columns(words, gathered),
        SheetColumn(word("sheet.number"), 30, value=lambda one: one.sent.number),
        SheetColumn(word("sheet.revision"), 9, "number", lambda one: one.sent.revision),
        SheetColumn(word("sheet.submitted_at"), 17, "moment", lambda one: one.sent.submitted_at),
        SheetColumn(word("sheet.said_at"), 17, "moment", lambda one: one.said.said_at),
        SheetColumn(word("sheet.said_by"), 22, value=lambda one: one.said.person),
    ]
    book.listing(word("sheet.raw"), columns, map(counted, said_where.entries(gathered)), frozen=3)


def _seldom(words: Words, gathered: Gathered) -> list[SheetColumn[Entry]]:
    """Return the columns of what few people say, where anybody said it: an empty column of 70,000 rows is a second
    lost."""

    def day(one: Entry) -> date | None:
        return date.fromisoformat(one.answers["done_on"]) if "done_on" in one.answers else None

    def figures(one: Entry) -> str | None:
        return "; ".join(answers.figure(words, figure) for figure in one.answers.get("figures", ())) or None

    def files(one: Entry) -> str | None:
        return ", ".join(file["name"] for file in one.answers.get("files", ())) or None

    said_at_all: set[str] = set()
    for one in said_where.entries(gathered):
        said_at_all.update(one.answers)
    columns: dict[str, SheetColumn[Entry]] = {
        "done_on": SheetColumn(words.plain("sheet.done_on"), 12, "date", day),
        "figures": SheetColumn(words.plain("sheet.figures"), 34, value=figures),
        "files": SheetColumn(words.plain("sheet.files"), 34, value=files),
    }
    return [column for code, column in columns.items() if code in said_at_all]

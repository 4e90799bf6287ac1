"""The first sheet: of what it is, and how many units reported how."""

from collections.abc import Sequence

from domain.collation import FIGURES, Counts
from domain.collation.shares import share
from handlers.collating import summary
from handlers.collating.gathering import Gathered
from handlers.collating.sheets import naming_columns as naming
from handlers.display import standing_text
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn, lines
from handlers.display.excel.raw_cells import of_one
from handlers.words import Words, dates


def sheet(book: Book, words: Words, gathered: Gathered) -> None:
    word, about, counts = words.plain, gathered.about, gathered.collation.counts
    before = gathered.before.counts if gathered.before else None
    columns: Sequence[SheetColumn[str]] = [
        SheetColumn(word("sheet.figure"), 44, value=lambda figure: word(f"sheet.{figure}")),
        SheetColumn(word("sheet.value"), 14, "number", lambda figure: _figure(counts, figure)),
        SheetColumn(word("sheet.share"), 12, "share", lambda figure: _share(counts, figure)),
        SheetColumn(_before_heading(words, gathered), 16, "number", lambda figure: _figure(before, figure)),
        SheetColumn(word("sheet.share_before"), 14, "share", lambda figure: _share(before, figure)),
    ]
    sheet = book.sheet(word("sheet.overview"), columns, upright=True)
    widths = [column.width for column in columns]
    heads = [summary.title(words, gathered), about.plan, about.issuer]
    heads += ["".join(span.text for span in line) for line in summary.standing(words, gathered)]
    due = dates.moment(words, about.due_at, about.zone)
    heads.append(
        word("sheet.window", start=f"{about.window_start:%d/%m/%Y}", end=f"{about.window_end:%d/%m/%Y}", due=due)
    )
    for at, head in enumerate(heads):
        book.across(sheet, at, widths, head, book.title if at == 0 else book.bold if at < 3 else book.plain)
    at = len(heads) + 1
    book.headings(sheet, at, columns)
    figures = [figure for figure in FIGURES if figure != "asked"]
    at += book.rows(sheet, at + 1, columns, lines(columns, figures)) + 2
    for standing in summary.NAMED:
        found = gathered.collation.of(standing)
        if found:
            named = word(f"sheet.{standing}_units", n=len(found))
            book.across(sheet, at, widths, naming.SIGNED.get(standing, "") + named, book.bold)
            for at, owed in enumerate(found, at + 1):  # noqa: B020
                book.across(sheet, at, widths, standing_text.named(words, owed), book.plain)
            at += 2
    book.across(sheet, at, widths, word("sheet.see_explained", sheet=word("sheet.explained")), book.plain)
    at += 2
    if about.recipients:
        sheet.write_string(at, 0, word("document.recipients"), book.bold)
        for at, recipient in enumerate(about.recipients, at + 1):  # noqa: B020
            book.across(sheet, at, widths, f"- {recipient}", book.plain)


def _before_heading(words: Words, gathered: Gathered) -> str:
    if gathered.before_key is None:
        return words.plain("sheet.before")
    return dates.period(words, gathered.before_key)


def _figure(counts: Counts | None, figure: str) -> int | None:
    return None if counts is None else getattr(counts, figure)


def _share(counts: Counts | None, figure: str) -> float | None:
    """Return the share of the units that were expected; no figure of those expected, or not expected, is
    one."""
    value = _figure(counts, figure)
    if counts is None or value is None or figure in ("expected", "excused", "moved"):
        return None
    found = share(value, counts.expected)
    return None if found is None else of_one(found)

"""A plan's review as Excel: an overview, by period, tasks, numbers, units, obstacles, documents, what was written, and
a sheet that explains the others."""

from collections.abc import Sequence
from pathlib import Path

from domain.collation import FIGURES, Counts
from handlers.collating.sheets import explained
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn, lines
from handlers.plan_reviews import review_summary
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.plan_reviews.review_sheets import in_the_way, over_periods, punctual_units, review_numbers
from handlers.plan_reviews.review_sheets.over_periods import rate_of
from handlers.words import Words

SHEETS = (
    "overview", "periods", "tasks_now", "tasks_over_time", "results", "numbers", "numbers_over_time", "other_answers",
    "units", "obstacles", "documents", "without", "own_parts", "assessments",
)  # fmt: skip
_NO_SHARE = frozenset({"expected", "excused", "moved"})


def write(path: Path, words: Words, gathered: GatheredReview) -> None:
    """Write the file."""
    subject = gathered.subject
    title = review_summary.title_of(words, gathered)
    standing = review_summary.plain_lines(review_summary.standing(words, gathered))
    with Book(path, gathered.zone, words) as book:
        book.describe(title, subject.organisation, gathered.now, "", standing)
        _overview(book, words, gathered, title)
        over_periods.periods(book, words, gathered)
        over_periods.tasks_now(book, words, gathered)
        over_periods.tasks_over_time(book, words, gathered)
        over_periods.latest_results(book, words, gathered)
        review_numbers.sheets(book, words, gathered)
        review_numbers.other_answers(book, words, gathered)
        punctual_units.sheet(book, words, gathered)
        in_the_way.obstacles(book, words, gathered)
        in_the_way.documents(book, words, gathered)
        in_the_way.written(book, words, gathered)
        _explained(book, words)


def _overview(book: Book, words: Words, gathered: GatheredReview, title: str) -> None:
    word, found = words.plain, gathered.review
    more = {"review_sheet.overdue": found.overdue, "review_sheet.extended": found.extended}
    figures = [*(f"sheet.{figure}" for figure in FIGURES if figure != "asked"), *more]
    columns: Sequence[SheetColumn[str]] = [
        SheetColumn(word("sheet.figure"), 44, value=word),
        SheetColumn(word("review_sheet.many"), 14, "number", lambda name: more.get(name, _figure(found.counts, name))),
        SheetColumn(word("sheet.share"), 12, "share", lambda name: _share(found.counts, name)),
    ]
    sheet = book.sheet(word("review_sheet.overview"), columns, upright=True)
    widths = [column.width for column in columns]
    heads = [title, gathered.subject.issuer]
    heads += [review_summary.plain_lines([line]) for line in review_summary.standing(words, gathered)]
    for at, head in enumerate(heads):
        book.across(sheet, at, widths, head, (book.title, book.bold)[at] if at < 2 else book.plain)
    at = len(heads) + 1
    book.headings(sheet, at, columns)
    at += book.rows(sheet, at + 1, columns, lines(columns, figures)) + 2
    for name, units in (("always", found.always_on_time), ("late", found.ever_late)):
        if units:
            said = [
                word("plan_review.times", unit=one.name, n=one.times_late) if one.late else one.name for one in units
            ]
            book.across(sheet, at, widths, word(f"plan_review.{name}", n=len(units), names="").rstrip(": "), book.bold)
            for at, line in enumerate(said, at + 1):  # noqa: B020
                book.across(sheet, at, widths, line, book.plain)
            at += 2
    book.across(sheet, at, widths, word("sheet.see_explained", sheet=word("review_sheet.explained")), book.plain)


def _figure(counts: Counts, name: str) -> int | None:
    found: int | None = getattr(counts, name.removeprefix("sheet."), None)
    return found


def _share(counts: Counts, name: str) -> float | None:
    figure = name.removeprefix("sheet.")
    value = _figure(counts, name)
    return None if value is None or figure in _NO_SHARE else rate_of(value, counts)


def _explained(book: Book, words: Words) -> None:
    """Write a line for each sheet that there is, and for each count."""
    word, there = words.plain, set(book.names)
    told = [
        (word("explained.of.sheet"), word(f"review_sheet.{name}"), word(f"review_sheet.about.{name}"))
        for name in SHEETS
        if word(f"review_sheet.{name}") in there
    ]
    told += [
        (word("explained.of.count"), word(f"sheet.{name}"), word(f"explained.{name}")) for name in explained.COUNTS
    ]
    told += [
        (word("explained.of.column"), word(f"sheet.{name}"), word(f"explained.{name}"))
        for name in ("reported", "mean", "known", "total")
    ]
    columns: Sequence[SheetColumn[tuple[str, str, str]]] = [
        SheetColumn(word("sheet.what"), 12, value=lambda one: one[0]),
        SheetColumn(word("sheet.name"), 36, value=lambda one: one[1]),
        SheetColumn(word("sheet.meaning"), 100, value=lambda one: one[2]),
    ]
    book.listing(word("review_sheet.explained"), columns, told, frozen=2)

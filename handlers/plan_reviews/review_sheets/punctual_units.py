"""A row for each unit: how it kept its due moments, what it was called, and what stands in its place."""

from collections.abc import Sequence
from itertools import count

from domain.plan_reviews.punctuality import UnitPunctuality
from domain.text import vietnamese_key
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.plan_reviews.review_sheets.over_periods import rate_of
from handlers.plan_reviews.review_summary import period_said
from handlers.words import Words

COUNTS = ("expected", "submitted", "on_time", "late", "nil", "returned", "missing", "excused", "moved")


def sheet(book: Book, words: Words, gathered: GatheredReview) -> None:
    word, numbers, units = words.plain, count(1), gathered.units
    listed = sorted(gathered.review.units, key=lambda one: (vietnamese_key(one.name), one.code))

    def named_otherwise(one: UnitPunctuality) -> str | None:
        return "; ".join(one.former_names) or None

    def by_now(one: UnitPunctuality) -> str | None:
        known = units.get(one.unit_id)
        if known is None:
            return None
        return "; ".join(known.after) or (known.name if known.name != one.name else None)

    def late_in(one: UnitPunctuality) -> str | None:
        return "; ".join(period_said(words, late.period) for late in one.late) or None

    columns: Sequence[SheetColumn[UnitPunctuality]] = [
        SheetColumn(word("sheet.place"), 6, "number", lambda _: next(numbers)),
        SheetColumn(word("sheet.unit_code"), 12, value=lambda one: one.code),
        SheetColumn(word("sheet.unit"), 34, value=lambda one: one.name, total="count"),
        SheetColumn(word("review_sheet.formerly"), 24, value=named_otherwise),
        SheetColumn(word("review_sheet.now"), 24, value=by_now),
        SheetColumn(
            word("sheet.class"),
            18,
            value=lambda one: "; ".join(units[one.unit_id].classes) or None if one.unit_id in units else None,
        ),
        *(_count(words, name) for name in COUNTS),
        SheetColumn(word("review_sheet.overdue"), 10, "number", lambda one: one.overdue, "sum"),
        SheetColumn(word("review_sheet.extended"), 10, "number", lambda one: one.extended, "sum"),
        SheetColumn(
            word("review_sheet.on_time_rate"), 10, "share", lambda one: rate_of(one.counts.on_time, one.counts)
        ),
        SheetColumn(
            word("review_sheet.always"),
            10,
            value=lambda one: word("review_sheet.yes") if one.is_always_on_time else None,
        ),
        SheetColumn(word("review_sheet.times_late"), 10, "number", lambda one: one.times_late, "sum"),
        SheetColumn(word("review_sheet.late_in"), 40, value=late_in),
    ]
    book.listing(word("review_sheet.units"), columns, listed, frozen=3)


def _count(words: Words, name: str) -> SheetColumn[UnitPunctuality]:
    heading = words.plain(f"sheet.{name}")
    return SheetColumn(heading, 10, "number", lambda one: getattr(one.counts, name), "sum")

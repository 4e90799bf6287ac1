"""Obstacles and recommendations, documents, and what was written for the review and about its periods."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from domain.collation.narratives import OF_A_REVIEW
from domain.plan_reviews.issued_documents import DocumentTally, IssuedDocument
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.plan_reviews.review_summary import period_said
from handlers.words import Words
from storage.collating.kept_narratives import WrittenPart
from storage.plan_reviews.assessments import PeriodAssessment
from storage.plan_reviews.reviewed_obstacles import ReviewedObstacle
from storage.plan_reviews.reviewed_units import ReviewedUnit

Listed = TypeVar("Listed")


class DocumentOf(NamedTuple):
    tally: DocumentTally
    one: IssuedDocument


class WithoutDocument(NamedTuple):
    tally: DocumentTally
    unit: ReviewedUnit


def obstacles(book: Book, words: Words, gathered: GatheredReview) -> None:
    word = words.plain
    columns: Sequence[SheetColumn[ReviewedObstacle]] = [
        SheetColumn(word("sheet.kind"), 13, value=lambda one: word(f"button.{one.entry.obstacle.kind}")),
        SheetColumn(word("sheet.code"), 8, value=lambda one: one.entry.task_code),
        SheetColumn(word("sheet.unit"), 30, value=lambda one: one.entry.unit),
        SheetColumn(word("review_sheet.now"), 24, value=lambda one: "; ".join(one.entry.now) or None),
        SheetColumn(word("review_sheet.text"), 60, value=lambda one: one.then.text),
        SheetColumn(word("review_sheet.since"), 17, "moment", lambda one: one.entry.obstacle.since),
        SheetColumn(word("review_sheet.state"), 14, value=lambda one: word(_state(one))),
        SheetColumn(word("review_sheet.days"), 9, "number", lambda one: one.days),
        SheetColumn(word("review_sheet.answer"), 50, value=lambda one: one.then.answer),
        SheetColumn(word("review_sheet.answered_by"), 22, value=lambda one: one.then.answered_by),
        SheetColumn(word("review_sheet.answered_at"), 17, "moment", lambda one: one.then.answered_at),
        SheetColumn(
            word("review_sheet.earlier"), 12, value=lambda one: word("review_sheet.yes") if one.is_earlier else None
        ),
        SheetColumn(word("sheet.number"), 30, value=lambda one: one.entry.number),
    ]
    if gathered.obstacles:
        book.listing(word("review_sheet.obstacles"), columns, gathered.obstacles, frozen=3)


def _state(one: ReviewedObstacle) -> str:
    settled = "answered" if one.then.answer is not None else "closed"
    return f"review_sheet.state.{'open' if one.then.is_open else settled}"


def documents(book: Book, words: Words, gathered: GatheredReview) -> None:
    """Write each document once, and who has none; nothing where no field asks for one."""
    word, codes, tallies = words.plain, gathered.subject.codes, gathered.review.documents
    listed = [DocumentOf(tally, one) for tally in tallies for one in tally.documents]
    columns: Sequence[SheetColumn[DocumentOf]] = [
        SheetColumn(word("sheet.code"), 8, value=lambda one: codes.get(one.tally.task_id)),
        SheetColumn(word("review_sheet.indicator"), 30, value=lambda one: one.tally.name),
        SheetColumn(word("sheet.unit"), 30, value=lambda one: one.one.unit, total="count"),
        SheetColumn(word("review_sheet.document"), 24, value=lambda one: one.one.value["number"]),
        SheetColumn(
            word("review_sheet.document_day"), 12, "date", lambda one: date.fromisoformat(one.one.value["date"])
        ),
        SheetColumn(word("review_sheet.document_issuer"), 30, value=lambda one: one.one.value["issuer"] or None),
        SheetColumn(word("review_sheet.said_in"), 18, value=lambda one: period_said(words, one.one.period)),
        SheetColumn(word("sheet.number"), 25, value=lambda one: one.one.number),
    ]
    if listed:
        book.listing(word("review_sheet.documents"), columns, listed, frozen=3)
    missing = [WithoutDocument(tally, gathered.units[id]) for tally in tallies for id in tally.without]
    lacking: Sequence[SheetColumn[WithoutDocument]] = [
        SheetColumn(word("sheet.code"), 8, value=lambda one: codes.get(one.tally.task_id)),
        SheetColumn(word("review_sheet.indicator"), 30, value=lambda one: one.tally.name),
        SheetColumn(word("sheet.unit_code"), 12, value=lambda one: one.unit.code),
        SheetColumn(word("sheet.unit"), 34, value=lambda one: one.unit.name, total="count"),
    ]
    if missing:
        book.listing(word("review_sheet.without"), lacking, missing, frozen=4)


def written(book: Book, words: Words, gathered: GatheredReview) -> None:
    """Write what people wrote for the review itself, and what they wrote of its periods; nothing of what nobody did."""
    word = words.plain
    own = [gathered.written[part] for part in OF_A_REVIEW if part in gathered.written]
    if own:
        book.listing(word("review_sheet.own_parts"), _parts(words, lambda one: one), own, frozen=1)
    of_period: list[SheetColumn[PeriodAssessment]] = _parts(words, lambda one: one.written)
    columns: Sequence[SheetColumn[PeriodAssessment]] = [
        SheetColumn(word("sheet.period"), 18, value=lambda one: period_said(words, one.period)),
        SheetColumn(word("review_sheet.report_code"), 16, value=lambda one: one.period.requirement_code),
        *of_period,
    ]
    if gathered.assessments:
        book.listing(word("review_sheet.assessments"), columns, gathered.assessments, frozen=2)


def _parts(words: Words, part_of: Callable[[Listed], WrittenPart]) -> list[SheetColumn[Listed]]:
    word = words.plain
    return [
        SheetColumn(word("review_sheet.part"), 26, value=lambda one: word(f"narrative.part.{part_of(one).part}")),
        SheetColumn(word("review_sheet.text"), 76, value=lambda one: part_of(one).text),
        SheetColumn(word("review_sheet.writer"), 22, value=lambda one: part_of(one).person),
        SheetColumn(word("review_sheet.written_at"), 17, "moment", lambda one: part_of(one).at),
    ]

"""Numbers of own fields: taken together over the periods, and one by one against their targets."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.plan_reviews.indicator_series import IndicatorPoint, IndicatorSeries
from domain.plan_reviews.latest_answers import LastFieldAnswer
from handlers.display import field_values
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.plan_reviews.review_summary import period_said
from handlers.words import Words
from storage.reporting.duties import TaskLine


class NumberAt(NamedTuple):
    """`point`: in one period; None for all of them together."""

    task: TaskLine
    series: IndicatorSeries
    point: IndicatorPoint | None


def sheets(book: Book, words: Words, gathered: GatheredReview) -> None:
    """Write both sheets; nothing where no field asks for a number."""
    tasks = {task.id: task for task in gathered.subject.tasks}
    series = [one for one in gathered.review.series if one.said or any(point.otherwise for point in one.points)]
    if not series:
        return
    word = words.plain
    together: Sequence[SheetColumn[NumberAt]] = [
        *_naming(words, gathered),
        SheetColumn(word("review_sheet.way"), 14, value=lambda one: word(_way(one))),
        SheetColumn(word("review_sheet.value"), 14, "decimal", lambda one: one.series.total),
        SheetColumn(word("review_sheet.target"), 14, "decimal", lambda one: one.series.target),
        SheetColumn(word("review_sheet.of_target"), 12, "share", lambda one: _share(one.series.share)),
        SheetColumn(word("review_sheet.periods_said"), 12, "number", lambda one: len(one.series.said)),
    ]
    book.listing(
        word("review_sheet.numbers"), together, [NumberAt(tasks[one.task_id], one, None) for one in series], frozen=2
    )
    over_time: Sequence[SheetColumn[NumberAt]] = [
        *_naming(words, gathered),
        SheetColumn(word("sheet.period"), 18, value=lambda one: period_said(words, _point(one).period)),
        SheetColumn(word("review_sheet.value"), 14, "decimal", lambda one: _point(one).value),
        SheetColumn(word("review_sheet.target"), 14, "decimal", lambda one: _point(one).target),
        SheetColumn(word("review_sheet.of_target"), 12, "share", lambda one: _share(_point(one).share)),
        SheetColumn(word("review_sheet.units_said"), 12, "number", lambda one: _point(one).units),
        SheetColumn(word("review_sheet.otherwise"), 14, "number", lambda one: _point(one).otherwise or None),
    ]
    listed = [NumberAt(tasks[one.task_id], one, point) for one in series for point in one.points]
    book.listing(word("review_sheet.numbers_over_time"), over_time, listed, frozen=2)


def other_answers(book: Book, words: Words, gathered: GatheredReview) -> None:
    """Write what each unit answered last to what asks for no number and no document; nothing where nobody did."""
    word, codes = words.plain, gathered.subject.codes
    columns: Sequence[SheetColumn[LastFieldAnswer]] = [
        SheetColumn(word("sheet.code"), 8, value=lambda one: codes.get(one.task_id)),
        SheetColumn(word("review_sheet.asked"), 30, value=lambda one: one.field.name),
        SheetColumn(word("sheet.unit"), 30, value=lambda one: one.unit),
        SheetColumn(word("review_sheet.answered"), 56, value=lambda one: _answer(words, one)),
        SheetColumn(word("review_sheet.said_in"), 18, value=lambda one: period_said(words, one.period)),
        SheetColumn(word("sheet.number"), 30, value=lambda one: one.number),
    ]
    if gathered.review.answers:
        book.listing(word("review_sheet.other_answers"), columns, gathered.review.answers, frozen=3)


def _naming(words: Words, gathered: GatheredReview) -> list[SheetColumn[NumberAt]]:
    word, requirements = words.plain, gathered.subject.requirements
    return [
        SheetColumn(word("sheet.code"), 8, value=lambda one: one.task.code),
        SheetColumn(word("review_sheet.indicator"), 34, value=lambda one: one.series.field.name),
        SheetColumn(word("review_sheet.measure"), 12, value=lambda one: one.series.field.unit or None),
        SheetColumn(
            word("review_sheet.report_code"), 16, value=lambda one: requirements[one.series.requirement_id].code
        ),
        SheetColumn(
            word("review_sheet.form"),
            18,
            value=lambda one: word("review_sheet.form_changed") if one.series.is_changed else None,
        ),
    ]


def _answer(words: Words, one: LastFieldAnswer) -> str:
    return str(one.value) if one.field.kind == "text" else field_values.value(words, one.field, one.value)


def _way(one: NumberAt) -> str:
    return f"review_sheet.way.{one.series.field.over_units}"


def _point(one: NumberAt) -> IndicatorPoint:
    assert one.point is not None
    return one.point


def _share(per_cent: float | None) -> float | None:
    return None if per_cent is None else round(per_cent / 100, 6)

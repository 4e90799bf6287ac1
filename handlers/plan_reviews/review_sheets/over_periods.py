"""The reports period by period, and each task: now, and at the end of each period."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domain.collation import Comparison, Counts
from domain.collation.shares import share
from domain.forms.form import COUNTED, Status
from domain.plan_reviews.review_spans import ReviewedPeriod
from domain.plan_reviews.reviewed_periods import PeriodResult
from domain.plan_reviews.task_standings import LatestResult, TaskStanding
from domain.text import vietnamese_key
from handlers.display.excel.book import Book
from handlers.display.excel.columns import SheetColumn
from handlers.plan_reviews.gathered_review import GatheredReview
from handlers.plan_reviews.review_summary import period_said
from handlers.words import Words
from storage.reporting.duties import TaskLine

COUNTS = ("expected", "submitted", "on_time", "late", "nil", "returned", "missing", "excused", "moved")


class TaskAt(NamedTuple):
    """A task with how it stands; `period`: at the end of which, None for now."""

    task: TaskLine
    standing: TaskStanding
    period: ReviewedPeriod | None
    compared: Comparison | None = None  # the last period with the first


class QuotedResult(NamedTuple):
    task: TaskLine
    said: LatestResult


def rate_of(part: int, counts: Counts) -> float | None:
    found = share(part, counts.expected)
    return None if found is None else round(found / 100, 6)


def periods(book: Book, words: Words, gathered: GatheredReview) -> None:
    word, zone = words.plain, gathered.zone
    columns: Sequence[SheetColumn[PeriodResult]] = [
        SheetColumn(word("review_sheet.report_code"), 13, value=lambda one: one.period.requirement_code),
        SheetColumn(word("review_sheet.report"), 24, value=lambda one: one.period.title),
        SheetColumn(word("sheet.period"), 15, value=lambda one: period_said(words, one.period)),
        SheetColumn(word("sheet.due"), 17, "due", lambda one: one.period.due_at.astimezone(zone)),
        *(_count(words, name) for name in COUNTS),
        SheetColumn(
            word("review_sheet.submitted_rate"), 9, "share", lambda one: rate_of(one.counts.submitted, one.counts)
        ),
        SheetColumn(word("review_sheet.on_time_rate"), 9, "share", lambda one: rate_of(one.counts.on_time, one.counts)),
        SheetColumn(
            word("review_sheet.originally_rate"),
            10,
            "share",
            lambda one: rate_of(one.counts.on_time_originally, one.counts),
        ),
    ]
    book.listing(word("review_sheet.periods"), columns, gathered.review.periods, frozen=3)


def _count(words: Words, name: str) -> SheetColumn[PeriodResult]:
    heading = words.plain(f"sheet.{name}")
    return SheetColumn(heading, 8, "number", lambda one: getattr(one.counts, name), "sum")


def tasks_now(book: Book, words: Words, gathered: GatheredReview) -> None:
    word = words.plain
    columns: Sequence[SheetColumn[TaskAt]] = [
        *_naming(words, gathered),
        *_standing(words),
        SheetColumn(
            word("review_sheet.both_ends"), 10, "number", lambda one: one.compared.units if one.compared else None
        ),
        SheetColumn(
            word("review_sheet.first_mean"), 13, "percent", lambda one: one.compared.before if one.compared else None
        ),
        SheetColumn(
            word("review_sheet.last_mean"), 13, "percent", lambda one: one.compared.now if one.compared else None
        ),
    ]
    book.listing(word("review_sheet.tasks_now"), columns, _now(gathered), frozen=3)


def tasks_over_time(book: Book, words: Words, gathered: GatheredReview) -> None:
    columns = [*_naming(words, gathered), *_when(words), *_standing(words)]
    listed = (
        TaskAt(task, standing, period)
        for task in gathered.subject.tasks
        for period, standing in gathered.review.points_of(task.id)
    )
    book.listing(words.plain("review_sheet.tasks_over_time"), columns, listed, frozen=3)


def latest_results(book: Book, words: Words, gathered: GatheredReview) -> None:
    """Write what each unit wrote last; nothing where nobody wrote anything."""
    word, tasks = words.plain, gathered.subject.tasks
    listed = [
        QuotedResult(task, said)
        for task in tasks
        for said in sorted(gathered.review.tasks[task.id].results, key=lambda one: vietnamese_key(one.unit))
    ]
    if not listed:
        return
    columns: Sequence[SheetColumn[QuotedResult]] = [
        SheetColumn(word("sheet.code"), 8, value=lambda one: one.task.code),
        SheetColumn(word("sheet.task"), 36, value=lambda one: one.task.title),
        SheetColumn(word("sheet.unit"), 30, value=lambda one: one.said.unit),
        SheetColumn(word("sheet.result"), 56, value=lambda one: one.said.text),
        SheetColumn(word("review_sheet.said_in"), 18, value=lambda one: period_said(words, one.said.period)),
        SheetColumn(word("sheet.number"), 30, value=lambda one: one.said.number),
    ]
    book.listing(word("review_sheet.results"), columns, listed, frozen=3)


def _now(gathered: GatheredReview) -> Iterator[TaskAt]:
    for task in gathered.subject.tasks:
        now = gathered.review.tasks[task.id]
        if gathered.review.points_of(task.id):
            yield TaskAt(task, now.standing, None, now.course.compared if now.course is not None else None)


def _naming(words: Words, gathered: GatheredReview) -> list[SheetColumn[TaskAt]]:
    groups = gathered.subject.groups
    return [
        SheetColumn(words.plain("sheet.code"), 8, value=lambda one: one.task.code),
        SheetColumn(words.plain("sheet.group"), 20, value=lambda one: groups.get(one.task.group)),
        SheetColumn(words.plain("sheet.task"), 36, value=lambda one: one.task.title),
    ]


def _when(words: Words) -> list[SheetColumn[TaskAt]]:
    return [
        SheetColumn(
            words.plain("review_sheet.report_code"),
            16,
            value=lambda one: one.period.requirement_code if one.period else None,
        ),
        SheetColumn(
            words.plain("sheet.period"), 18, value=lambda one: period_said(words, one.period) if one.period else None
        ),
    ]


def _standing(words: Words) -> list[SheetColumn[TaskAt]]:
    return [
        SheetColumn(words.plain("sheet.reported"), 10, "number", lambda one: one.standing.reported),
        *(_many_of(words, status) for status in COUNTED),
        SheetColumn(words.plain("sheet.known"), 10, "number", lambda one: one.standing.known),
        SheetColumn(words.plain("sheet.mean"), 11, "percent", lambda one: one.standing.mean),
    ]


def _many_of(words: Words, status: Status) -> SheetColumn[TaskAt]:
    heading = words.plain(f"button.status.{status}")
    return SheetColumn(heading, 10, "number", lambda one: one.standing.by_status[status])

"""The review of a plan: one period after the other is counted as `domain.collation` counts it, and let go.

Of each period only counts stay, and of each unit and task its last word, so that what is held does not grow with what
was written in all of them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.collation import Counts, Owed, Standing, collate
from domain.collation.completion import Completion, completion
from domain.collation.indicators import by_form, indicators
from domain.forms.fields import Field
from domain.forms.own_fields import merged
from domain.plan_reviews import latest_answers, task_standings
from domain.plan_reviews.indicator_series import IndicatorPoint, IndicatorSeries, SeriesKey, key_of, point, series
from domain.plan_reviews.issued_documents import DocumentField, DocumentsSoFar, DocumentTally
from domain.plan_reviews.latest_answers import AnswerKey, LastFieldAnswer
from domain.plan_reviews.punctuality import UnitPunctuality, UnitsReports, added
from domain.plan_reviews.review_spans import ReviewedPeriod
from domain.plan_reviews.task_standings import Course, LatestResult, LatestWord, Successors, TaskOverTime, TaskStanding
from domain.text import vietnamese_key


@dataclass(frozen=True, slots=True)
class PeriodReports:
    """What one requirement was answered for one period, as it is handed to the review. `asked`: by report id, the
    latest report last, the own fields that it was asked with."""

    period: ReviewedPeriod
    task_ids: Sequence[int]  # of the requirement, in the plan's order
    fields: Sequence[Field]  # as they are asked now
    owed: Sequence[Owed]
    asked: Mapping[int, Sequence[Field]]


@dataclass(frozen=True, slots=True)
class PeriodResult:
    """One period of one requirement, counted. `tasks`: how each stood at its end, of those it asked about."""

    period: ReviewedPeriod
    counts: Counts
    tasks: Mapping[int, TaskStanding]


@dataclass(frozen=True, slots=True)
class TaskNow:
    """How a task stands now, by the last word of each unit (see `TaskOverTime.now`), with these words, and what units
    wrote last of their results. `silent`: units that were asked, and have not said how it stands."""

    standing: TaskStanding
    words: Sequence[LatestWord]
    results: Sequence[LatestResult]
    silent: Collection[int]
    course: Course | None

    @property
    def completion(self) -> Completion:
        return completion(self.standing.by_status, len(self.silent))


@dataclass(frozen=True, slots=True)
class PlanReview:
    """Every period in the order of time; tasks in the plan's order; units by the names that they had last."""

    periods: Sequence[PeriodResult]
    tasks: Mapping[int, TaskNow]
    series: Sequence[IndicatorSeries]
    documents: Sequence[DocumentTally]
    answers: Sequence[LastFieldAnswer]  # choices, dates and texts
    units: Sequence[UnitPunctuality]

    @property
    def counts(self) -> Counts:
        """Return how many reports were expected and came how, over all periods."""
        return added(one.counts for one in self.periods)

    @property
    def is_provisional(self) -> bool:
        return self.counts.is_provisional

    @property
    def overdue(self) -> int:
        return sum(one.overdue for one in self.units)

    @property
    def extended(self) -> int:
        return sum(one.extended for one in self.units)

    @property
    def always_on_time(self) -> list[UnitPunctuality]:
        return [one for one in self.units if one.is_always_on_time]

    @property
    def ever_late(self) -> list[UnitPunctuality]:
        """Return those that were late, the most often late first."""
        return sorted((one for one in self.units if one.late), key=lambda one: -one.times_late)

    def points_of(self, task_id: int) -> list[tuple[ReviewedPeriod, TaskStanding]]:
        """Return how a task stood at the end of each period in which it was asked about."""
        return [(one.period, one.tasks[task_id]) for one in self.periods if task_id in one.tasks]


def review(periods: Iterable[PeriodReports], tasks: Mapping[int, str], after: Successors, now: datetime) -> PlanReview:
    """Review a plan. `periods` in the order of time, each let go when the next is taken; `tasks`: the plan's, id to
    code, in their order; `after`: what came directly after each unit that was merged or split; `now`: what is not in
    and was due before is overdue."""
    found = list[PeriodResult]()
    said = task_standings.over_time([*tasks])
    points: dict[SeriesKey, list[IndicatorPoint]] = {}
    documents: dict[DocumentField, DocumentsSoFar] = {}
    answers: dict[AnswerKey, LastFieldAnswer] = {}
    units: dict[int, UnitsReports] = {}
    for one in periods:
        found.append(_counted(one, said))
        _take_fields(one, tasks, points, documents, answers)
        for owed in one.owed:
            units.setdefault(owed.unit_id, UnitsReports(owed.code)).take(one.period, owed, now)
    return PlanReview(
        found,
        {id: _now(one, after) for id, one in said.items()},
        series(points),
        [documents[place].tally(place, after) for place in sorted(documents, key=_order_of(tasks))],
        latest_answers.latest(answers, after, tasks),
        sorted(
            (record.record(id) for id, record in units.items()), key=lambda one: (vietnamese_key(one.name), one.code)
        ),
    )


def _order_of(tasks: Mapping[int, str]) -> Callable[[DocumentField], tuple[int, str]]:
    places = {id: place for place, id in enumerate(tasks)}
    return lambda place: (places.get(place[0], len(places)), place[1])


def _now(one: TaskOverTime, after: Successors) -> TaskNow:
    words = one.now(after)
    return TaskNow(TaskStanding.of_words(words), words, one.results(after), one.silent(after), one.course)


def _asked_about(one: PeriodReports, tasks: Iterable[int]) -> list[int]:
    """Return, of the plan's tasks, those that the period asks about, and those that its reports speak of all the same:
    they were asked about then."""
    spoken = {answer.task_id for owed in one.owed for answer in owed.own}
    asked = {*one.task_ids, *spoken}
    return [id for id in tasks if id in asked]


def _counted(one: PeriodReports, said: Mapping[int, TaskOverTime]) -> PeriodResult:
    collation = collate(_asked_about(one, said), one.owed)
    expected = [owed.unit_id for owed in one.owed if owed.standing not in NOT_EXPECTED]
    for id, result in collation.tasks.items():
        said[id].take(one.period, result)
        said[id].asked.update(expected)
    standings = {id: TaskStanding.of_result(result) for id, result in collation.tasks.items()}
    return PeriodResult(one.period, collation.counts, standings)


NOT_EXPECTED = frozenset({Standing.EXCUSED, Standing.MOVED})


def _take_fields(
    one: PeriodReports,
    tasks: Mapping[int, str],
    points: dict[SeriesKey, list[IndicatorPoint]],
    documents: dict[DocumentField, DocumentsSoFar],
    answers: dict[AnswerKey, LastFieldAnswer],
) -> None:
    """Take own fields as the period asked for them: with the form of its latest report, and what earlier
    ones of it were asked besides; with the form of now only where no report is in."""
    if not one.asked and not one.fields:
        return
    counting = {owed.sent.report_id for owed in one.owed if owed.sent is not None and owed.is_in}
    forms = list(dict.fromkeys(tuple(form) for id, form in reversed([*one.asked.items()]) if id in counting))
    own = merged(forms[0], forms[1:]) if forms else () if counting else one.fields
    there = {id: tasks[id] for id in _asked_about(one, tasks)}
    expected = [owed.unit_id for owed in one.owed if owed.standing not in NOT_EXPECTED]
    for found in by_form(indicators(there, own, one.owed, one.asked), one.asked):
        if found.field.kind == "number":
            points.setdefault(key_of(one.period.requirement_id, found), []).append(point(one.period, found))
        elif found.field.kind == "document":
            so_far = documents.setdefault((found.task_id, found.field.code), DocumentsSoFar())
            so_far.take(one.period, found)
            so_far.asked.update(dict.fromkeys(expected))
        elif found.field.kind in latest_answers.KINDS:
            latest_answers.take(answers, one.period, found)

"""The numbers of own fields over the periods: each as it was asked then, added only as the field declares.

Where the form asked a field in another unit of measure, or to be added otherwise, from some period on, what came before
and after are two series: nothing is added across them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.collation.indicators import Indicator, over_time
from domain.collation.shares import per_cent
from domain.forms.fields import Field
from domain.plan_reviews.review_spans import ReviewedPeriod
from domain.text import fold

SeriesKey = tuple[int, int, str, str, str]
"""Requirement, task, code of the field, its unit of measure, how it is added."""


@dataclass(frozen=True, slots=True)
class IndicatorPoint:
    """What a field came to in one period. `target`: what the units that answered were to reach together; `otherwise`:
    answers that were given to another form in the same period, and are in no number."""

    period: ReviewedPeriod
    field: Field  # as it was asked
    value: float | None
    target: float | None
    share: float | None  # of the target, in per cent, as it is shown
    units: int  # that gave a number
    otherwise: int


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    """One field of one task in one requirement, asked alike in all `points`, which are in the order of time.
    `is_changed`: other periods asked it otherwise, in another series."""

    requirement_id: int
    task_id: int
    field: Field  # as it was asked last
    points: Sequence[IndicatorPoint]
    is_changed: bool

    @property
    def said(self) -> list[IndicatorPoint]:
        """Return the points in which there is a number."""
        return [point for point in self.points if point.value is not None]

    @property
    def total(self) -> float | None:
        """Return the periods taken together as the field declares: added, the last, the mean, the most."""
        return over_time(self.field, [point.value for point in self.points if point.value is not None])

    @property
    def target(self) -> float | None:
        """Return what was to be reached, taken together alike; None unless there was a target in each period with a
        number."""
        targets = [point.target for point in self.said]
        known = [target for target in targets if target is not None]
        return over_time(self.field, known) if len(known) == len(targets) else None

    @property
    def share(self) -> float | None:
        """Return the total's share of the target, in per cent, as it is shown."""
        total, target = self.total, self.target
        return None if total is None or not target else per_cent(100 * total / target)


def key_of(requirement_id: int, one: Indicator) -> SeriesKey:
    return requirement_id, one.task_id, one.field.code, fold(one.field.unit), one.field.over_units


def point(period: ReviewedPeriod, one: Indicator) -> IndicatorPoint:
    return IndicatorPoint(period, one.field, one.value, one.target, one.share, len(one.lines), len(one.otherwise))


def series(found: dict[SeriesKey, list[IndicatorPoint]]) -> list[IndicatorSeries]:
    """Return the series in the order in which each was met first."""
    forms: dict[tuple[int, int, str], int] = {}
    for requirement_id, task_id, code, *_ in found:
        forms[requirement_id, task_id, code] = forms.get((requirement_id, task_id, code), 0) + 1
    return [
        IndicatorSeries(
            requirement_id,
            task_id,
            points[-1].field,
            points,
            is_changed=forms[requirement_id, task_id, code] > 1,
        )
        for (requirement_id, task_id, code, *_), points in found.items()
    ]

"""Own fields that are no numbers and no documents, over the periods: what each unit answered last."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.collation.indicators import Indicator
from domain.forms.fields import Field, Kind
from domain.plan_reviews.review_spans import ReviewedPeriod
from domain.plan_reviews.task_standings import Successors
from domain.reports.successions import reached
from domain.text import vietnamese_key

KINDS: Collection[Kind] = ("choice", "date", "text")
AnswerKey = tuple[int, str, int]
"""A task, the code of a field, a unit."""


@dataclass(frozen=True, slots=True)
class LastFieldAnswer:
    task_id: int
    field: Field  # as it was asked then
    unit_id: int
    unit: str  # as it was called then
    value: Any
    period: ReviewedPeriod
    number: str  # of the report
    said_at: datetime

    @property
    def place(self) -> tuple[date, datetime]:
        return self.period.end, self.said_at


def take(found: dict[AnswerKey, LastFieldAnswer], period: ReviewedPeriod, one: Indicator) -> None:
    """Take what a period's reports answer, where it is later than what is known."""
    for line in one.listed:
        said, sent = line.said, line.owed.sent
        assert sent is not None
        unit_id = said.unit_id or line.owed.unit_id
        answer = LastFieldAnswer(
            one.task_id, one.field, unit_id, said.unit, one.value_of(line), period, sent.number, said.said_at
        )
        key = (one.task_id, one.field.code, unit_id)
        if key not in found or found[key].place <= answer.place:
            found[key] = answer


def latest(found: dict[AnswerKey, LastFieldAnswer], after: Successors, tasks: Iterable[int]) -> list[LastFieldAnswer]:
    """Return the answers by task, field and name; of a unit that was merged or split, until one after it answers."""
    places = {id: place for place, id in enumerate(tasks)}
    kept = [
        one
        for (task, code, unit), one in found.items()
        if not any((task, code, heir) in found for heir in (reached(unit, after) if unit in after else ()))
    ]
    return sorted(
        kept, key=lambda one: (places.get(one.task_id, len(places)), one.field.code, vietnamese_key(one.unit))
    )

"""What people wrote about the periods of a plan, to be quoted in its review, and what they wrote for the review."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from domain.collation.narratives import NarrativePart
from domain.plan_reviews.review_spans import ReviewedPeriod
from storage.collating.kept_narratives import WrittenPart
from storage.tables import Narrative, Person


@dataclass(frozen=True, slots=True)
class PeriodAssessment:
    """A part that was written for one period's document, with who wrote it and when."""

    period: ReviewedPeriod
    written: WrittenPart


def of_periods(
    session: Session, plan_id: int, periods: Collection[ReviewedPeriod], until: datetime
) -> list[PeriodAssessment]:
    """Return the last version of each part by then, period by period, the parts in their order."""
    places: dict[tuple[int | None, str], ReviewedPeriod] = {
        (one.requirement_id, one.period_key): one for one in periods
    }
    newest = (
        select(func.max(Narrative.id))
        .where(Narrative.plan_id == plan_id, Narrative.requirement_id.is_not(None), Narrative.at <= until)
        .group_by(Narrative.requirement_id, Narrative.period_key, Narrative.part)
    )
    found = [
        PeriodAssessment(places[place], part)
        for place, part in _written(session, newest.scalar_subquery())
        if place in places and part.text.strip()
    ]
    order = {str(part): place for place, part in enumerate(NarrativePart)}
    return sorted(found, key=lambda one: (one.period.place, order.get(one.written.part, len(order))))


def of_review(session: Session, plan_id: int, span_key: str, until: datetime) -> Mapping[str, WrittenPart]:
    """Return what counted by then of each part that was written for the review of this span, by the part."""
    newest = (
        select(func.max(Narrative.id))
        .where(
            Narrative.plan_id == plan_id,
            Narrative.requirement_id.is_(None),
            Narrative.period_key == span_key,
            Narrative.at <= until,
        )
        .group_by(Narrative.part)
    )
    return {part.part: part for _, part in _written(session, newest.scalar_subquery())}


def of_other_spans(session: Session, plan_id: int, span_key: str) -> list[tuple[str, WrittenPart]]:
    """Return what counts of each part that was written for reviews of the plan over other spans, with the span."""
    newest = (
        select(func.max(Narrative.id))
        .where(Narrative.plan_id == plan_id, Narrative.requirement_id.is_(None), Narrative.period_key != span_key)
        .group_by(Narrative.period_key, Narrative.part)
    )
    return [(place[1], part) for place, part in _written(session, newest.scalar_subquery()) if part.text.strip()]


def _written(session: Session, newest: ScalarSelect[Any]) -> Iterator[tuple[tuple[int | None, str], WrittenPart]]:
    rows = session.execute(
        select(
            Narrative.requirement_id,
            Narrative.period_key,
            Narrative.id,
            Narrative.part,
            Narrative.text,
            Person.name,
            Narrative.at,
        )
        .join(Person, Person.id == Narrative.person_id)
        .where(Narrative.id.in_(newest))
    )
    return (((row[0], row[1]), WrittenPart(*row[2:])) for row in rows)

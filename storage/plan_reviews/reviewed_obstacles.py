"""The obstacles and recommendations that a review speaks of, as they stood at a moment."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.plan_reviews.ledger_of_then import LedgerEvent, ObstacleThen, stood
from domain.plan_reviews.review_spans import ReviewedPeriod, ReviewSpan
from storage.deciding import obstacles
from storage.deciding.obstacles import ObstacleEntry
from storage.tables import Obligation, Obstacle, ObstacleEvent, Person


@dataclass(frozen=True, slots=True)
class ReviewedObstacle:
    """`entry`: with the names of then and of now; `then`: how it stood; `days`: for how long it has been open, or was;
    `is_earlier`: it was raised before the span, and was still open when that began."""

    entry: ObstacleEntry
    then: ObstacleThen
    days: int
    is_earlier: bool


def reviewed_obstacles(
    session: Session, plan_id: int, span: ReviewSpan, periods: Collection[ReviewedPeriod], until: datetime
) -> list[ReviewedObstacle]:
    """Return those that were raised in reports on these periods, or beside reports within the span, and what was still
    open from before it; not what was taken back by whoever said it. The oldest first."""
    happened, start = _happened(session, plan_id), span.start
    places = {(one.requirement_id, one.period_key) for one in periods}
    raised_in = _raised_in(session, plan_id)
    found = []
    for entry in obstacles.of_plan(session, plan_id, until):
        one = entry.obstacle
        zone = ZoneInfo(entry.timezone)
        then = stood(one.text, happened.get(one.id, ()), until)
        day = one.since.astimezone(zone).date()
        place = raised_in.get(one.id)
        ended = place[2] if place is not None else day
        is_within = place[:2] in places if place is not None else span.holds(day)
        is_earlier = start is not None and ended < start
        was_settled = then.settled_at.astimezone(zone).date() if then.settled_at is not None else None
        if is_earlier and start is not None and was_settled is not None and was_settled < start:
            continue
        if then.is_withdrawn or not (is_within or is_earlier):
            continue
        found.append(ReviewedObstacle(entry, then, then.days(one.since, until, zone), is_earlier))
    return sorted(found, key=lambda one: (one.entry.obstacle.since, one.entry.obstacle.id))


def _happened(session: Session, plan_id: int) -> dict[int, list[LedgerEvent]]:
    rows = session.execute(
        select(ObstacleEvent.obstacle_id, ObstacleEvent.action, ObstacleEvent.text, Person.name, ObstacleEvent.at)
        .join(Obstacle, Obstacle.id == ObstacleEvent.obstacle_id)
        .join(Person, Person.id == ObstacleEvent.person_id)
        .where(Obstacle.plan_id == plan_id)
        .order_by(ObstacleEvent.id)
    )
    found: dict[int, list[LedgerEvent]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(LedgerEvent(*row[1:]))
    return found


def _raised_in(session: Session, plan_id: int) -> dict[int, tuple[int, str, date]]:
    """Return requirement, period and the period's end of those that were raised in a report."""
    rows = session.execute(
        select(Obstacle.id, Obligation.requirement_id, Obligation.period_key, Obligation.period_end)
        .join(Obligation, Obligation.id == Obstacle.obligation_id)
        .where(Obstacle.plan_id == plan_id)
    )
    return {id: (requirement_id, period_key, end) for id, requirement_id, period_key, end in rows}

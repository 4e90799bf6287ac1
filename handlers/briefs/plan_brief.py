"""What a leader is told of one plan, read from what the lists and the ledger of obstacles read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.collation.shares import share
from domain.text import vietnamese_key
from storage.collating.rates import rates
from storage.deciding import extensions, obstacles, reviews
from storage.deciding.obstacles import ObstacleEntry
from storage.following import late_arrivals, overdue
from storage.following.late_arrivals import LateArrival
from storage.following.overdue import FollowedDuty, RequirementPeriod
from storage.plans import plans
from storage.tables import Plan

WEEK = timedelta(days=7)
"""So far it looks back for what got better, and ahead for what comes: on a Monday, the week before and this one."""
MOST_UNITS = 8
"""Late units that are told of one by one; a page has no room for more."""


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit with all that it is late with, the longest late first."""

    name: str
    reports: Sequence[FollowedDuty]

    @property
    def reminded(self) -> int:
        """Return how often it was urged for the one that is the longest late."""
        return self.reports[0].reminded


@dataclass(frozen=True, slots=True)
class PunctualityGain:
    """A report that more units handed in on time than the period before, in per cent as it is shown."""

    asked: RequirementPeriod
    now: float
    before: float


@dataclass(frozen=True, slots=True)
class ComingReport:
    """A report that falls due, and how many units have not handed it in."""

    asked: RequirementPeriod
    due_at: datetime
    missing: int


@dataclass(frozen=True, slots=True)
class PlanBrief:
    plan_id: int
    title: str
    late: Sequence[LateUnit]  # at most MOST_UNITS, the longest late first
    late_units: int  # all of them
    late_reports: int
    came_in: Sequence[LateArrival]  # what was late and is in
    settled: Sequence[ObstacleEntry]  # answered or closed
    gains: Sequence[PunctualityGain]
    obstacles: Sequence[ObstacleEntry]  # that wait for an answer: urgent before others, the oldest first
    to_review: int  # reports that wait for acceptance
    to_extend: int  # requests for more time
    coming: Sequence[ComingReport]

    @property
    def got_better(self) -> bool:
        return bool(self.came_in or self.settled or self.gains)

    @property
    def waits(self) -> bool:
        return bool(self.obstacles or self.to_review or self.to_extend)

    @property
    def is_worth_telling(self) -> bool:
        return bool(self.late or self.coming or self.got_better or self.waits)


def gather(session: Session, plan_ids: Collection[int], now: datetime) -> list[PlanBrief]:
    """Return what there is to tell of each of these plans, by their titles."""
    found = sorted(plans.of(session, plan_ids), key=lambda plan: vietnamese_key(plan.title))
    organisations = {plan.organisation_id for plan in found}
    to_review = {id: of for organisation in organisations for id, of in reviews.waiting(session, organisation).items()}
    return [_of_plan(session, plan, sum(to_review.get(plan.id, {}).values()), now) for plan in found]


def _of_plan(session: Session, plan: Plan, to_review: int, now: datetime) -> PlanBrief:
    late = overdue.overdue(session, [plan.id], now)
    units = list(dict.fromkeys(row.unit_id for row in late))
    first = set(units[:MOST_UNITS])
    described = overdue.described(session, [row for row in late if row.unit_id in first], now)
    of_unit = {id: [row for row in described if row.unit_id == id] for id in units[:MOST_UNITS]}
    return PlanBrief(
        plan_id=plan.id,
        title=plan.title,
        late=[LateUnit(rows[0].unit_name, rows) for rows in of_unit.values()],
        late_units=len(units),
        late_reports=len(late),
        came_in=late_arrivals.late_arrivals(session, [plan.id], now - WEEK),
        settled=obstacles.settled_since(session, [plan.id], now - WEEK),
        gains=_gains(session, plan.id, now),
        obstacles=obstacles.entries(session, units=(), plans=[plan.id], since=now),
        to_review=to_review,
        to_extend=len(extensions.queue(session, [plan.id], ())),
        coming=_coming(session, plan.id, now),
    )


def _gains(session: Session, plan_id: int, now: datetime) -> list[PunctualityGain]:
    """Return the reports due in the last week that more units handed in on time than the period before."""
    found = []
    for asked in overdue.all_periods(session, [plan_id]):
        if not now - WEEK <= asked.due_at < now:
            continue
        kept = rates(session, asked.requirement_id)
        at = next((at for at, rate in enumerate(kept) if rate.period_key == asked.period_key), 0)
        shares = [share(rate.on_time, rate.expected) for rate in kept[at - 1 : at + 1]] if at else []
        if len(shares) == 2 and None not in shares:
            before, after = (one or 0.0 for one in shares)
            if after > before:
                found.append(PunctualityGain(asked, after, before))
    return found


def _coming(session: Session, plan_id: int, now: datetime) -> list[ComingReport]:
    """Return what falls due, the nearest first; who has more time may have another day than the others."""
    missing: dict[tuple[RequirementPeriod, datetime], int] = {}
    for row in overdue.upcoming(session, [plan_id], now, now + WEEK):
        missing[row.asked, row.due_at] = missing.get((row.asked, row.due_at), 0) + 1
    return [ComingReport(asked, due_at, units) for (asked, due_at), units in missing.items()]

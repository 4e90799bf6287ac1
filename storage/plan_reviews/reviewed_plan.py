"""Of what a review is: the plan with its organisation, its tasks, its requirements, and the periods they had so far."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.forms import own_fields
from domain.forms.fields import Field
from domain.plan_reviews.review_spans import ReviewedPeriod
from storage.collating.about import PaperSubject, of_paper
from storage.reporting import duties
from storage.reporting.duties import TaskLine
from storage.reporting.period_due import DUE_OF_PERIOD
from storage.tables import Obligation, Organisation, Plan, Requirement, RequirementTask


@dataclass(frozen=True, slots=True)
class ReviewedRequirement:
    id: int
    code: str
    title: str
    period_type: str
    fields: tuple[Field, ...]  # its own, as they are asked now
    task_ids: Sequence[int]  # in the plan's order


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSubject(PaperSubject):
    """Of what the review is."""

    tasks: Sequence[TaskLine]  # the plan's, in its order
    requirements: Mapping[int, ReviewedRequirement]

    @property
    def codes(self) -> Mapping[int, str]:
        """Return the tasks' codes by id, in the plan's order."""
        return {task.id: task.code for task in self.tasks}


def reviewed_plan(session: Session, plan_id: int, day: date) -> ReviewSubject:
    """Return what is reviewed; who issues it is called as on that day."""
    plan = session.get_one(Plan, plan_id)
    organisation = session.get_one(Organisation, plan.organisation_id)
    tasks = duties.plan_tasks(session, plan_id)
    return ReviewSubject(
        **of_paper(session, plan, organisation, day),
        tasks=tasks,
        requirements=_requirements(session, plan_id, [task.id for task in tasks]),
    )


def _requirements(session: Session, plan_id: int, order: Sequence[int]) -> dict[int, ReviewedRequirement]:
    asked: dict[int, set[int]] = defaultdict(set)
    for requirement_id, task_id in session.execute(
        select(RequirementTask.requirement_id, RequirementTask.task_id)
        .join(Requirement, Requirement.id == RequirementTask.requirement_id)
        .where(Requirement.plan_id == plan_id)
    ):
        asked[requirement_id].add(task_id)
    rows = session.execute(
        select(Requirement.id, Requirement.code, Requirement.title, Requirement.period_type, Requirement.fields)
        .where(Requirement.plan_id == plan_id)
        .order_by(Requirement.id)
    )
    return {
        id: ReviewedRequirement(
            id, code, title, type, own_fields.read(fields), [task for task in order if task in asked[id]]
        )
        for id, code, title, type, fields in rows
    }


def periods(session: Session, plan_id: int, now: datetime) -> list[ReviewedPeriod]:
    """Return each period of each requirement that has opened by now, in the order of time."""
    rows = session.execute(
        select(
            Requirement.id,
            Requirement.code,
            Requirement.title,
            Requirement.period_type,
            Obligation.period_key,
            func.min(Obligation.period_start, type_=Obligation.period_start.type),
            func.max(Obligation.period_end, type_=Obligation.period_end.type),
            DUE_OF_PERIOD,
        )
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(Requirement.plan_id == plan_id, Obligation.opens_at <= now)
        .group_by(Requirement.id, Obligation.period_key)
    )
    return sorted((ReviewedPeriod(*row) for row in rows), key=lambda one: one.place)


def how_many_reports(session: Session, plan_id: int) -> int:
    """Return how many reports have been expected on the plan so far."""
    query = select(func.count(Obligation.id)).join(Requirement, Requirement.id == Obligation.requirement_id)
    return session.scalar(query.where(Requirement.plan_id == plan_id)) or 0

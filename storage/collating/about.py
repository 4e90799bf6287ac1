"""Of what a collation is: the requirement, its period, its plan, what it asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Date, and_, bindparam, func, select
from sqlalchemy.orm import Session

from domain.forms import own_fields
from domain.forms.fields import Field
from storage.db.json_codec import canonical
from storage.db.upsert import table_of
from storage.reporting import duties
from storage.reporting.duties import TaskLine
from storage.reporting.period_due import DUE_OF_PERIOD
from storage.tables import (
    Obligation,
    Organisation,
    Plan,
    PlanCoordinator,
    Report,
    Requirement,
    Unit,
)
from storage.units.unit_changes import name_at


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSubject:
    """What the head and foot of every document about a plan speak of."""

    organisation_id: int
    organisation_code: str
    organisation: str
    timezone: str
    document_style: str  # state | party
    plan_id: int
    plan_code: str
    plan: str
    plan_number: str | None
    plan_date: date | None
    plan_issuer: str | None
    basis: Sequence[Mapping[str, Any]]
    recipients: Sequence[str]
    place: str | None
    signer: Mapping[str, Any]  # {authority: [lines], position, name}, the plan's or the organisation's; {} for nobody
    issuer: str  # the unit that leads the coordination, else the organisation
    issuer_code: str  # its abbreviation, where it has one
    groups: Mapping[str | None, str]  # titles of groups of tasks by code

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollationSubject(PaperSubject):
    """Of what the collation is."""

    requirement_id: int
    requirement_code: str
    title: str
    period_type: str
    period_key: str
    window_start: date  # the days that the period's data are of
    window_end: date
    due_at: datetime  # before any extension
    tasks: Sequence[TaskLine]
    fields: tuple[Field, ...]  # the requirement's own, as they are asked now
    other_tasks: Sequence[TaskLine] = ()  # of the plan, of which earlier reports may speak


_OBLIGATION, _REPORT, _UNIT = map(table_of, (Obligation, Report, Unit))
_OF_PERIOD = and_(
    _OBLIGATION.c.requirement_id == bindparam("requirement"), _OBLIGATION.c.period_key == bindparam("period")
)
_ABOUT = (
    select(
        Organisation,
        Plan,
        Requirement,
        Obligation.window_start,
        Obligation.window_end,
        DUE_OF_PERIOD,
        func.max(Obligation.period_end, type_=Obligation.period_end.type),
    )
    .select_from(Obligation)
    .join(Requirement, Requirement.id == Obligation.requirement_id)
    .join(Plan, Plan.id == Requirement.plan_id)
    .join(Organisation, Organisation.id == Plan.organisation_id)
    .where(Requirement.id == bindparam("requirement"), Obligation.period_key == bindparam("period"))
    .group_by(Organisation.id, Plan.id, Requirement.id, Obligation.window_start, Obligation.window_end)
)
_ISSUER = (
    select(name_at(bindparam("day", type_=Date)), func.coalesce(_UNIT.c.abbreviation, _UNIT.c.code))
    .join(PlanCoordinator, PlanCoordinator.unit_id == _UNIT.c.id)
    .where(PlanCoordinator.plan_id == bindparam("plan"))
    .order_by(PlanCoordinator.leads.desc(), PlanCoordinator.id)
    .limit(1)
)


def about(session: Session, requirement_id: int, period_key: str, day: date | None = None) -> CollationSubject | None:
    """Return what is collated; None where nothing was asked for that period. `day`: on which the issuer is named; else
    as the period ended."""
    row = session.execute(_ABOUT, {"requirement": requirement_id, "period": period_key}).first()
    if row is None:
        return None
    organisation, plan, requirement, window_start, window_end, due_at, ended = row
    tasks = duties.tasks_of(session, requirement.id)
    return CollationSubject(
        **of_paper(session, plan, organisation, day or ended),
        requirement_id=requirement.id,
        requirement_code=requirement.code,
        title=requirement.title,
        period_type=requirement.period_type,
        period_key=period_key,
        window_start=window_start,
        window_end=window_end,
        due_at=due_at,
        tasks=tasks,
        fields=own_fields.read(requirement.fields),
        other_tasks=[task for task in duties.plan_tasks(session, plan.id) if task not in tasks],
    )


def of_paper(session: Session, plan: Plan, organisation: Organisation, day: date) -> dict[str, Any]:
    """Return the fields of a `PaperSubject`; who issues it is called as on that day."""
    issuer, issuer_code = _issuer_of(session, plan, organisation, day)
    return {
        "organisation_id": organisation.id,
        "organisation_code": organisation.code,
        "organisation": organisation.name,
        "timezone": organisation.timezone,
        "document_style": organisation.document_style,
        "plan_id": plan.id,
        "plan_code": plan.code,
        "plan": plan.title,
        "plan_number": plan.number,
        "plan_date": plan.date,
        "plan_issuer": plan.issuer,
        "basis": plan.basis,
        "recipients": plan.recipients,
        "place": organisation.place,
        "signer": plan.signer or organisation.signer or {},
        "issuer": issuer,
        "issuer_code": issuer_code,
        "groups": duties.group_titles(session, plan.id),
    }


def _issuer_of(session: Session, plan: Plan, organisation: Organisation, day: date) -> tuple[str, str]:
    """Return who issues a document about the plan, as it was called on that day, and by what it is abbreviated."""
    found = session.execute(_ISSUER, {"plan": plan.id, "day": day}).first()
    return (found[0], found[1]) if found else (organisation.name, organisation.abbreviation or organisation.code)


_ASKED = (
    select(_REPORT.c.id, _REPORT.c.fields)
    .join(_OBLIGATION, _OBLIGATION.c.id == _REPORT.c.obligation_id)
    .where(_OF_PERIOD, _REPORT.c.fields.is_not(None))
    .order_by(_REPORT.c.submitted_at, _REPORT.c.id)
)


def asked(session: Session, requirement_id: int, period_key: str) -> dict[int, tuple[Field, ...]]:
    """Return the requirement's own fields that each report of the period was asked with, the latest report last;
    nothing where there were none. Thousands of reports share a few forms, and so do what this gives."""
    forms: dict[bytes, tuple[Field, ...]] = {}
    found = {}
    for id, written in session.execute(_ASKED, {"requirement": requirement_id, "period": period_key}):
        if written:
            key = canonical(written)
            if key not in forms:
                forms[key] = own_fields.read(written)
            found[id] = forms[key]
    return found


def previous_period(session: Session, requirement_id: int, period_key: str) -> str | None:
    """Return the period before, where one was asked for."""
    start = select(func.min(Obligation.period_start)).where(
        Obligation.requirement_id == requirement_id, Obligation.period_key == period_key
    )
    return session.scalar(
        select(Obligation.period_key)
        .where(Obligation.requirement_id == requirement_id, Obligation.period_start < start.scalar_subquery())
        .order_by(Obligation.period_start.desc())
        .limit(1)
    )


def periods_of_year(session: Session, requirement_id: int, period_key: str) -> list[tuple[str, int]]:
    """Return the period and those before it that end in the same year, each with the quarter in which it ends."""
    ended = func.max(Obligation.period_end, type_=Obligation.period_end.type)
    rows = session.execute(
        select(Obligation.period_key, ended)
        .where(Obligation.requirement_id == requirement_id)
        .group_by(Obligation.period_key)
        .order_by(ended)
    ).all()
    last = next((end for key, end in rows if key == period_key), None)
    if last is None:
        return []
    return [(key, (end.month + 2) // 3) for key, end in rows if end.year == last.year and end <= last]

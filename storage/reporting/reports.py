"""Reports as handed in: revisions that are added and never changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from domain.forms import own_fields
from domain.forms.fields import Field
from domain.typed.values.scales import in_units_of
from storage.db.batch import Lookup
from storage.db.upsert import table_of
from storage.reporting import duties
from storage.reporting.duties import Duty
from storage.tables import Obligation, Person, Report, ReportEntry, Requirement


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What a report says about one task, in whose words."""

    task_id: int
    unit_id: int
    answers: Mapping[str, Any]
    as_before: bool
    person_id: int
    said_at: datetime


_REPORT = table_of(Report).c
_NOW, _EARLIER = table_of(Obligation), table_of(Obligation).alias("earlier")
_PREVIOUS = Lookup(
    select(
        select(_REPORT.id)
        .join(_EARLIER, _EARLIER.c.id == _REPORT.obligation_id)
        .where(
            _EARLIER.c.requirement_id == _NOW.c.requirement_id,
            _EARLIER.c.unit_id == _NOW.c.unit_id,
            _EARLIER.c.period_start < _NOW.c.period_start,
        )
        .order_by(_EARLIER.c.period_start.desc(), _REPORT.revision.desc())
        .limit(1)
        .scalar_subquery()
    ),
    _NOW.c.id,
    make=lambda rows: next((id for (id,) in rows), None),
)
_LINES = select(ReportEntry).where(ReportEntry.report_id == bindparam("report")).order_by(ReportEntry.id)


def latest(session: Session, obligation_id: int) -> Report | None:
    return session.scalar(
        select(Report).where(Report.obligation_id == obligation_id).order_by(Report.revision.desc()).limit(1)
    )


@dataclass(frozen=True, slots=True)
class RevisionOfDuty:
    """One revision, and the report that it is of."""

    duty: Duty
    report: Report


def revision(session: Session, report_id: int) -> RevisionOfDuty | None:
    """Return one revision; None where there is no such."""
    report = session.get(Report, report_id)
    duty = duties.duty(session, report.obligation_id) if report else None
    return RevisionOfDuty(duty, report) if report and duty else None


def first(session: Session, obligation_id: int) -> Report | None:
    """Return the revision that decides whether the report came in on time."""
    return session.scalar(select(Report).where(Report.obligation_id == obligation_id, Report.revision == 1))


def before(session: Session, report: Report) -> Report | None:
    """Return the revision before this one."""
    return session.scalar(
        select(Report).where(Report.obligation_id == report.obligation_id, Report.revision == report.revision - 1)
    )


def of_plans(session: Session, plan_ids: Collection[int], unit_ids: Collection[int], limit: int) -> Sequence[Report]:
    """Return the last revisions of these units' reports on these plans, the newest first."""
    later = aliased(Report)
    query = (
        select(Report)
        .join(Obligation, Obligation.id == Report.obligation_id)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .where(
            Requirement.plan_id.in_(plan_ids),
            Obligation.unit_id.in_(unit_ids),
            ~exists().where(later.obligation_id == Report.obligation_id, later.revision > Report.revision),
        )
        .order_by(Report.submitted_at.desc(), Report.id.desc())
        .limit(limit)
    )
    return session.scalars(query).all()


def previous(session: Session, obligation_id: int) -> Report | None:
    """Return the last revision of the same unit's report on the period before that of this obligation."""
    report_id = _PREVIOUS.of(session, obligation_id)
    return None if report_id is None else session.get_one(Report, report_id)


def read_ahead(session: Session, obligation_ids: Collection[int]) -> None:
    """Read ahead, in a batch, which reports come before those owed by these obligations."""
    _PREVIOUS.read_ahead(session, {(id,) for id in obligation_ids})


def lines(session: Session, report_id: int) -> list[ReportLine]:
    rows = session.scalars(_LINES, {"report": report_id})
    return [ReportLine(r.task_id, r.unit_id, r.answers, r.as_before, r.person_id, r.said_at) for r in rows]


def lines_now(session: Session, report: Report, fields: Sequence[Field]) -> list[ReportLine]:
    """Return what a report says, its numbers in the units in which the requirement's own fields are asked now."""
    found, then = lines(session, report.id), own_fields.read(report.fields)
    if not then or not fields:
        return found
    return [replace(line, answers=in_units_of(line.answers, then, fields)) for line in found]


def add(
    session: Session,
    obligation: Obligation,
    *,
    number_stem: str,
    nil: bool,
    lines: Sequence[ReportLine],
    person_id: int,
    for_person_id: int | None = None,
    channel: str,
    now: datetime,
    fields: Sequence[Mapping[str, Any]] | None = None,
) -> Report:
    """Add a revision. Two at once cannot both be the same one: the database refuses the second."""
    last = session.scalar(select(func.max(Report.revision)).where(Report.obligation_id == obligation.id)) or 0
    report = Report(
        organisation_id=obligation.organisation_id,
        obligation_id=obligation.id,
        revision=last + 1,
        number=f"{number_stem}/{last + 1}",
        nil=nil,
        submitted_at=now,
        due_at=obligation.due_at,
        person_id=person_id,
        for_person_id=for_person_id,
        channel=channel,
        fields=list(fields) if fields else None,
    )
    session.add(report)
    session.flush()
    session.add_all(_entry(report, line) for line in lines)
    session.flush()
    return report


def sender(session: Session, report: Report) -> tuple[str, str | None]:
    """Return who sent it, and in whose place."""
    names = [session.get_one(Person, id).name if id else None for id in (report.person_id, report.for_person_id)]
    return names[0] or "", names[1]


def _entry(report: Report, line: ReportLine) -> ReportEntry:
    return ReportEntry(
        organisation_id=report.organisation_id,
        report_id=report.id,
        task_id=line.task_id,
        unit_id=line.unit_id,
        answers=dict(line.answers),
        as_before=line.as_before,
        person_id=line.person_id,
        said_at=line.said_at,
    )


@dataclass(frozen=True, slots=True)
class SentRevision:
    """One revision in a unit's history."""

    report: Report
    title: str
    period_key: str
    person: str


def history(session: Session, unit_ids: Collection[int], limit: int) -> list[SentRevision]:
    """Return the newest revisions of these units' reports."""
    query = (
        select(Report, Requirement.title, Obligation.period_key, Person.name)
        .join(Obligation, Obligation.id == Report.obligation_id)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .join(Person, Person.id == Report.person_id)
        .where(Obligation.unit_id.in_(unit_ids))
        .order_by(Report.submitted_at.desc(), Report.id.desc())
        .limit(limit)
    )
    return [SentRevision(*row) for row in session.execute(query)]

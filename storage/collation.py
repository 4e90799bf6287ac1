"""What a collation is made of: one requirement's reports on one period, as they are or as they were frozen."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Date, and_, bindparam, case, func, select
from sqlalchemy.orm import Session, aliased

from domain import own_fields
from domain.collation import Owed, Said, Sent
from domain.fields import Field
from domain.reports import State
from domain.text import vietnamese_key
from storage import duties
from storage.duties import TaskLine
from storage.insert_once import table_of
from storage.json_text import canonical
from storage.tables import (
    FrozenCollation,
    Obligation,
    Organisation,
    Person,
    Plan,
    PlanCoordinator,
    Report,
    ReportEntry,
    Requirement,
    Unit,
)
from storage.unit_changes import NAME_THEN, name_at

Progress = Callable[[int, int], None]
"""Called with how much is done, of how much."""


@dataclass(frozen=True, slots=True)
class About:
    """Of what the collation is: everything that its head and foot speak of."""

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
    basis: Sequence[Mapping[str, Any]]
    recipients: Sequence[str]
    issuer: str  # the unit that leads the coordination, else the organisation
    issuer_code: str
    requirement_id: int
    requirement_code: str
    title: str
    period_type: str
    period_key: str
    window_start: date  # the days that the period's data are of
    window_end: date
    due_at: datetime  # before any extension
    tasks: Sequence[TaskLine]
    groups: Mapping[str | None, str]  # titles by code
    fields: tuple[Field, ...]  # the requirement's own, as they are asked now

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


class Revision(NamedTuple):
    """Of one obligation."""

    report_id: int
    number: str
    revision: int
    nil: bool
    submitted_at: datetime
    due_at: datetime
    person: str
    instead_of: str | None
    channel: str


_OBLIGATION, _REPORT, _ENTRY, _UNIT, _PERSON = map(table_of, (Obligation, Report, ReportEntry, Unit, Person))
_AWAY = table_of(Person).alias("away")
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
        func.min(Obligation.original_due_at, type_=Obligation.original_due_at.type),
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
    select(name_at(bindparam("day", type_=Date)), _UNIT.c.code)
    .join(PlanCoordinator, PlanCoordinator.unit_id == _UNIT.c.id)
    .where(PlanCoordinator.plan_id == bindparam("plan"))
    .order_by(PlanCoordinator.leads.desc(), PlanCoordinator.id)
    .limit(1)
)
_OWED = (
    select(
        _OBLIGATION.c.id,
        _UNIT.c.id,
        _UNIT.c.code,
        NAME_THEN,
        _OBLIGATION.c.state,
        _OBLIGATION.c.due_at,
        _OBLIGATION.c.original_due_at,
    )
    .join(_UNIT, _UNIT.c.id == _OBLIGATION.c.unit_id)
    .where(_OF_PERIOD)
)
_REVISIONS = (
    select(
        _REPORT.c.obligation_id,
        _REPORT.c.id,
        _REPORT.c.number,
        _REPORT.c.revision,
        _REPORT.c.nil,
        _REPORT.c.submitted_at,
        _REPORT.c.due_at,
        _PERSON.c.name,
        _AWAY.c.name,
        _REPORT.c.channel,
    )
    .join(_OBLIGATION, _OBLIGATION.c.id == _REPORT.c.obligation_id)
    .join(_PERSON, _PERSON.c.id == _REPORT.c.person_id)
    .outerjoin(_AWAY, _AWAY.c.id == _REPORT.c.for_person_id)
    .where(_OF_PERIOD)
    .order_by(_REPORT.c.obligation_id, _REPORT.c.revision)
)
_ENTRIES = (
    select(
        _ENTRY.c.report_id,
        _ENTRY.c.task_id,
        case((_ENTRY.c.unit_id != _OBLIGATION.c.unit_id, NAME_THEN), else_=_UNIT.c.name),  # the others' only are shown
        _ENTRY.c.unit_id != _OBLIGATION.c.unit_id,
        _ENTRY.c.answers,
        _PERSON.c.name,
        _ENTRY.c.said_at,
    )
    .join(_REPORT, _REPORT.c.id == _ENTRY.c.report_id)
    .join(_OBLIGATION, _OBLIGATION.c.id == _REPORT.c.obligation_id)
    .join(_UNIT, _UNIT.c.id == _ENTRY.c.unit_id)
    .join(_PERSON, _PERSON.c.id == _ENTRY.c.person_id)
    .where(_OF_PERIOD)
    .order_by(_ENTRY.c.id)
)


def about(session: Session, requirement_id: int, period_key: str) -> About | None:
    """None where nothing was asked for that period."""
    row = session.execute(_ABOUT, {"requirement": requirement_id, "period": period_key}).first()
    if row is None:
        return None
    organisation, plan, requirement, window_start, window_end, due_at, ended = row
    issuer = session.execute(_ISSUER, {"plan": plan.id, "day": ended}).first() or (organisation.name, organisation.code)
    return About(
        organisation_id=organisation.id,
        organisation_code=organisation.code,
        organisation=organisation.name,
        timezone=organisation.timezone,
        document_style=organisation.document_style,
        plan_id=plan.id,
        plan_code=plan.code,
        plan=plan.title,
        plan_number=plan.number,
        plan_date=plan.date,
        basis=plan.basis,
        recipients=plan.recipients,
        issuer=issuer[0],
        issuer_code=issuer[1],
        requirement_id=requirement.id,
        requirement_code=requirement.code,
        title=requirement.title,
        period_type=requirement.period_type,
        period_key=period_key,
        window_start=window_start,
        window_end=window_end,
        due_at=due_at,
        tasks=duties.tasks_of(session, requirement.id),
        groups=duties.group_titles(session, plan.id),
        fields=own_fields.read(requirement.fields),
    )


_ASKED = (
    select(_REPORT.c.id, _REPORT.c.fields)
    .join(_OBLIGATION, _OBLIGATION.c.id == _REPORT.c.obligation_id)
    .where(_OF_PERIOD, _REPORT.c.fields.is_not(None))
    .order_by(_REPORT.c.submitted_at, _REPORT.c.id)
)


def asked(session: Session, requirement_id: int, period_key: str) -> dict[int, tuple[Field, ...]]:
    """The requirement's own fields that each report of the period was asked with, the latest report last; nothing where
    there were none. Thousands of reports share a few forms, and so do what this gives."""
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
    """The period before, where one was asked for."""
    start = select(func.min(Obligation.period_start)).where(
        Obligation.requirement_id == requirement_id, Obligation.period_key == period_key
    )
    return session.scalar(
        select(Obligation.period_key)
        .where(Obligation.requirement_id == requirement_id, Obligation.period_start < start.scalar_subquery())
        .order_by(Obligation.period_start.desc())
        .limit(1)
    )


def owed(
    session: Session,
    requirement_id: int,
    period_key: str,
    frozen: FrozenCollation | None = None,
    progress: Progress | None = None,
) -> list[Owed]:
    """All units asked, in Vietnamese order, each with the revision that counts: the last, or the frozen one."""
    which = {"requirement": requirement_id, "period": period_key}
    revisions: dict[int, list[Revision]] = defaultdict(list)
    for obligation_id, *rest in session.execute(_REVISIONS, which):
        revisions[obligation_id].append(Revision(*rest))
    kept = None if frozen is None else {int(key): value for key, value in frozen.reports.items()}
    rows = [row for row in session.execute(_OWED, which) if kept is None or row[0] in kept]
    counting = {id: _counting(revisions.get(id, ()), None if kept is None else kept[id][1]) for id, *_ in rows}
    said = _said(session, which, {one.report_id for one in counting.values() if one is not None}, progress)
    found = []
    for id, unit_id, code, name, state, due_at, original in rows:
        one = counting[id]
        found.append(
            Owed(
                obligation_id=id,
                unit_id=unit_id,
                code=code,
                name=name,
                state=State(state if kept is None else kept[id][0]),
                due_at=due_at,
                original_due_at=original,
                sent=None if one is None else _sent(one, revisions[id][0], said.get(one.report_id, ())),
            )
        )
    return sorted(found, key=lambda owed: (vietnamese_key(owed.name), owed.code))


def _counting(revisions: Sequence[Revision], report_id: int | None) -> Revision | None:
    if report_id is None:
        return revisions[-1] if revisions else None
    return next((one for one in revisions if one.report_id == report_id), None)


def _sent(one: Revision, first: Revision, said: Sequence[Said]) -> Sent:
    return Sent(
        report_id=one.report_id,
        number=one.number,
        revision=one.revision,
        nil=one.nil,
        submitted_at=one.submitted_at,
        person=one.person,
        instead_of=one.instead_of,
        channel=one.channel,
        first_at=first.submitted_at,
        first_due=first.due_at,
        said=said,
    )


LOOK_EVERY = 1000  # entries


def _said(
    session: Session, which: Mapping[str, Any], report_ids: Collection[int], progress: Progress | None
) -> Mapping[int, Sequence[Said]]:
    found: dict[int, list[Said]] = defaultdict(list)
    for number, (report_id, *rest) in enumerate(session.execute(_ENTRIES, which)):
        if report_id in report_ids:
            found[report_id].append(Said(*rest))
        if progress is not None and number % LOOK_EVERY == 0:
            progress(len(found), len(report_ids))
    return found


@dataclass(frozen=True, slots=True)
class Rate:
    """One period of a requirement: what was expected, and what came in on time by its first revision."""

    period_key: str
    expected: int
    submitted: int
    on_time: int


MOST_PERIODS = 12


def rates(session: Session, requirement_id: int) -> list[Rate]:
    """The last periods, the oldest first."""
    first = aliased(Report)
    is_in = Obligation.state.in_([str(State.SUBMITTED), str(State.ACCEPTED)])
    rows = session.execute(
        select(
            Obligation.period_key,
            func.count(),
            func.sum(case((is_in, 1), else_=0)),
            func.sum(case((is_in & (first.submitted_at <= first.due_at), 1), else_=0)),
        )
        .outerjoin(first, (first.obligation_id == Obligation.id) & (first.revision == 1))
        .where(Obligation.requirement_id == requirement_id, Obligation.state != str(State.EXCUSED))
        .group_by(Obligation.period_key)
        .order_by(func.min(Obligation.period_start).desc())
        .limit(MOST_PERIODS)
    )
    return [Rate(*row) for row in rows][::-1]


def latest_frozen(session: Session, requirement_id: int, period_key: str) -> tuple[FrozenCollation, str] | None:
    """The last freezing of a collation, and by whom."""
    row = session.execute(
        select(FrozenCollation, Person.name)
        .join(Person, Person.id == FrozenCollation.person_id)
        .where(FrozenCollation.requirement_id == requirement_id, FrozenCollation.period_key == period_key)
        .order_by(FrozenCollation.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def freeze(
    session: Session, about: About, owed: Sequence[Owed], *, person_id: int, channel: str, now: datetime
) -> FrozenCollation:
    """Keeps which revision of each report counts; reports never change, so that this is the whole collation."""
    frozen = FrozenCollation(
        organisation_id=about.organisation_id,
        requirement_id=about.requirement_id,
        period_key=about.period_key,
        reports={str(one.obligation_id): [str(one.state), one.sent.report_id if one.sent else None] for one in owed},
        person_id=person_id,
        channel=channel,
        at=now,
    )
    session.add(frozen)
    session.flush()
    return frozen

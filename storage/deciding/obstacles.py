"""The ledger of obstacles and recommendations."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from domain.reports.obstacles import STILL_OPEN, ObstacleKind, ObstacleLine, ObstacleState, OpenObstacle, wording
from storage.tables import Obstacle, ObstacleEvent, Organisation, Person, Report, Task, Unit
from storage.units import unit_changes
from storage.units.unit_changes import SHOWN, FormerNames

_OPEN = sorted(map(str, STILL_OPEN))
_OVER = sorted(map(str, set(ObstacleState) - STILL_OPEN))


@dataclass(frozen=True, slots=True)
class ObstacleEntry:
    """An obstacle with the names that go with it."""

    obstacle: Obstacle
    unit: str  # as it was called when it met the obstacle
    unit_code: str
    task_code: str | None
    task: str | None
    person: str
    owner: str | None  # who is to answer, a unit or a person
    number: str | None  # of the report that says it
    timezone: str
    now: tuple[str, ...] = ()  # what stands in its place by now: the unit's new name, or the units that came after it

    @property
    def is_open(self) -> bool:
        return ObstacleState(self.obstacle.state) in STILL_OPEN

    @property
    def standing(self) -> str:
        """Its state; `reopened` where it was answered and is open again."""
        is_again = self.obstacle.state == ObstacleState.OPEN and self.obstacle.answer
        return "reopened" if is_again else self.obstacle.state


@dataclass(frozen=True, slots=True)
class Happened:
    event: ObstacleEvent
    person: str
    to: str | None  # a unit, as it was called then, or a person


_OWNER, _OWNER_PERSON = aliased(Unit), aliased(Person)
_ENTRIES = (
    select(
        Obstacle, SHOWN, Unit.code, Task.code, Task.title, Person.name,
        func.coalesce(_OWNER.name, _OWNER_PERSON.name), Report.number,
        Organisation.timezone,
    )
    .join(Unit, Unit.id == Obstacle.unit_id)
    .join(Person, Person.id == Obstacle.person_id)
    .join(Organisation, Organisation.id == Obstacle.organisation_id)
    .outerjoin(Task, Task.id == Obstacle.task_id)
    .outerjoin(_OWNER, _OWNER.id == Obstacle.owner_unit_id)
    .outerjoin(_OWNER_PERSON, _OWNER_PERSON.id == Obstacle.owner_person_id)
    .outerjoin(Report, Report.id == Obstacle.report_id)
)  # fmt: skip
_TAKEN_BACK = (
    select(ObstacleEvent.id)
    .where(
        ObstacleEvent.obstacle_id == Obstacle.id,
        ObstacleEvent.action == "withdrawn",
        ObstacleEvent.at == Obstacle.changed_at,
    )
    .exists()
)
_ORDER = (case((Obstacle.state.in_(_OPEN), 0), else_=1), Obstacle.urgent.desc(), Obstacle.since, Obstacle.id)


def known(session: Session, plan_id: int, unit_ids: Collection[int]) -> dict[ObstacleLine, list[OpenObstacle]]:
    """Return what is open of these units on a plan, by unit, task and kind, the earliest first."""
    rows = session.scalars(
        select(Obstacle)
        .where(
            Obstacle.unit_id.in_(unit_ids),
            Obstacle.state.in_(_OPEN),
            Obstacle.plan_id == plan_id,
            Obstacle.task_id.is_not(None),
        )
        .order_by(Obstacle.since, Obstacle.id)
    )
    found: dict[ObstacleLine, list[OpenObstacle]] = {}
    for row in rows:
        line = ObstacleLine(row.unit_id, row.task_id or 0, ObstacleKind(row.kind))
        found.setdefault(line, []).append(OpenObstacle(row.id, row.text, row.obligation_id, row.urgent))
    return found


def settled(
    session: Session, report_ids: Collection[int], unit_ids: Collection[int]
) -> dict[ObstacleLine, OpenObstacle]:
    """Return what these reports of these units said and is answered or closed by now, by unit, task and kind; not what
    was taken back."""
    rows = session.scalars(
        select(Obstacle)
        .where(
            Obstacle.report_id.in_(report_ids),
            Obstacle.unit_id.in_(unit_ids),
            Obstacle.state.in_(_OVER),
            Obstacle.task_id.is_not(None),
            ~_TAKEN_BACK,
        )
        .order_by(Obstacle.changed_at)
    )
    return {
        ObstacleLine(row.unit_id, row.task_id or 0, ObstacleKind(row.kind)): OpenObstacle(
            row.id, row.text, row.obligation_id
        )
        for row in rows
    }


def answered_in(session: Session, report_id: int, unit_ids: Collection[int]) -> list[ObstacleEntry]:
    """Return what this report of these units says and has its answer already."""
    which = (Obstacle.unit_id.in_(unit_ids), Obstacle.state == str(ObstacleState.ANSWERED))
    return _read(session, and_(*which, Obstacle.report_id == report_id))


@dataclass(frozen=True, slots=True)
class ObstacleAnswer:
    """`is_settled`: it was not opened again since."""

    text: str
    person: str
    at: datetime
    is_settled: bool


def answers(session: Session, plan_id: int, until: datetime) -> dict[tuple[ObstacleLine, str], ObstacleAnswer]:
    """Return the last answer that each obstacle of a plan had been given by then, by where it stands and each of its
    wordings in lower case."""
    rows = session.execute(
        select(Obstacle, ObstacleEvent.action, ObstacleEvent.text, ObstacleEvent.at, Person.name)
        .join(ObstacleEvent, ObstacleEvent.obstacle_id == Obstacle.id)
        .join(Person, Person.id == ObstacleEvent.person_id)
        .where(Obstacle.plan_id == plan_id, Obstacle.task_id.is_not(None), ObstacleEvent.at <= until)
        .order_by(ObstacleEvent.id)
    )
    wordings: dict[int, set[str]] = {}
    given: dict[int, ObstacleAnswer] = {}
    lines: dict[int, ObstacleLine] = {}
    for row, action, text, at, person in rows:
        lines[row.id] = ObstacleLine(row.unit_id, row.task_id or 0, ObstacleKind(row.kind))
        wordings.setdefault(row.id, {wording(row.text)})
        if action in ("raised", "restated"):
            wordings[row.id].add(wording(text))
        elif action == "answered":
            given[row.id] = ObstacleAnswer(text, person, at, is_settled=True)
        elif action == "reopened" and row.id in given:
            given[row.id] = replace(given[row.id], is_settled=False)
    return {(lines[id], said): answer for id, answer in given.items() for said in wordings[id]}


def entries(
    session: Session, *, units: Collection[int], plans: Collection[int], since: datetime, persons: Collection[int] = ()
) -> list[ObstacleEntry]:
    """Return what these units raised (what is over only since that moment), what is open on these plans, and what is
    open and was forwarded to these units or persons; the open ones first, urgent before others, the oldest first."""
    visible: list[ColumnElement[bool]] = []
    if units:
        own = Obstacle.unit_id.in_(units)
        visible += [and_(own, Obstacle.state.in_(_OPEN)), and_(own, Obstacle.changed_at >= since)]
        visible.append(and_(Obstacle.owner_unit_id.in_(units), Obstacle.state == str(ObstacleState.FORWARDED)))
    if persons:
        visible.append(and_(Obstacle.owner_person_id.in_(persons), Obstacle.state == str(ObstacleState.FORWARDED)))
    if plans:
        visible.append(and_(Obstacle.plan_id.in_(plans), Obstacle.state.in_(_OPEN)))
    ids = {id for which in visible for id in session.scalars(select(Obstacle.id).where(which))}
    return _read(session, Obstacle.id.in_(ids)) if ids else []


def entry(session: Session, obstacle_id: int) -> ObstacleEntry | None:
    found = _read(session, Obstacle.id == obstacle_id)
    return found[0] if found else None


def carried(session: Session, plan_id: int, until: datetime, reports: Collection[int]) -> list[ObstacleEntry]:
    """Return what is open on the plan since that moment or before, and is said in none of these reports."""
    which = and_(Obstacle.plan_id == plan_id, Obstacle.state.in_(_OPEN), Obstacle.since <= until)
    return [entry for entry in _read(session, which) if entry.obstacle.report_id not in reports]


def of_plan(session: Session, plan_id: int, until: datetime) -> list[ObstacleEntry]:
    """Return all that was raised on the plan by then, whatever became of it."""
    return _read(session, and_(Obstacle.plan_id == plan_id, Obstacle.since <= until))


def raised_since(session: Session, plan_ids: Collection[int], since: datetime) -> list[ObstacleEntry]:
    """Return what is open on these plans and is new, or was opened again or restated since that moment."""
    state, moved = Obstacle.state == str(ObstacleState.OPEN), Obstacle.changed_at >= since
    return _read(session, and_(Obstacle.plan_id.in_(plan_ids), state, moved)) if plan_ids else []


def settled_since(session: Session, plan_ids: Collection[int], since: datetime) -> list[ObstacleEntry]:
    """Return what was answered or closed on these plans since that moment, and is not open again; not what was taken
    back."""
    which = and_(Obstacle.plan_id.in_(plan_ids), Obstacle.state.in_(_OVER), Obstacle.changed_at >= since)
    return _read(session, and_(which, ~_TAKEN_BACK)) if plan_ids else []


def count_open(session: Session, plan_ids: Collection[int]) -> int:
    if not plan_ids:
        return 0
    found = session.scalars(select(Obstacle.id).where(Obstacle.plan_id.in_(plan_ids), Obstacle.state.in_(_OPEN)))
    return len(found.all())


def _read(session: Session, which: ColumnElement[bool]) -> list[ObstacleEntry]:
    """Read entries, with one query more for all units of theirs that have ended."""
    found = [ObstacleEntry(*row) for row in session.execute(_ENTRIES.where(which).order_by(*_ORDER))]
    if not found:
        return found
    units = {one.obstacle.unit_id for one in found}
    ended = set(session.scalars(select(Unit.id).where(Unit.id.in_(units), Unit.ended_on.is_not(None))))
    after: dict[int, list[str]] = {}
    if ended:
        after = unit_changes.living_names(session, found[0].obstacle.organisation_id, ended)
    former = unit_changes.former_names(session, units)
    return [_by_name(one, former, after.get(one.obstacle.unit_id)) for one in found]


def _by_name(entry: ObstacleEntry, former: FormerNames, after: Sequence[str] | None) -> ObstacleEntry:
    then = _called(former, entry.obstacle.unit_id, entry.obstacle.since, entry.timezone, entry.unit)
    if after is None and then != entry.unit:
        after = [entry.unit]
    return replace(entry, unit=then, now=tuple(after or ()))


def _called(former: FormerNames, unit_id: int, at: datetime, timezone: str, name: str) -> str:
    return former.on(unit_id, at.astimezone(ZoneInfo(timezone)).date(), name)


def locked(session: Session, obstacle_id: int) -> Obstacle | None:
    return session.get(Obstacle, obstacle_id, with_for_update=True, populate_existing=True)


def add(session: Session, **values: Any) -> Obstacle:
    obstacle = Obstacle(**values)
    session.add(obstacle)
    session.flush()
    return obstacle


def note(
    session: Session,
    obstacle: Obstacle,
    action: str,
    *,
    person_id: int,
    channel: str,
    now: datetime,
    text: str = "",
    unit_id: int | None = None,
    to_person_id: int | None = None,
) -> None:
    """Keep what happened, for good."""
    obstacle.changed_at = now
    session.add(
        ObstacleEvent(
            organisation_id=obstacle.organisation_id,
            obstacle_id=obstacle.id,
            action=action,
            text=text,
            unit_id=unit_id,
            to_person_id=to_person_id,
            person_id=person_id,
            channel=channel,
            at=now,
        )
    )
    session.flush()


def history(session: Session, obstacle_id: int) -> Sequence[Happened]:
    """Return what became of it, the oldest first."""
    rows = session.execute(
        select(ObstacleEvent, Person.name, func.coalesce(SHOWN, _OWNER_PERSON.name), Organisation.timezone)
        .join(Person, Person.id == ObstacleEvent.person_id)
        .join(Organisation, Organisation.id == ObstacleEvent.organisation_id)
        .outerjoin(Unit, Unit.id == ObstacleEvent.unit_id)
        .outerjoin(_OWNER_PERSON, _OWNER_PERSON.id == ObstacleEvent.to_person_id)
        .where(ObstacleEvent.obstacle_id == obstacle_id)
        .order_by(ObstacleEvent.id)
    ).all()
    former = unit_changes.former_names(session, {event.unit_id for event, *_ in rows if event.unit_id is not None})
    return [
        Happened(event, person, to if event.unit_id is None else _called(former, event.unit_id, event.at, zone, to))
        for event, person, to, zone in rows
    ]

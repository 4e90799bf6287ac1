"""What a collation is made of: one requirement's reports on one period, as they are or as they were frozen."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from domain.collation import CountedRevision, Owed, TaskAnswer
from domain.reports.states import State
from domain.text import vietnamese_key
from storage.db.upsert import table_of
from storage.deciding import duty_decisions
from storage.tables import (
    FrozenCollation,
    Obligation,
    Person,
    Report,
    ReportEntry,
    Unit,
)
from storage.units.unit_changes import NAME_THEN, SHOWN

Progress = Callable[[int, int], None]
"""Called with how much is done, of how much."""


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


class FrozenRevision(NamedTuple):
    """Of one obligation, as it was frozen; without moments where that was before they were kept."""

    state: str
    report_id: int | None
    due_at: datetime | None
    original: datetime | None

    @classmethod
    def of(cls, written: Sequence[Any]) -> "FrozenRevision":
        state, report_id, *due = written
        return (
            cls(state, report_id, *(datetime.fromisoformat(moment) for moment in due or ()))
            if due
            else cls(state, report_id, None, None)
        )


_OBLIGATION, _REPORT, _ENTRY, _UNIT, _PERSON = map(table_of, (Obligation, Report, ReportEntry, Unit, Person))
_AWAY = table_of(Person).alias("away")
_OF_PERIOD = and_(
    _OBLIGATION.c.requirement_id == bindparam("requirement"), _OBLIGATION.c.period_key == bindparam("period")
)
OWED = select(
    _OBLIGATION.c.id,
    _UNIT.c.id,
    _UNIT.c.code,
    NAME_THEN,
    _OBLIGATION.c.state,
    _OBLIGATION.c.due_at,
    _OBLIGATION.c.original_due_at,
    SHOWN,
    _UNIT.c.short_name,
    _UNIT.c.protocol_order,
).join(_UNIT, _UNIT.c.id == _OBLIGATION.c.unit_id)
"""What is asked of units, with their names of then; whose rows `owed_of` takes."""
REVISIONS = (
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
    .order_by(_REPORT.c.obligation_id, _REPORT.c.revision)
)
"""An obligation's id, and what a `Revision` has; of each obligation the first comes first."""
_ENTRIES = (
    select(
        _ENTRY.c.report_id,
        _ENTRY.c.task_id,
        # The unit's own words get its name of then from what it owes: looking it up for each costs time.
        case((_ENTRY.c.unit_id != _OBLIGATION.c.unit_id, NAME_THEN), else_=_UNIT.c.name),
        _ENTRY.c.unit_id != _OBLIGATION.c.unit_id,
        _ENTRY.c.answers,
        _PERSON.c.name,
        _ENTRY.c.said_at,
        _ENTRY.c.unit_id,
    )
    .join(_REPORT, _REPORT.c.id == _ENTRY.c.report_id)
    .join(_OBLIGATION, _OBLIGATION.c.id == _REPORT.c.obligation_id)
    .join(_UNIT, _UNIT.c.id == _ENTRY.c.unit_id)
    .join(_PERSON, _PERSON.c.id == _ENTRY.c.person_id)
    .where(_OF_PERIOD)
    .order_by(_ENTRY.c.id)
)


def how_many(session: Session, requirement_id: int, period_key: str) -> int:
    """Return how many units were asked, the excused among them."""
    which = {"requirement": requirement_id, "period": period_key}
    return session.scalar(select(func.count()).select_from(_OBLIGATION).where(_OF_PERIOD), which) or 0


def owed(
    session: Session,
    requirement_id: int,
    period_key: str,
    frozen: FrozenCollation | None = None,
    progress: Progress | None = None,
) -> list[Owed]:
    """Return all units asked, in Vietnamese order, each with the revision that counts: the last, or the frozen one. A
    period of which nothing was frozen is as it is."""
    which = {"requirement": requirement_id, "period": period_key}
    revisions: dict[int, list[Revision]] = defaultdict(list)
    for obligation_id, *rest in session.execute(REVISIONS.where(_OF_PERIOD), which):
        revisions[obligation_id].append(Revision(*rest))
    kept = {} if frozen is None else {int(key): FrozenRevision.of(value) for key, value in frozen.reports.items()}
    asked = session.execute(OWED.where(_OF_PERIOD), which).all()
    rows = [row for row in asked if row[0] in kept] or asked
    counting = {
        id: _counting(revisions.get(id, ()), kept[id].report_id if id in kept else None, is_frozen=id in kept)
        for id, *_ in rows
    }
    moved = duty_decisions.moved_away(session, requirement_id, period_key, frozen.at if frozen is not None else None)
    said = said_in(session, requirement_id, period_key, _ids(counting), progress)
    found = [
        owed_of(
            row,
            counting[row[0]],
            next(iter(revisions.get(row[0], ())), None),
            said,
            kept.get(row[0]),
            moved_to=moved.get(row[0], ()),
        )
        for row in rows
    ]
    return sorted(found, key=lambda owed: (vietnamese_key(owed.name), owed.code))


def _ids(counting: Mapping[int, Revision | None]) -> set[int]:
    return {one.report_id for one in counting.values() if one is not None}


def owed_of(
    row: Sequence[Any],
    counting: Revision | None,
    first: Revision | None,
    said: Mapping[int, Sequence[TaskAnswer]],
    then: FrozenRevision | None = None,
    *,
    moved_to: Sequence[str] = (),
) -> Owed:
    """Return what one unit was asked, of a row of `OWED`, with the revision that counts; `then`: as it was frozen;
    `moved_to`: the units that hand it in now."""
    id, unit_id, code, name, state, due_at, original, name_now, short_name, order = row
    if then is not None:
        state, original = then.state, then.original or original
        due_at = then.due_at or (counting.due_at if counting else due_at)
    return Owed(
        obligation_id=id,
        unit_id=unit_id,
        code=code,
        name=name,
        state=State(state),
        due_at=due_at,
        original_due_at=original,
        sent=None if counting is None or first is None else _sent(counting, first, _called(name, said, counting)),
        short_name=short_name if name == name_now else None,  # it is short for the name of today
        protocol_order=order,
        moved_to=moved_to,
    )


def _called(name: str, said: Mapping[int, Sequence[TaskAnswer]], counting: Revision) -> Sequence[TaskAnswer]:
    """Return what the revision says, the unit's own words under its name of then; that is seldom another."""
    found = said.get(counting.report_id, ())
    if all(one.by_other or one.unit == name for one in found):
        return found
    return [one if one.by_other else replace(one, unit=name) for one in found]


def _counting(revisions: Sequence[Revision], report_id: int | None, *, is_frozen: bool) -> Revision | None:
    if not is_frozen:
        return revisions[-1] if revisions else None
    return next((one for one in revisions if one.report_id == report_id), None)


def _sent(one: Revision, first: Revision, said: Sequence[TaskAnswer]) -> CountedRevision:
    return CountedRevision(
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


def said_in(
    session: Session,
    requirement_id: int,
    period_key: str,
    report_ids: Collection[int],
    progress: Progress | None = None,
) -> Mapping[int, Sequence[TaskAnswer]]:
    """Return what these reports of one period say, by their ids."""
    which = {"requirement": requirement_id, "period": period_key}
    found: dict[int, list[TaskAnswer]] = defaultdict(list)
    for number, (report_id, *rest) in enumerate(session.execute(_ENTRIES, which)):
        if report_id in report_ids:
            found[report_id].append(TaskAnswer(*rest))
        if progress is not None and number % LOOK_EVERY == 0:
            progress(len(found), len(report_ids))
    return found

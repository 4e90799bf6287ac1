"""Drafts: what a unit's people have said so far about the tasks of one report."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from domain.forms.fields import Field
from domain.text import vietnamese_key
from domain.typed.values.scales import in_units_of
from storage.db.batch import PRECISE, Lookup, later
from storage.db.upsert import insert_once, insert_or_update, table_of
from storage.reporting.reports import ReportLine
from storage.tables import Draft, DraftEntry, Obligation, Person, Unit
from storage.units.unit_changes import NAME_THEN


@dataclass(frozen=True, slots=True)
class LatestAnswer:
    """The last word on one task, with who said it when."""

    answers: Mapping[str, Any]
    as_before: bool
    person_id: int
    person: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class DraftHead:
    """A draft, without what it says."""

    organisation_id: int
    obligation_id: int
    unit_id: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a coordinating unit said about a task."""

    unit_id: int
    unit: str
    task_id: int
    said: LatestAnswer


@dataclass(frozen=True, slots=True)
class Written:
    """A unit's draft (None: not begun) with what it says by task id, and what the other units say."""

    draft: DraftHead | None
    said: Mapping[int, LatestAnswer]
    by_others: Sequence[Contribution]


_DRAFT, _ENTRY, _OBLIGATION, _PERSON, _UNIT = map(table_of, (Draft, DraftEntry, Obligation, Person, Unit))
_KEPT = tuple(_DRAFT.c[name] for name in DraftHead.__dataclass_fields__)
_WRITTEN = Lookup(
    select(
        *_KEPT,
        NAME_THEN,
        _ENTRY.c.task_id,
        _ENTRY.c.answers,
        _ENTRY.c.as_before,
        _ENTRY.c.person_id,
        _PERSON.c.name,
        _ENTRY.c.said_at,
    )
    .select_from(
        _DRAFT.join(_UNIT, _UNIT.c.id == _DRAFT.c.unit_id)
        .join(_OBLIGATION, _OBLIGATION.c.id == _DRAFT.c.obligation_id)
        .outerjoin(_ENTRY, _ENTRY.c.draft_id == _DRAFT.c.id)
        .outerjoin(_PERSON, _PERSON.c.id == _ENTRY.c.person_id)
    )
    .order_by(_UNIT.c.id, _ENTRY.c.task_id),
    _DRAFT.c.obligation_id,
    make=list,
    # The duty and not the draft, as there may be none yet: two at once would both begin one.
    lock=select(_OBLIGATION.c.id)
    .where(_OBLIGATION.c.id.in_(bindparam("keys", expanding=True)))
    .order_by(_OBLIGATION.c.id)
    .with_for_update(key_share=True),
)
_OWN = (_DRAFT.c.obligation_id == bindparam("of_obligation"), _DRAFT.c.unit_id == bindparam("of_unit"))
_ID = select(_DRAFT.c.id).where(*_OWN).scalar_subquery()
_BEGIN = insert_once(Draft, "organisation_id", "obligation_id", "unit_id").then(
    lambda insert: insert.execution_options(**PRECISE)
)
_TOUCH = update(_DRAFT).where(*_OWN).values(updated_at=bindparam("now"))
_GIVEN: dict[str, Any] = {column.name: bindparam(column.name) for column in _ENTRY.c if column.name != "id"}
_PUT = insert_or_update(DraftEntry, "organisation_id", "draft_id", "task_id").then(
    lambda insert: insert.values({**_GIVEN, "draft_id": _ID}).execution_options(**PRECISE)
)
_REMOVE = delete(_ENTRY).where(_ENTRY.c.draft_id == _ID, _ENTRY.c.task_id == bindparam("of_task"))
_DISCARD = (delete(_ENTRY).where(_ENTRY.c.draft_id == _ID), delete(_DRAFT).where(*_OWN))


def read(session: Session, obligation_id: int, unit_id: int) -> Written:
    """Return what has been written for a report, as this unit sees it; nobody else changes it until the transaction
    ends."""
    kept, said, by_others = None, {}, []
    for *draft, unit, task_id, answers, as_before, person_id, person, said_at in _WRITTEN.of(session, obligation_id):
        one = DraftHead(*draft)
        kept = one if one.unit_id == unit_id else kept
        if task_id is None:
            continue
        word = LatestAnswer(answers, as_before, person_id, person, said_at)
        if one.unit_id == unit_id:
            said[task_id] = word
        else:
            by_others.append(Contribution(one.unit_id, unit, task_id, word))
    return Written(kept, said, sorted(by_others, key=lambda one: vietnamese_key(one.unit)))


def read_ahead(session: Session, obligation_ids: Collection[int]) -> None:
    """Read ahead, in a batch, what has been written for these reports."""
    _WRITTEN.read_ahead(session, {(id,) for id in obligation_ids})


def begin(session: Session, *, organisation_id: int, obligation_id: int, unit_id: int, now: datetime) -> DraftHead:
    """Begin a draft, where it is known that there is none."""
    row = {"organisation_id": organisation_id, "obligation_id": obligation_id, "unit_id": unit_id, "updated_at": now}
    later(session, _BEGIN.on(session), [row])
    _WRITTEN.forget(session, obligation_id)
    return DraftHead(organisation_id, obligation_id, unit_id, now)


def begin_from(
    session: Session,
    organisation_id: int,
    obligation_id: int,
    unit_id: int,
    lines: Sequence[ReportLine],
    now: datetime,
) -> DraftHead:
    """Begin a draft with what a report said, by whom and when as it was said."""
    draft = begin(session, organisation_id=organisation_id, obligation_id=obligation_id, unit_id=unit_id, now=now)
    for line in lines:
        put(
            session,
            draft,
            line.task_id,
            line.answers,
            person_id=line.person_id,
            said_at=line.said_at,
            now=now,
            as_before=line.as_before,
        )
    return draft


def put(
    session: Session,
    draft: DraftHead,
    task_id: int,
    answers: Mapping[str, Any],
    *,
    person_id: int,
    now: datetime,
    said_at: datetime | None = None,
    as_before: bool = False,
) -> None:
    """Put these answers in the place of all that was said about a task; they were said now, or at `said_at`."""
    row = {
        "organisation_id": draft.organisation_id,
        **_own(draft),
        "task_id": task_id,
        "answers": dict(answers),
        "as_before": as_before,
        "person_id": person_id,
        "said_at": said_at or now,
    }
    later(session, _PUT.on(session), [row])
    touch(session, draft, now)


def remove(session: Session, draft: DraftHead, task_id: int, now: datetime) -> None:
    """Take all that was said about a task out of the draft."""
    session.connection().execute(_REMOVE, {**_own(draft), "of_task": task_id}, execution_options=PRECISE)
    touch(session, draft, now)


def in_new_units(
    session: Session, requirement_id: int, then: Sequence[Field], now_asked: Sequence[Field], now: datetime
) -> int:
    """Bring drafts into the units in which the requirement's own fields are asked now: what they hold keeps its unit,
    and is converted or taken out. Return how many answers were changed."""
    rows = session.execute(
        select(DraftEntry, Draft)
        .join(Draft, Draft.id == DraftEntry.draft_id)
        .join(Obligation, Obligation.id == Draft.obligation_id)
        .where(Obligation.requirement_id == requirement_id)
        .order_by(Obligation.id, DraftEntry.id)
        .with_for_update(of=Obligation, key_share=True)
    ).all()
    changed = 0
    for entry, draft in rows:
        answers = in_units_of(entry.answers, then, now_asked)
        if answers != entry.answers:
            entry.answers, draft.updated_at = answers, now
            changed += 1
    session.flush()
    return changed


def touch(session: Session, draft: DraftHead, now: datetime) -> None:
    """Note that the draft changed at `now`."""
    if draft.updated_at != now:
        session.connection().execute(_TOUCH, {**_own(draft), "now": now}, execution_options=PRECISE)
    _WRITTEN.forget(session, draft.obligation_id)


def discard(session: Session, draft: DraftHead) -> None:
    for statement in _DISCARD:
        session.connection().execute(statement, _own(draft), execution_options=PRECISE)
    _WRITTEN.forget(session, draft.obligation_id)


def _own(draft: DraftHead) -> dict[str, int]:
    return {"of_obligation": draft.obligation_id, "of_unit": draft.unit_id}

"""Drafts: what a unit's people have said so far about the tasks of one report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from domain import form
from storage.insert_once import dialect_of, insert_or_update, table_of
from storage.reading import rows
from storage.tables import Draft, DraftEntry, Person, Unit


@dataclass(frozen=True, slots=True)
class Said:
    """The last word on one task, with who said it when."""

    answers: Mapping[str, Any]
    as_before: bool
    person_id: int
    person: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft, without what it says."""

    id: int
    organisation_id: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Contributor:
    """A coordinating unit."""

    id: int
    name: str


_DRAFT, _ENTRY, _PERSON, _UNIT = map(table_of, (Draft, DraftEntry, Person, Unit))
_KEPT = (_DRAFT.c.id, _DRAFT.c.organisation_id, _DRAFT.c.updated_at)
_SAID = (_ENTRY.c.answers, _ENTRY.c.as_before, _ENTRY.c.person_id, _PERSON.c.name, _ENTRY.c.said_at)
_OF_UNIT = and_(_DRAFT.c.obligation_id == bindparam("obligation"), _DRAFT.c.unit_id == bindparam("unit"))
_FIND = select(*_KEPT).where(_OF_UNIT)
_READ = (
    select(*_KEPT, _ENTRY.c.task_id, *_SAID)
    .select_from(
        _DRAFT.outerjoin(_ENTRY, _ENTRY.c.draft_id == _DRAFT.c.id).outerjoin(
            _PERSON, _PERSON.c.id == _ENTRY.c.person_id
        )
    )
    .where(_OF_UNIT)
)
_CONTRIBUTIONS = (
    select(_UNIT.c.id, _UNIT.c.name, _ENTRY.c.task_id, *_SAID)
    .select_from(
        _DRAFT.join(_UNIT, _UNIT.c.id == _DRAFT.c.unit_id)
        .join(_ENTRY, _ENTRY.c.draft_id == _DRAFT.c.id)
        .join(_PERSON, _PERSON.c.id == _ENTRY.c.person_id)
    )
    .where(_DRAFT.c.obligation_id == bindparam("obligation"), _DRAFT.c.unit_id != bindparam("lead"))
    .order_by(_UNIT.c.id, _ENTRY.c.task_id)
)
_BEGIN = insert(_DRAFT).returning(_DRAFT.c.id)
_TOUCH = update(_DRAFT).where(_DRAFT.c.id == bindparam("draft")).values(updated_at=bindparam("now"))
_ANSWERS = select(_ENTRY.c.answers).where(
    _ENTRY.c.draft_id == bindparam("draft"), _ENTRY.c.task_id == bindparam("task")
)
_KEEP = insert_or_update(DraftEntry, "organisation_id", "draft_id", "task_id")
_DISCARD = (
    delete(_ENTRY).where(_ENTRY.c.draft_id == bindparam("draft")),
    delete(_DRAFT).where(_DRAFT.c.id == bindparam("draft")),
)


def read(session: Session, obligation_id: int, unit_id: int) -> tuple[Kept | None, dict[int, Said]]:
    """The unit's draft with what it says, by task id."""
    found = rows(session, _READ, {"obligation": obligation_id, "unit": unit_id}).all()
    kept = Kept(*found[0][:3]) if found else None
    return kept, {task_id: Said(*said) for _, _, _, task_id, *said in found if task_id is not None}


def opened(session: Session, *, organisation_id: int, obligation_id: int, unit_id: int, now: datetime) -> Kept:
    """The unit's draft, begun if there is none yet."""
    found = rows(session, _FIND, {"obligation": obligation_id, "unit": unit_id}).one_or_none()
    if found is not None:
        return Kept(*found)
    return begin(session, organisation_id=organisation_id, obligation_id=obligation_id, unit_id=unit_id, now=now)


def begin(session: Session, *, organisation_id: int, obligation_id: int, unit_id: int, now: datetime) -> Kept:
    """A new draft, where it is known that there is none."""
    row = {"organisation_id": organisation_id, "obligation_id": obligation_id, "unit_id": unit_id, "updated_at": now}
    return Kept(session.connection().execute(_BEGIN, row).scalar_one(), organisation_id, now)


def touch(session: Session, draft: Kept, now: datetime) -> None:
    """The draft changed at `now`."""
    if draft.updated_at != now:
        session.connection().execute(_TOUCH, {"draft": draft.id, "now": now})


def contributions(session: Session, obligation_id: int, lead_id: int) -> list[tuple[Contributor, int, Said]]:
    """What the coordinating units said, as (unit, task id, what), in the units' order."""
    found = rows(session, _CONTRIBUTIONS, {"obligation": obligation_id, "lead": lead_id})
    return [(Contributor(id, name), task_id, Said(*said)) for id, name, task_id, *said in found]


def say(
    session: Session,
    draft: Kept,
    task_id: int,
    said: Mapping[str, Any],
    *,
    person_id: int,
    now: datetime,
    as_before: bool = False,
) -> None:
    """Adds what somebody said about a task to the draft: the last word on each field wins."""
    before = rows(session, _ANSWERS, {"draft": draft.id, "task": task_id}).scalar_one_or_none()
    answers = form.merge(before or {}, said)
    _store(session, draft, task_id, answers, person_id=person_id, now=now, as_before=as_before)


def replace(
    session: Session,
    draft: Kept,
    task_id: int,
    answers: Mapping[str, Any],
    *,
    person_id: int,
    now: datetime,
    as_before: bool,
) -> None:
    """Puts other answers in the place of all that was said about a task."""
    _store(session, draft, task_id, dict(answers), person_id=person_id, now=now, as_before=as_before)


def _store(
    session: Session,
    draft: Kept,
    task_id: int,
    answers: dict[str, Any],
    *,
    person_id: int,
    now: datetime,
    as_before: bool,
) -> None:
    row = {
        "organisation_id": draft.organisation_id,
        "draft_id": draft.id,
        "task_id": task_id,
        "answers": answers,
        "as_before": as_before,
        "person_id": person_id,
        "said_at": now,
    }
    session.connection().execute(_KEEP[dialect_of(session)], row)
    touch(session, draft, now)


def discard(session: Session, draft: Kept) -> None:
    for statement in _DISCARD:
        session.connection().execute(statement, {"draft": draft.id})

"""Drafts: what a unit's people have said so far about the tasks of one report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from domain import form
from storage.insert_once import dialect_of, insert_or_update, table_of
from storage.tables import Draft, DraftEntry, Person, Unit


@dataclass(frozen=True, slots=True)
class Said:
    """The last word on one task, with who said it when."""

    answers: Mapping[str, Any]
    as_before: bool
    person_id: int
    person: str
    said_at: datetime


_ENTRY = table_of(DraftEntry)
_DRAFT = select(Draft).where(Draft.obligation_id == bindparam("obligation"), Draft.unit_id == bindparam("unit"))
_SAID = (DraftEntry.task_id, DraftEntry.answers, DraftEntry.as_before, DraftEntry.person_id, Person.name, DraftEntry.said_at)
_WITH_ENTRIES = (
    select(Draft, *_SAID)
    .outerjoin(DraftEntry, DraftEntry.draft_id == Draft.id)
    .outerjoin(Person, Person.id == DraftEntry.person_id)
    .where(Draft.obligation_id == bindparam("obligation"), Draft.unit_id == bindparam("unit"))
)
_CONTRIBUTIONS = (
    select(Unit, *_SAID)
    .join(Draft, Draft.unit_id == Unit.id)
    .join(DraftEntry, DraftEntry.draft_id == Draft.id)
    .join(Person, Person.id == DraftEntry.person_id)
    .where(Draft.obligation_id == bindparam("obligation"), Draft.unit_id != bindparam("lead"))
    .order_by(Unit.id, DraftEntry.task_id)
)
_ANSWERS = select(_ENTRY.c.answers).where(_ENTRY.c.draft_id == bindparam("draft"), _ENTRY.c.task_id == bindparam("task"))
_KEEP = insert_or_update(DraftEntry, "organisation_id", "draft_id", "task_id")


def find(session: Session, obligation_id: int, unit_id: int) -> Draft | None:
    return session.scalar(_DRAFT, {"obligation": obligation_id, "unit": unit_id})


def read(session: Session, obligation_id: int, unit_id: int) -> tuple[Draft | None, dict[int, Said]]:
    """The unit's draft with what it says, by task id."""
    rows = session.execute(_WITH_ENTRIES, {"obligation": obligation_id, "unit": unit_id}).all()
    said = {task_id: Said(*found) for _, task_id, *found in rows if task_id is not None}
    return (rows[0][0] if rows else None), said


def opened(session: Session, *, organisation_id: int, obligation_id: int, unit_id: int, now: datetime) -> Draft:
    """The unit's draft, begun if there is none yet."""
    draft = find(session, obligation_id, unit_id)
    if draft is not None:
        return draft
    return begin(session, organisation_id=organisation_id, obligation_id=obligation_id, unit_id=unit_id, now=now)


def begin(session: Session, *, organisation_id: int, obligation_id: int, unit_id: int, now: datetime) -> Draft:
    """A new draft, where it is known that there is none."""
    draft = Draft(organisation_id=organisation_id, obligation_id=obligation_id, unit_id=unit_id, updated_at=now)
    session.add(draft)
    session.flush()
    return draft


def contributions(session: Session, obligation_id: int, lead_id: int) -> list[tuple[Unit, int, Said]]:
    """What the coordinating units said, as (unit, task id, what), in the units' order."""
    rows = session.execute(_CONTRIBUTIONS, {"obligation": obligation_id, "lead": lead_id})
    return [(unit, task_id, Said(*found)) for unit, task_id, *found in rows]


def say(
    session: Session,
    draft: Draft,
    task_id: int,
    said: Mapping[str, Any],
    *,
    person_id: int,
    now: datetime,
    as_before: bool = False,
) -> None:
    """Adds what somebody said about a task to the draft: the last word on each field wins."""
    before = session.execute(_ANSWERS, {"draft": draft.id, "task": task_id}).scalar_one_or_none()
    answers = form.merge(before or {}, said)
    _store(session, draft, task_id, answers, person_id=person_id, now=now, as_before=as_before)


def replace(
    session: Session,
    draft: Draft,
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
    draft: Draft,
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
    draft.updated_at = now


def discard(session: Session, draft: Draft) -> None:
    session.execute(delete(DraftEntry).where(DraftEntry.draft_id == draft.id))
    session.execute(delete(Draft).where(Draft.id == draft.id))
    session.expunge(draft)

"""Drafts: what a unit's people have said so far about the tasks of one report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain import form
from storage.tables import Draft, DraftEntry, Person, Unit


@dataclass(frozen=True, slots=True)
class Said:
    """The last word on one task, with who said it when."""

    answers: Mapping[str, Any]
    as_before: bool
    person_id: int
    person: str
    said_at: datetime


def find(session: Session, obligation_id: int, unit_id: int) -> Draft | None:
    return session.scalar(select(Draft).where(Draft.obligation_id == obligation_id, Draft.unit_id == unit_id))


def opened(session: Session, *, organisation_id: int, obligation_id: int, unit_id: int, now: datetime) -> Draft:
    """The unit's draft, begun if there is none yet."""
    draft = find(session, obligation_id, unit_id)
    if draft is None:
        draft = Draft(organisation_id=organisation_id, obligation_id=obligation_id, unit_id=unit_id, updated_at=now)
        session.add(draft)
        session.flush()
    return draft


def entries(session: Session, draft: Draft) -> dict[int, Said]:
    """By task id."""
    query = (
        select(DraftEntry, Person.name)
        .join(Person, Person.id == DraftEntry.person_id)
        .where(DraftEntry.draft_id == draft.id)
    )
    return {entry.task_id: _said(entry, name) for entry, name in session.execute(query)}


def contributions(session: Session, obligation_id: int, lead_id: int) -> list[tuple[Unit, int, Said]]:
    """What the coordinating units said, as (unit, task id, what), in the units' order."""
    query = (
        select(Unit, DraftEntry, Person.name)
        .join(Draft, Draft.unit_id == Unit.id)
        .join(DraftEntry, DraftEntry.draft_id == Draft.id)
        .join(Person, Person.id == DraftEntry.person_id)
        .where(Draft.obligation_id == obligation_id, Draft.unit_id != lead_id)
        .order_by(Unit.id, DraftEntry.task_id)
    )
    rows = session.execute(query)
    return [(unit, entry.task_id, _said(entry, name)) for unit, entry, name in rows]


def _said(entry: DraftEntry, name: str) -> Said:
    return Said(entry.answers, entry.as_before, entry.person_id, name, entry.said_at)


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
    entry = session.scalar(select(DraftEntry).where(DraftEntry.draft_id == draft.id, DraftEntry.task_id == task_id))
    answers = form.merge({} if entry is None else entry.answers, said)
    _store(session, draft, entry, task_id, answers, person_id=person_id, now=now, as_before=as_before)


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
    entry = session.scalar(select(DraftEntry).where(DraftEntry.draft_id == draft.id, DraftEntry.task_id == task_id))
    _store(session, draft, entry, task_id, dict(answers), person_id=person_id, now=now, as_before=as_before)


def _store(
    session: Session,
    draft: Draft,
    entry: DraftEntry | None,
    task_id: int,
    answers: dict[str, Any],
    *,
    person_id: int,
    now: datetime,
    as_before: bool,
) -> None:
    if entry is None:
        entry = DraftEntry(organisation_id=draft.organisation_id, draft_id=draft.id, task_id=task_id)
        session.add(entry)
    entry.answers, entry.as_before = answers, as_before
    entry.person_id, entry.said_at = person_id, now
    draft.updated_at = now
    session.flush()


def discard(session: Session, draft: Draft) -> None:
    session.execute(delete(DraftEntry).where(DraftEntry.draft_id == draft.id))
    session.execute(delete(Draft).where(Draft.id == draft.id))
    session.expunge(draft)

"""What people wrote for the document of a collation: every version is kept, and of each part the last one counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.tables import Narrative, Person, Plan


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """The version of a part that counts."""

    id: int
    part: str
    text: str
    person: str
    at: datetime


def hold(session: Session, plan_id: int) -> None:
    """Have others who write for this plan wait until the transaction ends."""
    session.execute(select(Plan.id).where(Plan.id == plan_id).with_for_update(key_share=True))


def latest(
    session: Session,
    requirement_id: int | None,
    period_key: str,
    until: datetime | None = None,
    *,
    plan_id: int | None = None,
) -> Mapping[str, WrittenPart]:
    """Return what counts of each part that was written, by the part. Without a requirement it is of the review of a
    plan, over the span of which that is the key. `until`: as it stood at that moment."""
    newest = select(func.max(Narrative.id)).where(Narrative.period_key == period_key)
    if requirement_id is not None:
        newest = newest.where(Narrative.requirement_id == requirement_id)
    else:
        newest = newest.where(Narrative.requirement_id.is_(None), Narrative.plan_id == plan_id)
    if until is not None:
        newest = newest.where(Narrative.at <= until)
    rows = session.execute(
        select(Narrative.id, Narrative.part, Narrative.text, Person.name, Narrative.at)
        .join(Person, Person.id == Narrative.person_id)
        .where(Narrative.id.in_(newest.group_by(Narrative.part)))
    )
    return {row.part: WrittenPart(*row) for row in rows}


def add(
    session: Session,
    *,
    organisation_id: int,
    plan_id: int,
    requirement_id: int | None,
    period_key: str,
    part: str,
    text: str,
    person_id: int,
    channel: str,
    now: datetime,
) -> Narrative:
    """Keep a further version, which counts from now on."""
    written = Narrative(
        organisation_id=organisation_id,
        plan_id=plan_id,
        requirement_id=requirement_id,
        period_key=period_key,
        part=part,
        text=text,
        person_id=person_id,
        channel=channel,
        at=now,
    )
    session.add(written)
    session.flush()
    return written

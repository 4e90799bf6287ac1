"""Files asked for in a chat: who asked for what, who is making it, and the file."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session, undefer

from storage.insert_once import table_of
from storage.tables import Export, Requirement

LEASE = timedelta(minutes=3)
"""After that much time whoever was making it is taken for gone."""
MOST_ATTEMPTS = 3

_EXPORT = table_of(Export)
_NEXT = (
    select(Export)
    .where(Export.state == "waiting", or_(Export.leased_until.is_(None), Export.leased_until <= bindparam("now")))
    .order_by(Export.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is fetched by its link."""

    name: str
    content: bytes
    person_id: int
    plan_id: int


def ask(
    session: Session,
    *,
    organisation_id: int,
    person_id: int,
    address_id: int,
    kind: str,
    requirement_id: int,
    period_key: str,
    frozen: bool,
    now: datetime,
) -> bool:
    """Whether it was not asked for already: pressed twice, made once."""
    same = select(Export.id).where(
        Export.state == "waiting",
        Export.address_id == address_id,
        Export.kind == kind,
        Export.requirement_id == requirement_id,
        Export.period_key == period_key,
        Export.frozen == frozen,
    )
    if session.scalar(same.limit(1)) is not None:
        return False
    session.add(
        Export(
            organisation_id=organisation_id,
            person_id=person_id,
            address_id=address_id,
            kind=kind,
            requirement_id=requirement_id,
            period_key=period_key,
            frozen=frozen,
            state="waiting",
            asked_at=now,
            attempts=0,
        )
    )
    session.flush()
    return True


def claim(session: Session, now: datetime) -> Export | None:
    """The oldest that waits, for this process alone until the lease ends."""
    found: Export | None = session.scalars(_NEXT, {"now": now}).first()
    if found is not None:
        found.leased_until = now + LEASE
        found.attempts += 1
        session.flush()
    return found


def release(session: Session, export_id: int) -> None:
    """It could not be made now, and is tried again."""
    session.execute(update(_EXPORT).where(_EXPORT.c.id == export_id).values(leased_until=None))


def keep(session: Session, export_id: int, name: str, content: bytes) -> None:
    values = {"state": "ready", "leased_until": None, "name": name, "size": len(content), "content": content}
    session.execute(update(_EXPORT).where(_EXPORT.c.id == export_id).values(**values))


def close(session: Session, export_id: int, state: str, reason: str | None = None) -> None:
    """Over without a file."""
    session.execute(
        update(_EXPORT).where(_EXPORT.c.id == export_id).values(state=state, leased_until=None, reason=reason)
    )


def file(session: Session, export_id: int) -> Kept | None:
    """None where there is none, or not any more."""
    row = session.execute(
        select(Export, Requirement.plan_id)
        .join(Requirement, Requirement.id == Export.requirement_id)
        .where(Export.id == export_id, Export.state == "ready")
        .options(undefer(Export.content))
    ).one_or_none()
    if row is None:
        return None
    export, plan_id = row
    content = export.content
    return None if content is None else Kept(export.name or "", content, export.person_id, plan_id)


def content(session: Session, export_id: int) -> bytes | None:
    return session.scalar(select(Export.content).where(Export.id == export_id))

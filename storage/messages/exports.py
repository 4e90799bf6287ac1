"""Files asked for in a chat: who asked for what, who is making it, and the file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import Session, undefer

from storage.db.upsert import table_of
from storage.tables import Export, Unit

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
class ExportFile:
    """A file as it is fetched by its link, and what was asked for by whom."""

    what: str
    name: str
    content: bytes
    person_id: int
    plan_ids: Collection[int]
    args: Mapping[str, Any]


def ask(
    session: Session,
    *,
    organisation_id: int,
    person_id: int,
    address_id: int,
    what: str,
    kind: str,
    args: Mapping[str, Any],
    plan_ids: Collection[int],
    now: datetime,
) -> bool:
    """Ask for a file; say whether it was not asked for already: pressed twice, made once."""
    same = select(Export).where(
        Export.state == "waiting", Export.address_id == address_id, Export.what == what, Export.kind == kind
    )
    if any((one.args, one.plan_ids) == (dict(args), sorted(plan_ids)) for one in session.scalars(same)):
        return False
    session.add(
        Export(
            organisation_id=organisation_id,
            person_id=person_id,
            address_id=address_id,
            what=what,
            kind=kind,
            args=dict(args),
            plan_ids=sorted(plan_ids),
            state="waiting",
            asked_at=now,
            attempts=0,
        )
    )
    session.flush()
    return True


def has_units(session: Session, organisation_id: int, many: int) -> bool:
    """Say whether the organisation has at least so many units."""
    last = select(Unit.id).where(Unit.organisation_id == organisation_id).offset(many - 1).limit(1)
    return session.scalar(last) is not None


def claim(session: Session, now: datetime) -> Export | None:
    """Return the oldest that waits, for this process alone until the lease ends."""
    found: Export | None = session.scalars(_NEXT, {"now": now}).first()
    if found is not None:
        found.leased_until = now + LEASE
        found.attempts += 1
        session.flush()
    return found


def release(session: Session, export_id: int) -> None:
    """Let it be tried again: it could not be made now."""
    session.execute(update(_EXPORT).where(_EXPORT.c.id == export_id).values(leased_until=None))


def keep(session: Session, export_id: int, name: str, content: bytes) -> None:
    values = {"state": "ready", "leased_until": None, "name": name, "size": len(content), "content": content}
    session.execute(update(_EXPORT).where(_EXPORT.c.id == export_id).values(**values))


def close(session: Session, export_id: int, state: str, reason: str | None = None) -> None:
    """Note that it is over without a file."""
    session.execute(
        update(_EXPORT).where(_EXPORT.c.id == export_id).values(state=state, leased_until=None, reason=reason)
    )


def file(session: Session, export_id: int) -> ExportFile | None:
    """Return the file; None where there is none, or not any more."""
    export = session.scalar(
        select(Export).where(Export.id == export_id, Export.state == "ready").options(undefer(Export.content))
    )
    content = export.content if export else None
    if export is None or content is None:
        return None
    return ExportFile(export.what, export.name or "", content, export.person_id, export.plan_ids, export.args)


def content(session: Session, export_id: int) -> bytes | None:
    return session.scalar(select(Export.content).where(Export.id == export_id))

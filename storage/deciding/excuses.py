"""Reports that need not be handed in, with the reason."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.db.upsert import table_of
from storage.tables import Excuse, Obligation

_EXCUSE = table_of(Excuse)


def add(
    session: Session, obligation: Obligation, reason: str, *, person_id: int, channel: str, now: datetime
) -> Excuse:
    excuse = Excuse(
        organisation_id=obligation.organisation_id,
        obligation_id=obligation.id,
        reason=reason,
        person_id=person_id,
        channel=channel,
        at=now,
    )
    session.add(excuse)
    session.flush()
    return excuse


def lift(session: Session, obligation_id: int, person_id: int, now: datetime) -> None:
    session.execute(
        update(_EXCUSE)
        .where(_EXCUSE.c.obligation_id == obligation_id, _EXCUSE.c.lifted_at.is_(None))
        .values(lifted_at=now, lifted_by=person_id)
    )


def reasons(session: Session, obligation_ids: Collection[int]) -> dict[int, str]:
    """Return why each of these is excused."""
    rows = session.execute(
        select(Excuse.obligation_id, Excuse.reason)
        .where(Excuse.obligation_id.in_(obligation_ids), Excuse.lifted_at.is_(None))
        .order_by(Excuse.id)
    )
    return dict(rows.all()) if obligation_ids else {}

"""How much of the outbox waits, for whoever looks on."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.tables import Outbox


def waiting_count(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Outbox).where(Outbox.state == "waiting")).scalar_one()

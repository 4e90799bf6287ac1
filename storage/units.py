"""Units by what is asked about them."""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.text import vietnamese_key
from storage.tables import Unit


def listed(session: Session, unit_ids: Collection[int], organisation_ids: Collection[int]) -> list[Unit]:
    """These units and all of these organisations, by name."""
    query = select(Unit).where(or_(Unit.id.in_(unit_ids), Unit.organisation_id.in_(organisation_ids)))
    return sorted(session.scalars(query), key=lambda unit: vietnamese_key(unit.name))

"""To which classes the units of a collation belong, as it is now."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import Obligation, UnitClass, UnitMembership


def classes(session: Session, requirement_id: int, period_key: str) -> Mapping[int, Sequence[str]]:
    """Return the names of the classes of each unit that was asked, in the order in which the setup has them; units
    without one are left out."""
    asked = select(Obligation.unit_id).where(
        Obligation.requirement_id == requirement_id, Obligation.period_key == period_key
    )
    rows = session.execute(
        select(UnitMembership.unit_id, UnitClass.name)
        .join(UnitClass, UnitClass.id == UnitMembership.class_id)
        .where(UnitMembership.organisation_id == UnitClass.organisation_id, UnitMembership.unit_id.in_(asked))
        .order_by(UnitMembership.unit_id, UnitClass.id)
    )
    found: dict[int, list[str]] = {}
    for unit_id, name in rows:
        found.setdefault(unit_id, []).append(name)
    return found

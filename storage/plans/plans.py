"""Plans by what is asked about them."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import Requirement, RequirementUnit


def plans_owed(session: Session, unit_ids: Collection[int]) -> set[int]:
    """Return the plans on which these units owe reports of their own."""
    query = (
        select(Requirement.plan_id)
        .join(RequirementUnit, RequirementUnit.requirement_id == Requirement.id)
        .where(RequirementUnit.unit_id.in_(unit_ids), RequirementUnit.contributes.is_(False))
        .distinct()
    )
    return set(session.scalars(query)) if unit_ids else set()


def look_again(requirement: Requirement, now: datetime) -> None:
    """Have the next `open_due_periods` look at this requirement: it is new, or its units or periods changed."""
    requirement.next_open_at = min(requirement.next_open_at or now, now)

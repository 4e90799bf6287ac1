"""Plans by what is asked about them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session, aliased

from domain.reports.reviews import Verdict
from domain.reports.states import UNDECIDED, State
from storage.tables import Obligation, Plan, Requirement, RequirementUnit, Review

_OWED_STILL = and_(
    Obligation.organisation_id == Requirement.organisation_id,  # by the index of what is listed
    Obligation.requirement_id == Requirement.id,
    Obligation.state.in_(sorted(str(state) for state in UNDECIDED)),
)
"""Whoever is asked for no more of a requirement owes what is open of it all the same."""
_LATER = aliased(Review)
ASKED_TO_OPEN = (
    Obligation.state == str(State.ACCEPTED),
    Review.verdict == str(Verdict.UNLOCK_ASKED),
    ~exists().where(_LATER.obligation_id == Review.obligation_id, _LATER.id > Review.id),
)
"""A report that was accepted is to be opened again, as its unit asks, and nobody has decided on it."""


def plans_owed(session: Session, unit_ids: Collection[int], *, or_added_to: bool = False) -> set[int]:
    """Return the plans on which these units owe reports of their own, or to whose reports they add."""
    if not unit_ids:
        return set()
    asked = select(Requirement.plan_id).join(RequirementUnit).where(RequirementUnit.unit_id.in_(unit_ids))
    if not or_added_to:
        asked = asked.where(RequirementUnit.contributes.is_(False))
    owing = select(Requirement.plan_id).join(Obligation, _OWED_STILL).where(Obligation.unit_id.in_(unit_ids))
    return set(session.scalars(asked.union(owing)))


def of(session: Session, plan_ids: Collection[int]) -> Sequence[Plan]:
    """Return these plans."""
    return session.scalars(select(Plan).where(Plan.id.in_(plan_ids)).order_by(Plan.id)).all() if plan_ids else []


def units_asked(session: Session, which: ColumnElement[bool]) -> set[int]:
    """Return the units that owe reports on these requirements, or add to them, or ask to open one again."""
    asked = select(RequirementUnit.unit_id).join(Requirement).where(which)
    owing = select(Obligation.unit_id).join(Requirement, _OWED_STILL).where(which)
    to_open = (
        select(Obligation.unit_id)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .join(Review, (Review.obligation_id == Obligation.id) & (Review.organisation_id == Obligation.organisation_id))
        .where(which, *ASKED_TO_OPEN)
    )
    return set(session.scalars(asked.union(owing, to_open)))


def look_again(requirement: Requirement, now: datetime) -> None:
    """Have the next `open_due_periods` look at this requirement: it is new, or its units or periods changed."""
    requirement.next_open_at = min(requirement.next_open_at or now, now)

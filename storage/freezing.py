"""A collation as it was frozen: which revision of each report counts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.collation import Owed
from storage.collated import About
from storage.tables import (
    FrozenCollation,
    Person,
)


def latest_frozen(session: Session, requirement_id: int, period_key: str) -> tuple[FrozenCollation, str] | None:
    """The last freezing of a collation, and by whom."""
    row = session.execute(
        select(FrozenCollation, Person.name)
        .join(Person, Person.id == FrozenCollation.person_id)
        .where(FrozenCollation.requirement_id == requirement_id, FrozenCollation.period_key == period_key)
        .order_by(FrozenCollation.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def freeze(
    session: Session, about: About, owed: Sequence[Owed], *, person_id: int, channel: str, now: datetime
) -> FrozenCollation:
    """Keeps which revision of each report counts; reports never change, so that this is the whole collation."""
    frozen = FrozenCollation(
        organisation_id=about.organisation_id,
        requirement_id=about.requirement_id,
        period_key=about.period_key,
        reports={str(one.obligation_id): [str(one.state), one.sent.report_id if one.sent else None] for one in owed},
        person_id=person_id,
        channel=channel,
        at=now,
    )
    session.add(frozen)
    session.flush()
    return frozen

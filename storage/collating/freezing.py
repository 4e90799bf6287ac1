"""A collation as it was frozen: which revision of each report counts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from domain.collation import Owed
from storage.collating.about import CollationSubject, periods_of_year, previous_period
from storage.tables import FrozenCollation, Obligation, Person, Report

_OTHERS = (
    select(Obligation.id, Obligation.state, func.max(Report.id), Obligation.due_at, Obligation.original_due_at)
    .outerjoin(Report, Report.obligation_id == Obligation.id)
    .where(
        Obligation.requirement_id == bindparam("requirement"),
        Obligation.period_key.in_(bindparam("periods", expanding=True)),
        Obligation.period_key != bindparam("own"),
    )
    .group_by(Obligation.id, Obligation.state, Obligation.due_at, Obligation.original_due_at)
)


def latest_frozen(session: Session, requirement_id: int, period_key: str) -> tuple[FrozenCollation, str] | None:
    """Return the last freezing of a collation, and by whom."""
    row = session.execute(
        select(FrozenCollation, Person.name)
        .join(Person, Person.id == FrozenCollation.person_id)
        .where(FrozenCollation.requirement_id == requirement_id, FrozenCollation.period_key == period_key)
        .order_by(FrozenCollation.id.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def freeze(
    session: Session, about: CollationSubject, owed: Sequence[Owed], *, person_id: int, channel: str, now: datetime
) -> FrozenCollation:
    """Keep which revision of each report counts, with when each was due, and the same of the periods that it is
    compared and summed up with; reports never change, so that this is the whole collation."""
    beside = [key for key, _ in periods_of_year(session, about.requirement_id, about.period_key)]
    beside.append(previous_period(session, about.requirement_id, about.period_key) or about.period_key)
    others = session.execute(_OTHERS, {"requirement": about.requirement_id, "periods": beside, "own": about.period_key})
    now_said = ((one.obligation_id, one.state, one.sent, one.due_at, one.original_due_at) for one in owed)
    rows = [(id, state, sent.report_id if sent else None, *due) for id, state, sent, *due in now_said]
    frozen = FrozenCollation(
        organisation_id=about.organisation_id,
        requirement_id=about.requirement_id,
        period_key=about.period_key,
        reports={
            str(id): [str(state), report_id, *(moment.isoformat() for moment in due)]
            for id, state, report_id, *due in (*rows, *others)
        },
        person_id=person_id,
        channel=channel,
        at=now,
    )
    session.add(frozen)
    session.flush()
    return frozen

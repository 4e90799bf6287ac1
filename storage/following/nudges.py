"""What coordinators do to urge units, as the log names it, and whom one urged just now."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.tables import AuditEvent

UNIT_NUDGED = "unit.nudged"  # subject: the obligation
LETTER_WRITTEN = "letter.written"  # subject: the obligation
PERSON_NUDGED = "person.nudged"  # subject: the person, so that nobody is urged twice in a row


def nudged_since(
    session: Session, organisation_ids: Collection[int], person_ids: Collection[int], since: datetime
) -> dict[int, datetime]:
    """Return which of these people a coordinator nudged after that moment, and when last."""
    subjects = {f"person:{id}": id for id in person_ids}
    query = (
        select(AuditEvent.subject, func.max(AuditEvent.at, type_=AuditEvent.at.type))
        .where(
            AuditEvent.organisation_id.in_(organisation_ids),
            AuditEvent.subject.in_(subjects),
            AuditEvent.action == PERSON_NUDGED,
            AuditEvent.at > since,
        )
        .group_by(AuditEvent.subject)
    )
    return {subjects[subject]: at for subject, at in session.execute(query)} if subjects else {}

"""How often units were urged, by the clock and by coordinators; and whom a coordinator urged just now."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from storage.tables import AuditEvent, Obligation, Outbox, Position, ReminderEntry

UNIT_NUDGED = "unit.nudged"  # subject: the obligation
LETTER_WRITTEN = "letter.written"  # subject: the obligation
PERSON_NUDGED = "person.nudged"  # subject: the person, so that nobody is urged twice in a row
_GOING_OUT = ("waiting", "sent")


def counts(session: Session, obligation_ids: Collection[int]) -> dict[int, int]:
    """Return, by obligation, how many reminders went, or are going, to people of the unit itself, and nudges."""
    if not obligation_ids:
        return {}
    found = _reminders(session, obligation_ids)
    for obligation_id, nudges in _nudges(session, obligation_ids).items():
        found[obligation_id] = found.get(obligation_id, 0) + nudges
    return found


def _reminders(session: Session, obligation_ids: Collection[int]) -> dict[int, int]:
    """Count reminders: a step that went to several people is one; one that only coordinators heard of is none."""
    to_the_unit = exists().where(Position.person_id == ReminderEntry.person_id, Position.unit_id == Obligation.unit_id)
    query = (
        select(ReminderEntry.obligation_id, func.count(ReminderEntry.step.distinct()))
        .join(Obligation, Obligation.id == ReminderEntry.obligation_id)
        .join(Outbox, Outbox.id == ReminderEntry.outbox_id)
        .where(
            ReminderEntry.organisation_id.in_(_organisations(obligation_ids)),
            ReminderEntry.obligation_id.in_(obligation_ids),
            Outbox.state.in_(_GOING_OUT),
            to_the_unit,
        )
        .group_by(ReminderEntry.obligation_id)
    )
    return dict(session.execute(query).all())


def _nudges(session: Session, obligation_ids: Collection[int]) -> dict[int, int]:
    subjects = {f"obligation:{id}": id for id in obligation_ids}
    query = (
        select(AuditEvent.subject, func.count())
        .where(
            AuditEvent.organisation_id.in_(_organisations(obligation_ids)),
            AuditEvent.subject.in_(subjects),
            AuditEvent.action == UNIT_NUDGED,
        )
        .group_by(AuditEvent.subject)
    )
    return {subjects[subject]: n for subject, n in session.execute(query)}


def _organisations(obligation_ids: Collection[int]) -> Select[int]:
    return select(Obligation.organisation_id).where(Obligation.id.in_(obligation_ids))


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

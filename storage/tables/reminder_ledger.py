"""What was reminded and why not, what was put off, and who did what: only ever added to."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Owned


class ReminderEntry(Owned, Base):
    """One reminder step for one recipient: sent, or why not.

    The unique constraint is what keeps a reminder from going out twice however many schedulers run.
    `recipient` is the person's id as text, or "" where the entry is about the step as a whole.
    """

    __tablename__ = "reminder_entry"
    __table_args__ = (
        UniqueConstraint("organisation_id", "obligation_id", "step", "recipient"),
        Index("ix_reminder_entry_outbox_id", "outbox_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"))
    step: Mapped[str]  # domain.reminders.decide.Occurrence.key
    recipient: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    moment: Mapped[datetime]  # when the step fell due
    decided_at: Mapped[datetime]
    # queued | superseded | nobody | saved: left out, as the month's messages run short | failed | contributed: the unit
    # that might have been told that it may has done so already
    outcome: Mapped[str]
    reason: Mapped[str | None]  # why it went another way than usual: quota | unreachable; the kind of failure
    repeats: Mapped[int]  # how many missed steps this line stands for
    outbox_id: Mapped[int | None]


class Snooze(Owned, Base):
    """`Nhắc lại sau`: one more message to one person, beside the series."""

    __tablename__ = "snooze"
    __table_args__ = (
        Index("ix_snooze_organisation_id_remind_at", "organisation_id", "remind_at"),
        Index("ix_snooze_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    obligation_ids: Mapped[list[Any]]
    remind_at: Mapped[datetime | None]  # None once dealt with
    created_at: Mapped[datetime]


class AuditEvent(Owned, Base):
    __tablename__ = "audit_event"
    __table_args__ = (Index("ix_audit_event_organisation_id_subject", "organisation_id", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: the program or the shell
    channel: Mapped[str]  # telegram | web | shell | clock
    action: Mapped[str]  # report.submitted, person.joined, setup.loaded …
    subject: Mapped[str]  # "obligation:12"
    detail: Mapped[dict[str, Any]]


class AuditSeal(Owned, Base):
    """The chain over audit events: consecutive numbers, each link over the one before and the event."""

    __tablename__ = "audit_seal"
    __table_args__ = (UniqueConstraint("organisation_id", "number"), UniqueConstraint("event_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]  # from 1
    event_id: Mapped[int]  # no reference: a removed event is to be found, not prevented
    link: Mapped[str]


class Announcement(Owned, Base):
    """What was announced to many, by whom."""

    __tablename__ = "announcement"
    __table_args__ = (Index("ix_announcement_organisation_id_at", "organisation_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    audience: Mapped[str]  # in words, as it was chosen
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str]
    at: Mapped[datetime]


class AnnouncementReader(Owned, Base):
    """Somebody to whom it was announced, and whether they said that they have read it."""

    __tablename__ = "announcement_reader"
    __table_args__ = (UniqueConstraint("announcement_id", "person_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcement.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    reached: Mapped[bool]
    read_at: Mapped[datetime | None]

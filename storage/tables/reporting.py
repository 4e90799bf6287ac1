"""What is owed, what is being written, what was handed in."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Owned, only_where


class Obligation(Owned, Base):
    """One expected report: a requirement, a unit, a period. Overdue is computed, never stored."""

    __tablename__ = "obligation"
    __table_args__ = (
        UniqueConstraint("organisation_id", "requirement_id", "unit_id", "period_key"),
        Index("ix_obligation_organisation_id_next_check_at", "organisation_id", "next_check_at"),
        Index("ix_obligation_unit_id_state", "unit_id", "state"),
        Index("ix_obligation_requirement_id_period_key", "requirement_id", "period_key"),
        Index("ix_obligation_organisation_id_state_due_at", "organisation_id", "state", "due_at"),
        Index("ix_obligation_listed", "organisation_id", "requirement_id", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    period_key: Mapped[str]
    period_start: Mapped[date]
    period_end: Mapped[date]
    window_start: Mapped[date]
    window_end: Mapped[date]
    opens_at: Mapped[datetime]
    due_at: Mapped[datetime]
    original_due_at: Mapped[datetime]
    state: Mapped[str]  # domain.reports.states.State
    reminded_through: Mapped[datetime | None]  # steps up to here are dealt with
    next_check_at: Mapped[datetime | None]  # None: nothing to remind of
    unlocked_until: Mapped[datetime | None]  # an accepted report may be amended until then


class Draft(Owned, Base):
    """What a unit's people have said so far. A contributing unit has its own beside the lead's."""

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("organisation_id", "obligation_id", "unit_id"),
        Index("ix_draft_obligation_id", "obligation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    updated_at: Mapped[datetime]


class DraftEntry(Owned, Base):
    """The last word on one task, and who said it."""

    __tablename__ = "draft_entry"
    __table_args__ = (
        UniqueConstraint("organisation_id", "draft_id", "task_id"),
        Index("ix_draft_entry_draft_id", "draft_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id", ondelete="CASCADE"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    answers: Mapped[dict[str, Any]]  # field code -> value, domain.forms.form
    as_before: Mapped[bool]  # taken over from the last report
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]


class TypedMessage(Owned, Base):
    """A message whose words were kept in a draft, so that it is known what it was about when it is edited."""

    __tablename__ = "typed_message"
    __table_args__ = (UniqueConstraint("address_id", "message_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    address_id: Mapped[int] = mapped_column(ForeignKey("address.id"))
    message_id: Mapped[str]  # the channel's
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    tasks: Mapped[list[Any]]  # [id, the fields that it put] of those it spoke of; before 12/2026 the id alone
    at: Mapped[datetime]


class Report(Owned, Base):
    """One revision of a report, kept for good."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("organisation_id", "obligation_id", "revision"),
        Index("ix_report_obligation_id", "obligation_id"),
        Index("ix_report_organisation_id_submitted_at", "organisation_id", "submitted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"))
    revision: Mapped[int]  # from 1
    number: Mapped[str]  # KHCN-QUY/2026-Q4/PKT/1
    nil: Mapped[bool]
    submitted_at: Mapped[datetime]
    due_at: Mapped[datetime]  # as it stood then
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    for_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # on leave, whose deputy sent it
    channel: Mapped[str]
    fields: Mapped[list[Any] | None]  # the requirement's own fields as it was asked with them


class ReportEntry(Owned, Base):
    __tablename__ = "report_entry"
    __table_args__ = (
        UniqueConstraint("organisation_id", "report_id", "task_id", "unit_id"),
        Index("ix_report_entry_report_id", "report_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))  # whose words: the lead's or a contributor's
    answers: Mapped[dict[str, Any]]
    as_before: Mapped[bool]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]


class Extension(Owned, Base):
    """More time asked for one report, and what was decided. Rows stay; only one of a report waits at a time."""

    __tablename__ = "extension"
    __table_args__ = (
        Index("ix_extension_obligation_id", "obligation_id"),
        Index("ix_extension_organisation_id_state", "organisation_id", "state"),
        Index(
            "uq_extension_organisation_id_obligation_id_asked",
            "organisation_id",
            "obligation_id",
            unique=True,
            info=only_where("state = 'asked'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # who asked
    channel: Mapped[str]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]  # as it stood then
    wanted_at: Mapped[datetime]
    reason: Mapped[str]
    state: Mapped[str]  # domain.reports.extensions.ExtensionState
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    granted_at: Mapped[datetime | None]  # the due moment that was granted
    remark: Mapped[str | None]  # why it was refused


class Review(Owned, Base):
    """What was decided on a report that is in, or asked about one that is locked. Rows are added and never changed."""

    __tablename__ = "review"
    __table_args__ = (
        Index("ix_review_obligation_id", "obligation_id"),
        Index("ix_review_organisation_id_verdict", "organisation_id", "verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"))
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))  # the revision that was read
    verdict: Mapped[str]  # domain.reports.reviews.Verdict
    comments: Mapped[list[Any]]  # [{"task": id or None for the whole, "text": …}]
    until: Mapped[datetime | None]  # of a return: to be mended by; of an unlocking: open until
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str]
    at: Mapped[datetime]


class FrozenCollation(Owned, Base):
    """A collation as it stood: which revision of each report counts. What comes later is shown as a difference."""

    __tablename__ = "frozen_collation"
    __table_args__ = (Index("ix_frozen_collation_requirement_id_period_key", "requirement_id", "period_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"))
    period_key: Mapped[str]
    reports: Mapped[dict[str, Any]]  # obligation id -> [state, report id or None, due, originally]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str]
    at: Mapped[datetime]


class FrozenPlanReview(Owned, Base):
    """The review of a plan as it stood: which revision of each report counts, over all its periods."""

    __tablename__ = "frozen_plan_review"
    __table_args__ = (Index("ix_frozen_plan_review_plan_id_span", "plan_id", "span"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    span: Mapped[str]  # domain.plan_reviews.review_spans.ReviewSpan
    reports: Mapped[dict[str, Any]]  # as of a frozen collation
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str]
    at: Mapped[datetime]


class Narrative(Owned, Base):
    """What a person wrote for the document of a collation, or of a plan's review. Rows are added and never changed; of
    each part the last one counts."""

    __tablename__ = "narrative"
    __table_args__ = (
        Index("ix_narrative_requirement_id_period_key", "requirement_id", "period_key"),
        Index("ix_narrative_plan_id_period_key", "plan_id", "period_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    requirement_id: Mapped[int | None] = mapped_column(ForeignKey("requirement.id"))  # None: of the whole plan
    period_key: Mapped[str]
    part: Mapped[str]  # domain.collation.narratives.NarrativePart
    text: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str]
    at: Mapped[datetime]


class Obstacle(Owned, Base):
    """Something in a unit's way, or what it recommends: carried forward until it is answered or closed."""

    __tablename__ = "obstacle"
    __table_args__ = (
        Index("ix_obstacle_organisation_id_state", "organisation_id", "state"),
        Index("ix_obstacle_unit_id_state", "unit_id", "state"),
        Index("ix_obstacle_plan_id_state", "plan_id", "state"),
        Index("ix_obstacle_owner_unit_id_state", "owner_unit_id", "state"),
        Index("ix_obstacle_owner_person_id_state", "owner_person_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    obligation_id: Mapped[int | None] = mapped_column(ForeignKey("obligation.id"))  # the report it was raised in
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"))  # the last revision that says it
    kind: Mapped[str]  # domain.reports.obstacles.ObstacleKind
    text: Mapped[str]
    urgent: Mapped[bool]
    since: Mapped[datetime]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))  # who raised it
    state: Mapped[str]  # domain.reports.obstacles.ObstacleState
    owner_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # who is to answer
    owner_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # …; neither: who coordinates
    answer: Mapped[str | None]
    changed_at: Mapped[datetime]


class ObstacleEvent(Owned, Base):
    """What happened to an obstacle. Rows are added and never changed."""

    __tablename__ = "obstacle_event"
    __table_args__ = (Index("ix_obstacle_event_obstacle_id", "obstacle_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    obstacle_id: Mapped[int] = mapped_column(ForeignKey("obstacle.id"))
    action: Mapped[str]  # raised | restated | withdrawn | forwarded | answered | closed | reopened
    text: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))  # to whom it was forwarded
    to_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # …
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str]
    at: Mapped[datetime]


class Excuse(Owned, Base):
    """A report that need not be handed in: a decision with a reason. It may be taken back; the row stays."""

    __tablename__ = "excuse"
    __table_args__ = (Index("ix_excuse_obligation_id", "obligation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"))
    reason: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    channel: Mapped[str]
    at: Mapped[datetime]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

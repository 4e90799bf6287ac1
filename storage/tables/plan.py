"""Plans with their tasks, and the requirements that say who reports on which of them, when."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, Owned


class Plan(Owned, Base):
    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("organisation_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    number: Mapped[str | None]
    date: Mapped[date | None]
    title: Mapped[str]
    issuer: Mapped[str | None]
    basis: Mapped[list[Any]]  # [{number, date, issuer, kind, subject}]
    recipients: Mapped[list[Any]]  # lines of "Nơi nhận"
    signer: Mapped[dict[str, Any] | None]  # {authority: [lines], position, name}; None: the organisation's


class PlanCoordinator(Owned, Base):
    """A unit that urges, follows and collates a plan; one of them leads."""

    __tablename__ = "plan_coordinator"
    __table_args__ = (
        UniqueConstraint("organisation_id", "plan_id", "unit_id"),
        Index("ix_plan_coordinator_plan_id", "plan_id"),
        Index("ix_plan_coordinator_unit_id", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    leads: Mapped[bool]


class TaskGroup(Owned, Base):
    __tablename__ = "task_group"
    __table_args__ = (UniqueConstraint("organisation_id", "plan_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    code: Mapped[str]
    title: Mapped[str]
    position: Mapped[int]  # order in the plan, from 0


class Task(Owned, Base):
    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("organisation_id", "plan_id", "code"),
        Index("ix_task_plan_id", "plan_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("task_group.id"))
    code: Mapped[str]
    title: Mapped[str]
    former_titles: Mapped[list[Any] | None]  # [{"title", "until"}], the oldest first
    position: Mapped[int]  # order in the plan, from 0


class ReminderPolicy(Owned, Base):
    __tablename__ = "reminder_policy"
    __table_args__ = (UniqueConstraint("organisation_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    quiet_from: Mapped[str | None]  # "20:00", local; None: no quiet hours
    quiet_to: Mapped[str | None]
    working_days_only: Mapped[bool]
    steps: Mapped[list[Any]]  # [{"before": "5wd", "at": "08:30", "to": ["focal_point"]}, …]


class Requirement(Owned, Base):
    """A report that units owe, once or once a period.

    `units` and `tasks` keep the rule as it was written; `RequirementUnit` and `RequirementTask` hold what it
    comes to today, and are worked out again at each load.
    """

    __tablename__ = "requirement"
    __table_args__ = (
        UniqueConstraint("organisation_id", "code"),
        Index("ix_requirement_organisation_id_next_open_at", "organisation_id", "next_open_at"),
        Index("ix_requirement_plan_id", "plan_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    policy_id: Mapped[int | None] = mapped_column(ForeignKey("reminder_policy.id"))
    code: Mapped[str]
    title: Mapped[str]
    units: Mapped[dict[str, Any]]  # {"classes": […], "codes": […]} or {"lead": …, "with": […]}
    tasks: Mapped[dict[str, Any]]  # {"all": true} or {"codes": […], "groups": […]}
    fields: Mapped[list[Any] | None]  # its own fields, domain.forms.own_fields; None: none
    period_type: Mapped[str]
    period_from: Mapped[date | None]  # select periods by their calendar start
    period_until: Mapped[date | None]
    data_window: Mapped[str]  # calendar | decree_09
    due_rule: Mapped[dict[str, Any] | None]  # {"month", "day", "weekday", "time", "when_not_working", "year", …}
    once_opens_at: Mapped[datetime | None]  # for `once`, worked out at the first load
    once_due_at: Mapped[datetime | None]
    once_written: Mapped[dict[str, Any] | None]  # {"opens": "+0s", "due": "+90s"} as the file says it
    next_open_at: Mapped[datetime | None]  # when the next period opens; None: no more


class RequirementUnit(Owned, Base):
    __tablename__ = "requirement_unit"
    __table_args__ = (
        UniqueConstraint("organisation_id", "requirement_id", "unit_id"),
        Index("ix_requirement_unit_requirement_id", "requirement_id"),
        Index("ix_requirement_unit_unit_id", "unit_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    contributes: Mapped[bool]  # True: adds to the lead's report; False: a report is expected from it


class RequirementTask(Owned, Base):
    __tablename__ = "requirement_task"
    __table_args__ = (
        UniqueConstraint("organisation_id", "requirement_id", "task_id"),
        Index("ix_requirement_task_requirement_id", "requirement_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))

"""Migration 0004: the desk: reviews, exports, obstacles, absences, excuses, announcements, the log's chain."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_seal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_audit_seal_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("event_id", name=op.f("uq_audit_seal_event_id")),
        sa.UniqueConstraint("organisation_id", "number", name=op.f("uq_audit_seal_organisation_id_number")),
    )
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_absence_deputy_id_person")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_absence_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_absence_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index("ix_absence_person_id", ["person_id"], unique=False)
        batch_op.create_index("ix_absence_unit_id_until", ["unit_id", "until"], unique=False)

    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_announcement_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_announcement_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
    )
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.create_index("ix_announcement_organisation_id_at", ["organisation_id", "at"], unique=False)

    op.create_table(
        "announcement_reader",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"], ["announcement.id"], name=op.f("fk_announcement_reader_announcement_id_announcement")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_announcement_reader_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_announcement_reader_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_announcement_reader_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement_reader")),
        sa.UniqueConstraint(
            "announcement_id",
            "person_id",
            "unit_id",
            name=op.f("uq_announcement_reader_announcement_id_person_id_unit_id"),
        ),
    )
    op.create_table(
        "export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("args", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("plan_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name=op.f("fk_export_address_id_address")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_export_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_export_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export")),
    )
    with op.batch_alter_table("export", schema=None) as batch_op:
        batch_op.create_index("ix_export_address_id", ["address_id"], unique=False)
        batch_op.create_index(
            "ix_export_waiting",
            ["id"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "frozen_collation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("requirement_id", sa.Integer(), nullable=False),
        sa.Column("period_key", sa.String(), nullable=False),
        sa.Column("reports", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_frozen_collation_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_frozen_collation_person_id_person")),
        sa.ForeignKeyConstraint(
            ["requirement_id"], ["requirement.id"], name=op.f("fk_frozen_collation_requirement_id_requirement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_collation")),
    )
    with op.batch_alter_table("frozen_collation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_frozen_collation_requirement_id_period_key", ["requirement_id", "period_key"], unique=False
        )

    op.create_table(
        "excuse",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lifted_by"], ["person.id"], name=op.f("fk_excuse_lifted_by_person")),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_excuse_obligation_id_obligation")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_excuse_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_excuse_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excuse")),
    )
    with op.batch_alter_table("excuse", schema=None) as batch_op:
        batch_op.create_index("ix_excuse_obligation_id", ["obligation_id"], unique=False)

    op.create_table(
        "obstacle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("obligation_id", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("owner_unit_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_obstacle_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_obstacle_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["owner_unit_id"], ["unit.id"], name=op.f("fk_obstacle_owner_unit_id_unit")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_obstacle_person_id_person")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_obstacle_plan_id_plan")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_obstacle_report_id_report")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_obstacle_task_id_task")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_obstacle_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle")),
    )
    with op.batch_alter_table("obstacle", schema=None) as batch_op:
        batch_op.create_index("ix_obstacle_organisation_id_state", ["organisation_id", "state"], unique=False)
        batch_op.create_index("ix_obstacle_owner_unit_id_state", ["owner_unit_id", "state"], unique=False)
        batch_op.create_index("ix_obstacle_plan_id_state", ["plan_id", "state"], unique=False)
        batch_op.create_index("ix_obstacle_unit_id_state", ["unit_id", "state"], unique=False)

    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("comments", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["obligation_id"], ["obligation.id"], name=op.f("fk_review_obligation_id_obligation")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_review_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_person_id_person")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_review_report_id_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index("ix_review_obligation_id", ["obligation_id"], unique=False)
        batch_op.create_index("ix_review_organisation_id_verdict", ["organisation_id", "verdict"], unique=False)

    op.create_table(
        "obstacle_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obstacle_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["obstacle_id"], ["obstacle.id"], name=op.f("fk_obstacle_event_obstacle_id_obstacle")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_obstacle_event_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_obstacle_event_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_obstacle_event_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle_event")),
    )
    with op.batch_alter_table("obstacle_event", schema=None) as batch_op:
        batch_op.create_index("ix_obstacle_event_obstacle_id", ["obstacle_id"], unique=False)

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("replaces", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_invitation_replaces_person"), "person", ["replaces"], ["id"])

    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unlocked_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            "ix_obligation_listed", ["organisation_id", "requirement_id", "state", "due_at"], unique=False
        )

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digested_on", sa.Date(), nullable=True))

    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("for_person_id", sa.Integer(), nullable=True))
        batch_op.create_index(
            "ix_report_organisation_id_submitted_at", ["organisation_id", "submitted_at"], unique=False
        )
        batch_op.create_foreign_key(batch_op.f("fk_report_for_person_id_person"), "person", ["for_person_id"], ["id"])

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("ix_task_plan_id", ["plan_id"], unique=False)

    with op.batch_alter_table("unit_membership", schema=None) as batch_op:
        batch_op.create_index("ix_unit_membership_unit_id", ["unit_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("unit_membership", schema=None) as batch_op:
        batch_op.drop_index("ix_unit_membership_unit_id")

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index("ix_task_plan_id")

    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_report_for_person_id_person"), type_="foreignkey")
        batch_op.drop_index("ix_report_organisation_id_submitted_at")
        batch_op.drop_column("for_person_id")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("digested_on")

    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.drop_index("ix_obligation_listed")
        batch_op.drop_column("unlocked_until")

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_invitation_replaces_person"), type_="foreignkey")
        batch_op.drop_column("replaces")

    with op.batch_alter_table("obstacle_event", schema=None) as batch_op:
        batch_op.drop_index("ix_obstacle_event_obstacle_id")

    op.drop_table("obstacle_event")
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index("ix_review_organisation_id_verdict")
        batch_op.drop_index("ix_review_obligation_id")

    op.drop_table("review")
    with op.batch_alter_table("obstacle", schema=None) as batch_op:
        batch_op.drop_index("ix_obstacle_unit_id_state")
        batch_op.drop_index("ix_obstacle_plan_id_state")
        batch_op.drop_index("ix_obstacle_owner_unit_id_state")
        batch_op.drop_index("ix_obstacle_organisation_id_state")

    op.drop_table("obstacle")
    with op.batch_alter_table("excuse", schema=None) as batch_op:
        batch_op.drop_index("ix_excuse_obligation_id")

    op.drop_table("excuse")
    with op.batch_alter_table("frozen_collation", schema=None) as batch_op:
        batch_op.drop_index("ix_frozen_collation_requirement_id_period_key")

    op.drop_table("frozen_collation")
    with op.batch_alter_table("export", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_export_waiting",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )
        batch_op.drop_index("ix_export_address_id")

    op.drop_table("export")
    op.drop_table("announcement_reader")
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.drop_index("ix_announcement_organisation_id_at")

    op.drop_table("announcement")
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.drop_index("ix_absence_unit_id_until")
        batch_op.drop_index("ix_absence_person_id")

    op.drop_table("absence")
    op.drop_table("audit_seal")

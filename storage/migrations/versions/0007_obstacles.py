"""Migration 0007: obstacles."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision: str | None = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
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

    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("ix_task_plan_id", ["plan_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index("ix_task_plan_id")

    with op.batch_alter_table("obstacle_event", schema=None) as batch_op:
        batch_op.drop_index("ix_obstacle_event_obstacle_id")

    op.drop_table("obstacle_event")
    with op.batch_alter_table("obstacle", schema=None) as batch_op:
        batch_op.drop_index("ix_obstacle_unit_id_state")
        batch_op.drop_index("ix_obstacle_plan_id_state")
        batch_op.drop_index("ix_obstacle_owner_unit_id_state")
        batch_op.drop_index("ix_obstacle_organisation_id_state")

    op.drop_table("obstacle")

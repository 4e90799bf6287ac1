"""Migration 0002: indexes for look-ups."""

from alembic import op

revision = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_address_organisation_id_person_id"))
        batch_op.create_index("ix_address_person_id", ["person_id"], unique=False)

    with op.batch_alter_table("button_key", schema=None) as batch_op:
        batch_op.create_index("ix_button_key_address_id", ["address_id"], unique=False)

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index("ix_draft_obligation_id", ["obligation_id"], unique=False)

    with op.batch_alter_table("draft_entry", schema=None) as batch_op:
        batch_op.create_index("ix_draft_entry_draft_id", ["draft_id"], unique=False)

    with op.batch_alter_table("group_watch", schema=None) as batch_op:
        batch_op.create_index("ix_group_watch_address_id", ["address_id"], unique=False)

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index("ix_invitation_unit_id", ["unit_id"], unique=False)

    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_obligation_organisation_id_unit_id_state"))
        batch_op.create_index("ix_obligation_requirement_id_period_key", ["requirement_id", "period_key"], unique=False)
        batch_op.create_index("ix_obligation_unit_id_state", ["unit_id", "state"], unique=False)

    with op.batch_alter_table("plan_coordinator", schema=None) as batch_op:
        batch_op.create_index("ix_plan_coordinator_plan_id", ["plan_id"], unique=False)
        batch_op.create_index("ix_plan_coordinator_unit_id", ["unit_id"], unique=False)

    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_position_organisation_id_unit_id"))
        batch_op.create_index("ix_position_unit_id", ["unit_id"], unique=False)

    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index("ix_report_obligation_id", ["obligation_id"], unique=False)

    with op.batch_alter_table("report_entry", schema=None) as batch_op:
        batch_op.create_index("ix_report_entry_report_id", ["report_id"], unique=False)

    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.create_index("ix_requirement_plan_id", ["plan_id"], unique=False)

    with op.batch_alter_table("requirement_task", schema=None) as batch_op:
        batch_op.create_index("ix_requirement_task_requirement_id", ["requirement_id"], unique=False)

    with op.batch_alter_table("requirement_unit", schema=None) as batch_op:
        batch_op.create_index("ix_requirement_unit_requirement_id", ["requirement_id"], unique=False)
        batch_op.create_index("ix_requirement_unit_unit_id", ["unit_id"], unique=False)

    with op.batch_alter_table("snooze", schema=None) as batch_op:
        batch_op.create_index("ix_snooze_person_id", ["person_id"], unique=False)

    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.create_index("ix_web_session_address_id", ["address_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.drop_index("ix_web_session_address_id")

    with op.batch_alter_table("snooze", schema=None) as batch_op:
        batch_op.drop_index("ix_snooze_person_id")

    with op.batch_alter_table("requirement_unit", schema=None) as batch_op:
        batch_op.drop_index("ix_requirement_unit_unit_id")
        batch_op.drop_index("ix_requirement_unit_requirement_id")

    with op.batch_alter_table("requirement_task", schema=None) as batch_op:
        batch_op.drop_index("ix_requirement_task_requirement_id")

    with op.batch_alter_table("requirement", schema=None) as batch_op:
        batch_op.drop_index("ix_requirement_plan_id")

    with op.batch_alter_table("report_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_report_entry_report_id")

    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index("ix_report_obligation_id")

    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.drop_index("ix_position_unit_id")
        batch_op.create_index(
            batch_op.f("ix_position_organisation_id_unit_id"), ["organisation_id", "unit_id"], unique=False
        )

    with op.batch_alter_table("plan_coordinator", schema=None) as batch_op:
        batch_op.drop_index("ix_plan_coordinator_unit_id")
        batch_op.drop_index("ix_plan_coordinator_plan_id")

    with op.batch_alter_table("obligation", schema=None) as batch_op:
        batch_op.drop_index("ix_obligation_unit_id_state")
        batch_op.drop_index("ix_obligation_requirement_id_period_key")
        batch_op.create_index(
            batch_op.f("ix_obligation_organisation_id_unit_id_state"),
            ["organisation_id", "unit_id", "state"],
            unique=False,
        )

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index("ix_invitation_unit_id")

    with op.batch_alter_table("group_watch", schema=None) as batch_op:
        batch_op.drop_index("ix_group_watch_address_id")

    with op.batch_alter_table("draft_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_draft_entry_draft_id")

    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index("ix_draft_obligation_id")

    with op.batch_alter_table("button_key", schema=None) as batch_op:
        batch_op.drop_index("ix_button_key_address_id")

    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.drop_index("ix_address_person_id")
        batch_op.create_index(
            batch_op.f("ix_address_organisation_id_person_id"), ["organisation_id", "person_id"], unique=False
        )

"""Migration 0005: people and topics, and obstacles forwarded to a person."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("obstacle", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owner_person_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_obstacle_owner_person_id_state", ["owner_person_id", "state"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_obstacle_owner_person_id_person"), "person", ["owner_person_id"], ["id"]
        )

    with op.batch_alter_table("obstacle_event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("to_person_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_obstacle_event_to_person_id_person"), "person", ["to_person_id"], ["id"]
        )

    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.create_index("ix_position_organisation_id", ["organisation_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("position", schema=None) as batch_op:
        batch_op.drop_index("ix_position_organisation_id")

    with op.batch_alter_table("obstacle_event", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_obstacle_event_to_person_id_person"), type_="foreignkey")
        batch_op.drop_column("to_person_id")

    with op.batch_alter_table("obstacle", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_obstacle_owner_person_id_person"), type_="foreignkey")
        batch_op.drop_index("ix_obstacle_owner_person_id_state")
        batch_op.drop_column("owner_person_id")

"""Migration 0005: typed replies and people to be invited."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision: str | None = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "expected_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_expected_person_invitation_id_invitation")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_expected_person_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_expected_person_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_person")),
        sa.UniqueConstraint(
            "organisation_id",
            "unit_id",
            "role",
            "name",
            name=op.f("uq_expected_person_organisation_id_unit_id_role_name"),
        ),
    )
    with op.batch_alter_table("expected_person", schema=None) as batch_op:
        batch_op.create_index("ix_expected_person_unit_id", ["unit_id"], unique=False)

    op.create_table(
        "typed_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("tasks", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["address.id"], name=op.f("fk_typed_message_address_id_address")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_typed_message_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_typed_message_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_typed_message_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_typed_message")),
        sa.UniqueConstraint("address_id", "message_id", name=op.f("uq_typed_message_address_id_message_id")),
    )
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

    op.drop_table("typed_message")
    with op.batch_alter_table("expected_person", schema=None) as batch_op:
        batch_op.drop_index("ix_expected_person_unit_id")

    op.drop_table("expected_person")

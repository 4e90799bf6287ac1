"""Migration 0005: frozen collations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision: str | None = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
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


def downgrade() -> None:
    with op.batch_alter_table("frozen_collation", schema=None) as batch_op:
        batch_op.drop_index("ix_frozen_collation_requirement_id_period_key")

    op.drop_table("frozen_collation")

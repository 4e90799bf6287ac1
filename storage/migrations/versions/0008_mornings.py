"""Migration 0008: mornings."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision: str | None = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("digested_on", sa.Date(), nullable=True))

    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(
            "ix_report_organisation_id_submitted_at", ["organisation_id", "submitted_at"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index("ix_report_organisation_id_submitted_at")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("digested_on")

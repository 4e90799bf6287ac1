"""Migration 0009: channels without buttons and with a quota."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision: str | None = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "monthly_count",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "account", "month", name=op.f("pk_monthly_count")),
    )
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.add_column(sa.Column("choices_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("resting_since", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            "ix_address_resting_waiting",
            ["resting_since"],
            unique=False,
            sqlite_where=sa.text("resting_since IS NOT NULL"),
            postgresql_where=sa.text("resting_since IS NOT NULL"),
        )

    with op.batch_alter_table("reminder_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reason", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("reminder_entry", schema=None) as batch_op:
        batch_op.drop_column("reason")

    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_address_resting_waiting",
            sqlite_where=sa.text("resting_since IS NOT NULL"),
            postgresql_where=sa.text("resting_since IS NOT NULL"),
        )
        batch_op.drop_column("resting_since")
        batch_op.drop_column("choices_at")

    op.drop_table("monthly_count")

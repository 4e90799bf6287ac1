"""Migration 0003: what documents need."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision: str | None = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("place", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("abbreviation", sa.String(), nullable=True))
        batch_op.add_column(
            sa.Column("signer", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True)
        )

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("signer", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True)
        )

    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("short_name", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("abbreviation", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("protocol_order", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_column("protocol_order")
        batch_op.drop_column("abbreviation")
        batch_op.drop_column("short_name")

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_column("signer")

    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_column("signer")
        batch_op.drop_column("abbreviation")
        batch_op.drop_column("place")

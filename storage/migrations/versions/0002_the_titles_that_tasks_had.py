"""Migration 0002: the titles that tasks had, so that what was said under another one is seen."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    titles = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
    op.add_column("task", sa.Column("former_titles", titles, nullable=True))


def downgrade() -> None:
    op.drop_column("task", "former_titles")

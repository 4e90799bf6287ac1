"""Migration 0011: mailboxes in the setup file."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision: str | None = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("expected_person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mailbox", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_expected_person_person_id_person"), "person", ["person_id"], ["id"])

    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mailbox", sa.String(), nullable=True))
        batch_op.create_index("ix_invitation_mailbox", ["mailbox"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index("ix_invitation_mailbox")
        batch_op.drop_column("mailbox")

    with op.batch_alter_table("expected_person", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_expected_person_person_id_person"), type_="foreignkey")
        batch_op.drop_column("mailed_at")
        batch_op.drop_column("person_id")
        batch_op.drop_column("mailbox")

"""Migration 0010: mailboxes that people confirm and the channel they prefer."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision: str | None = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_mail_confirmation_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mail_confirmation_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_confirmation")),
    )
    with op.batch_alter_table("mail_confirmation", schema=None) as batch_op:
        batch_op.create_index("ix_mail_confirmation_mailbox_asked_at", ["mailbox", "asked_at"], unique=False)
        batch_op.create_index("ix_mail_confirmation_person_id_asked_at", ["person_id", "asked_at"], unique=False)

    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("preferred_channel", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("preferred_channel")

    with op.batch_alter_table("mail_confirmation", schema=None) as batch_op:
        batch_op.drop_index("ix_mail_confirmation_person_id_asked_at")
        batch_op.drop_index("ix_mail_confirmation_mailbox_asked_at")

    op.drop_table("mail_confirmation")

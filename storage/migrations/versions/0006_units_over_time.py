"""Migration 0006: units over time."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision: str | None = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unit_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("basis", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("old_name", sa.String(), nullable=True),
        sa.Column("new_name", sa.String(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_unit_change_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_change_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_change")),
    )
    with op.batch_alter_table("unit_change", schema=None) as batch_op:
        batch_op.create_index(
            "ix_unit_change_organisation_id_told_at", ["organisation_id", "told_at", "day"], unique=False
        )
        batch_op.create_index("ix_unit_change_unit_id_day", ["unit_id", "day"], unique=False)

    op.create_table(
        "unit_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("from_unit_id", sa.Integer(), nullable=False),
        sa.Column("to_unit_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["unit_change.id"], name=op.f("fk_unit_succession_change_id_unit_change")
        ),
        sa.ForeignKeyConstraint(["from_unit_id"], ["unit.id"], name=op.f("fk_unit_succession_from_unit_id_unit")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_unit_succession_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["to_unit_id"], ["unit.id"], name=op.f("fk_unit_succession_to_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_succession")),
        sa.UniqueConstraint(
            "organisation_id",
            "from_unit_id",
            "to_unit_id",
            name=op.f("uq_unit_succession_organisation_id_from_unit_id_to_unit_id"),
        ),
    )
    with op.batch_alter_table("unit_succession", schema=None) as batch_op:
        batch_op.create_index("ix_unit_succession_change_id", ["change_id"], unique=False)
        batch_op.create_index("ix_unit_succession_from_unit_id", ["from_unit_id"], unique=False)
        batch_op.create_index("ix_unit_succession_to_unit_id", ["to_unit_id"], unique=False)

    op.create_table(
        "duty_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("now_in", sa.Integer(), nullable=False),
        sa.Column("basis", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["now_in"], ["obligation.id"], name=op.f("fk_duty_decision_now_in_obligation")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_duty_decision_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_duty_decision_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_duty_decision_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_decision")),
        sa.UniqueConstraint(
            "organisation_id",
            "obligation_id",
            "decision",
            "now_in",
            name=op.f("uq_duty_decision_organisation_id_obligation_id_decision_now_in"),
        ),
    )
    with op.batch_alter_table("duty_decision", schema=None) as batch_op:
        batch_op.create_index("ix_duty_decision_now_in", ["now_in"], unique=False)
        batch_op.create_index("ix_duty_decision_obligation_id", ["obligation_id"], unique=False)

    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("began_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ended_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.drop_column("ended_on")
        batch_op.drop_column("began_on")

    with op.batch_alter_table("duty_decision", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_decision_obligation_id")
        batch_op.drop_index("ix_duty_decision_now_in")

    op.drop_table("duty_decision")
    with op.batch_alter_table("unit_succession", schema=None) as batch_op:
        batch_op.drop_index("ix_unit_succession_to_unit_id")
        batch_op.drop_index("ix_unit_succession_from_unit_id")
        batch_op.drop_index("ix_unit_succession_change_id")

    op.drop_table("unit_succession")
    with op.batch_alter_table("unit_change", schema=None) as batch_op:
        batch_op.drop_index("ix_unit_change_unit_id_day")
        batch_op.drop_index("ix_unit_change_organisation_id_told_at")

    op.drop_table("unit_change")

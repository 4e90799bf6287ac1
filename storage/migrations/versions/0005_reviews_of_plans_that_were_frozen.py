"""Migration 0005: reviews of plans that were frozen."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision: str | None = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "frozen_plan_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("span", sa.String(), nullable=False),
        sa.Column("reports", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_frozen_plan_review_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_frozen_plan_review_person_id_person")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_frozen_plan_review_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_plan_review")),
    )
    with op.batch_alter_table("frozen_plan_review", schema=None) as batch_op:
        batch_op.create_index("ix_frozen_plan_review_plan_id_span", ["plan_id", "span"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("frozen_plan_review", schema=None) as batch_op:
        batch_op.drop_index("ix_frozen_plan_review_plan_id_span")

    op.drop_table("frozen_plan_review")

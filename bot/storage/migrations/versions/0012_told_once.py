"""Since when a reply that may have been posted is missed, by Slack's clock; and commands that a replica has taken."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("checks", sa.Column("missed_at", sa.Double()))
    op.create_table(
        "deliveries",
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("came_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_deliveries"),
    )


def downgrade() -> None:
    op.drop_table("deliveries")
    op.drop_column("checks", "missed_at")

"""Since when a reply that may have been posted is missed, by Slack's clock."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("checks", sa.Column("missed_at", sa.Double()))


def downgrade() -> None:
    op.drop_column("checks", "missed_at")

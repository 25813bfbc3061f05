"""Shared cards of which nobody knows yet whether they were posted."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("shares", sa.Column("announced_at", sa.Double(), nullable=True))


def downgrade() -> None:
    op.drop_column("shares", "announced_at")

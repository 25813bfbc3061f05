"""What a check asks otherwise than an earlier one of the same picture."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("checks", sa.Column("asked_before", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("checks", "asked_before")

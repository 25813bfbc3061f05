"""Posts whose message the app opens within a thread."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("posts", sa.Column("root_thread_ts", sa.String(length=32), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("posts", "root_thread_ts")  # in place: a table that is made anew takes its checks along

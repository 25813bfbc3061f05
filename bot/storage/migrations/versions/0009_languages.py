"""The language of a search, and posts by their threads: a thread keeps the language in which it began."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Empty for searches of older versions, which were answered in English.
    op.add_column("similar_searches", sa.Column("lang", sa.String(length=16), server_default="", nullable=False))
    op.create_index("ix_posts_thread", "posts", ["team_id", "channel_id", "thread_ts"])


def downgrade() -> None:
    op.drop_index("ix_posts_thread", "posts")
    with op.batch_alter_table("similar_searches") as batch:
        batch.drop_column("lang")

"""Searches for similar designs."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "similar_searches",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("user_id", sa.String(length=32), nullable=False),
        sa.Column("thread_ts", sa.String(length=32), nullable=False),
        sa.Column("message_ts", sa.String(length=32), nullable=False),
        sa.Column("file_id", sa.String(length=64), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("page_limit", sa.Integer(), nullable=False),
        sa.Column("image_url", sa.Text(), nullable=False),
        sa.Column("image_expires_at", sa.Double(), nullable=True),
        sa.Column("patsnap_id", sa.String(length=128), nullable=False),
        sa.Column("searched_at", sa.Double(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("fetched_offset", sa.Integer(), nullable=False),
        sa.Column("fetched", sa.Text(), nullable=False),
        sa.Column("next_offset", sa.Integer(), nullable=False),
        sa.Column("turning_until", sa.Double(), nullable=True),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_similar_searches")),
    )
    with op.batch_alter_table("similar_searches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_similar_searches_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_similar_searches_file_id"), ["file_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("similar_searches", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_similar_searches_file_id"))
        batch_op.drop_index(batch_op.f("ix_similar_searches_created_at"))
    op.drop_table("similar_searches")

"""What channels have settled, and posts that wait for a decision or for a person's word."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channel_settings",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("changed_by", sa.String(length=32), nullable=False, server_default=""),
        sa.Column("told", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("told_revision", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("invited_at", sa.Double(), nullable=True),
        sa.Column("welcomed_at", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("team_id", "channel_id", name=op.f("pk_channel_settings")),
    )
    op.add_column("posts", sa.Column("state", sa.String(length=16), nullable=False, server_default="open"))
    op.add_column("posts", sa.Column("ask_until", sa.Double(), nullable=True))


def downgrade() -> None:
    op.drop_column("posts", "ask_until")
    op.drop_column("posts", "state")
    op.drop_table("channel_settings")

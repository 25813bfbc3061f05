"""Checks that wait for a daily limit to end, and the threads that have been told."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("checks", sa.Column("held_until", sa.Double(), nullable=True))
    op.add_column("checks", sa.Column("held_day", sa.String(length=10), server_default="", nullable=False))
    op.create_table(
        "hold_notices",
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("thread_ts", sa.String(length=32), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("post_id", sa.String(length=32), nullable=False),
        sa.Column("message_ts", sa.String(length=32), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_hold_notices_post_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "channel_id", "thread_ts", "day", name=op.f("pk_hold_notices")),
    )
    with op.batch_alter_table("hold_notices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hold_notices_post_id"), ["post_id"], unique=False)
    op.create_table(
        "patsnap_holds",
        sa.Column("account", sa.String(length=16), nullable=False),
        sa.Column("api", sa.String(length=32), nullable=False),
        sa.Column("until", sa.Double(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("account", "api", name=op.f("pk_patsnap_holds")),
    )


def downgrade() -> None:
    op.drop_table("patsnap_holds")
    with op.batch_alter_table("hold_notices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hold_notices_post_id"))
    op.drop_table("hold_notices")
    op.drop_column("checks", "held_day")
    op.drop_column("checks", "held_until")

"""Holds, which keep the data of a check from deletion, and the record of them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "holds",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("channel_id", sa.String(length=32), nullable=False),
        sa.Column("check_id", sa.String(length=32), nullable=False),
        sa.Column("held_check_id", sa.String(length=32)),
        sa.Column("held_by", sa.String(length=32), nullable=False),
        sa.Column("held_at", sa.Double(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("released_by", sa.String(length=32), nullable=False, server_default=""),
        sa.Column("released_at", sa.Double()),
        sa.Column("release_reason", sa.Text(), nullable=False, server_default=""),
        sa.Column("deleted_with", sa.String(length=16), nullable=False, server_default=""),
        sa.Column("deleted_at", sa.Double()),
        sa.Column("untold", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holds")),
        sa.UniqueConstraint("held_check_id", name=op.f("uq_holds_held_check_id")),
    )
    op.create_index(op.f("ix_holds_team_id"), "holds", ["team_id"])
    op.add_column("retractions", sa.Column("held", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column(
        "retractions", sa.Column("exported_check_id", sa.String(length=32), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("retractions", "exported_check_id")
    op.drop_column("retractions", "held")
    op.drop_table("holds")

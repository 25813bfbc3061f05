"""The sheet of a report as a file in Slack, which goes when the data of its check does."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sheets",
        sa.Column("check_id", sa.String(length=32), nullable=False),
        sa.Column("file_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["checks.id"], name=op.f("fk_sheets_check_id_checks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("check_id", name=op.f("pk_sheets")),
    )
    op.create_index(op.f("ix_sheets_file_id"), "sheets", ["file_id"])
    op.add_column("retractions", sa.Column("sheet_file_id", sa.String(length=64), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("retractions", "sheet_file_id")
    op.drop_table("sheets")

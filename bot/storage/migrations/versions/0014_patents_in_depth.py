"""What is known of patents in depth, so that each call is paid for once a month."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "patent_details",
        sa.Column("patent_id", sa.String(length=128), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("fetched_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("patent_id", "part", name=op.f("pk_patent_details")),
    )


def downgrade() -> None:
    op.drop_table("patent_details")

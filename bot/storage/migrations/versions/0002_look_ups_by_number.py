"""Look-ups by number, and which checks came across a patent.

Checks that finished before this are not indexed: their reports are untouched, and only look-ups do not mention them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "numbers",
        sa.Column("number", sa.String(length=255), nullable=False),
        sa.Column("hits", sa.Text(), nullable=False),
        sa.Column("found_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_numbers")),
    )
    op.create_table(
        "patent_parts",
        sa.Column("patent_id", sa.String(length=128), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("fetched_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("patent_id", "part", name=op.f("pk_patent_parts")),
    )
    op.create_table(
        "patents",
        sa.Column("patent_id", sa.String(length=128), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("patent", sa.Text(), nullable=False),
        sa.Column("found_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("patent_id", name=op.f("pk_patents")),
    )
    with op.batch_alter_table("patents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_patents_number"), ["number"], unique=False)
    op.create_table(
        "shares",
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_shares")),
    )
    op.create_table(
        "sightings",
        sa.Column("check_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("risk", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["check_id"], ["checks.id"], name=op.f("fk_sightings_check_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("check_id", "number", name=op.f("pk_sightings")),
    )
    with op.batch_alter_table("sightings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sightings_number"), ["number"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("sightings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sightings_number"))
    op.drop_table("sightings")
    op.drop_table("shares")
    with op.batch_alter_table("patents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_patents_number"))
    op.drop_table("patents")
    op.drop_table("patent_parts")
    op.drop_table("numbers")

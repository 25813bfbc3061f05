"""What a check asks otherwise than an earlier one of the same picture, and by what a picture is known again."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_BANDS = ("band0", "band1", "band2", "band3")


def upgrade() -> None:
    op.add_column("checks", sa.Column("asked_before", sa.Text(), nullable=True))
    op.add_column("checks", sa.Column("insisted", sa.Boolean(), nullable=False, server_default="0"))
    op.create_table(
        "fingerprints",
        sa.Column("check_id", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=32), nullable=False),
        *(sa.Column(band, sa.Integer(), nullable=False) for band in _BANDS),
        sa.Column("hash", sa.String(length=16), nullable=False),
        sa.Column("tone", sa.Integer(), nullable=False),
        sa.Column("contrast", sa.Integer(), nullable=False),
        sa.Column("small", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["checks.id"], name=op.f("fk_fingerprints_check_id_checks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("check_id", name=op.f("pk_fingerprints")),
    )
    for band in _BANDS:
        op.create_index(
            f"ix_fingerprints_{band}",
            "fingerprints",
            ["team_id", "question", band, "tone", "contrast", "hash", "check_id"],
        )


def downgrade() -> None:
    op.drop_table("fingerprints")
    op.drop_column("checks", "insisted")
    op.drop_column("checks", "asked_before")

"""SHA-256 of pictures as posted and as sent to Patsnap."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Empty for pictures that an older version has sent.
    for name in ("posted_sha256", "sent_sha256"):
        op.add_column("views", sa.Column(name, sa.String(length=64), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("views") as batch:
        batch.drop_column("posted_sha256")
        batch.drop_column("sent_sha256")

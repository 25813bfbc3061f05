"""Keys of checks hold a digest of an address on the web instead of the address, which may be signed."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_CHECKS = sa.table("checks", sa.column("id"), sa.column("key"))
_VIEWS = sa.table("views", sa.column("check_id"), sa.column("file_id"), sa.column("upload_url"))


def upgrade() -> None:
    connection = op.get_bind()
    on_web = connection.execute(
        sa.select(_CHECKS.c.id, _CHECKS.c.key, _VIEWS.c.upload_url)
        .join(_VIEWS, _VIEWS.c.check_id == _CHECKS.c.id)
        .where(_VIEWS.c.file_id == "", _VIEWS.c.upload_url != "")
    )
    for check_id, key, address in on_web.all():
        digest = hashlib.blake2b(address.encode(errors="surrogatepass"), digest_size=16).hexdigest()
        connection.execute(sa.update(_CHECKS).where(_CHECKS.c.id == check_id).values(key=key.replace(address, digest)))


def downgrade() -> None:
    """What a digest was made of is gone; older versions take such a key like any other."""

"""The schema brought up to date by Alembic."""

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from bot.errors import SettingsError
from bot.storage.migrations import HERE


def upgrade(connection: Connection) -> None:
    """Run the migrations that this database has not had, in the transaction of the connection.

    Raises:
        SettingsError: the database was written by a newer version of the app.
    """
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise SettingsError.of("database-newer") from None

"""The database: schema and migrations, the way to open it, and what tables share: leases, deletion, retries.

``open_database`` gives a database that is ready for use. Whoever keeps rows of its own writes plain transactions
(``async with database.begin()``) on ``tables``, with the time from ``clock`` and inserts from ``upserts``.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SettingsError
from bot.settings import Settings
from bot.storage.clock import Clock, clock_of
from bot.storage.database import create_engine, is_shared, migrate, out_of_use, read_url, schema_is_current
from bot.storage.deletion import Deletion
from bot.storage.file_lock import owned
from bot.storage.probe import Probe
from bot.storage.retries import is_outage

Database = AsyncEngine
"""SQLAlchemy's engine: connections to the database, and transactions."""

__all__ = ["Clock", "Database", "Deletion", "Probe", "clock_of", "is_shared", "open_database", "read_database"]


@asynccontextmanager
async def read_database(settings: Settings) -> AsyncIterator[AsyncEngine]:
    """The database of these settings beside an app that runs on it: to be read, never made, migrated or owned.

    Raises:
        SettingsError: it is not there, cannot be used, or has the schema of another version.
    """
    address = settings.database_url.get_secret_value()
    _require_file(read_url(address).path)
    database = create_engine(address)
    try:
        if not await schema_is_current(database):
            raise SettingsError.of("database-other-version")
        yield database
    except SQLAlchemyError as error:
        if is_outage(error):
            raise out_of_use(database, error) from error
        raise
    finally:
        await database.dispose()


def _require_file(path: str | None) -> None:
    if path and not Path(path).exists():
        raise SettingsError.of("database-missing", file=path)


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[AsyncEngine]:
    """The database of these settings, with its schema up to date and, for SQLite, its file owned by this process.

    Raises:
        SettingsError: it cannot be used, or is out of order when nobody waits for it: at the start, and at the end.
            Another process owns it.
    """
    database = create_engine(settings.database_url.get_secret_value())
    try:
        async with owned(database):
            await migrate(database)
            yield database
    except SQLAlchemyError as error:
        if is_outage(error):
            raise out_of_use(database, error) from error
        raise
    finally:
        await database.dispose()

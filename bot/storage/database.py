"""One database behind ``DATABASE_URL``: SQLite for one process, PostgreSQL for any number of replicas."""

from pathlib import Path
from typing import Any

from sqlalchemy import AsyncAdaptedQueuePool, Connection, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import SettingsError
from bot.storage.migrations import newest_revision

_MIGRATION_LOCK = 7_465_201_984_115
"""Any fixed number: the advisory lock under which one replica migrates while the others wait."""

_BUSY_TIMEOUT_S = 10.0
"""How long a statement waits while another program locks the SQLite file."""


def create_engine(database_url: str) -> AsyncEngine:
    """The database behind ``sqlite:///path`` or ``postgresql://…``; connects to nothing yet.

    Raises:
        SettingsError: an address that cannot be used; never names a password.
    """
    url = _driver_url(database_url)
    if url.get_backend_name() == "sqlite":
        return _create_sqlite(url)
    database = create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True)
    event.listen(database.sync_engine, "do_connect", _connect_postgresql)
    return database


def is_shared(database: AsyncEngine) -> bool:
    """Whether replicas share the database: PostgreSQL. One process owns an SQLite file."""
    return database.dialect.name == "postgresql"


async def migrate(database: AsyncEngine) -> None:
    """Bring the schema up to date; one replica migrates while the others wait.

    Raises:
        SettingsError: the database cannot be reached, or was written by a newer version of the app.
    """
    try:
        async with database.begin() as connection:
            if is_shared(database):
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            if await connection.run_sync(_is_current):
                return
            # Alembic is slow to load, and has something to do only after an update.
            from bot.storage.migrations.upgrade import upgrade

            await connection.run_sync(upgrade)
    except (DBAPIError, OSError) as error:
        raise SettingsError(
            f"DATABASE_URL cannot be used: the database does not answer ({type(error).__name__})."
        ) from error


async def schema_is_current(database: AsyncEngine) -> bool:
    """Whether the schema is the one this version writes.

    Raises:
        SettingsError: the database cannot be reached.
    """
    try:
        async with database.connect() as connection:
            return await connection.run_sync(_is_current)
    except (SQLAlchemyError, OSError) as error:
        raise SettingsError(
            f"DATABASE_URL cannot be used: the database does not answer ({type(error).__name__})."
        ) from error


def _is_current(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [newest_revision()]


def _driver_url(database_url: str) -> URL:
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):  # ValueError: a port that is none, which may be a part of the password
        raise SettingsError("DATABASE_URL is wrong: start it with sqlite:/// or postgresql://.") from None
    backend = url.get_backend_name()
    if backend == "sqlite":
        return url.set(drivername="sqlite+aiosqlite")
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+asyncpg")
    raise SettingsError("DATABASE_URL is wrong: start it with sqlite:/// or postgresql://.")


def _create_sqlite(url: URL) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(
                f"The directory {Path(url.database).parent} for the database cannot be made ({error.strerror}): "
                "set DATABASE_URL to a file where one can be, or to a PostgreSQL server."
            ) from None
    # One connection: SQLite takes one writer at a time, and the pool's queue is fair, which its lock is not.
    database = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=60,
        connect_args={"timeout": _BUSY_TIMEOUT_S},
        hide_parameters=True,
    )
    event.listen(database.sync_engine, "connect", _configure_sqlite)
    event.listen(database.sync_engine, "begin", _begin_sqlite)
    event.listen(database.sync_engine, "invalidate", _unlock_sqlite)
    return database


def _connect_postgresql(dialect: Any, _record: Any, args: Any, options: Any) -> Any:
    """Connect, with every failure as a database error: the driver lets those of the system through."""
    driver = dialect.loaded_dbapi
    try:
        return dialect.connect(*args, **options)
    except (OSError, driver.asyncpg.PostgresError, driver.asyncpg.InterfaceError) as error:
        raise driver.OperationalError(f"no connection ({type(error).__name__})") from error


def _configure_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # FULL: what was acked to Slack is on the disk even when the power goes.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    connection.isolation_level = None  # transactions begin when SQLAlchemy says so, see below


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE: a transaction that reads and then writes can otherwise fail half way through with "locked".
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _unlock_sqlite(connection: Any, _record: Any, _error: Any) -> None:
    # A connection is given up when its statement is cancelled. Closing it alone would leave a query that somebody still
    # refers to unfinished, and with it the transaction and its lock on the file.
    connection.rollback()

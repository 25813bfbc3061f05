"""One database behind ``DATABASE_URL``: SQLite for one process, PostgreSQL for any number of replicas."""

import asyncio
import logging
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import AsyncAdaptedQueuePool, Connection, event, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import SettingsError, WrongValue
from bot.model.sentence import system_fault
from bot.net.database_url import DatabaseUrl, read_database_url
from bot.storage.database_errors import describe
from bot.storage.migrations import newest_revision
from bot.storage.opened_file import OpenedFile
from bot.storage.tables import metadata

_MIGRATION_LOCK = 7_465_201_984_115
"""Any fixed number: the advisory lock under which one replica migrates while the others wait."""

_ASK_AGAIN_S = 0.1

_BUSY_TIMEOUT_S = 10.0
"""How long a statement waits while another program locks the SQLite file."""


_READER_PATIENCE_MS = 100
"""How long the emptying of the log waits for a program that reads it; everybody else here waits along."""

logger = logging.getLogger(__name__)


def create_engine(database_url: str) -> AsyncEngine:
    """The database behind ``sqlite:///path`` or ``postgresql://…``; connects to nothing yet.

    Raises:
        SettingsError: an address that cannot be used; never names a password.
    """
    url = read_url(database_url)
    if url.path is not None:
        return _create_sqlite(url.path)
    # asyncpg is slow to load, and SQLite has no use for it.
    from bot.storage.postgresql import create_postgresql

    database = create_postgresql(url)
    database.sync_engine.update_execution_options(place=url.place)
    return database


def read_url(database_url: str) -> DatabaseUrl:
    """The address, read.

    Raises:
        SettingsError: it cannot be used; never names a password.
    """
    try:
        return read_database_url(database_url)
    except WrongValue as error:
        raise SettingsError.of("setting-wrong", setting="DATABASE_URL", why=error.fault) from None


def is_shared(database: AsyncEngine) -> bool:
    """Whether replicas share the database: PostgreSQL. One process owns an SQLite file."""
    return database.dialect.name == "postgresql"


def out_of_use(database: AsyncEngine, error: Exception) -> SettingsError:
    """What says in a sentence why it cannot be used."""
    return SettingsError(describe(error, place=_place(database)))


async def migrate(database: AsyncEngine) -> None:
    """Bring the schema up to date; one replica migrates while the others wait.

    Raises:
        SettingsError: the database cannot be reached, holds no Chinese, gives the user too few rights, or was written
            by a newer version of the app.
    """
    try:
        async with database.begin() as connection:
            if is_shared(database):
                await _require_encoding(database, connection)
                await _lock_migration(connection)
            if await connection.run_sync(_is_current):
                await _require_rights(database, connection)
                return
            # Alembic is slow to load, and has something to do only after an update.
            from bot.storage.migrations.upgrade import upgrade

            await connection.run_sync(upgrade)
    except (SQLAlchemyError, OSError) as error:
        raise out_of_use(database, error) from error


async def _require_encoding(database: AsyncEngine, connection: AsyncConnection) -> None:
    """Refuse a database that would fail with the first name that its encoding lacks. SQLite's is always UTF-8.

    Its time zone does not matter: all times are seconds since the epoch.
    """
    if not is_shared(database):
        return
    encoding = (await connection.execute(text("SELECT current_setting('server_encoding')"))).scalar_one()
    if encoding != "UTF8":
        raise SettingsError.of("database-encoding", place=_place(database), encoding=str(encoding))


async def _require_rights(database: AsyncEngine, connection: AsyncConnection) -> None:
    """Refuse a database that another user made the tables of, and whose rows this one may not read or write.

    Without the tables there is nothing to ask: who may not make them is told so by the server.
    """
    if not is_shared(database):
        return
    query = text(
        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relname = ANY(:names)"
        " AND NOT (has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')"
        " AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE')) ORDER BY relname"
    )
    names = list(metadata.tables)
    if refused := (await connection.execute(query, {"names": names})).scalars().all():
        raise SettingsError.of("database-table-rights", place=_place(database), tables=", ".join(refused[:3]))


async def _lock_migration(connection: AsyncConnection) -> None:
    """Wait for the lock by asking: a statement that waits for it would be taken for a silent connection."""
    # Filling a new column may take longer than any other transaction may, and the others wait for it.
    await connection.execute(
        text("SELECT set_config(:name, '0', true) WHERE current_setting(:name, true) IS NOT NULL"),
        {"name": "transaction_timeout"},
    )
    attempt = text("SELECT pg_try_advisory_xact_lock(:key)")
    while not (await connection.execute(attempt, {"key": _MIGRATION_LOCK})).scalar():  # noqa: ASYNC110
        await asyncio.sleep(_ASK_AGAIN_S)


async def schema_is_current(database: AsyncEngine) -> bool:
    """Whether the schema is the one this version writes.

    Raises:
        SettingsError: the database cannot be reached, holds no Chinese, or gives the user too few rights.
    """
    try:
        async with database.connect() as connection:
            await _require_encoding(database, connection)
            is_current = await connection.run_sync(_is_current)
            if is_current:
                await _require_rights(database, connection)
            return is_current
    except (SQLAlchemyError, OSError) as error:
        raise out_of_use(database, error) from error


async def empty_log(database: AsyncEngine) -> None:
    """Write SQLite's log into its file and empty it: what has been deleted still stands there as it was.

    If another program reads the file meanwhile, as for a backup, the log is emptied the next time.
    """
    if is_shared(database):
        return
    try:
        async with database.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection  # no transaction is begun for it
            await driver.execute(f"PRAGMA busy_timeout={_READER_PATIENCE_MS}")
            try:
                [[is_busy, *_]] = await driver.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                await driver.execute(f"PRAGMA busy_timeout={_BUSY_TIMEOUT_S * 1000:.0f}")
    except (SQLAlchemyError, sqlite3.Error) as error:
        logger.warning("the database's log could not be emptied", extra={"error": type(error).__name__})
    else:
        if is_busy:
            logger.info("the database's log is read by another program, and is emptied later")


def _is_current(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [newest_revision()]


def _place(database: AsyncEngine) -> str:
    """Where it is, for a person."""
    return str(
        database.sync_engine.get_execution_options().get("place") or database.url.database or database.dialect.name
    )


def _create_sqlite(path: str) -> AsyncEngine:
    if path:
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError.of(
                "database-directory", directory=str(Path(path).parent), why=system_fault(error)
            ) from None
    # One connection: SQLite takes one writer at a time, and the pool's queue is fair, which its lock is not.
    database = create_async_engine(
        URL.create("sqlite+aiosqlite", database=path or ":memory:"),
        poolclass=AsyncAdaptedQueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=60,
        connect_args={"timeout": _BUSY_TIMEOUT_S},
        hide_parameters=True,
    )
    event.listen(database.sync_engine, "connect", _configure_sqlite)
    if path:
        _watch_file(database, OpenedFile(path))
    event.listen(database.sync_engine, "begin", _begin_sqlite)
    event.listen(database.sync_engine, "invalidate", _unlock_sqlite)
    return database


def _watch_file(database: AsyncEngine, file: OpenedFile) -> None:
    """Begin no transaction once the file is gone: what it stored would be acked to Slack, and lost."""
    event.listen(database.sync_engine, "do_connect", lambda *_: file.require_same())  # SQLite would make a new one
    event.listen(database.sync_engine, "connect", lambda *_: file.note())
    event.listen(database.sync_engine, "begin", lambda _: file.require_same())


def _configure_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # FULL: what was acked to Slack is on the disk even when the power goes.
    # Secure: a deleted row is overwritten in the file, and not left there until its place is needed.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
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

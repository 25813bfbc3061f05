"""One database behind ``DATABASE_URL``: SQLite for one process, PostgreSQL for any number of replicas."""

from pathlib import Path
from typing import Any

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.checks import sqlite
from bot.errors import SettingsError

_MIGRATIONS = Path(__file__).parent.parent / "migrations"
_MIGRATION_LOCK = 7_465_201_984_115
"""Any fixed number: the advisory lock under which one replica migrates while the others wait."""


def create_engine(database_url: str) -> AsyncEngine:
    """An engine for ``sqlite:///path`` or ``postgresql://…``; connects to nothing yet.

    Raises:
        SettingsError: an address that cannot be used; never names a password.
    """
    url = _driver_url(database_url)
    if url.get_backend_name() == "sqlite":
        if url.database and url.database != ":memory:":
            try:
                Path(url.database).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise SettingsError(
                    f"The directory {Path(url.database).parent} for the database cannot be made ({error.strerror}): "
                    "set DATABASE_URL to a file where one can be, or to a PostgreSQL server."
                ) from None
        # One connection: SQLite takes one writer, and waiting in our own queue is cheaper than in its lock.
        engine = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=60, hide_parameters=True)
        event.listen(engine.sync_engine, "connect", _configure_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return engine
    engine = create_async_engine(url, pool_size=10, max_overflow=10, pool_pre_ping=True, hide_parameters=True)
    event.listen(engine.sync_engine, "do_connect", _connect_postgresql)
    return engine


async def migrate(engine: AsyncEngine) -> None:
    """Bring the schema up to date; one replica migrates while the others wait.

    Raises:
        SettingsError: the database cannot be reached, or was written by a newer version of the app.
    """
    try:
        async with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
            await connection.run_sync(_upgrade)
    except CommandError:
        raise SettingsError(
            "DATABASE_URL names a database that a newer version of Lookalike wrote: install that version."
        ) from None
    except (DBAPIError, OSError) as error:
        raise SettingsError(
            f"DATABASE_URL cannot be used: the database does not answer ({type(error).__name__})."
        ) from error


async def schema_is_current(engine: AsyncEngine) -> bool:
    """Whether the schema is the one this version writes.

    Raises:
        SettingsError: the database cannot be reached.
    """
    try:
        async with engine.connect() as connection:
            current = await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())
    except (SQLAlchemyError, OSError) as error:
        raise SettingsError(
            f"DATABASE_URL cannot be used: the database does not answer ({type(error).__name__})."
        ) from error
    return current == ScriptDirectory(str(_MIGRATIONS)).get_current_head()


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _driver_url(database_url: str) -> URL:
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):  # ValueError: a port that is none, which may be a part of the password
        raise SettingsError("DATABASE_URL is wrong: start it with sqlite:/// or postgresql://.") from None
    backend = url.get_backend_name()
    if backend == "sqlite":
        return url.set(drivername=sqlite.DRIVER)
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+asyncpg")
    raise SettingsError("DATABASE_URL is wrong: start it with sqlite:/// or postgresql://.")


def _connect_postgresql(dialect: Any, _record: Any, args: Any, options: Any) -> Any:
    """Connect, and let what goes wrong be an error of the database: the driver lets those of the system through."""
    try:
        return dialect.connect(*args, **options)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise dialect.loaded_dbapi.OperationalError(f"no connection ({type(error).__name__})") from error


def _configure_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # FULL: what was acked to Slack is on the disk even when the power goes.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    connection.isolation_level = None  # transactions begin where SQLAlchemy says, see below


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE: a transaction that reads and then writes can otherwise fail half way through with "locked".
    connection.exec_driver_sql("BEGIN IMMEDIATE")

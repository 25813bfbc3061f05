"""Databases: every test that asks for one runs on SQLite and on PostgreSQL."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.checks.database import create_engine, migrate
from tests.postgresql import PostgreSQL, running_postgresql


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One server for all tests of a run."""
    with running_postgresql() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on: both, unless it is parametrised with one."""
    return request.param


@pytest.fixture
async def database_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """An empty database of the test's own; gone afterwards."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'lookalike.db'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    async with server.database() as url:
        yield url


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """A database of the test's own with the app's tables in it."""
    built = create_engine(database_url)
    await migrate(built)
    yield built
    await built.dispose()

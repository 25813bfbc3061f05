"""Databases: every test that asks for one runs on SQLite and on PostgreSQL. And reports that survive hostile texts."""

import os
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.database import create_engine, migrate
from tests.postgresql import PostgreSQL, running_postgresql

# What is tested is what comes out, not how fast: a busy machine must not fail it.
settings.register_profile("daily", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "daily"))

pytest_plugins = ["tests.world"]


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


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, Any, Any]:
    """Tests that run side by side hand their reports over as UTF-8, and some print lone surrogates."""
    return _encodable((yield))


def _encodable(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case dict():
            return {_encodable(key): _encodable(item) for key, item in value.items()}
        case list() | tuple():
            return type(value)(_encodable(item) for item in value)
    return value

"""What every test may ask for: databases, and which tests `make test` leaves to `make test-all`."""

import asyncio
import logging
import os
import shutil
import sys
from collections.abc import AsyncIterator, Coroutine, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.database import create_engine, migrate
from tests.paths import TESTS
from tests.postgresql import PostgreSQL, running_postgresql

# What is tested is what comes out, not how fast: a busy machine must not fail it.
# `make test-slow` runs the same tests again with many more examples; no test names a number of its own.
settings.register_profile("daily", deadline=None, max_examples=20)
settings.register_profile("thorough", deadline=None, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "daily"))

pytest_plugins = ["tests.patsnap_requests", "tests.world"]


_SLOW_LAYERS = ("slow", "sandbox")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what `make test` leaves out.

    That is the layers of that kind, and whole-app scenarios on PostgreSQL, since what has SQL in it is tested on both
    databases by itself in the layer of units.
    """
    for item in items:
        layer = item.path.relative_to(TESTS).parts[0]
        params = item.callspec.params if hasattr(item, "callspec") else {}
        if layer in _SLOW_LAYERS or (layer == "app" and params.get("database") == "postgresql"):
            item.add_marker(pytest.mark.slow)
    # The longest first: at the end one process would run them while the other has nothing left to do.
    items.sort(key=lambda item: item.path.relative_to(TESTS).parts[0] != "slow")


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """A command that runs in the process of the tests configures the logging for all that come after it."""
    named = (log for log in logging.Logger.manager.loggerDict.values() if isinstance(log, logging.Logger))
    levels, hook = {log: log.level for log in (logging.getLogger(), *named)}, sys.excepthook
    yield
    for log, level in levels.items():
        if log.level != level:  # setting it costs a look at every other logger, after each of some thousand tests
            log.setLevel(level)
    sys.excepthook = hook
    logging.captureWarnings(capture=False)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One server for all tests of a run, with a template that has the app's tables in it."""
    with running_postgresql() as server:
        _run(server.make_template(_migrate))
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the app's tables in it, to be copied."""
    path = tmp_path_factory.mktemp("template") / "lookalike.db"
    _run(_migrate(f"sqlite:///{path}"))
    return path


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Run to its end what a fixture of the session does, also while a test's own loop runs."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


async def _migrate(url: str) -> None:
    built = create_engine(url)
    await migrate(built)
    await built.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on: both, unless it is parametrised with one."""
    return request.param


@pytest.fixture
async def database_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database of the test's own with the app's tables in it; gone afterwards."""
    if database == "sqlite":
        path = tmp_path / "lookalike.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    async with server.database(from_template=True) as url:
        yield url


@pytest.fixture
async def empty_database_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database of the test's own with nothing in it; gone afterwards."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    async with server.database() as url:
        yield url


@pytest.fixture
async def engine(database_url: str) -> AsyncIterator[AsyncEngine]:
    """Connections to a database of the test's own with the app's tables in it."""
    built = create_engine(database_url)
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

"""The schema is looked at first, and Alembic loaded only where it has something to do."""

import asyncio
import sys

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from bot.errors import SettingsError
from bot.storage.database import create_engine, migrate, schema_is_current
from bot.storage.migrations import HERE, newest_revision
from bot.storage.tables import metadata

_STARTED_AGAIN = """
import asyncio, sys
import bot.app
from bot.storage.database import create_engine, migrate

async def main():
    engine = create_engine(sys.argv[1])
    await migrate(engine)
    await engine.dispose()

asyncio.run(main())
print(*(name for name in ("alembic", "asyncpg", "PIL", "numpy", "typer") if name in sys.modules))
"""


@pytest.fixture
async def empty(database_url):
    """A database without any table."""
    engine = create_engine(database_url)
    yield engine
    await engine.dispose()


async def _tables(engine) -> set[str]:
    async with engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def _say_revision(engine, *revisions) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("DELETE FROM alembic_version"))
        for revision in revisions:
            await connection.execute(text("INSERT INTO alembic_version VALUES (:it)"), {"it": revision})


def test_newest_revision_is_the_head_of_the_migrations():
    assert newest_revision() == ScriptDirectory(str(HERE)).get_current_head()


async def test_empty_database_gets_every_table(empty):
    assert not await schema_is_current(empty)
    await migrate(empty)
    assert await schema_is_current(empty)
    assert await _tables(empty) == {*metadata.tables, "alembic_version"}


async def test_older_schema_gets_what_it_lacks(engine):
    async with engine.begin() as connection:
        await connection.run_sync(_take_back_the_last_migration)
    assert not await schema_is_current(engine)
    await migrate(engine)
    assert await schema_is_current(engine)
    assert await _tables(engine) == {*metadata.tables, "alembic_version"}


def _take_back_the_last_migration(connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    command.downgrade(config, "-1")


async def test_current_schema_is_left_as_it_is(engine, monkeypatch):
    def refuse(_connection):
        raise AssertionError("there was nothing to do")

    monkeypatch.setattr("bot.storage.migrations.upgrade.upgrade", refuse)
    await migrate(engine)


@pytest.mark.parametrize("revision", ["9999", "newer"])
async def test_schema_of_a_newer_version_is_refused_in_one_sentence(engine, revision):
    await _say_revision(engine, revision)
    assert not await schema_is_current(engine)
    with pytest.raises(SettingsError, match=r"^DATABASE_URL names a database that a newer version of Lookalike wrote"):
        await migrate(engine)


async def test_version_table_that_says_nothing_is_not_taken_for_current(engine):
    await _say_revision(engine)
    assert not await schema_is_current(engine)


async def test_newest_revision_beside_a_strange_one_is_refused(engine):
    await _say_revision(engine, newest_revision(), "newer")
    with pytest.raises(SettingsError, match="newer version"):
        await migrate(engine)


@pytest.mark.parametrize("database", ["sqlite"])
async def test_start_on_a_current_schema_loads_nothing_that_it_has_no_use_for(engine, database_url):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _STARTED_AGAIN, database_url,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await asyncio.wait_for(process.communicate(), 60)
    assert output.decode().split() == []
    assert process.returncode == 0

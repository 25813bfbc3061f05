"""Connections, transactions and the schema: Alembic is loaded only if it has something to do."""

import asyncio
import sqlite3
import sys
import threading
from urllib.parse import urlsplit

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from bot.settings import Settings
from bot.storage import open_database
from bot.storage.database import create_engine, migrate, schema_is_current
from bot.storage.migrations import HERE, newest_revision
from bot.storage.tables import metadata
from tests.sentences import refused

OF_OLDER_REPLICAS = {"hold_notices", "patsnap_holds"}
"""Tables that nothing here uses any more."""

_STARTED_AGAIN = """
import asyncio, sys
import bot.app
from bot.storage.database import create_engine, migrate

async def main():
    engine = create_engine(sys.argv[1])
    await migrate(engine)
    await engine.dispose()

asyncio.run(main())
UNUSED = ("alembic", "asyncpg", "sqlalchemy.dialects.postgresql", "PIL", "numpy", "typer")
print(*(name for name in UNUSED if name in sys.modules))
"""


@pytest.fixture
async def empty(empty_database_url):
    """A database without any table."""
    engine = create_engine(empty_database_url)
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
    assert await _tables(empty) == {*metadata.tables, *OF_OLDER_REPLICAS, "alembic_version"}


async def test_older_schema_gets_what_it_lacks(engine):
    async with engine.begin() as connection:
        await connection.run_sync(_take_back_the_last_migration)
    assert not await schema_is_current(engine)
    await migrate(engine)
    assert await schema_is_current(engine)
    assert await _tables(engine) == {*metadata.tables, *OF_OLDER_REPLICAS, "alembic_version"}


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
    with refused(r"^DATABASE_URL names a database that a newer version of Lookalike wrote"):
        await migrate(engine)


async def test_version_table_that_says_nothing_is_not_taken_for_current(engine):
    await _say_revision(engine)
    assert not await schema_is_current(engine)


async def test_newest_revision_beside_a_strange_one_is_refused(engine):
    await _say_revision(engine, newest_revision(), "newer")
    with refused("newer version"):
        await migrate(engine)


@pytest.mark.parametrize("table", ["checks", "posts"])
async def test_index_for_claims_leaves_out_what_is_not_due(engine, table):
    async with engine.connect() as connection:
        indexes = await connection.run_sync(lambda sync: inspect(sync).get_indexes(table))
    [options] = [index["dialect_options"] for index in indexes if index["name"] == f"ix_{table}_due"]
    assert "due_at IS NOT NULL" in str(options[f"{engine.dialect.name}_where"])


@pytest.mark.parametrize("database", ["sqlite"])
async def test_start_on_a_current_schema_loads_nothing_that_it_has_no_use_for(engine, database_url):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _STARTED_AGAIN, database_url,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await asyncio.wait_for(process.communicate(), 120)
    assert output.decode().split() == []
    assert process.returncode == 0


@pytest.fixture
async def numbers(database_url):
    """A database with one small table."""
    built = create_engine(database_url)
    async with built.begin() as connection:
        await connection.execute(text("CREATE TABLE t (n INTEGER PRIMARY KEY)"))
    yield built
    await built.dispose()


async def _write(database, number):
    async with database.begin() as connection:
        await connection.execute(text("INSERT INTO t VALUES (:n)"), {"n": number})


async def _read(database):
    async with database.connect() as connection:
        return set((await connection.execute(text("SELECT n FROM t"))).scalars())


sqlite_only = pytest.mark.parametrize("database", ["sqlite"])


@sqlite_only
async def test_sqlite_keeps_what_was_committed_when_the_power_goes_and_checks_foreign_keys(numbers):
    async with numbers.connect() as connection:
        found = [
            (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        ]
    assert found == ["wal", 2, 1, 1]


async def test_transaction_that_raises_leaves_nothing_and_the_others_alone(numbers):
    async def fail():
        async with numbers.begin() as connection:
            await connection.execute(text("INSERT INTO t VALUES (2)"))
            raise ValueError("no")

    results = await asyncio.gather(_write(numbers, 1), fail(), _write(numbers, 3), return_exceptions=True)
    assert isinstance(results[1], ValueError)
    assert await _read(numbers) == {1, 3}


async def test_transaction_cancelled_half_way_leaves_the_next_ones_working(numbers):
    inside = asyncio.Event()

    async def hang():
        async with numbers.begin() as connection:
            await connection.execute(text("INSERT INTO t VALUES (9)"))
            inside.set()
            await asyncio.Event().wait()

    hanging = asyncio.create_task(hang())
    await inside.wait()
    waiting = asyncio.create_task(_write(numbers, 1))
    hanging.cancel()
    await asyncio.gather(hanging, return_exceptions=True)
    await waiting
    assert await _read(numbers) == {1}


@sqlite_only
async def test_statement_cancelled_on_sqlite_leaves_the_next_ones_working(numbers):
    release, entered = threading.Event(), threading.Event()

    def hold():
        entered.set()
        return release.wait(10)

    async def read():
        async with numbers.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            await driver.create_function("hold", 0, hold)
            await connection.execute(text("SELECT hold()"))

    reading = asyncio.create_task(read())
    await asyncio.to_thread(entered.wait, 10)
    reading.cancel()
    await asyncio.sleep(0)
    release.set()
    with pytest.raises(asyncio.CancelledError):
        await reading
    await _write(numbers, 1)
    assert await _read(numbers) == {1}


@sqlite_only
async def test_file_locked_by_somebody_else_is_waited_for_without_holding_up_the_loop(numbers, tmp_path):
    other = sqlite3.connect(tmp_path / "lookalike.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(_write(numbers, 10))
    done, _ = await asyncio.wait({writing}, timeout=0.05)  # the loop goes on meanwhile
    assert not done
    other.execute("COMMIT")
    other.close()
    await writing
    assert await _read(numbers) == {10}


@sqlite_only
async def test_transaction_that_cannot_begin_leaves_the_one_connection_to_the_next(numbers, tmp_path):
    async with numbers.connect() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout=10")
    other = sqlite3.connect(tmp_path / "lookalike.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(3):
        with pytest.raises(OperationalError, match="locked"):
            await _write(numbers, 1)
    other.execute("ROLLBACK")
    other.close()
    await _write(numbers, 1)
    assert await _read(numbers) == {1}


@sqlite_only
async def test_transaction_that_meets_a_full_disk_fails_alone(numbers):
    async with numbers.begin() as connection:
        await connection.execute(text("CREATE TABLE big (content BLOB)"))
    async with numbers.connect() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar()
        await connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")

    async def write_big():
        async with numbers.begin() as connection:
            await connection.execute(text("INSERT INTO big VALUES (zeroblob(100000))"))

    results = await asyncio.gather(_write(numbers, 1), write_big(), _write(numbers, 2), return_exceptions=True)
    assert [type(result) for result in results] == [type(None), OperationalError, type(None)]
    assert await _read(numbers) == {1, 2}


@pytest.mark.parametrize("database", ["postgresql"])
async def test_database_that_is_lost_once_it_is_open_is_told_of_in_a_sentence(postgresql, database_url):
    name = urlsplit(database_url).path.removeprefix("/")

    async def open_and_lose() -> None:
        async with open_database(Settings(_env_file=None, DATABASE_URL=database_url)) as opened:
            await postgresql.run(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
            await postgresql.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
            async with opened.begin() as connection:
                await connection.execute(text("SELECT 1"))

    with refused(rf"^DATABASE_URL cannot be used: .*{name} does not answer"):
        await open_and_lose()


async def test_database_whose_encoding_holds_no_chinese_is_refused_at_the_start_and_by_doctor(postgresql):
    await postgresql.run("CREATE DATABASE latin1 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    sentence = r"latin1, whose encoding LATIN1 holds no Chinese .* ENCODING 'UTF8'"
    try:
        with refused(sentence):
            async with open_database(Settings(_env_file=None, DATABASE_URL=postgresql.url("latin1"))):
                pass
        opened = create_engine(postgresql.url("latin1"))
        with refused(sentence):
            await schema_is_current(opened)
        await opened.dispose()
    finally:
        await postgresql.run("DROP DATABASE latin1")


@pytest.mark.parametrize("database", ["postgresql"])
async def test_user_who_may_not_write_all_tables_is_refused_in_a_sentence(postgresql, database_url):
    name = urlsplit(database_url).path.removeprefix("/")
    await postgresql.run("CREATE ROLE reader LOGIN")
    for grant in (
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO reader",
        "REVOKE DELETE ON checks, posts FROM reader",
    ):
        await postgresql.run(grant, database=name)
    try:
        with refused("may not read and write all of checks, posts: let the user who made the tables grant that"):
            async with open_database(Settings(_env_file=None, DATABASE_URL=_as_user(database_url, "reader"))):
                pass
        await postgresql.run("GRANT DELETE ON checks, posts TO reader", database=name)
        async with open_database(Settings(_env_file=None, DATABASE_URL=_as_user(database_url, "reader"))):
            pass
    finally:
        await postgresql.run("DROP OWNED BY reader", database=name)
        await postgresql.run("DROP ROLE reader")


def _as_user(url: str, user: str) -> str:
    """The same database, for another of its users."""
    return url.replace("postgres:@", f"{user}:@", 1)

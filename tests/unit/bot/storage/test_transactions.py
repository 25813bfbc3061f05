"""Shared commits on a real SQLite file: isolated, durable, and fewer than the transactions."""

import asyncio
import sqlite3

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from bot.storage.database import create_engine
from bot.storage.transactions import GroupCommit


@pytest.fixture
async def engine(tmp_path):
    built = create_engine(f"sqlite:///{tmp_path / 'shared.db'}")
    async with built.begin() as connection:
        await connection.execute(text("CREATE TABLE t (n INTEGER PRIMARY KEY)"))
    yield built
    await built.dispose()


@pytest.fixture
def commits(engine):
    counted = []
    event.listen(engine.sync_engine, "commit", counted.append)
    return counted


@pytest.fixture
def group(engine):
    return GroupCommit(engine)


async def write(group, number, *, then=None):
    async with group.begin() as connection:
        await connection.execute(text("INSERT INTO t VALUES (:n)"), {"n": number})
        if then:
            raise then


async def numbers(engine):
    async with engine.connect() as connection:
        return set((await connection.execute(text("SELECT n FROM t"))).scalars())


async def test_transactions_that_queue_up_share_commits(engine, group, commits):
    await asyncio.gather(*(write(group, number) for number in range(100)))
    assert await numbers(engine) == set(range(100))
    assert len(commits) <= 5


async def test_transaction_alone_commits_at_once(engine, group, commits):
    await write(group, 1)
    assert len(commits) == 1
    assert await numbers(engine) == {1}


async def test_failing_transaction_takes_none_along(engine, group):
    results = await asyncio.gather(
        write(group, 1), write(group, 2, then=ValueError("no")), write(group, 3), return_exceptions=True
    )
    assert isinstance(results[1], ValueError)
    assert await numbers(engine) == {1, 3}
    await write(group, 2)
    assert await numbers(engine) == {1, 2, 3}


async def test_last_transaction_failing_still_commits_the_others(engine, group):
    await asyncio.gather(write(group, 1), write(group, 2, then=ValueError("no")), return_exceptions=True)
    assert await numbers(engine) == {1}


async def test_cancelled_transaction_leaves_the_next_ones_working(engine, group):
    inside = asyncio.Event()

    async def hang():
        async with group.begin() as connection:
            await connection.execute(text("INSERT INTO t VALUES (9)"))
            inside.set()
            await asyncio.Event().wait()

    hanging = asyncio.create_task(hang())
    await inside.wait()
    waiting = asyncio.create_task(write(group, 1))
    hanging.cancel()
    await asyncio.gather(hanging, return_exceptions=True)
    await waiting
    assert await numbers(engine) == {1}


async def test_failed_commit_reaches_everybody_who_shares_it(engine, group):
    def refuse(_connection):
        raise OSError("disk full")

    event.listen(engine.sync_engine, "commit", refuse)
    results = await asyncio.gather(write(group, 1), write(group, 2), return_exceptions=True)
    assert [type(result) for result in results] == [OSError, OSError]
    event.remove(engine.sync_engine, "commit", refuse)
    await write(group, 3)
    assert await numbers(engine) == {3}


async def test_transaction_that_cannot_begin_leaves_the_one_connection_to_the_next(engine, group, tmp_path):
    async with engine.connect() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout=10")
    other = sqlite3.connect(tmp_path / "shared.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for _ in range(3):
        with pytest.raises(OperationalError, match="locked"):
            await write(group, 1)
    other.execute("ROLLBACK")
    other.close()
    await write(group, 1)
    assert await numbers(engine) == {1}


async def test_full_database_fails_all_who_share_its_commit_and_takes_later_ones(engine, group):
    async with engine.connect() as connection:
        await connection.execute(text("CREATE TABLE big (content BLOB)"))
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar()
        await connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
        await connection.commit()

    async def write_big():
        async with group.begin() as connection:
            await connection.execute(text("INSERT INTO big VALUES (zeroblob(100000))"))

    results = await asyncio.gather(write(group, 1), write_big(), write(group, 2), return_exceptions=True)
    assert isinstance(results[1], OperationalError)
    stored = {number for number, result in ((1, results[0]), (2, results[2])) if result is None}
    assert await numbers(engine) == stored
    await write(group, 3)
    assert 3 in await numbers(engine)

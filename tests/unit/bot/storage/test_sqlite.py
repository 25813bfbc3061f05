"""Where the statements of an SQLite connection run: on the event loop, or in its thread."""

import asyncio
import sqlite3
import threading

import pytest
from sqlalchemy import text

from bot.storage.database import create_engine
from bot.storage.sqlite import run_inline


@pytest.fixture
def path(tmp_path):
    return tmp_path / "inline.db"


@pytest.fixture
async def engine(path):
    built = create_engine(f"sqlite:///{path}")
    async with built.begin() as connection:
        await connection.execute(text("CREATE TABLE t (n INTEGER PRIMARY KEY, word TEXT)"))
        await connection.execute(text("INSERT INTO t VALUES (:n, :word)"), [{"n": n, "word": str(n)} for n in range(5)])
    yield built
    await built.dispose()


async def watch(connection):
    """The threads in which statements run from now on."""
    threads = set()

    def note():
        threads.add(threading.current_thread())
        return 1

    driver = (await connection.get_raw_connection()).driver_connection
    driver.create_function("note", 0, note)
    return threads


async def test_read_runs_in_a_thread(engine):
    async with engine.connect() as connection:
        threads = await watch(connection)
        await connection.execute(text("SELECT note() FROM t"))
    assert threads.isdisjoint({threading.current_thread()})


async def test_inline_transaction_runs_on_the_loop_until_it_ends(engine):
    async with engine.connect() as connection:
        threads = await watch(connection)
        await run_inline(connection)
        await connection.execute(text("SELECT note() FROM t"))
        assert threads == {threading.current_thread()}
        await connection.commit()
        threads.clear()
        await connection.execute(text("SELECT note() FROM t"))
        assert threads.isdisjoint({threading.current_thread()})


@pytest.mark.parametrize("inline", [False, True])
async def test_rows_come_one_by_one_or_all_at_once(engine, inline):
    async with engine.connect() as connection:
        if inline:
            await run_inline(connection)
        result = await connection.execute(text("SELECT n, word FROM t ORDER BY n"))
        assert result.fetchone() == (0, "0")
        assert result.fetchmany(2) == [(1, "1"), (2, "2")]
        assert result.all() == [(3, "3"), (4, "4")]


async def test_rowcount_counts_what_was_changed(engine):
    async with engine.begin() as connection:
        await run_inline(connection)
        changed = await connection.execute(text("UPDATE t SET word = 'x' WHERE n < 3"))
        assert changed.rowcount == 3
        changed = await connection.execute(text("UPDATE t SET word = 'y' WHERE n < 2 RETURNING n"))
        assert sorted(changed.scalars()) == [0, 1]


async def test_file_that_somebody_else_locks_is_waited_for_without_holding_up_the_loop(engine, path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO t VALUES (9, 'other')")

    async def write():
        async with engine.begin() as connection:
            await connection.execute(text("INSERT INTO t VALUES (10, 'ours')"))

    writing = asyncio.create_task(write())
    for _ in range(3):
        await asyncio.sleep(0.01)  # the loop goes on meanwhile
    assert not writing.done()
    other.execute("COMMIT")
    await writing
    assert other.execute("SELECT count(*) FROM t").fetchone() == (7,)
    other.close()


async def test_cancelled_statement_leaves_the_connection_working(engine):
    release = threading.Event()
    entered = threading.Event()

    def hold():
        entered.set()
        return release.wait(10)

    async def read():
        async with engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            driver.create_function("hold", 0, hold)
            await connection.execute(text("SELECT hold()"))

    reading = asyncio.create_task(read())
    await asyncio.to_thread(entered.wait, 10)
    reading.cancel()
    await asyncio.sleep(0)
    assert not reading.done()
    release.set()
    with pytest.raises(asyncio.CancelledError):
        await reading
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM t"))).scalar() == 5

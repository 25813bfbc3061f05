"""A database that is locked, full, cut off or restarted: nothing acked is lost, what was paid for least of all."""

import asyncio
import contextlib
import resource
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import func, select

from bot.sandbox.faults import Fault
from bot.sandbox.slack import Workspace
from bot.storage.tables import checks, posts
from tests.app import drawn
from tests.postgresql import running_postgresql
from tests.slow.chaos.mishaps import locked

PNG = ("mug.png", drawn.PNG)

sqlite_only = pytest.mark.parametrize("database", ["sqlite"])
postgresql_only = pytest.mark.parametrize("database", ["postgresql"])


@pytest.fixture
def workspace() -> Workspace:
    """Slack as it is, but less patient: it delivers again after half a second, not after minutes."""
    return Workspace(ack_timeout_s=1.0, retry_delays_s=(0.5, 1.0, 2.0))


def delete(path: Path) -> Path:
    """No name of the file is left where it was, as after ``rm``; for the end of the test it has another."""
    kept = path.with_suffix(".kept")
    kept.hardlink_to(path)
    path.unlink()
    return kept


async def reasons(port: int) -> list[str]:
    async with httpx.AsyncClient(timeout=10) as client:
        answer = await client.get(f"http://127.0.0.1:{port}/healthz")
    assert answer.status_code == 200  # a restart would mend nothing
    return answer.json()["reasons"]


async def ready(port: int) -> int:
    async with httpx.AsyncClient(timeout=10) as client:
        return (await client.get(f"http://127.0.0.1:{port}/readyz")).status_code


async def until_told(port: int, word: str) -> None:
    async with asyncio.timeout(30):
        while not any(word in reason for reason in await reasons(port)):  # noqa: ASYNC110 - it has to be asked
            await asyncio.sleep(0.1)


async def until_well(port: int) -> None:
    async with asyncio.timeout(60):
        while await ready(port) != 200:  # noqa: ASYNC110 - it has to be asked
            await asyncio.sleep(0.1)


async def rows(app, table) -> int:
    async with app.checks.worker.repository.database.connect() as connection:
        return (await connection.execute(select(func.count()).select_from(table))).scalar()


def unacked(world) -> list[object]:
    """Deliveries of the post that Slack gave up waiting for."""
    return [a for a in world.slack.delivery.attempts if a.event.inner.get("subtype") == "file_share" and not a.acked]


def acked(world) -> bool:
    return any(a.acked for a in world.slack.delivery.attempts if a.event.inner.get("subtype") == "file_share")


@sqlite_only
async def test_locked_database_delays_the_ack_and_ends_in_one_check(world, app, database_url):
    async with locked(urlsplit(database_url).path):
        ts = await world.post(PNG)
        await until_told(app.port, "database does not answer")
        assert await ready(app.port) == 503
        await world.until(lambda: len(unacked(world)) > 1)
        assert not acked(world)
    await until_well(app.port)
    assert len(await world.wait_for_replies(ts)) == 1
    assert (await rows(app, posts), await rows(app, checks)) == (1, 1)
    assert world.patsnap.calls["submit"] == 1


@sqlite_only
async def test_lock_that_outlasts_every_patience_leaves_the_app_able_to_go_on(world, app, database_url):
    async with app.checks.worker.repository.database.connect() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout=100")  # ten seconds, made short
    async with locked(urlsplit(database_url).path):
        ts = await world.post(PNG)
        await world.until(lambda: len(unacked(world)) > 1)
    await until_well(app.port)
    assert len(await world.wait_for_replies(ts)) == 1
    assert await rows(app, checks) == 1


@sqlite_only
@pytest.mark.parametrize("task_s", [(600.0, 600.0)])
async def test_result_found_while_the_database_is_locked_is_kept_and_told_once(world, app, database_url):
    async with app.checks.worker.repository.database.connect() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout=100")
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="submit", delay_s=1.0))
    ts = await world.post(PNG)
    await world.until(lambda: world.patsnap.calls["submit"])
    async with locked(urlsplit(database_url).path):
        await until_told(app.port, "database")
    world.patsnap.finish_tasks()
    (reply,) = await world.wait_for_replies(ts)
    assert reply.blocks[0]["type"] == "header"
    assert world.patsnap.calls["submit"] == 1


@sqlite_only
async def test_full_disk_acks_nothing_that_it_cannot_keep_and_goes_on_when_there_is_room(world, spawn):
    async with spawn() as process:
        await world.wait_for_replies(await world.post(PNG))
        port = int(process.log.read_text().split("connected to Slack port=")[1].split()[0])
        world.slack.delivery.attempts.clear()
        # No file of the process grows any more, as on a full disk.
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        ts = await world.post(PNG)
        await world.until(lambda: len(unacked(world)) > 1)
        assert not acked(world)
        await until_told(port, "database does not work")
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        await until_well(port)
        assert len(await world.wait_for_replies(ts)) == 1
    assert world.patsnap.calls["submit"] == 2


@sqlite_only
async def test_deleted_file_gets_no_ack_and_what_was_posted_is_delivered_once_it_is_back(world, app, database_url):
    await world.wait_for_replies(await world.post(PNG))
    world.slack.delivery.attempts.clear()
    kept = delete(path := Path(urlsplit(database_url).path))
    ts = await world.post(PNG)
    await until_told(app.port, "deleted or replaced")
    await world.until(lambda: len(unacked(world)) > 1)
    assert not acked(world)
    assert await ready(app.port) == 503
    kept.rename(path)
    await until_well(app.port)
    assert len(await world.wait_for_replies(ts)) == 1
    assert (await rows(app, posts), await rows(app, checks)) == (2, 2)


@sqlite_only
async def test_file_that_is_replaced_gets_no_ack_and_the_next_start_goes_on(world, running, database_url):
    path = Path(urlsplit(database_url).path)
    async with running() as app:
        await world.wait_for_replies(await world.post(PNG))
        world.slack.delivery.attempts.clear()
        async with locked(urlsplit(database_url).path):
            restored = path.with_suffix(".restored")
            shutil.copyfile(path, restored)
        restored.replace(path)
        ts = await world.post(PNG)
        await until_told(app.port, "deleted or replaced")
        await world.until(lambda: unacked(world))
        assert not acked(world)
    async with running():
        assert len(await world.wait_for_replies(ts)) == 1


@postgresql_only
async def test_connections_that_are_cut_again_and_again_lose_and_double_nothing(world, app, database_url, postgresql):
    name = urlsplit(database_url).path.strip("/")
    sent = [await world.post(PNG) for _ in range(4)]
    for _ in range(8):
        await postgresql.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        await asyncio.sleep(0.2)
    for ts in sent:
        assert len(await world.wait_for_replies(ts)) == 1
    assert await rows(app, checks) == 4
    assert world.patsnap.calls["submit"] == 4


@pytest.fixture
def own_server():
    """A server that only this test stops and starts."""
    with running_postgresql() as server:
        yield server


@asynccontextmanager
async def stopped(server) -> AsyncIterator[None]:
    await asyncio.to_thread(server._server.stop)
    try:
        yield
    finally:
        await asyncio.to_thread(server._server.start)


@postgresql_only
@pytest.mark.parametrize("task_s", [(600.0, 600.0)])
async def test_restarted_server_loses_neither_a_paid_task_nor_what_is_posted_meanwhile(
    world, running, own_server, task_s
):
    async with own_server.database() as url, contextlib.AsyncExitStack() as stack:
        app = await stack.enter_async_context(running(DATABASE_URL=url))
        world.sandbox.faults.add(Fault(target="patsnap", endpoint="submit", delay_s=2.0))
        first = await world.post(PNG)
        await world.until(lambda: world.patsnap.calls["submit"])
        async with stopped(own_server):
            second = await world.post(PNG)
            await until_told(app.port, "database does not")
            await world.until(lambda: unacked(world))
        await until_well(app.port)
        await world.until(lambda: world.patsnap.calls["submit"] == 2)
        world.patsnap.finish_tasks()
        for ts in (first, second):
            (reply,) = await world.wait_for_replies(ts)
            assert reply.blocks[0]["type"] == "header"
        assert await rows(app, checks) == 2
        assert world.patsnap.calls["submit"] == 2

"""What a process has in hand while the clock jumps or the database is away: begun once, paid once, told once."""

import asyncio
import contextlib
import signal
import sqlite3
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from bot.storage import leases
from tests.slow.chaos.ledger import Asked, Ledger
from tests.slow.chaos.mishaps import locked
from tests.slow.chaos.posts import CHANNELS, picture
from tests.slow.chaos.relay import Relay

MINUTES_S = 120.0
"""Longer than the product's own lease."""

DAYS_S = 400 * 86_400.0
SHORT_LEASE_S = 3.0
AHEAD = "SELECT pg_catalog.statement_timestamp() + make_interval(secs => seconds) FROM ahead.clock"
MOST_GROWTH_BYTES = 300_000_000

Jump = Callable[[Process, float], Awaitable[None]]


@pytest.fixture
def task_s() -> tuple[float, float]:
    """Until the test says that tasks are done."""
    return (600.0, 600.0)


@pytest.fixture
def ledger(world, database_url) -> Ledger:
    return Ledger(world.sandbox, database_url)


async def ask(world, ledger) -> str:
    """Post the next picture; its ts."""
    number = len(ledger.asked)
    ts = await world.post(picture(number), channel=CHANNELS[0])
    ledger.asked.append(Asked(CHANNELS[0], ts, 1))
    return ts


async def take_in_hand(world, ledger) -> asyncio.Event:
    """A paid call and a reply, both carried out; the process gets neither answer before the event is set."""
    go = asyncio.Event()

    async def hold(_call) -> None:
        await go.wait()

    await ask(world, ledger)
    await world.until(lambda: world.patsnap.calls["report"])  # its task is stored
    paid = world.tripwire.arm(lambda call: "/image-search/submit" in call.path, "after", hold, answered=True)
    await ask(world, ledger)
    await world.until(lambda: paid.call)
    told = world.tripwire.arm(
        lambda call: "chat.postMessage" in call.path and b"lookalike_reply" in call.body, "after", hold, answered=True
    )
    world.patsnap.finish_tasks()
    await world.until(lambda: told.call)
    return go


async def finish(world, ledger) -> None:
    """Let everything come to its end, and see that each picture was paid for once, and told once."""
    world.patsnap.finish_tasks()
    await world.wait_for(lambda: ledger.is_done)


@pytest.fixture
async def set_server_clock(database, database_url, request) -> Callable[[float], Awaitable[None]] | None:
    """Sets the clock of the database by so many seconds, for all who ask that database; None for SQLite, which has no
    clock.

    The machine's own clock is not a test's to set: the one function that the app asks for the time is found in another
    schema first.
    """
    if database == "sqlite":
        return None
    server, name = request.getfixturevalue("postgresql"), urlsplit(database_url).path.strip("/")

    async def set_clock(ahead_s: float) -> None:
        await server.run(f"UPDATE ahead.clock SET seconds = {ahead_s}", database=name)

    for statement in (
        "CREATE SCHEMA ahead",
        "CREATE TABLE ahead.clock (seconds DOUBLE PRECISION)",
        "INSERT INTO ahead.clock VALUES (0)",
        f"CREATE FUNCTION ahead.statement_timestamp() RETURNS TIMESTAMPTZ STABLE LANGUAGE sql AS '{AHEAD}'",
        f"ALTER DATABASE {name} SET search_path = public, ahead, pg_catalog",
    ):
        await server.run(statement, database=name)
    return set_clock


@pytest.fixture
def jump(world, set_server_clock) -> Jump:
    """Sets the clock of a process ahead, by as much as it was started for, and that of PostgreSQL's server."""

    async def jump(process: Process, step_s: float) -> None:
        if set_server_clock:
            await set_server_clock(step_s)
        process.send_signal(signal.SIGUSR1)
        await world.until(lambda: f"clock set by {step_s} s" in process.log.read_text())

    return jump


async def test_work_in_hand_is_not_begun_again_when_the_clocks_jump_two_minutes(world, spawn, ledger, jump):
    assert leases.LEASE_S < MINUTES_S
    async with spawn(skew_s=0.0, step_s=MINUTES_S) as process:
        go = await take_in_hand(world, ledger)
        submits = world.patsnap.calls["submit"]
        await jump(process, MINUTES_S)
        ts = await ask(world, ledger)
        await world.until(lambda: world.patsnap.calls["submit"] > submits)
        world.patsnap.finish_tasks()
        # Whatever is due has been claimed since, the calls in hand too if their leases have run out.
        await world.wait_for(lambda: world.replies(ts))
        go.set()
        await finish(world, ledger)
        assert "Traceback" not in process.log.read_text()
    tally = await ledger.close()
    assert tally.is_right, tally
    assert (tally.finished, tally.submits, tally.replies) == (3, 3, 3)


async def test_clocks_400_days_ahead_neither_freeze_the_app_nor_fill_the_memory(world, spawn, ledger, jump):
    async with spawn(skew_s=0.0, step_s=DAYS_S) as process:
        await ask(world, ledger)
        await world.until(lambda: world.patsnap.calls["submit"])
        await finish(world, ledger)
        at_rest = psutil.Process(process.pid).memory_info().rss
        await jump(process, DAYS_S)
        await ask(world, ledger)
        await world.until(lambda: world.patsnap.calls["submit"] == 2)
        await finish(world, ledger)
        assert most_memory(process) < at_rest + MOST_GROWTH_BYTES
        assert "Traceback" not in process.log.read_text()
    tally = await ledger.close()
    assert tally.is_right, tally
    assert (tally.finished, tally.submits, tally.replies) == (2, 2, 2)


def most_memory(process: Process) -> int:
    """The most that a process has had in memory, in bytes."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


class LockedFile:
    """SQLite's file, which another program keeps to itself."""

    def __init__(self, database_url: str) -> None:
        self.url = database_url
        self._path = urlsplit(database_url).path

    def away(self):
        return locked(self._path)

    async def latest_lease_s(self) -> float:
        """How long the last lease still holds, negative if it does not."""
        with contextlib.closing(sqlite3.connect(self._path)) as reader:
            return float(reader.execute("SELECT MAX(leased_until) FROM checks").fetchone()[0]) - time.time()


class SilentServer:
    """PostgreSQL, of which no answer comes on any connection of the app's."""

    def __init__(self, relay: Relay, url: str, server, name: str) -> None:
        self.url = url
        self._relay = relay
        self._server = server
        self._name = name

    @asynccontextmanager
    async def away(self) -> AsyncIterator[None]:
        self._relay.swallow()
        yield
        self._relay.speak()

    async def latest_lease_s(self) -> float:
        """How long the last lease still holds, negative if it does not."""
        query = "SELECT MAX(leased_until) - EXTRACT(EPOCH FROM statement_timestamp()) AS left_s FROM checks"
        (row,) = await self._server.run(query, database=self._name)
        return float(row["left_s"])


@pytest.fixture
async def reached(database, database_url, request) -> AsyncIterator[LockedFile | SilentServer]:
    """The database, which can be taken away."""
    if database == "sqlite":
        yield LockedFile(database_url)
        return
    relay = Relay(database_url)
    name = urlsplit(database_url).path.strip("/")
    yield SilentServer(relay, await relay.start(), request.getfixturevalue("postgresql"), name)
    await relay.close()


async def test_work_in_hand_is_stored_once_when_the_database_is_away_for_longer_than_a_lease(
    world, spawn, ledger, reached
):
    async with spawn(lease_s=SHORT_LEASE_S, DATABASE_URL=reached.url) as process:
        go = await take_in_hand(world, ledger)
        async with reached.away():
            go.set()  # Patsnap's answer and Slack's come while they cannot be stored
            while await reached.latest_lease_s() >= 0:  # noqa: ASYNC110 - it has to be asked
                await asyncio.sleep(0.1)
        await finish(world, ledger)
        assert "Traceback" not in process.log.read_text()
    tally = await ledger.close()
    assert tally.is_right, tally
    assert (tally.finished, tally.submits, tally.replies) == (2, 2, 2)

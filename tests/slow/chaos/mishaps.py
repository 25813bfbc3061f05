"""What happens to a process, apart from the faults of Slack and Patsnap: the five kinds, and what each of them does."""

import asyncio
import signal
import sqlite3
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Protocol
from urllib.parse import urlsplit

import asyncpg

from tests.processes import has_port
from tests.replica import HOUR_S
from tests.slow.chaos.relay import Relay


class Kind(StrEnum):
    """A kind of mishap, as the command line names it."""

    KILL = "kills"
    FREEZE = "freezes"
    CLOCK = "clocks"
    CONNECTION = "connections"
    ANSWER = "answers"


class Outage(Protocol):
    """The database is out of reach of a process for a while."""

    async def happen(self, process: Process) -> None: ...


async def freeze(process: Process, *, seconds: float) -> None:
    """Stop a process, as a paused virtual machine does, and let it go on."""
    process.send_signal(signal.SIGSTOP)
    try:
        await asyncio.sleep(seconds)
    finally:
        process.send_signal(signal.SIGCONT)


class Clocks:
    """The wall clocks of processes: right, or an hour off. One that is started anew has that of the one before."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._skews_s: dict[Process, float] = {}
        self._free: list[float] = []

    def next_skew_s(self) -> float:
        """For the process that is started next."""
        return self._free.pop() if self._free else 0.0

    def started(self, process: Process, skew_s: float) -> None:
        self._skews_s[process] = skew_s

    def ended(self, process: Process) -> None:
        self._free.append(self._skews_s.pop(process))

    async def set(self, process: Process) -> None:
        """Set the clock by an hour: a wrong one right, a right one forward or back."""
        while process.returncode is None and not _catches(process, signal.SIGUSR1):  # noqa: ASYNC110 - it has to be asked
            await asyncio.sleep(0.05)
        skew_s = self._skews_s[process]
        forward = self._dice.random() < 0.5 if skew_s == 0 else skew_s < 0
        process.send_signal(signal.SIGUSR1 if forward else signal.SIGUSR2)
        self._skews_s[process] = skew_s + (HOUR_S if forward else -HOUR_S)


class LockedFile:
    """SQLite: another program holds the lock of the file."""

    def __init__(self, database_url: str, dice: Random, *, longest_s: float) -> None:
        self._path = urlsplit(database_url).path
        self._dice = dice
        self._longest_s = longest_s

    async def happen(self, _process: Process) -> None:
        async with locked(self._path):
            await asyncio.sleep(self._dice.uniform(0, self._longest_s))


class LostConnections:
    """PostgreSQL: connections are swallowed for a while, forgotten for good, or ended by the server."""

    def __init__(self, relay: Relay, database_url: str, dice: Random, *, longest_s: float) -> None:
        self._relay = relay
        self._database_url = database_url
        self._dice = dice
        self._longest_s = longest_s

    async def happen(self, process: Process) -> None:
        match self._dice.choice(("swallowed", "forgotten", "ended")):
            case "swallowed":
                self._relay.swallow(lambda port: has_port(process, port))
                await asyncio.sleep(self._dice.uniform(0, self._longest_s))
                self._relay.speak()
            case "forgotten":
                self._relay.silence(lambda port: has_port(process, port))
            case "ended":
                await _end_connections(self._database_url)


def _catches(process: Process, number: signal.Signals) -> bool:
    """Whether it has got so far that this signal would not end it."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text()
    except OSError:
        return False
    caught = int(status.split("SigCgt:")[1].split()[0], 16)
    return bool(caught >> (number - 1) & 1)


@asynccontextmanager
async def locked(path: str) -> AsyncIterator[None]:
    """Another program holds SQLite's write lock, as a backup or a person with a shell does."""
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    finally:
        other.close()


async def _end_connections(database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    finally:
        await connection.close()

"""Polls a second of one, two and three replicas of ``lookalike run`` on one PostgreSQL, and what is full by then.

Each count of replicas gets a database of its own with more checks in it than it can poll: first with calls of a second,
as a vendor's take, which fill a replica's places for steps at once and leave its core idle; then with calls that are
answered at once, which fill the cores. What is counted is what reached the local Patsnap. It, PostgreSQL and the
replicas share the cores, so the CPU time of each over the round is told beside the figure.
"""

import asyncio
import contextlib
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil
from sqlalchemy import func, select

from benchmarks.polled import add_polled, start_tasks
from benchmarks.processes import AppProcess, connected_app
from benchmarks.rows import Row, figure
from benchmarks.sandboxes import SeparateSandbox, separate_sandbox
from bot.model import Stage
from bot.sandbox.app import Sandbox
from bot.sandbox.faults import Fault
from bot.storage.database import create_engine, migrate
from bot.storage.tables import checks
from tests.postgresql import PostgreSQL, running_postgresql

_COUNTS = (1, 2, 3)
_CHECKS = 1600
"""Each is polled every few seconds, or sooner: more calls than three replicas make."""

_TASKS = 100
"""Shared by the checks: the sandbox keeps no more than its last thousand."""

_CALLS_S = (0.6, 1.4)
"""One as often as the other, so that the calls of a replica do not all end at the same moment."""

_STEPS_AT_ONCE = 64
"""Of one replica, ``bot.checks.worker.Worker.limit``."""

_WARM_S = 3.0
_SLOW_S = 8.0
_QUICK_S = 5.0
_STOP_S = 15.0
_LONGEST_S = 180.0
"""Less than a module may take, so that PostgreSQL is stopped in any case."""

_SETTINGS = {"PATSNAP_QPS": "1000", "LOOKALIKE_CHECK_TIMEOUT_S": "86400"}
_NEAR_LINEAR = 0.8
_FULL = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """Polls a second, how many cores each side kept busy, and how many the rest of the machine did."""

    rate: float
    busy: dict[str, float]
    elsewhere: float

    @property
    def cores(self) -> float:
        return sum(self.busy.values())

    @property
    def left(self) -> float:
        """Cores that nobody else used."""
        return _machine_cores() - self.elsewhere

    def __str__(self) -> str:
        shares = ", ".join(f"{name} {cores:.1f}" for name, cores in self.busy.items())
        return f"{self.cores:.1f} of {self.left:.1f} cores: {shares}"


def run() -> list[Row]:
    with running_postgresql() as server:
        return asyncio.run(_run(server))


async def _run(server: PostgreSQL) -> list[Row]:
    # As in production: the tests' server writes nothing through to the disk.
    await server.run("ALTER SYSTEM RESET fsync")
    await server.run("SELECT pg_reload_conf()")
    slow, quick = {}, {}
    async with asyncio.timeout(_LONGEST_S), separate_sandbox() as sandbox:
        task_ids = (await sandbox.run(start_tasks, _TASKS)) * (_CHECKS // _TASKS)
        for count in _COUNTS:
            slow[count], quick[count] = await _measure(server, sandbox, task_ids, count)
    return [
        *(_row(slow, count, calls="of 1 s", note=_places(slow, count)) for count in _COUNTS[1:]),
        *(_row(quick, count, calls="answered at once") for count in _COUNTS[1:]),
    ]


def _row(rounds: dict[int, _Round], count: int, *, calls: str, note: str = "") -> Row:
    """Linear is what the cores allow: where one replica and what serves it need 1.1 of 2, 1.8 times as much."""
    one, now = rounds[1], rounds[count]
    allowed = now.left / one.cores
    return figure(
        f"polls per second of {count} replicas on PostgreSQL, calls {calls}",
        now.rate,
        "1/s",
        baseline=one.rate,
        against="1 replica",
        ratio_at_least=_NEAR_LINEAR * min(count, allowed),
        target=f"≥ {_NEAR_LINEAR:g} of "
        + ("linear" if allowed >= count else f"what the cores allow, {allowed:.2f} times the baseline"),
        note=f"{note}{now} (with 1 replica {one})",
        why="the cores are full" if now.cores >= _FULL * now.left else "the cores are not full",
    )


def _places(rounds: dict[int, _Round], count: int) -> str:
    places = count * _STEPS_AT_ONCE / statistics.mean(_CALLS_S)
    return f"{rounds[count].rate / places:.0%} of the {places:.0f} that {_STEPS_AT_ONCE} steps at once allow each; "


async def _measure(
    server: PostgreSQL, sandbox: SeparateSandbox, task_ids: Sequence[str], count: int
) -> tuple[_Round, _Round]:
    """A round of slow calls and one of quick ones, by so many replicas on a database of their own."""
    async with server.database() as url, contextlib.AsyncExitStack() as running:
        engine = create_engine(url)
        try:
            await migrate(engine)
            await add_polled(engine, task_ids)
        finally:
            await engine.dispose()
        await sandbox.run(_delay, *_CALLS_S)
        apps = []
        for _ in range(count):
            app = await running.enter_async_context(connected_app(sandbox, database_url=url, settings=_SETTINGS))
            running.push_async_callback(_stop, app)
            apps.append(app)
        slow = await _round(server, sandbox, apps, _SLOW_S)
        await sandbox.run(_delay)
        quick = await _round(server, sandbox, apps, _QUICK_S)
        await _require_polled(url)
        return slow, quick


async def _round(server: PostgreSQL, sandbox: SeparateSandbox, apps: Sequence[AppProcess], seconds: float) -> _Round:
    await asyncio.sleep(_WARM_S)
    groups = {"app": [app.pid for app in apps], "PostgreSQL": [server.pid], "sandbox": [sandbox.pid]}
    before = {name: _cpu_s(pids) for name, pids in groups.items()}
    idle_s, polls, started = _idle_s(), await sandbox.run(_polls), time.perf_counter()
    await asyncio.sleep(seconds)
    idle_s, polls, took_s = _idle_s() - idle_s, await sandbox.run(_polls) - polls, time.perf_counter() - started
    busy = {name: (_cpu_s(pids) - before[name]) / took_s for name, pids in groups.items()}
    elsewhere = max(_machine_cores() - idle_s / took_s - sum(busy.values()), 0.0)
    if ended := [app.pid for app in apps if app.process.returncode is not None]:
        raise RuntimeError(f"{len(ended)} of {len(apps)} replicas ended before the round did")
    return _Round(rate=polls / took_s, busy=busy, elsewhere=elsewhere)


async def _stop(app: AppProcess) -> None:
    """End it as in production, so that no call is cut off in the middle."""
    with contextlib.suppress(ProcessLookupError):
        app.process.terminate()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_STOP_S):
            await app.process.wait()


async def _require_polled(database_url: str) -> None:
    """Raises RuntimeError where a poll brought anything but that the task still runs."""
    engine = create_engine(database_url)
    try:
        async with engine.connect() as connection:
            found = await connection.execute(select(func.count()).where(checks.c.stage != Stage.SUBMITTED))
            if others := found.scalar_one():
                raise RuntimeError(f"{others} of {_CHECKS} checks are not polled any more")
    finally:
        await engine.dispose()


async def _polls(sandbox: Sandbox) -> int:
    return sandbox.patsnap.calls["report"]


async def _delay(sandbox: Sandbox, *choices_s: float) -> None:
    """From now on each poll is answered so much later, one of these; at once where there are none."""
    sandbox.faults.clear()
    for left, seconds in zip(range(len(choices_s), 0, -1), choices_s, strict=True):
        sandbox.faults.add(
            Fault(target="patsnap", endpoint="report", delay_s=seconds, times=None, probability=1 / left)
        )


def _cpu_s(pids: Sequence[int]) -> float:
    """CPU time so far of these processes and those below them, in seconds; of ended children, what was waited for."""
    total = 0.0
    for pid in pids:
        process = psutil.Process(pid)
        for member in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                used = member.cpu_times()
                total += used.user + used.system
        used = process.cpu_times()
        total += used.children_user + used.children_system
    return total


def _idle_s() -> float:
    """What the machine's cores were idle so far, in seconds of one core; waiting for a disk is idle."""
    now = psutil.cpu_times()
    return now.idle + now.iowait


def _machine_cores() -> int:
    return psutil.cpu_count() or 1

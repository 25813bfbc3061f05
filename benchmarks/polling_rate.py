"""Result calls per second through the whole stack: claimed, made, parsed and stored, a thousand checks under way.

Baseline: a bare loop of httpx, as many calls at once, on the same server, which has a process of its own. That its
tasks run for ever makes each call one that brings no result yet, as nearly all are. Rounds take turns.
"""

import asyncio
import contextlib
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpx

from benchmarks.polled import add_polled, polling_worker, settings_for, start_tasks
from benchmarks.rows import Row, figure
from benchmarks.sandboxes import separate_sandbox
from bot.checks.repository import CheckRepository
from bot.patsnap import connect
from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.storage.database import create_engine, migrate

_CHECKS = 1000
_AT_ONCE = 64
"""As many steps as a worker has under way."""

_ROUNDS = 4
_ROUND_S = 3.0


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    bare, through = [], []
    async with separate_sandbox() as sandbox:
        task_ids = await sandbox.run(start_tasks, _CHECKS)
        async with _polling(sandbox.url, task_ids) as calls:
            for _ in range(_ROUNDS):
                bare.append(await _bare_rate(sandbox.url, task_ids))
                through.append(await calls())
    value, baseline = statistics.median(through), statistics.median(bare)
    return [
        figure(
            "result calls per second through the whole stack",
            value,
            "1/s",
            baseline=baseline,
            against="bare httpx loop",
            ratio_at_least=0.8,
        )
    ]


async def _bare_rate(url: str, task_ids: list[str]) -> float:
    """Calls a second that a loop makes which does nothing else."""
    async with httpx.AsyncClient(base_url=f"{url}/patsnap") as http:
        asked = await http.post(
            "/oauth/token", data={"grant_type": "client_credentials"}, auth=(CLIENT_ID, CLIENT_SECRET)
        )
        headers = {"Authorization": f"Bearer {asked.json()['token']}"}
        made, until = 0, time.perf_counter() + _ROUND_S

        async def loop(number: int) -> None:
            nonlocal made
            while time.perf_counter() < until:
                task_id = task_ids[(number + made) % len(task_ids)]
                response = await http.post(
                    "/ai/image-search/report", params={"apikey": CLIENT_ID}, json={"task_id": task_id}, headers=headers
                )
                assert response.json()["data"]["task_status"] == 1
                made += 1

        await asyncio.gather(*(loop(number) for number in range(_AT_ONCE)))
        return made / _ROUND_S


@contextlib.asynccontextmanager
async def _polling(server_url: str, task_ids: list[str]) -> AsyncIterator[Callable[[], Awaitable[float]]]:
    """Yields a function that lets the app poll for a round; the calls a second that it made."""
    made = 0

    def observe(endpoint: str, outcome: str, _code: str, _seconds: float) -> None:
        nonlocal made
        made += endpoint == "report" and outcome == "ok"

    with tempfile.TemporaryDirectory() as directory:
        url = f"sqlite:///{Path(directory) / 'lookalike.db'}"
        engine = create_engine(url)
        await migrate(engine)
        await add_polled(engine, task_ids)
        async with connect(settings_for(server_url, url), observer=observe) as patsnap:
            store = CheckRepository(engine, clock=time.time)

            async def calls() -> float:
                async with polling_worker(engine, store, patsnap):
                    before = made
                    await asyncio.sleep(_ROUND_S)
                    return (made - before) / _ROUND_S

            yield calls
        await engine.dispose()

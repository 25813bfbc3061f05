"""``lookalike run`` as a process of its own, with an environment that holds nothing but what it needs."""

import asyncio
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import psutil

from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.slack import APP_TOKEN, BOT_TOKEN
from tests.paths import REPOSITORY

ENDS_WITHIN_S = 120
_REPLICA = Path(__file__).with_name("replica.py")


def environment(sandbox_url: str, database_url: str) -> dict[str, str]:
    """Everything that the app reads; host names apart, as in production."""
    return {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{sandbox_url}/slack/api/",
        "PATSNAP_CLIENT_ID": CLIENT_ID,
        "PATSNAP_CLIENT_SECRET": CLIENT_SECRET,
        "PATSNAP_BASE_URL": f"{sandbox_url}/patsnap",
        "DATABASE_URL": database_url,
        "LOOKALIKE_PORT": "0",
        "LOOKALIKE_REUSE_DAYS": "0",
    }


async def start_app(
    env: Mapping[str, str],
    *,
    log: Path,
    lease_s: float | None = None,
    skew_s: float | None = None,
    step_s: float | None = None,
    quick: bool = False,
) -> asyncio.subprocess.Process:
    """Start it; what it prints is appended to ``log``, and found as ``process.log``.

    Args:
        lease_s: how long a claim holds, if it is not to be the product's own.
        skew_s: how far its clock is ahead; with any, signals set it, see ``tests.replica``.
        step_s: how far a signal sets it, if not by an hour.
        quick: without the waits of production, see ``tests.quick``.
    """
    command = ["-m", "bot", "run"]
    if lease_s or skew_s is not None or quick:
        command = [
            str(_REPLICA),
            *([f"--lease-s={lease_s}"] if lease_s else []),
            *([f"--skew-s={skew_s}"] if skew_s is not None else []),
            *([f"--step-s={step_s}"] if step_s is not None else []),
            *(["--quick"] if quick else []),
        ]
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            env={**env, "PYTHONPATH": str(REPOSITORY)},
            cwd=log.parent,
            stdout=output,
            stderr=output,
        )
    process.log = log
    return process


async def exit_code(process: asyncio.subprocess.Process) -> int:
    """How it ended, once it has; the time is for a machine that is busy with something else."""
    return await asyncio.wait_for(process.wait(), ENDS_WITHIN_S)


async def said(process: asyncio.subprocess.Process) -> str:
    """All that it prints until its end."""
    output, _ = await asyncio.wait_for(process.communicate(), ENDS_WITHIN_S)
    return output.decode()


async def kill(process: asyncio.subprocess.Process) -> None:
    """``kill -9``, if it still runs."""
    if process.returncode is None:
        process.kill()
    await process.wait()


def has_port(process: asyncio.subprocess.Process, port: int) -> bool:
    """Whether this process holds the connection with this local port."""
    try:
        connections = psutil.Process(process.pid).net_connections(kind="tcp")
    except psutil.Error:
        return False
    return any(connection.laddr and connection.laddr.port == port for connection in connections)

"""The app as it runs in production: a process of its own, on a sandbox, with nothing but its settings."""

import asyncio
import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sandboxes import SeparateSandbox, connections, wait_for_connections
from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.slack import APP_TOKEN, BOT_TOKEN

_CHECKOUT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppProcess:
    """A process that was connected to the sandbox.

    Attributes:
        database: the SQLite file, if no other database was asked for.
        log: what it wrote so far, one JSON object a line.
        started_at: when, on the clock of ``time.perf_counter``.
        started_in_s: from then until it was connected.
    """

    process: asyncio.subprocess.Process
    database: Path
    log: Path
    started_at: float
    started_in_s: float

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def port(self) -> int:
        """Where ``lookalike run`` serves health and metrics."""
        for line in self.log.read_text().splitlines():
            if line.startswith("{") and (port := json.loads(line).get("port")):
                return int(port)
        raise LookupError("the app has not said where it serves health")

    @property
    def cpu_s(self) -> float:
        """CPU time so far, in seconds, its own and the kernel's for it; without its children."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def resident_mb(self) -> float:
        """Memory that is its now, in MB (2**20 bytes); without its children."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        raise LookupError("the kernel does not say how much memory a process has")


def app_environment(url: str, *, database_url: str, **changes: str) -> dict[str, str]:
    """All that ``lookalike run`` needs to know to run on the sandbox at ``url``."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(_CHECKOUT),  # what is measured is this checkout, whichever one is installed
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{url}/slack/api/",
        "PATSNAP_CLIENT_ID": CLIENT_ID,
        "PATSNAP_CLIENT_SECRET": CLIENT_SECRET,
        "PATSNAP_BASE_URL": f"{url}/patsnap",
        "PATSNAP_QPS": "200",
        "DATABASE_URL": database_url,
        "LOOKALIKE_PORT": "0",
        "LOOKALIKE_REUSE_DAYS": "0",
        "LOOKALIKE_LOG_FORMAT": "json",
        **changes,
    }


@contextlib.asynccontextmanager
async def connected_app(
    sandbox: SeparateSandbox,
    *,
    command: Sequence[str] = ("-m", "bot", "run"),
    database_url: str = "",
    settings: Mapping[str, str] | None = None,
) -> AsyncIterator[AppProcess]:
    """Run Python with this command until the context ends; connected to the sandbox when it begins.

    Args:
        database_url: instead of an SQLite file of its own.
        settings: beside those of ``app_environment``.
    """
    before = await sandbox.run(connections)
    with tempfile.TemporaryDirectory() as directory:
        database, log = Path(directory) / "lookalike.db", Path(directory) / "app.log"
        environment = app_environment(sandbox.url, database_url=database_url or f"sqlite:///{database}")
        with log.open("wb") as output:
            started_at = time.perf_counter()
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *command,
                env={**environment, **(settings or {})},
                cwd=directory,
                stdout=output,
                stderr=output,
            )
        try:
            try:
                connected_at = await sandbox.run(wait_for_connections, before + 1)
            except TimeoutError:
                raise RuntimeError(f"{command} did not connect:\n{log.read_text()}") from None
            yield AppProcess(
                process=process,
                database=database,
                log=log,
                started_at=started_at,
                started_in_s=connected_at - started_at,
            )
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            await sandbox.run(wait_for_connections, before)

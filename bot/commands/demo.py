"""``lookalike demo``: a local Slack, a local Patsnap, and the app between them in a process of its own."""

import asyncio
import logging
import os
import signal
import sys
from collections import deque
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot import logs
from bot.commands.terminal import say
from bot.errors import SettingsError
from bot.languages import Translator
from bot.model import Engine
from bot.model.sentence import system_fault
from bot.settings import Settings, load_settings

try:
    from bot.sandbox.app import Sandbox
    from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
    from bot.sandbox.server import serve
    from bot.sandbox.slack import APP_TOKEN, BOT_TOKEN
except ModuleNotFoundError as error:  # the wheel holds no sandbox, and a checkout may lack the extra `demo`
    raise SettingsError.of("demo-not-installed") from error

DEFAULT_PORT = 8765
_PORTS_TRIED = 20
_CONNECTED_WITHIN_S = 60.0
_APP_STOPS_WITHIN_S = 12.0
_LAST_LINES = 15


def run(tr: Translator, *, port: int | None, show_logs: bool, engine: Engine = Engine.V2) -> int:
    """Serve until Ctrl+C, SIGTERM or the end of the terminal; the exit code.

    Args:
        port: where the page is; None for the usual port or the next free one, 0 for any.
        engine: which pair of the local Patsnap's calls runs the checks.

    Raises:
        SettingsError: the port that was asked for cannot be used.
    """
    logs.configure("text", level=logging.WARNING)
    return asyncio.run(_run(tr, port, show_logs=show_logs, engine=engine))


@asynccontextmanager
async def patsnap_settings() -> AsyncIterator[Settings]:
    """Settings that lead to a local Patsnap, which is there for as long as the context lasts."""
    async with serve(Sandbox()) as base_url:
        yield load_settings(
            PATSNAP_BASE_URL=f"{base_url}/patsnap",
            PATSNAP_CLIENT_ID=CLIENT_ID,
            PATSNAP_CLIENT_SECRET=CLIENT_SECRET,
            PATSNAP_API_KEY=None,
        )


async def _run(tr: Translator, port: int | None, *, show_logs: bool, engine: Engine = Engine.V2) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    sandbox = Sandbox()
    async with AsyncExitStack() as stack:
        base_url = await _serve_somewhere(stack, sandbox, port)
        directory = Path(stack.enter_context(TemporaryDirectory(prefix="lookalike-demo-")))
        app = await stack.enter_async_context(_App.started(base_url, directory, engine, show_log=show_logs))
        stopped = stack.enter_context(_task(stop.wait()))
        died = stack.enter_context(_task(app.wait()))
        connected = stack.enter_context(
            _task(sandbox.slack.wait_for(lambda: sandbox.slack.delivery.connections, timeout_s=_CONNECTED_WITHIN_S))
        )
        await asyncio.wait({connected, stopped, died}, return_when=asyncio.FIRST_COMPLETED)
        if not stopped.done() and not died.done() and connected.exception() is None:
            say(tr("demo-open"))
            say(f"{base_url}/")
            say(tr("demo-ends"))
            await asyncio.wait({stopped, died}, return_when=asyncio.FIRST_COMPLETED)
        if stopped.done():
            return 0
        say(_obituary(tr, died.result() if died.done() else None, list(app.last_lines)), is_complaint=True)
        return 1


def _obituary(tr: Translator, code: int | None, last_lines: Sequence[str]) -> str:
    """How the app ended, or that it never connected if it has no exit code, and the last lines of its log."""
    what = tr("demo-not-connected") if code is None else tr("demo-app-stopped", code=str(code))
    if not last_lines:
        return f"{what} {tr('demo-no-log')}"
    return "\n  ".join((f"{what} {tr('demo-log')}", *last_lines))


async def _serve_somewhere(stack: AsyncExitStack, sandbox: Sandbox, port: int | None) -> str:
    if port is not None:
        try:
            return await stack.enter_async_context(serve(sandbox, port=port))
        except OSError as error:
            raise SettingsError.of("demo-port", port=str(port), why=system_fault(error)) from None
    for candidate in range(DEFAULT_PORT, DEFAULT_PORT + _PORTS_TRIED):
        with suppress(OSError):
            return await stack.enter_async_context(serve(sandbox, port=candidate))
    return await stack.enter_async_context(serve(sandbox, port=0))


class _App:
    """``lookalike run`` as a child process, and the end of its log."""

    def __init__(self, process: asyncio.subprocess.Process, *, show_log: bool) -> None:
        self._process = process
        self.last_lines: deque[str] = deque(maxlen=_LAST_LINES)
        self._reading = asyncio.create_task(self._read(say if show_log else None))

    @classmethod
    @asynccontextmanager
    async def started(cls, base_url: str, directory: Path, engine: Engine, *, show_log: bool) -> AsyncIterator["_App"]:
        """Start it in ``directory``, where no ``.env`` lies, and away from the terminal's Ctrl+C, which is ours."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=directory,
            env=app_environment(base_url, directory, engine),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=2**20,
            start_new_session=True,
        )
        app = cls(process, show_log=show_log)
        try:
            yield app
        finally:
            await app._stop()

    async def wait(self) -> int:
        """Its exit code, once it is over and all it said has been read."""
        code = await self._process.wait()
        await asyncio.wait({self._reading}, timeout=1)
        return code

    async def _stop(self) -> None:
        with suppress(ProcessLookupError):
            self._process.terminate()
        with suppress(TimeoutError):
            async with asyncio.timeout(_APP_STOPS_WITHIN_S):
                await self._process.wait()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # it leads a group of its own: workers go with it
        await self._process.wait()
        self._reading.cancel()

    async def _read(self, show: Callable[[str], None] | None) -> None:
        if self._process.stdout is None:
            raise AssertionError("started with a pipe")
        async for line in self._process.stdout:
            text = line.decode(errors="replace").rstrip()
            self.last_lines.append(text)
            if show:
                show(text)


def app_environment(base_url: str, directory: Path, engine: Engine = Engine.V2) -> dict[str, str]:
    """This process's environment, less every setting, plus what leads to the sandbox."""
    settings = {str(field.alias) for field in Settings.model_fields.values()}
    inherited = {name: value for name, value in os.environ.items() if name.upper() not in settings}
    return {
        **inherited,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "SLACK_API_URL": f"{base_url}/slack/api/",
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "PATSNAP_BASE_URL": f"{base_url}/patsnap",
        "PATSNAP_CLIENT_ID": CLIENT_ID,
        "PATSNAP_CLIENT_SECRET": CLIENT_SECRET,
        "PATSNAP_ENGINE": engine,
        "DATABASE_URL": f"sqlite:///{directory / 'demo.db'}",
        "LOOKALIKE_PORT": "0",
    }


@contextmanager
def _task(work: Coroutine[Any, Any, Any]) -> Iterator[asyncio.Task[Any]]:
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()

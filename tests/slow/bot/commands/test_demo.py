import asyncio
import os
import signal
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest

from bot.commands import demo
from bot.model import Engine
from bot.net import serving
from bot.sandbox.app import Sandbox
from bot.settings import Settings
from tests.languages import EN
from tests.paths import REPOSITORY
from tests.sentences import refused

READY_WITHIN_S = 60


@asynccontextmanager
async def lookalike_demo(tmp_path, *arguments, **changes):
    """The command as its own process, with everything of it below ``tmp_path``."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "TMPDIR": str(tmp_path), **changes}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", *arguments),
        cwd=tmp_path,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def address(process):
    """The first line that is an address and nothing else."""
    async with asyncio.timeout(READY_WITHIN_S):
        async for line in process.stdout:
            if line.startswith(b"http"):
                return line.decode().rstrip("\n")
    raise AssertionError((await process.stderr.read()).decode())


def processes_of(tmp_path):
    """Whoever runs with something of this test in its environment."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if os.fsencode(tmp_path) in path.read_bytes():
                found.append(path.parent.name)
        except OSError:  # it ended, or is not ours
            continue
    return found


async def test_the_demo_says_where_it_is_and_ends_without_a_trace(tmp_path):
    async with lookalike_demo(tmp_path, "--port", "0") as process:
        url = await address(process)
        async with httpx.AsyncClient(trust_env=False) as client:
            page = await client.get(url)
        assert page.status_code == 200
        assert "text/html" in page.headers["content-type"]
        running = processes_of(tmp_path)
        assert len(running) >= 2 or not running  # there is no /proc outside Linux
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(20):
            _, complaints = await process.communicate()
    assert (process.returncode, complaints.decode()) == (0, "")
    assert processes_of(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
async def test_the_demo_ends_while_the_app_is_starting(monkeypatch, capsys, number):
    begun, started = asyncio.Event(), demo._App.started

    @asynccontextmanager
    async def start(*arguments, **options):
        async with started(*arguments, **options) as app:
            begun.set()
            yield app

    monkeypatch.setattr(demo._App, "started", start)
    running = asyncio.create_task(demo._run(EN, 0, show_logs=False))
    await begun.wait()
    os.kill(os.getpid(), number)
    async with asyncio.timeout(20):
        assert await running == 0
    assert capsys.readouterr().out == ""


async def test_a_port_that_was_asked_for_and_is_taken_is_a_sentence(tmp_path):
    with serving.listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        async with lookalike_demo(tmp_path, "--port", str(port)) as process, asyncio.timeout(READY_WITHIN_S):
            said, complaints = await process.communicate()
    assert (process.returncode, said) == (2, b"")
    assert complaints.decode().startswith(f"--port {port} cannot be used (")
    assert complaints.count(b"\n") == 1


async def test_the_next_free_port_is_taken_where_the_usual_one_is_not(monkeypatch):
    with serving.listen("127.0.0.1", 0) as taken:
        usual = taken.getsockname()[1]
        monkeypatch.setattr(demo, "DEFAULT_PORT", usual)
        async with AsyncExitStack() as stack:
            url = await demo._serve_somewhere(stack, Sandbox(), None)
            assert int(url.rsplit(":", 1)[1]) > usual


async def test_an_app_that_dies_is_told_with_its_last_words(monkeypatch, capsys, tmp_path):
    environment = demo.app_environment("http://127.0.0.1:9", tmp_path)
    monkeypatch.setattr(demo, "app_environment", lambda *_: {**environment, "PATSNAP_QPS": "fast"})
    assert await demo._run(EN, 0, show_logs=False) == 1
    out, err = capsys.readouterr()
    assert "http" not in out
    assert err.startswith("The app stopped with exit code 2. The last it said:\n  PATSNAP_QPS is wrong")


async def test_a_port_that_may_not_be_taken_is_a_sentence():
    with serving.listen("127.0.0.1", 0) as taken:
        async with AsyncExitStack() as stack:
            with refused("--port"):
                await demo._serve_somewhere(stack, Sandbox(), taken.getsockname()[1])


def test_nothing_of_the_users_own_leads_the_app_astray(monkeypatch, tmp_path):
    for field in Settings.model_fields.values():
        monkeypatch.setenv(field.alias, "xoxb-the-users-own")
    monkeypatch.setenv("lookalike_countries", "the-users-own")
    monkeypatch.setenv("EDITOR", "vi")
    environment = demo.app_environment("http://127.0.0.1:1", tmp_path)
    assert not [name for name, value in environment.items() if "the-users-own" in value]
    assert environment["EDITOR"] == "vi"
    assert environment["PATSNAP_ENGINE"] == "v2"
    assert demo.app_environment("http://127.0.0.1:1", tmp_path, Engine.V1)["PATSNAP_ENGINE"] == "v1"
    monkeypatch.setattr(os, "environ", environment)
    settings = Settings(_env_file=None)
    settings.require_slack()
    settings.require_patsnap()

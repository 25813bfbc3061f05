"""``lookalike run --http`` as a process of its own."""

import asyncio
import contextlib
import resource
import signal
import socket
import sys
from collections.abc import Iterator

import pytest

from bot.manifest import manifest_path, read_manifest, with_request_url
from bot.sandbox.slack import SIGNING_SECRET
from tests import processes
from tests.app import drawn
from tests.paths import REPOSITORY

PNG = ("mug.png", drawn.PNG)


async def test_the_command_serves_it_and_stops_cleanly(world, environment, tmp_path):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", "--http", cwd=tmp_path,
        env={
            **environment, "SLACK_SIGNING_SECRET": SIGNING_SECRET, "SLACK_APP_TOKEN": "", "LOOKALIKE_HTTP_PORT": "0",
        },
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        said = b""
        async with asyncio.timeout(60):
            while b"connected to Slack" not in said:
                line = await process.stdout.readline()
                assert line, said.decode()
                said += line
        port = said.decode().split("http_port=")[1].split()[0]
        url = f"http://127.0.0.1:{port}/slack/events"
        await world.slack.use_requests(with_request_url(read_manifest(manifest_path()), url))
        (reply,) = await world.wait_for_replies(await world.post(PNG))
        assert reply.blocks[0]["type"] == "header"
        process.send_signal(signal.SIGTERM)
        rest = await processes.said(process)
        assert process.returncode == 0
        assert SIGNING_SECRET not in said.decode() + rest
        assert not world.slack.calls["apps.connections.open"]
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


@contextlib.contextmanager
def clients(port: int, count: int, said: bytes) -> Iterator[None]:
    """So many connections at once, each of which says this and then waits."""
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            client = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            with contextlib.suppress(ConnectionError):  # hung up on by then
                client.sendall(said)
        yield


@pytest.fixture
def many_descriptors() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("database", ["sqlite"])
async def test_floods_of_both_ports_leave_slack_its_acks(world, environment, tmp_path, many_descriptors):
    log = tmp_path / "run.log"
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", "--http", cwd=tmp_path, stdout=output, stderr=output,
            env={
                **environment, "SLACK_SIGNING_SECRET": SIGNING_SECRET, "SLACK_APP_TOKEN": "",
                "LOOKALIKE_HTTP_PORT": "0", "PYTHONPATH": str(REPOSITORY),
            },
        )  # fmt: skip
    try:
        await world.until(lambda: "connected to Slack" in log.read_text())
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (512, 512))
        http_port = int(log.read_text().split("http_port=")[1].split()[0])
        port = int(log.read_text().split("connected to Slack port=")[1].split()[0])
        url = f"http://127.0.0.1:{http_port}/slack/events"
        await world.slack.use_requests(with_request_url(read_manifest(manifest_path()), url))
        head = b"POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n"
        with contextlib.ExitStack() as stack:
            for flood in (clients(port, 1024, b""), clients(http_port, 600, b"POST"), clients(http_port, 600, head)):
                await asyncio.to_thread(stack.enter_context, flood)
            (reply,) = await world.wait_for_replies(await world.post(PNG))
            assert reply.blocks[0]["type"] == "header"
            of_post = [
                each for each in world.slack.delivery.attempts if each.event.inner.get("subtype") == "file_share"
            ]
            assert [attempt.acked for attempt in of_post] == [True]  # at once, so that Slack sent it but once
        process.send_signal(signal.SIGTERM)
        assert await processes.exit_code(process) == 0
        assert "out of system resource" not in log.read_text()
    finally:
        await processes.kill(process)

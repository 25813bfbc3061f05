"""``lookalike run --http`` as a process of its own."""

import asyncio
import signal
import sys

from bot.manifest import manifest_path, read_manifest, with_request_url
from bot.sandbox.slack import SIGNING_SECRET
from tests import processes
from tests.app import drawn

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

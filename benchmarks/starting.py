"""``lookalike run`` from the start of the process to connected, and what it holds then; beside a bare Bolt app.

The two in turn, each time a fresh process on the same sandbox.
"""

import asyncio
import statistics

from benchmarks.processes import connected_app
from benchmarks.rows import Row, figure
from benchmarks.sandboxes import SeparateSandbox, separate_sandbox

_ROUNDS = 7
_SETTLE_S = 1.0
_LOOKALIKE = ("-m", "bot", "run")
_BARE = """
import asyncio, os
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

async def main():
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client)
    @app.event("message")
    async def listen(): pass
    @app.event("file_shared")
    async def shared(): pass
    await AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start_async()

asyncio.run(main())
"""


def run() -> list[Row]:
    return asyncio.run(_run())


async def _run() -> list[Row]:
    bare, ours = [], []
    async with separate_sandbox() as sandbox:
        for _ in range(_ROUNDS):
            bare.append(await _start(sandbox, ("-c", _BARE)))
            ours.append(await _start(sandbox, _LOOKALIKE))
    (bare_s, bare_mb), (ours_s, ours_mb) = (
        [statistics.median(column) for column in zip(*rounds, strict=True)] for rounds in (bare, ours)
    )
    bare_app = "a bare Bolt app on Socket Mode"
    return [
        figure(
            "lookalike run, from start to connected", ours_s, "s", baseline=bare_s, ratio_at_most=1.5, against=bare_app
        ),
        figure("memory when idle", ours_mb, "MB", baseline=bare_mb, at_most=150, against=bare_app),
    ]


async def _start(sandbox: SeparateSandbox, command: tuple[str, ...]) -> tuple[float, float]:
    """Seconds from the start of a process to its connection; and its memory soon after, in MB."""
    async with connected_app(sandbox, command=command) as app:
        await asyncio.sleep(_SETTLE_S)
        return app.started_in_s, app.resident_mb

"""Serving: an address of one's own, and an end that nobody can hold up."""

import json
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route, Router
from websockets.asyncio.client import connect

from bot.sandbox.faults import Faults
from bot.sandbox.server import serve
from bot.sandbox.slack import ADA, APP_TOKEN, PRODUCT_DESIGN, Workspace, slack_routes


class Served:
    """A workspace with a stream of its changes."""

    def __init__(self) -> None:
        self.slack = Workspace()
        self.asgi = Router(routes=[slack_routes(self.slack, Faults()), Route("/changes", self._changes)])

    def settle(self, base_url: str) -> None:
        self.slack.state.home = base_url

    async def close(self) -> None:
        await self.slack.close()

    async def _changes(self, _: Request) -> Response:
        async def lines() -> AsyncIterator[str]:
            async with self.slack.watch() as stream:
                yield "ready\n"
                async for change in stream:
                    yield f"{change.kind}\n"

        return StreamingResponse(lines(), media_type="text/plain")


async def test_the_sandbox_learns_its_own_address() -> None:
    served = Served()
    async with serve(served) as base_url:
        assert served.slack.state.home == base_url
        assert urlsplit(base_url).hostname == "127.0.0.1"
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.post(f"{base_url}/slack/api/auth.test")
        assert answer.json() == {"ok": False, "error": "not_authed"}


async def test_a_taken_port_is_said_so() -> None:
    async with serve(Served()) as base_url:
        with pytest.raises(OSError, match="in use"):
            async with serve(Served(), port=urlsplit(base_url).port or 0):
                pass


async def test_open_sockets_and_streams_do_not_hold_up_the_end() -> None:
    served = Served()
    async with httpx.AsyncClient(trust_env=False) as http:
        async with serve(served) as base_url:
            client = AsyncWebClient(base_url=f"{base_url}/slack/api/")
            socket = await connect((await client.apps_connections_open(app_token=APP_TOKEN))["url"], proxy=None)
            assert json.loads(await socket.recv())["type"] == "hello"
            stream = await http.send(http.build_request("GET", f"{base_url}/changes"), stream=True)
            lines = stream.aiter_lines()
            assert await anext(lines) == "ready"
            await served.slack.post(ADA, PRODUCT_DESIGN, "hello")
            assert await anext(lines) == "posted"
        # A stream that is cancelled, as those are that hold the end up, breaks off instead of ending.
        assert [line async for line in lines] == ["event", "connection"]
        await socket.wait_closed()
        assert socket.close_code == 1001
        await stream.aclose()

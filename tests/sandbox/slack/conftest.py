from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox.faults import Faults
from bot.sandbox.server import serve
from bot.sandbox.slack import BOT_TOKEN, Workspace, slack_routes

PNG = b"\x89PNG\r\n\x1a\n" + b"not much of a picture"


class Clock:
    """Unix time that goes on only when told to."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


async def _picture(request: Request) -> Response:
    """Pictures to be fetched: by name a good one, a page, an empty one; anything else is missing."""
    answers = {
        "good.png": Response(PNG, media_type="image/png"),
        "page.png": Response("<html></html>", media_type="text/html"),
        "photo.webp": Response(b"RIFF", media_type="image/webp"),
        "empty.png": Response(b"", media_type="image/png"),
    }
    return answers.get(request.path_params["name"], Response(status_code=404))


class Host:
    """One server for all tests here: starting and stopping one takes longer than most of them."""

    def __init__(self) -> None:
        self.asgi = self
        self.base_url = ""
        self._app: ASGIApp = Router()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def settle(self, base_url: str) -> None:
        self.base_url = base_url

    async def close(self) -> None:
        """Each test closes its own workspace."""

    def show(self, workspace: Workspace, faults: Faults) -> None:
        """Serve this workspace, and some pictures, from here on."""
        workspace.state.home = self.base_url
        self._app = Router(routes=[slack_routes(workspace, faults), Route("/pictures/{name}", _picture)])


@dataclass(frozen=True)
class Slack:
    workspace: Workspace
    base_url: str
    client: AsyncWebClient
    http: httpx.AsyncClient
    faults: Faults

    async def refusal(self, call: Awaitable[Any]) -> dict[str, Any]:
        """The body of a call that Slack refuses."""
        with pytest.raises(SlackApiError) as caught:
            await call
        return caught.value.response.data

    async def error(self, call: Awaitable[Any]) -> str:
        return (await self.refusal(call))["error"]


Serve = Callable[..., Awaitable[Slack]]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def host() -> AsyncIterator[Host]:
    host = Host()
    async with serve(host):
        yield host


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def http(host: Host) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=host.base_url, trust_env=False) as client:
        yield client


@pytest_asyncio.fixture(loop_scope="session")
async def serve_slack(clock: Clock, host: Host, http: httpx.AsyncClient) -> AsyncIterator[Serve]:
    async with AsyncExitStack() as stack:

        async def start(**options: Any) -> Slack:
            workspace = Workspace(**({"clock": clock, "limits": None} | options))
            stack.push_async_callback(workspace.close)
            faults = Faults()
            host.show(workspace, faults)
            client = AsyncWebClient(token=BOT_TOKEN, base_url=f"{host.base_url}/slack/api/")
            return Slack(workspace, host.base_url, client, http, faults)

        yield start


@pytest_asyncio.fixture(loop_scope="session")
async def slack(serve_slack: Serve) -> Slack:
    """A served workspace that takes calls as fast as they come."""
    return await serve_slack()

"""One Chromium and one server for the session, and for each test a fresh workspace with the page on it."""

import asyncio
import base64
import json
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, async_playwright, expect
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox.faults import Faults, fault_routes
from bot.sandbox.page import page_routes
from bot.sandbox.server import serve
from bot.sandbox.slack import (
    ADA,
    APP_TOKEN,
    BOT_TOKEN,
    PRODUCT_DESIGN,
    Manifest,
    Workspace,
    load_manifest,
    slack_routes,
)
from tests.paths import FIXTURES

PAGE = FIXTURES / "page"
expect.set_options(timeout=15_000)  # a busy machine; what holds is seen at once

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFUlEQVR4nGP4z8Dwn4GB4f9/BgYAKvIE/TiBlY0AAAAASUVORK5CYII="
)
USUAL = {"width": 1280, "height": 800}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium; without one the tests are skipped, except in CI, where they fail."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        reason = f"none of {', '.join(BROWSERS)} is installed"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        await browser.close()


async def _dot(_: Request) -> Response:
    return Response(DOT, media_type="image/png")


class Heard(list[SocketModeRequest]):
    """The requests that an app has got, in order."""

    def __init__(self) -> None:
        super().__init__()
        self._more = asyncio.Condition()

    async def add(self, request: SocketModeRequest) -> None:
        async with self._more:
            self.append(request)
            self._more.notify_all()

    async def until(self, found: Callable[[], Any], *, timeout_s: float = 10) -> Any:
        """What ``found`` gives once it gives anything; it is asked now and after each request."""
        async with asyncio.timeout(timeout_s), self._more:
            await self._more.wait_for(found)
        return found()

    async def actions(self, count: int = 1) -> list[dict[str, Any]]:
        """The actions of what people pressed and chose, once there are so many."""

        def found() -> list[dict[str, Any]] | None:
            actions = [action for request in self for action in request.payload.get("actions", ())]
            return actions if len(actions) >= count else None

        return await self.until(found)


class Stage:
    """A workspace, the faults and the page: a sandbox without its Patsnap, which the page never asks."""

    def __init__(self, manifest: Manifest) -> None:
        self.slack = Workspace(limits=None, ack_timeout_s=2, manifest=manifest)
        self.faults = Faults()
        self.asgi = Starlette(
            routes=[
                slack_routes(self.slack, self.faults),
                *fault_routes(self.faults),
                *page_routes(self),
                Route("/pictures/dot.png", _dot),
            ]
        )
        self.url = ""
        self.api = AsyncWebClient()

    def settle(self, base_url: str) -> None:
        self.url = base_url
        self.slack.state.home = base_url
        self.api = AsyncWebClient(token=BOT_TOKEN, base_url=f"{base_url}/slack/api/")

    async def close(self) -> None:
        await self.slack.close()

    def blocks(self, *types: str) -> list[dict[str, Any]]:
        """The blocks of these types, all without any, from ``every_block.json``; their pictures are served here."""
        text = (PAGE / "every_block.json").read_text().replace("https://pictures.example", f"{self.url}/pictures")
        return [block for block in json.loads(text) if not types or block["type"] in types]

    async def say(self, text: str = "", *, channel: str = PRODUCT_DESIGN, **arguments: Any) -> str:
        """What the app posts, as the app posts it; returns the ts."""
        answer = await self.api.chat_postMessage(channel=channel, text=text, **arguments)
        return answer["ts"]

    @asynccontextmanager
    async def app(self, answer: Callable[[SocketModeRequest], Awaitable[Any]]) -> AsyncIterator[Heard]:
        """An app on a real socket that acks every request with what ``answer`` returns; yields what it has heard."""
        heard = Heard()
        client = SocketModeClient(APP_TOKEN, web_client=self.api, auto_reconnect_enabled=False)

        async def listen(_: object, request: SocketModeRequest) -> None:
            payload = await answer(request)
            await heard.add(request)
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))

        client.socket_mode_request_listeners.append(listen)
        await client.connect()
        try:
            yield heard
        finally:
            await client.close()


@pytest.fixture
def manifest() -> Manifest:
    """The repository's, with nothing to pick from menus; a module may put another in its place."""
    return load_manifest()


class Host:
    """The server of all tests: at one address, a browser fetches the page's scripts once."""

    def __init__(self) -> None:
        self.url = ""
        self._app: ASGIApp = Router()

    async def asgi(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def settle(self, base_url: str) -> None:
        self.url = base_url

    async def close(self) -> None:
        """Each test closes its own stage."""

    def show(self, stage: Stage) -> None:
        stage.settle(self.url)
        self._app = stage.asgi


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def host() -> AsyncIterator[Host]:
    host = Host()
    async with serve(host):
        yield host


@pytest_asyncio.fixture(loop_scope="session")
async def stage(manifest: Manifest, host: Host) -> AsyncIterator[Stage]:
    stage = Stage(manifest)
    host.show(stage)
    yield stage
    await stage.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def usual_context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """For tests that ask for nothing special: its cache holds the page's scripts."""
    context = await browser.new_context(viewport=USUAL)
    yield context
    await context.close()


Open = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, usual_context: BrowserContext, stage: Stage) -> AsyncIterator[Open]:
    """Opens the page and waits until it follows the workspace. Anything on its console fails the test.

    Arguments: ``at``, what stands in the address after ``/``; ``expected``, words of console messages that are meant
    to come; everything else asks for a browser context of one's own.
    """
    opened, contexts, complaints, allowed = [], [], [], []

    async def open_page(at: str = "", *, expected: tuple[str, ...] = (), **options):
        allowed.extend(expected)
        context = usual_context
        if options:
            width, height = options.pop("width", USUAL["width"]), options.pop("height", USUAL["height"])
            context = await browser.new_context(viewport={"width": width, "height": height}, **options)
            contexts.append(context)
        page = await context.new_page()
        opened.append(page)
        page.set_default_timeout(15_000)
        page.on("console", lambda message: _note(message, complaints))
        page.on("pageerror", lambda error: complaints.append(f"pageerror: {error}"))
        await page.goto(f"{stage.url}/{at}")
        await page.wait_for_selector("body[data-ready]", state="attached")
        return page

    yield open_page
    for page in opened:
        if not page.is_closed():
            await page.evaluate("localStorage.clear()")
            await page.context.clear_cookies()
            await page.close()
    for context in contexts:
        await context.close()
    assert [text for text in complaints if not any(words in text for words in allowed)] == []


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    if message.type in {"error", "warning"}:
        complaints.append(f"{message.type}: {message.text} {message.location.get('url', '')}")


@pytest_asyncio.fixture(loop_scope="session")
async def page(open_page: Open) -> Page:
    return await open_page()


@pytest.fixture
def post(stage: Stage) -> Callable[..., Awaitable[str]]:
    """Posts as Ada: ``await post("text", files=[("a.png", content)])``."""

    async def post(text: str = "", files=(), user: str = ADA, channel: str = PRODUCT_DESIGN, **options) -> str:
        return await stage.slack.post(user, channel, text, files=files, **options)

    return post

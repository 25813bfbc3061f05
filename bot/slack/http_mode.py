"""HTTP mode: Slack sends events, interactions and commands as signed requests to one public address."""

import contextlib
import logging
import socket
import time
from collections.abc import Callable

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, request_response
from starlette.types import ASGIApp

from bot.errors import SettingsError
from bot.net import serving
from bot.settings import REQUEST_PATH
from bot.slack.signing import Clock, SignedRequests
from bot.slack.transport import COMMAND, EVENT, INTERACTION, AckObserver

logger = logging.getLogger(__name__)

_MOST_CONNECTIONS = 1000
"""Slack, by way of a proxy, needs a few; file descriptors are what the others would cost."""


class HttpMode:
    """Implements ``bot.slack.transport.Transport``: serves ``POST /slack/events`` on every interface.

    Args:
        port: 0 picks a free one.
        observe: told of every request that Slack signed.
        on_refusal: told why any other was turned away.
        clock: Unix time.
    """

    def __init__(
        self,
        *,
        port: int,
        signing_secret: str,
        observe: AckObserver,
        on_refusal: Callable[[str], None],
        clock: Clock = time.time,
    ) -> None:
        self._wanted_port = port
        self._signing_secret = signing_secret
        self._observe = observe
        self._on_refusal = on_refusal
        self._clock = clock
        self._listener: socket.socket | None = None
        self._serving = contextlib.AsyncExitStack()
        self._asgi: Starlette | None = None
        self._is_serving = False

    @property
    def port(self) -> int | None:
        return self._listener.getsockname()[1] if self._listener else None

    async def open(self, bolt: AsyncApp) -> None:
        """Take the port.

        Raises:
            SettingsError: it is taken, or not ours to take.
        """
        try:
            self._listener = serving.listen("0.0.0.0", self._wanted_port)
        except OSError as error:
            raise SettingsError(
                f"LOOKALIKE_HTTP_PORT is {self._wanted_port}, and that port cannot be used ({error.strerror}): "
                "set another, or 0 for any that is free."
            ) from None
        gate = SignedRequests(
            _dispatcher(bolt, self._observe),
            signing_secret=self._signing_secret,
            on_refusal=self._on_refusal,
            clock=self._clock,
        )
        self._asgi = Starlette(routes=[Route(REQUEST_PATH, gate, methods=["POST"])])

    async def connect(self) -> None:
        if self._listener is None or self._asgi is None:
            raise AssertionError("opened before it is connected")
        await self._serving.enter_async_context(
            serving.serve(self._asgi, self._listener, most_connections=_MOST_CONNECTIONS)
        )
        self._is_serving = True
        logger.info("waiting for Slack's requests", extra={"http_port": self.port})

    async def trouble(self) -> str | None:
        """One sentence while the port is not served."""
        return None if self._is_serving else "Slack's requests are not waited for yet."

    async def close(self) -> None:
        self._is_serving = False
        await self._serving.aclose()
        if self._listener:
            self._listener.close()


def _dispatcher(bolt: AsyncApp, observe: AckObserver) -> ASGIApp:
    """Bolt as an ASGI app. The answer is Slack's ack, and comes when the listener is done."""
    handler = AsyncSlackRequestHandler(bolt)

    async def dispatch(request: Request) -> Response:
        started = time.monotonic()
        response = await handler.handle(request)
        observe(
            await _kind(request),
            response.status_code == 200,
            "x-slack-retry-num" in request.headers,
            time.monotonic() - started,
        )
        return response

    return request_response(dispatch)


async def _kind(request: Request) -> str:
    """Events are JSON, commands are a form, and interactions are JSON in a form's one field."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return EVENT
    return INTERACTION if (await request.body()).startswith(b"payload=") else COMMAND

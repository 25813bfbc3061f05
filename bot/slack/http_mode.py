"""HTTP mode: Slack sends events, interactions and commands as signed requests to one public address.

Bolt verifies the signature (docs.slack.dev/authentication/verifying-requests-from-slack). What it leaves open is added
here: a limit on the body and on the time that it takes, and a check for replays within the five minutes for which a
signature is good.
"""

import asyncio
import contextlib
import logging
import socket
import time
from collections import OrderedDict
from collections.abc import Callable
from enum import StrEnum

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import SettingsError
from bot.model.sentence import system_fault
from bot.net import serving
from bot.settings import REQUEST_PATH
from bot.slack.transport import COMMAND, EVENT, INTERACTION, AckObserver

MAX_AGE_S = 300.0
"""Slack's own word: a request older than five minutes may be a replay."""

MAX_BODY_BYTES = 512 * 1024
"""The largest that Slack sends, a form's submission with everything in it, stays well below."""

BODY_WITHIN_S = 5.0
"""How long a body may take. Slack itself gives up on an answer after three seconds."""

MAX_REMEMBERED = 20_000
"""Signatures kept against replays, some 3 MB of them: a workspace sends up to 5,000 events in ten minutes."""

_MOST_CONNECTIONS = 128
"""Slack, by way of a proxy, needs a few; file descriptors are what the others would cost, of 1,024 as a rule."""

_QUIET_S = 10.0
"""Refusals of one kind are logged no more often: a log is filled faster by others than read by anybody."""

Clock = Callable[[], float]

logger = logging.getLogger(__name__)


class Refusal(StrEnum):
    """Why a request was turned away; the names are fit for a metric's label."""

    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    UNSIGNED = "unsigned"
    STALE = "stale"
    FORGED = "forged"
    REPLAYED = "replayed"


_ANSWERS = {
    Refusal.TOO_LARGE: (413, "The body is too large."),
    Refusal.TOO_SLOW: (408, "The body did not come in time."),
    Refusal.UNSIGNED: (401, "The request is not signed."),
    Refusal.STALE: (401, "The request is too old."),
    Refusal.FORGED: (401, "The signature is wrong."),
    Refusal.REPLAYED: (409, "The request was here before."),
}


class SignedRequests:
    """Hands Slack's requests to Bolt, and refuses everything else.

    Args:
        observe: told of every request that Slack signed.
        on_refusal: told why any other was turned away.
        clock: Unix time.
    """

    def __init__(
        self,
        bolt: AsyncApp,
        *,
        observe: AckObserver,
        on_refusal: Callable[[str], None],
        clock: Clock = time.time,
        body_within_s: float = BODY_WITHIN_S,
    ) -> None:
        self._handler = AsyncSlackRequestHandler(bolt)
        self._observe = observe
        self._on_refusal = on_refusal
        self._clock = clock
        self._body_within_s = body_within_s
        self._seen: OrderedDict[str, float] = OrderedDict()
        """Signature -> until when it would be good, the oldest first."""
        self._quiet_until: dict[Refusal, float] = {}

    async def handle(self, request: Request) -> Response:
        """The answer is Slack's ack, and comes when the listener is done."""
        started = time.monotonic()
        try:
            refusal = await self._read_body(request) or self._look_at(request)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it
        if refusal:
            return self._refuse(refusal)
        signature = request.headers["x-slack-signature"]
        # Noted before it is worked on: the same request must not come in twice side by side either.
        self._note(signature)
        answered = False
        try:
            response = await self._handler.handle(request)
            answered = response.status_code < 300
        finally:
            if not answered:  # Slack may send this one again, maybe within the second that the timestamp counts in
                self._seen.pop(signature, None)
        if response.status_code == 401:
            return self._refuse(Refusal.FORGED)
        is_retry = "x-slack-retry-num" in request.headers
        self._observe(await _kind(request), response.status_code == 200, is_retry, time.monotonic() - started)
        return response

    async def _read_body(self, request: Request) -> Refusal | None:
        """Read the whole body, or no more of it than it takes to know that it is too large."""
        announced = request.headers.get("content-length", "0")
        if announced.isdigit() and int(announced) > MAX_BODY_BYTES:
            return Refusal.TOO_LARGE
        body = bytearray()
        try:
            async with asyncio.timeout(self._body_within_s):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > MAX_BODY_BYTES:
                        return Refusal.TOO_LARGE
        except TimeoutError:
            return Refusal.TOO_SLOW
        request._body = bytes(body)
        return None

    def _look_at(self, request: Request) -> Refusal | None:
        """What is wrong with a request as far as can be told without the secret."""
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        if not timestamp or not signature:
            return Refusal.UNSIGNED
        is_number = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12
        if not (is_number and signature.isascii() and _is_text(request)):
            return Refusal.FORGED
        if abs(self._clock() - int(timestamp)) > MAX_AGE_S:
            return Refusal.STALE
        return Refusal.REPLAYED if self._seen.get(signature, 0.0) >= self._clock() else None

    def _note(self, signature: str) -> None:
        now = self._clock()
        while self._seen and (len(self._seen) >= MAX_REMEMBERED or next(iter(self._seen.values())) < now):
            self._seen.popitem(last=False)
        self._seen[signature] = now + 2 * MAX_AGE_S  # a timestamp may be as far ahead of us

    def _refuse(self, refusal: Refusal) -> Response:
        self._on_refusal(refusal)
        now = self._clock()
        if self._quiet_until.get(refusal, 0.0) <= now:
            self._quiet_until[refusal] = now + _QUIET_S
            logger.warning("a request was refused", extra={"reason": refusal})
        status, sentence = _ANSWERS[refusal]
        headers = {"connection": "close"}
        if refusal is Refusal.REPLAYED:
            headers["x-slack-no-retry"] = "1"
        return JSONResponse({"error": sentence}, status_code=status, headers=headers)


class HttpMode:
    """Implements ``bot.slack.transport.Transport``: serves ``POST /slack/events`` on every interface.

    Args:
        port: 0 picks a free one.
        observe: told of every request that Slack signed.
        on_refusal: told why any other was turned away.
        clock: Unix time.
    """

    def __init__(
        self, *, port: int, observe: AckObserver, on_refusal: Callable[[str], None], clock: Clock = time.time
    ) -> None:
        self._wanted_port = port
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
            raise SettingsError.of("setting-http-port", port=str(self._wanted_port), why=system_fault(error)) from None
        signed = SignedRequests(bolt, observe=self._observe, on_refusal=self._on_refusal, clock=self._clock)
        self._asgi = Starlette(routes=[Route(REQUEST_PATH, signed.handle, methods=["POST"])])

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


def _is_text(request: Request) -> bool:
    """Whether the body, which has been read, is UTF-8: Bolt takes nothing else."""
    try:
        request._body.decode()
    except UnicodeDecodeError:
        return False
    return True


async def _kind(request: Request) -> str:
    """Events are JSON, commands are a form, and interactions are JSON in a form's one field."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return EVENT
    return INTERACTION if (await request.body()).startswith(b"payload=") else COMMAND

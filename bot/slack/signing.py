"""Who may knock: requests that Slack signed, a moment ago, for the first time.

From docs.slack.dev/authentication/verifying-requests-from-slack.
"""

import asyncio
import hmac
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from enum import StrEnum

from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_AGE_S = 300.0
"""Slack's own word: a request older than five minutes may be a replay."""

MAX_BODY_BYTES = 512 * 1024
"""The largest that Slack sends, a form's submission with everything in it, stays well below."""

BODY_WITHIN_S = 5.0
"""How long a body may take. Slack itself gives up on an answer after three seconds."""

MAX_REMEMBERED = 20_000
"""Signatures kept against replays, some 3 MB of them. A workspace sends up to 30,000 events an hour: 5,000 in the ten
minutes for which a signature can be good."""

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


class Replays:
    """The signatures of the last minutes. Each is HMAC over time and body, so the same one is the same request.

    Only what Slack signed gets in, so the bound is one on a busy workspace, not one that a stranger can push others
    out by.
    """

    def __init__(self, *, clock: Clock = time.time, most: int = MAX_REMEMBERED) -> None:
        self._clock = clock
        self._most = most
        self._until: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._until)

    def enter(self, signature: str, *, until: float) -> bool:
        """Note a signature until then; False where it is noted already."""
        now = self._clock()
        while self._until and (len(self._until) >= self._most or next(iter(self._until.values())) < now):
            self._until.popitem(last=False)
        if self._until.get(signature, 0.0) >= now:
            return False
        self._until[signature] = until
        return True

    def forget(self, signature: str) -> None:
        """Slack may send this one again: nothing came of it."""
        self._until.pop(signature, None)


class SignedRequests:
    """ASGI middleware that hands on what Slack signed, its body read, and refuses everything else.

    Args:
        on_refusal: told why, each time.
        clock: Unix time.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        signing_secret: str,
        on_refusal: Callable[[str], None] = lambda _reason: None,
        clock: Clock = time.time,
        body_within_s: float = BODY_WITHIN_S,
    ) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._on_refusal = on_refusal
        self._clock = clock
        self._body_within_s = body_within_s
        self._replays = Replays(clock=clock)
        self._quiet_until: dict[Refusal, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            async with asyncio.timeout(self._body_within_s):
                body = await _read(request)
        except TimeoutError:
            await self._refuse(Refusal.TOO_SLOW, scope, receive, send)
            return
        except ClientDisconnect:
            return
        timestamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        refusal = Refusal.TOO_LARGE if body is None else self._verify(body, timestamp, signature)
        if body is None or refusal:
            await self._refuse(refusal or Refusal.TOO_LARGE, scope, receive, send)
            return
        # Noted before it is worked on: the same request must not come in twice side by side either.
        if not self._replays.enter(signature, until=int(timestamp) + MAX_AGE_S):
            await self._refuse(Refusal.REPLAYED, scope, receive, send)
            return
        await self._hand_on(body, signature, scope, receive, send)

    async def _hand_on(self, body: bytes, signature: str, scope: Scope, receive: Receive, send: Send) -> None:
        status = 500

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, _replay(body, receive), watch)
        finally:
            # Slack's first retry comes at once, maybe within the second that the timestamp counts in.
            if status >= 300:
                self._replays.forget(signature)

    def _verify(self, body: bytes, timestamp: str, signature: str) -> Refusal | None:
        if not timestamp or not signature:
            return Refusal.UNSIGNED
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12 and signature.isascii()):
            return Refusal.FORGED
        if abs(self._clock() - int(timestamp)) > MAX_AGE_S:
            return Refusal.STALE
        try:
            expected = self._verifier.generate_signature(timestamp=timestamp, body=body)
        except UnicodeDecodeError:
            return Refusal.FORGED
        return None if expected and hmac.compare_digest(expected, signature) else Refusal.FORGED

    async def _refuse(self, refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
        self._on_refusal(refusal)
        now = self._clock()
        if self._quiet_until.get(refusal, 0.0) <= now:
            self._quiet_until[refusal] = now + _QUIET_S
            logger.warning("a request was refused", extra={"reason": refusal})
        status, sentence = _ANSWERS[refusal]
        headers = {"connection": "close"}
        if refusal is Refusal.REPLAYED:
            headers["x-slack-no-retry"] = "1"
        await JSONResponse({"error": sentence}, status_code=status, headers=headers)(scope, receive, send)


async def _read(request: Request) -> bytes | None:
    """The whole body; None where it is too large, and then no more of it is read than that takes to know.

    Raises:
        ClientDisconnect: there will be no more of it.
    """
    announced = request.headers.get("content-length", "0")
    if announced.isdigit() and int(announced) > MAX_BODY_BYTES:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            return None
    return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    """A ``receive`` that gives the body that was read, and then whatever comes after it."""
    left = [body]

    async def receive_again() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return receive_again

"""Brings faults about: late, cut, changed or other answers in front of an ASGI app."""

import asyncio
import json
from collections.abc import Callable, Sequence
from functools import partial

from pydantic import JsonValue
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.sandbox.faults.answers import answer_of, echo
from bot.sandbox.faults.fault import Fault, Faults, Target

RESET = "lookalike.reset"
"""The ASGI extension that resets the connection of a request; served by ``bot.sandbox.server``."""

_PIECE_BYTES = 64 * 1024


class FaultMiddleware:
    """ASGI middleware that lets ``faults`` hit the HTTP calls of one target; WebSockets pass untouched.

    Args:
        endpoint_of: the endpoint's name as faults give it, from the ASGI scope.
    """

    def __init__(self, app: ASGIApp, *, faults: Faults, target: Target, endpoint_of: Callable[[Scope], str]) -> None:
        self._app = app
        self._faults = faults
        self._target: Target = target
        self._endpoint_of = endpoint_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        fault = self._faults.take(self._target, self._endpoint_of(scope)) if scope["type"] == "http" else None
        if fault is None:
            await self._app(scope, receive, send)
            return
        if fault.delay_s:
            await asyncio.sleep(fault.delay_s)
        if fault.cut:
            await self._cut(fault.cut, scope, receive, send)
            return
        if fault.body == "endless":
            await _send_endlessly(receive, send, fault)
            return
        answer = await echo(fault, Request(scope, receive)) if fault.body == "echo" else answer_of(fault)
        if answer is not None:
            answer.headers.update(fault.headers)
            await answer(scope, receive, send)
        elif fault.body == "truncated":
            await self._app(scope, receive, _Rewritten(send, fault.headers, lambda body: body[: len(body) // 2]))
        elif fault.data:
            await self._app(scope, receive, _Rewritten(send, fault.headers, partial(_with_data, fault.data)))
        else:
            await self._app(scope, receive, _with_headers(send, fault.headers))

    async def _cut(self, how: str, scope: Scope, receive: Receive, send: Send) -> None:
        if how == "middle":
            await self._app(scope, receive, _HalfSent(send))
            return
        if how == "after":
            await self._app(scope, receive, _discard)
        elif how == "reset" and (reset := scope.get("extensions", {}).get(RESET)):
            reset()
            return
        await _cut_connection(send)


async def _discard(_: Message) -> None:
    """Swallow the answer of a call whose connection is about to be cut."""


async def _cut_connection(send: Send) -> None:
    """Promise a body and send none: the server drops the connection, and the client sees a protocol error."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1000")]})


def _encode(headers: dict[str, str]) -> Sequence[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


def _replaced(headers: Sequence[tuple[bytes, bytes]], changes: dict[str, str]) -> Sequence[tuple[bytes, bytes]]:
    changed = _encode(changes)
    names = {name for name, _ in changed}
    return [*((name, value) for name, value in headers if name.lower() not in names), *changed]


def _with_headers(send: Send, headers: dict[str, str]) -> Send:
    async def send_longer(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": _replaced(message.get("headers", []), headers)}
        await send(message)

    return send_longer


async def _send_endlessly(receive: Receive, send: Send, fault: Fault) -> None:
    """Spaces before a JSON document that never comes, until the client hangs up."""
    gone = asyncio.create_task(_disconnected(receive))
    headers = [(b"content-type", b"application/json"), *_encode(fault.headers)]
    await send({"type": "http.response.start", "status": fault.status or 200, "headers": headers})
    try:
        while not gone.done():
            await send({"type": "http.response.body", "body": b" " * _PIECE_BYTES, "more_body": True})
            await asyncio.sleep(0)
    finally:
        gone.cancel()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _with_data(changes: dict[str, JsonValue], body: bytes) -> bytes:
    """An envelope with some fields of its data changed; what is none stays as it is."""
    try:
        envelope = json.loads(body)
        envelope["data"] |= changes
    except (ValueError, TypeError, KeyError):
        return body
    return json.dumps(envelope).encode()


class _HalfSent:
    """A ``send`` that lets the headers and half of the body through, and so makes the server drop the connection."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.body":
            body = message.get("body", b"")
            message = {**message, "body": body[: len(body) // 2]}
        await self._send(message)


class _Rewritten:
    """A ``send`` that waits for the whole answer and passes on another, without the length that tells."""

    def __init__(self, send: Send, headers: dict[str, str], rewrite: Callable[[bytes], bytes]) -> None:
        self._send = send
        self._headers = headers
        self._rewrite = rewrite
        self._start: Message = {}
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message.get("headers", []) if name.lower() != b"content-length"]
            self._start = {**message, "headers": _replaced(kept, self._headers)}
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": self._rewrite(bytes(self._body))})

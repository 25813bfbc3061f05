"""Faults on demand: what a vendor, a gateway or a network does wrong, for tests and for the curious.

FaultMiddleware(app, faults=…, target=…, endpoint_of=…)   asks for each call
└── Faults.take(target, endpoint)                         the first fault that matches and whose dice fall so
    └── Fault                                             what goes wrong
"""

import asyncio
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StrictInt, StrictStr, ValidationError, model_validator
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Target = Literal["patsnap", "slack"]

_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HEADER_VALUE = re.compile(r"[\x20-\x7e]*")
_FRAMING = frozenset({"connection", "content-length", "transfer-encoding"})

RESET = "lookalike.reset"
"""The ASGI extension that resets the connection of a request; served by ``bot.sandbox.server``."""

_PIECE_BYTES = 64 * 1024
_ECHO_ERRORS: dict[Target, int | str] = {"patsnap": 68300007, "slack": "fatal_error"}

_GATEWAY_PAGE = (
    "<!doctype html><html><head><title>502 Bad Gateway</title></head>"
    "<body><h1>Bad Gateway</h1><p>This page is a fault of the sandbox.</p></body></html>"
)


class Fault(BaseModel):
    """One thing that goes wrong.

    With ``status``, ``error``, ``cut="before"`` or a ``body`` other than ``truncated`` the call does not act: something
    before it answers. With a delay or headers alone it acts, and only its answer is late or longer.

    Attributes:
        endpoint: the endpoint or method that is hit; ``*`` for all of the target.
        status: the HTTP status of the answer.
        error: Patsnap's ``error_code`` in an envelope, or Slack's ``error`` beside ``"ok": false``; HTTP 200 unless
            ``status`` is given.
        delay_s: seconds before anything else happens.
        cut: the connection is dropped: ``before`` the call acts, ``after`` it acted and before its answer is of use,
            in the ``middle`` of its answer; ``reset``, before it acts and with a TCP reset rather than politely.
        body: ``html``, a gateway's page; ``truncated``, the real answer cut in half; ``null``, a success that holds
            nothing (for Patsnap an envelope with ``data: null``); ``empty``, no byte at all; ``echo``, a refusal (with
            ``error``, or a usual one) that repeats everything it was sent, tokens included; ``endless``, one that goes
            on until the client has had enough.
        data: fields of Patsnap's ``data`` that take the place of those in the real answer.
        headers: of the answer, in place of its own.
        times: how many calls are hit; None until the faults are cleared.
        probability: of hitting a call that matches.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    target: Target
    endpoint: str = Field(default="*", min_length=1, max_length=100)
    status: StrictInt | None = Field(default=None, ge=200, le=599)
    error: StrictInt | StrictStr | None = None
    delay_s: float = Field(default=0, ge=0, le=600, allow_inf_nan=False)
    cut: Literal["before", "after", "middle", "reset"] | None = None
    body: Literal["html", "truncated", "null", "empty", "echo", "endless"] | None = None
    data: dict[str, JsonValue] = Field(default_factory=dict)
    headers: dict[str, str] = Field(default_factory=dict)
    times: StrictInt | None = Field(default=1, ge=1)
    probability: float = Field(default=1.0, gt=0, le=1)

    @model_validator(mode="after")
    def _check(self) -> Self:
        wrong_error = isinstance(self.error, str if self.target == "patsnap" else int)
        if wrong_error:
            raise ValueError("error is a number for patsnap and a word for slack")
        if self.cut and (self.status or self.error is not None or self.body or self.headers or self.data):
            raise ValueError("a cut connection carries no status, error, body, data or headers")
        if self.data and (self.target != "patsnap" or self.status or self.error is not None or self.body):
            raise ValueError("data changes a real answer of patsnap, without status, error or body")
        if self.error is not None and self.body not in (None, "echo"):
            raise ValueError("error and body exclude each other")
        if self.body == "truncated" and self.status:
            raise ValueError("a truncated body keeps the status of the call")
        if self.status in (204, 304) and (self.error is not None or self.body not in (None, "empty")):
            raise ValueError(f"an answer of status {self.status} has no body")
        for name, value in self.headers.items():
            if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(value) or name.lower() in _FRAMING:
                raise ValueError(f"header {name!r} cannot be sent")
        if not (
            self.status or self.error is not None or self.delay_s or self.cut or self.body or self.data or self.headers
        ):
            raise ValueError("a fault needs one of status, error, delay_s, cut, body, data and headers")
        return self

    def matches(self, target: Target, endpoint: str) -> bool:
        return self.target == target and self.endpoint in ("*", endpoint)


@dataclass(slots=True)
class _Armed:
    fault: Fault
    left: int | None


class Faults:
    """The faults of one sandbox, in the order they were added."""

    def __init__(self, *, seed: int = 0) -> None:
        self._armed: list[_Armed] = []
        self._dice = random.Random(seed)  # noqa: S311 - dice, not secrets

    def add(self, fault: Fault) -> None:
        self._armed.append(_Armed(fault, fault.times))

    def clear(self) -> None:
        self._armed.clear()

    def list(self) -> tuple[Fault, ...]:
        """The faults still to come; ``times`` counts the hits that are left."""
        return tuple(armed.fault.model_copy(update={"times": armed.left}) for armed in self._armed)

    def take(self, target: Target, endpoint: str) -> Fault | None:
        """The fault that hits this call, one of its times spent; None where the call is spared."""
        for armed in self._armed:
            if armed.fault.matches(target, endpoint) and self._dice.random() < armed.fault.probability:
                if armed.left is not None:
                    armed.left -= 1
                    if not armed.left:
                        self._armed.remove(armed)
                return armed.fault
        return None


class FaultMiddleware:
    """Lets ``faults`` hit the HTTP calls of one target; WebSockets pass untouched.

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
        answer = await _echo(fault, Request(scope, receive)) if fault.body == "echo" else _answer_of(fault)
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


def fault_routes(faults: Faults) -> list[Route]:
    """``/sandbox/faults``: GET lists, POST adds one, DELETE clears. A wrong fault gets a 400 and a sentence."""

    async def list_faults(_: Request) -> Response:
        return JSONResponse({"faults": [fault.model_dump() for fault in faults.list()]})

    async def add_fault(request: Request) -> Response:
        if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
            return JSONResponse({"error": "A fault is sent as application/json."}, status_code=400)
        try:
            fault = Fault.model_validate_json(await request.body())
        except ValidationError as error:
            return JSONResponse({"error": _sentence(error)}, status_code=400)
        faults.add(fault)
        return JSONResponse(fault.model_dump(), status_code=201)

    async def clear_faults(_: Request) -> Response:
        faults.clear()
        return Response(status_code=204)

    return [
        Route("/sandbox/faults", list_faults, methods=["GET"]),
        Route("/sandbox/faults", add_fault, methods=["POST"]),
        Route("/sandbox/faults", clear_faults, methods=["DELETE"]),
    ]


async def _echo(fault: Fault, request: Request) -> Response:
    """A refusal made of the request: its address, its headers, its body."""
    body = (await request.body()).decode(errors="replace")
    sent = " ".join((str(request.url), *(f"{name}: {value}" for name, value in request.headers.items()), body))[:20_000]
    refusal = _refusal(fault.target, _ECHO_ERRORS[fault.target] if fault.error is None else fault.error)
    said = {"error_msg": sent} if fault.target == "patsnap" else {"response_metadata": {"messages": [sent]}}
    return JSONResponse({**refusal, **said}, status_code=fault.status or 200)


def _answer_of(fault: Fault) -> Response | None:
    """The answer that stands in for the call's own; None where the call acts."""
    status = fault.status or 200
    if fault.error is not None:
        return JSONResponse(_refusal(fault.target, fault.error), status_code=status)
    if fault.body == "html":
        return HTMLResponse(_GATEWAY_PAGE, status_code=status)
    if fault.body == "null":
        nothing = {"status": True, "error_code": 0, "data": None} if fault.target == "patsnap" else None
        return JSONResponse(nothing, status_code=status)
    if fault.body == "empty" or status in (204, 304):
        return Response(status_code=status)
    if fault.status:
        return PlainTextResponse(_phrase(status), status_code=status)
    return None


def _refusal(target: Target, error: int | str) -> dict[str, object]:
    if target == "slack":
        return {"ok": False, "error": error}
    return {"status": False, "error_code": error, "error_msg": "a fault of the sandbox", "data": None}


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return f"Status {status}"


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    message = first["msg"].removeprefix("Value error, ")
    return f"{place}: {message}." if place else f"{message[:1].upper()}{message[1:]}."


async def _discard(_: Message) -> None:
    """Where the answer of a call goes whose connection is about to be cut."""


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

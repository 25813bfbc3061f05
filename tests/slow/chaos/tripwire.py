"""In front of the sandbox: something happens at an exact point of one call, before it acts or after it acted."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal

from starlette.types import ASGIApp, Message, Receive, Scope, Send

Moment = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP call of the app; ``port`` is the caller's end of its connection."""

    path: str
    body: bytes = field(repr=False)
    port: int


@dataclass(slots=True)
class Trap:
    """Waits for one call, and springs once; unless it is ``answered``, the call never gets its answer."""

    matches: Callable[[Call], bool]
    moment: Moment
    spring: Callable[[Call], Awaitable[None]]
    answered: bool = False
    sprung: asyncio.Event = field(default_factory=asyncio.Event)
    call: Call | None = None


class Tripwire:
    """An ASGI application around another."""

    def __init__(self, asgi: ASGIApp) -> None:
        self._asgi = asgi
        self._trap: Trap | None = None

    def arm(
        self,
        matches: Callable[[Call], bool],
        moment: Moment,
        spring: Callable[[Call], Awaitable[None]],
        *,
        answered: bool = False,
    ) -> Trap:
        """Lie in wait for the first call that matches; a trap that was armed before is gone.

        Args:
            answered: the call gets its answer once the trap has sprung.
        """
        self._trap = Trap(matches, moment, spring, answered)
        return self._trap

    def disarm(self) -> None:
        self._trap = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._trap is None:
            await self._asgi(scope, receive, send)
            return
        messages = await _read(receive)
        replay = _replay(messages, receive)
        body = b"".join(message.get("body", b"") for message in messages)
        call = Call(scope["path"], body, scope["client"][1])
        trap = self._trap
        if trap is None or not trap.matches(call):
            await self._asgi(scope, replay, send)
            return
        self._trap = None
        answer: list[Message] = []

        async def hold_back(message: Message) -> None:
            answer.append(message)

        if trap.moment == "after":
            await self._asgi(scope, replay, hold_back)
        trap.call = call
        await trap.spring(call)
        trap.sprung.set()
        if trap.answered and trap.moment == "before":
            await self._asgi(scope, replay, send)
        elif trap.answered:
            for message in answer:
                await send(message)
        else:
            while (await receive())["type"] != "http.disconnect":
                pass


async def _read(receive: Receive) -> list[Message]:
    """All of a request, or all that came of it before its caller was killed: then the last message says so."""
    messages = [await receive()]
    while messages[-1].get("more_body", False):
        messages.append(await receive())
    return messages


def _replay(messages: list[Message], receive: Receive) -> Receive:
    waiting = iter(messages)

    async def again() -> Message:
        message = next(waiting, None)
        return await receive() if message is None else message

    return again

"""Which answers to paid calls have reached a process: what it had in its hands it may not drop."""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.processes import has_port

_PAID = "/image-search/submit"
_STORED_WITHIN_S = 30.0
"""A process that is killed so soon after an answer may have been on the way to store it."""


@dataclass(slots=True)
class Receipts:
    """An ASGI application around another.

    Attributes:
        processes: those that run; somebody else keeps the list.
    """

    asgi: ASGIApp
    processes: Sequence[asyncio.subprocess.Process]
    _received: dict[str, tuple[asyncio.subprocess.Process, float]] = field(default_factory=dict)
    """By the address of the picture that was paid for: who got the answer, and when."""

    @property
    def pictures(self) -> frozenset[str]:
        """Addresses of pictures of which a process knows, or knew, the task."""
        return frozenset(self._received)

    def died(self, process: asyncio.subprocess.Process) -> None:
        """It was killed, and what it had not stored yet is gone with it."""
        since = time.monotonic() - _STORED_WITHIN_S
        for picture, (receiver, at) in list(self._received.items()):
            if receiver is process and at > since:
                del self._received[picture]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(_PAID):
            await self.asgi(scope, receive, send)
            return
        asked, answer = bytearray(), bytearray()

        async def listen() -> Message:
            message = await receive()
            asked.extend(message.get("body", b""))
            return message

        async def answered(message: Message) -> None:
            answer.extend(message.get("body", b""))
            last = message["type"] == "http.response.body" and not message.get("more_body", False)
            # Who has hung up by now gets no answer any more.
            receivers = self._holders(scope["client"][1]) if last and _has_task(bytes(answer)) else []
            await send(message)
            for receiver in receivers:
                self._received[json.loads(asked)["url"]] = receiver, time.monotonic()

        await self.asgi(scope, listen, answered)

    def _holders(self, port: int) -> list[asyncio.subprocess.Process]:
        return [process for process in self.processes if has_port(process, port)]


def _has_task(answer: bytes) -> bool:
    try:
        return bool(json.loads(answer)["data"]["task_id"])
    except (ValueError, TypeError, KeyError):
        return False

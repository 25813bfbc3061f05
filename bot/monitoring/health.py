"""What an orchestrator and Prometheus ask: ``/healthz``, ``/readyz`` and ``/metrics``.

``/healthz`` asks whether the process is worth keeping. An outage at Slack or Patsnap is told there, as ``degraded``
and its reasons, with 200 all the same: a restart would mend nothing and lose time. It is 503 only if the app no
longer answers for itself, or its schedule is stuck: then a restart is all that helps. ``/readyz`` asks whether posts
may be sent here: 503 and the reasons while they cannot be taken or do not move on. What Patsnap refuses is told in both
and does not count there: it refuses every replica alike, and posts sent to none of them would be lost where a sentence
or a wait would do.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.errors import SettingsError
from bot.model.sentence import system_fault
from bot.net import serving

_ANSWER_WITHIN_S = 5.0
_PART_WITHIN_S = 3.0

_MOST_CONNECTIONS = 32
"""An orchestrator and a Prometheus need two; with more, nothing would be left to the port for Slack."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the app is.

    Attributes:
        ready: checks can be taken and are moved on.
        stuck: only a new process helps.
        degraded: what does not work, one plain sentence each.
    """

    ready: bool
    degraded: tuple[str, ...] = ()
    stuck: bool = False


class Phase(StrEnum):
    """Where the app is in its life."""

    STARTING = "starting"
    RUNNING = "running"
    STOPPING = "stopping"


Trouble = Callable[[], Awaitable[str | None]]
"""What is wrong with a part of the app, as one plain sentence; None while nothing is."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that can be out of order.

    Attributes:
        name: few and fixed, fit for a metric's label.
        is_vital: checks do not move on without it.
    """

    name: str
    trouble: Trouble
    is_vital: bool


@dataclass(slots=True)
class Vitals:
    """What the app knows of itself: its phase, and the parts it is made of.

    Args:
        part_within_s: a part that takes longer to answer is out of order.
        observe: told of each part whenever it was asked: name, whether it is in order.
        watchdog: whether the app is stuck, so that only a new process helps.
    """

    observe: Callable[[str, bool], None] = field(default=lambda _part, _works: None)
    phase: Phase = Phase.STARTING
    part_within_s: float = _PART_WITHIN_S
    watchdog: Callable[[], bool] = lambda: False
    _parts: list[Part] = field(default_factory=list)

    def add(self, name: str, trouble: Trouble, *, is_vital: bool = True) -> None:
        """Ask this part too from now on."""
        self._parts.append(Part(name, trouble, is_vital))

    async def ask(self) -> Health:
        """How the app is right now. Only a running app is ready, and only while all its vital parts are in order."""
        ready = self.phase is Phase.RUNNING
        degraded = [] if ready else [f"The app is {self.phase}."]
        sentences = await asyncio.gather(*(self._ask_part(part) for part in self._parts))
        for part, sentence in zip(self._parts, sentences, strict=True):
            self.observe(part.name, sentence is None)
            if sentence is not None:
                degraded.append(sentence)
                ready = ready and not part.is_vital
        return Health(ready=ready, degraded=tuple(degraded), stuck=self.watchdog())

    async def _ask_part(self, part: Part) -> str | None:
        try:
            async with asyncio.timeout(self.part_within_s):
                return await part.trouble()
        except TimeoutError:
            return f"The {part.name} did not say within {self.part_within_s:g} s how it is."


@asynccontextmanager
async def serve_health(
    port: int,
    *,
    host: str = "127.0.0.1",
    health: Callable[[], Awaitable[Health]],
    registry: CollectorRegistry,
    sample: Callable[[], Awaitable[None]] | None = None,
    answer_within_s: float = _ANSWER_WITHIN_S,
) -> AsyncIterator[int]:
    """Serve for as long as the context lasts; yields the port (``port`` 0 picks a free one).

    Args:
        host: the address to listen on; ``0.0.0.0`` is every interface.
        sample: brings the metrics up to date that nothing else keeps so; called before they are shown.

    Raises:
        SettingsError: the port is taken, or not ours to take.
    """

    async def ask() -> Health | None:
        try:
            async with asyncio.timeout(answer_within_s):
                return await health()
        except TimeoutError:
            return None

    async def healthz(_: Request) -> JSONResponse:
        state = await ask()
        if state is None:
            return _answer(503, "failing", (f"The app did not say how it is within {answer_within_s:g} s.",))
        return _healthz(state)

    async def readyz(_: Request) -> JSONResponse:
        state = await ask()
        if state is None or not state.ready:
            return _answer(503, "not ready", state.degraded if state else ())
        return _answer(200, "ready", state.degraded)

    async def metrics(request: Request) -> Response:
        await ask()
        if sample is not None:
            with suppress(TimeoutError):
                async with asyncio.timeout(answer_within_s):
                    await sample()
        encode, content_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(registry), headers={"content-type": content_type})

    routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", metrics)]
    try:
        listener = serving.listen(host, port)
    except OSError as error:
        raise SettingsError.of("setting-port", port=str(port), host=host, why=system_fault(error)) from None
    async with serving.serve(Starlette(routes=routes), listener, most_connections=_MOST_CONNECTIONS):
        yield listener.getsockname()[1]


def _healthz(state: Health) -> JSONResponse:
    if state.stuck:
        return _answer(503, "stuck", state.degraded)
    return _answer(200, "degraded" if state.degraded else "ok", state.degraded)


def _answer(status: int, word: str, reasons: tuple[str, ...]) -> JSONResponse:
    return JSONResponse({"status": word, "reasons": list(reasons)}, status_code=status)

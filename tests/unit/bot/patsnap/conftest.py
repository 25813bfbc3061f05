"""A scripted Patsnap behind a transport, and a time that only moves when everybody waits for it."""

import asyncio
import heapq
import itertools
import json
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from bot.model import CheckOptions, Engine
from bot.patsnap import Patsnap, connect
from bot.patsnap.client import PaidCalls
from bot.settings import Settings
from tests.paths import FIXTURES
from tests.patsnap_requests import note_requests

from .contract import violations

PAGE_FIXTURES = FIXTURES / "patsnap"
CLIENT_ID = "client-id-5f2a"
CLIENT_SECRET = "client-secret-91cc"

Reply = httpx.Response | Exception | Callable[[httpx.Request], Awaitable[httpx.Response]]


class VirtualTime:
    """A monotonic clock with its own sleep. ``run`` moves it to the next sleeper whenever nothing else can happen."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._order = itertools.count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, next(self._order), woken))
        await woken

    async def run(self, *work: Awaitable[Any]) -> list[Any]:
        """Await all of it, exceptions included; results in order."""
        tasks = [asyncio.ensure_future(item) for item in work]
        for _ in range(20_000):  # an end for what would wait for ever
            if all(task.done() for task in tasks):
                break
            for _ in range(50):
                await asyncio.sleep(0)
            while self._sleepers and self._sleepers[0][2].done():
                heapq.heappop(self._sleepers)
            if self._sleepers and not all(task.done() for task in tasks):
                self.now, _, woken = heapq.heappop(self._sleepers)
                woken.set_result(None)
        else:
            raise AssertionError("nothing moves any more")
        return await asyncio.gather(*tasks, return_exceptions=True)


class Server:
    """Answers each endpoint from its script; the last reply of a script stands for all that follow."""

    def __init__(self, time: VirtualTime) -> None:
        self._time = time
        self._scripts: dict[str, list[Reply]] = {}
        self.calls: Counter[str] = Counter()
        self.requests: list[httpx.Request] = []
        self.starts: list[float] = []
        self.tokens = itertools.count(1)
        self.token_life: Any = 1799

    def script(self, endpoint: str, *replies: Reply) -> None:
        self._scripts[endpoint] = list(replies)

    def body(self, endpoint: str) -> Any:
        """The JSON of the last request to an endpoint."""
        return json.loads(self.last(endpoint).content)

    def last(self, endpoint: str) -> httpx.Request:
        return next(request for request in reversed(self.requests) if request.url.path.endswith(f"/{endpoint}"))

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        answer = await self._answer(request)
        # A response can be read once: each call gets its own, unread as it comes over the wire.
        return httpx.Response(answer.status_code, headers=answer.headers, stream=httpx.ByteStream(answer.content))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        endpoint = request.url.path.rsplit("/", 1)[-1]
        self.calls[endpoint] += 1
        self.requests.append(request)
        self.starts.append(self._time.now)
        script = self._scripts.get(endpoint)
        if script is None and endpoint == "token":
            return httpx.Response(200, json={"token": f"token-{next(self.tokens)}", "expires_in": self.token_life})
        if not script:
            raise AssertionError(f"nobody expected a call of {endpoint}")
        reply = script.pop(0) if len(script) > 1 else script[0]
        if isinstance(reply, Exception):
            raise reply
        return reply if isinstance(reply, httpx.Response) else await reply(request)


@pytest.fixture
def time() -> VirtualTime:
    return VirtualTime()


@pytest.fixture
def server(time: VirtualTime, request: pytest.FixtureRequest) -> Iterator[Server]:
    """Whatever a test asks of it, in the end every request was one that Patsnap's document knows."""
    server = Server(time)
    yield server
    wrong = [violation for sent in server.requests for violation in violations(sent, prefix="/patsnap")]
    note_requests(request.config, len(server.requests), wrong)


@pytest.fixture
def settings() -> Settings:
    return make_settings()


@pytest.fixture
def observed() -> list[tuple[str, str]]:
    return []


@pytest.fixture
async def patsnap(
    server: Server, settings: Settings, time: VirtualTime, observed: list[tuple[str, str]]
) -> AsyncIterator[Patsnap]:
    async with connect(
        settings,
        ledger=None,
        transport=httpx.MockTransport(server),
        clock=time,
        wall_clock=time,
        sleep=time.sleep,
        observer=lambda endpoint, outcome, code, seconds: observed.append((endpoint, outcome)),
    ) as patsnap:
        yield patsnap


@pytest.fixture
def reply() -> Callable[[str], httpx.Response]:
    """A stored reply by its quirk's name."""
    return lambda name: httpx.Response(200, content=(PAGE_FIXTURES / f"{name}.json").read_bytes())


@pytest.fixture
def data() -> Callable[[str], Any]:
    """The data of a stored reply."""
    return lambda name: json.loads((PAGE_FIXTURES / f"{name}.json").read_bytes())["data"]


@pytest.fixture
def success() -> Callable[[Any], httpx.Response]:
    return lambda data: httpx.Response(200, json={"status": True, "error_code": 0, "data": data})


@pytest.fixture
def refusal() -> Callable[..., httpx.Response]:
    """An envelope with an error code."""

    def make(code: Any, message: Any = "no", *, http: int = 200, **headers: str) -> httpx.Response:
        body = {"status": False, "error_code": code, "error_msg": message, "data": None}
        return httpx.Response(http, json=body, headers={name.replace("_", "-"): v for name, v in headers.items()})

    return make


@pytest.fixture
def connected(time: VirtualTime) -> Callable[..., Any]:
    """``connect`` to any server with any settings."""

    @asynccontextmanager
    async def open_it(
        server: Server,
        *,
        wall_clock: Callable[[], float] = time,
        ledger: PaidCalls | None = None,
        **overrides: Any,
    ) -> AsyncIterator[Patsnap]:
        async with connect(
            make_settings(**overrides),
            ledger=ledger,
            transport=httpx.MockTransport(server),
            clock=time,
            wall_clock=wall_clock,
            sleep=time.sleep,
        ) as patsnap:
            yield patsnap

    return open_it


async def start_check(
    patsnap: Patsnap,
    image_urls: Sequence[str] = ("https://image",),
    options: CheckOptions = CheckOptions(countries=("US", "CN")),  # noqa: B008 - it is frozen
    *,
    engine: Engine = Engine.V2,
    found: str = "",
) -> str:
    """Wait for a turn and submit, as the state machine does."""
    turn = await patsnap.wait_turn(engine)
    return await patsnap.engine(engine).submit(image_urls, options, turn=turn, found=found)


def make_settings(**overrides: Any) -> Settings:
    values = {
        "PATSNAP_CLIENT_ID": CLIENT_ID,
        "PATSNAP_CLIENT_SECRET": CLIENT_SECRET,
        "PATSNAP_BASE_URL": "http://patsnap.test/patsnap",
        "PATSNAP_QPS": 1000,
    }
    return Settings(_env_file=None, **(values | overrides))

import base64
from collections.abc import AsyncIterator
from io import BytesIO

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette

from bot.sandbox.faults import Faults
from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET, PatsnapWorld, patsnap_routes
from bot.sandbox.patsnap.catalogue import first_design, load_catalogue
from bot.sandbox.patsnap.drawings.family import Family
from bot.sandbox.patsnap.samples import samples

BASIC = "Basic " + base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
HOST = "http://sandbox.test"


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def tick(self, seconds: float) -> None:
        self.now += seconds


class Caller:
    """Someone with a token who calls a local Patsnap."""

    def __init__(self, world: PatsnapWorld, faults: Faults, http: httpx.AsyncClient) -> None:
        self.world = world
        self.faults = faults
        self.http = http
        self.http_basic = BASIC
        self.token = world.tokens.issue(BASIC)

    async def call(self, method: str, path: str, **options) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        params = {"apikey": CLIENT_ID, **options.pop("params", {})}
        return await self.http.request(method, f"/patsnap{path}", headers=headers, params=params, **options)

    async def data(self, method: str, path: str, **options):
        """The data of a call that must succeed."""
        reply = await self.call(method, path, **options)
        envelope = reply.json()
        assert (reply.status_code, envelope["status"], envelope["error_code"]) == (200, True, 0), envelope
        return envelope["data"]

    async def refusal(self, method: str, path: str, **options) -> tuple[int, str]:
        """Code and message of a call that must be refused."""
        envelope = (await self.call(method, path, **options)).json()
        assert envelope["status"] is False
        return envelope["error_code"], envelope["error_msg"]

    async def upload(self, data: bytes) -> str:
        found = await self.data("POST", "/image-search/image-upload", files={"image": ("image.png", data, "image/png")})
        assert found["expire"] == 32400
        return found["url"]

    async def submit(self, url: str, **fields) -> str:
        body = {"url": url, "country": ["US", "CN", "JP", "KR", "AU", "EU"], "lang": "en", **fields}
        return (await self.data("POST", "/ai/image-search/submit", json=body))["task_id"]

    async def check(self, data: bytes, **fields):
        """The data of a finished V2 check of a picture."""
        task_id = await self.submit(await self.upload(data), **fields)
        self.world.finish_tasks()
        return await self.data("POST", "/ai/image-search/report", json={"task_id": task_id})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock) -> PatsnapWorld:
    return PatsnapWorld(clock=clock)


@pytest.fixture
async def caller(world) -> AsyncIterator[Caller]:
    faults = Faults()
    transport = httpx.ASGITransport(Starlette(routes=patsnap_routes(world, faults)))
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as http:
        yield Caller(world, faults, http)


@pytest.fixture(scope="session")
def picture():
    """The product picture of a sample, by name."""
    by_name = {sample.name: sample for sample in samples()}
    return lambda name: Image.open(BytesIO(by_name[name].png_bytes))


@pytest.fixture(scope="session")
def mug_png() -> bytes:
    return next(sample for sample in samples() if sample.name == "mug").png_bytes


@pytest.fixture(scope="session")
def filings_of():
    """The filings of a family's best-known design."""

    def find(family: Family):
        return [filing for filing in load_catalogue().filings if filing.design is first_design(family)]

    return find

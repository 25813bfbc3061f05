"""Kept-alive connections, counted on lanes that connect to nothing."""

import asyncio

import httpx
import pytest

from bot.patsnap.lanes import Lanes


class Body(httpx.AsyncByteStream):
    async def __aiter__(self):
        yield b"{}"


class Lane(httpx.AsyncBaseTransport):
    """Answers once it is let."""

    def __init__(self, go):
        self.go = go
        self.requests = 0
        self.closed = False

    async def handle_async_request(self, request):
        self.requests += 1
        await self.go.wait()
        if request.url.path == "/broken":
            raise httpx.ReadError("cut")
        return httpx.Response(200, stream=Body())

    async def aclose(self):
        self.closed = True


@pytest.fixture
def go():
    event = asyncio.Event()
    event.set()
    return event


@pytest.fixture
def opened():
    return []


@pytest.fixture
def now():
    return [0.0]


@pytest.fixture
async def http(go, opened, now):
    def open_lane():
        opened.append(Lane(go))
        return opened[-1]

    lanes = Lanes(limit=3, new_lane=open_lane, clock=lambda: now[0])
    async with httpx.AsyncClient(base_url="http://patsnap", transport=lanes, timeout=0.05) as client:
        yield client


async def test_calls_one_after_the_other_share_one_lane(http, opened):
    for _ in range(5):
        assert (await http.get("/")).json() == {}
    assert [lane.requests for lane in opened] == [5]


async def test_calls_at_once_take_a_lane_each_and_leave_them_for_the_next(http, opened, go):
    for _ in range(2):
        go.clear()
        calls = [asyncio.create_task(http.get("/")) for _ in range(3)]
        await asyncio.sleep(0)
        go.set()
        await asyncio.gather(*calls)
    assert [lane.requests for lane in opened] == [2, 2, 2]


async def test_call_over_the_limit_gives_up_when_none_becomes_free(http, go):
    go.clear()
    calls = [asyncio.create_task(http.get("/")) for _ in range(4)]
    with pytest.raises(httpx.PoolTimeout):
        await calls[3]
    go.set()
    await asyncio.gather(*calls[:3])
    assert (await http.get("/")).status_code == 200


async def test_lane_is_held_until_its_answer_has_been_read(http, opened):
    async with http.stream("GET", "/"):
        await http.get("/")
    await http.get("/")
    assert [lane.requests for lane in opened] == [2, 1]


async def test_broken_call_frees_its_lane(http, opened):
    for _ in range(4):
        with pytest.raises(httpx.ReadError):
            await http.get("/broken")
    assert [lane.requests for lane in opened] == [4]


async def test_lane_idle_for_long_is_closed_and_not_used_again(http, opened, now):
    await http.get("/")
    now[0] += 15
    await http.get("/")
    assert [(lane.requests, lane.closed) for lane in opened] == [(1, True), (1, False)]


async def test_client_closes_its_lanes(http, opened):
    await http.get("/")
    await http.aclose()
    assert opened[0].closed

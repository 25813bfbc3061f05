from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

from bot.sandbox.app import Sandbox
from bot.sandbox.faults import Fault, FaultMiddleware, Faults, fault_routes
from bot.sandbox.server import serve

ANSWER = {"status": True, "error_code": 0, "data": {"task_id": "a" * 64}}


class Server:
    """A server whose one call counts how often it acted."""

    def __init__(self, *, seed: int = 0) -> None:
        self.faults = Faults(seed=seed)
        self.acted = 0

    async def act(self, request: Request) -> JSONResponse:
        await request.body()
        self.acted += 1
        return JSONResponse(ANSWER)

    @property
    def asgi(self) -> Starlette:
        call = FaultMiddleware(
            Starlette(routes=[Route("/{endpoint}", self.act, methods=["POST"])]),
            faults=self.faults,
            target="patsnap",
            endpoint_of=lambda scope: scope["path"].rpartition("/")[2],
        )
        return Starlette(routes=[*fault_routes(self.faults), Mount("/patsnap", call)])

    def settle(self, base_url: str) -> None:
        """Nothing here depends on its own address."""

    async def close(self) -> None:
        """Nothing here stays open."""

    def client(self) -> httpx.AsyncClient:
        """A client without a network."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.asgi), base_url="http://sandbox.test")

    @asynccontextmanager
    async def served(self) -> AsyncIterator[httpx.AsyncClient]:
        """A client of a real server, for what only connections show."""
        async with serve(self) as url, httpx.AsyncClient(base_url=url, trust_env=False) as client:
            yield client


@pytest.fixture
def server() -> Server:
    return Server()


async def test_call_acts_without_faults(server):
    async with server.client() as client:
        assert (await client.post("/patsnap/submit")).json() == ANSWER
    assert server.acted == 1


async def test_error_is_an_envelope_with_http_200(server):
    server.faults.add(Fault(target="patsnap", endpoint="submit", error=68300008))
    async with server.client() as client:
        reply = await client.post("/patsnap/submit")
        again = await client.post("/patsnap/submit")
    assert reply.status_code == 200
    assert reply.json()["status"] is False
    assert reply.json()["error_code"] == 68300008
    assert again.json() == ANSWER
    assert server.acted == 1


async def test_fault_spares_other_endpoints(server):
    server.faults.add(Fault(target="patsnap", endpoint="report", status=500))
    server.faults.add(Fault(target="slack", status=500))
    async with server.client() as client:
        assert (await client.post("/patsnap/submit")).status_code == 200
        assert (await client.post("/patsnap/report")).status_code == 500


async def test_status_carries_headers(server):
    server.faults.add(Fault(target="patsnap", status=429, headers={"Retry-After": "7"}))
    async with server.client() as client:
        reply = await client.post("/patsnap/submit")
    assert (reply.status_code, reply.headers["retry-after"]) == (429, "7")
    assert server.acted == 0


@pytest.mark.parametrize(("cut", "acted"), [("before", 0), ("after", 1)])
async def test_cut_connection_is_a_protocol_error(server, cut, acted):
    server.faults.add(Fault(target="patsnap", cut=cut))
    async with server.served() as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.post("/patsnap/submit", json={"url": "x"})
        assert server.acted == acted
        assert (await client.post("/patsnap/submit")).json() == ANSWER


async def test_truncated_body_is_half_of_the_real_answer(server):
    server.faults.add(Fault(target="patsnap", body="truncated"))
    async with server.served() as client:
        reply = await client.post("/patsnap/submit")
    whole = JSONResponse(ANSWER).body
    assert reply.content == whole[: len(whole) // 2]
    assert server.acted == 1


@pytest.mark.parametrize(
    ("body", "content"),
    [("null", b'{"status":true,"error_code":0,"data":null}'), ("empty", b"")],
)
async def test_body_stands_in_for_the_answer(server, body, content):
    server.faults.add(Fault(target="patsnap", body=body))
    async with server.served() as client:
        reply = await client.post("/patsnap/submit")
    assert (reply.status_code, reply.content) == (200, content)
    assert server.acted == 0


@pytest.mark.parametrize(("given", "seen"), [(None, 200), (502, 502)])
async def test_html_body_is_a_gateway_page(server, given, seen):
    server.faults.add(Fault(target="patsnap", body="html", status=given))
    async with server.client() as client:
        reply = await client.post("/patsnap/submit")
    assert reply.status_code == seen
    assert reply.headers["content-type"].startswith("text/html")
    assert "<h1>Bad Gateway" in reply.text


async def test_status_without_body_is_valid_http(server):
    server.faults.add(Fault(target="patsnap", status=204))
    async with server.served() as client:
        assert (await client.post("/patsnap/submit")).status_code == 204


async def test_delay_comes_before_the_call_acts(server):
    server.faults.add(Fault(target="patsnap", delay_s=600))
    async with server.served() as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post("/patsnap/submit", timeout=0.05)
        assert server.acted == 0
        assert (await client.post("/patsnap/submit")).json() == ANSWER


async def test_headers_alone_join_the_real_answer(server):
    server.faults.add(Fault(target="patsnap", headers={"X-Trace": "1"}))
    async with server.client() as client:
        reply = await client.post("/patsnap/submit")
    assert (reply.json(), reply.headers["x-trace"]) == (ANSWER, "1")


def test_times_count_down_and_none_stays():
    faults = Faults()
    faults.add(Fault(target="slack", error="ratelimited", times=2))
    faults.add(Fault(target="slack", error="fatal_error", times=None))
    hits = [faults.take("slack", "chat.postMessage") for _ in range(4)]
    assert [hit.error for hit in hits if hit] == ["ratelimited", "ratelimited", "fatal_error", "fatal_error"]
    assert [fault.error for fault in faults.list()] == ["fatal_error"]
    faults.clear()
    assert faults.take("slack", "chat.postMessage") is None


def test_probability_spares_some_calls_and_spends_no_time_on_them():
    faults = Faults(seed=1)
    faults.add(Fault(target="patsnap", error=68300008, times=100, probability=0.3))
    hits = sum(faults.take("patsnap", "report") is not None for _ in range(200))
    assert 40 <= hits <= 80
    assert faults.list()[0].times == 100 - hits


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": "patsnap"},
        {"target": "patsnap", "error": "ratelimited"},
        {"target": "slack", "error": 68300008},
        {"target": "slack", "error": True},
        {"target": "patsnap", "cut": "after", "status": 500},
        {"target": "patsnap", "status": 204, "body": "html"},
        {"target": "patsnap", "status": 500, "body": "truncated"},
        {"target": "patsnap", "status": 500, "headers": {"X": "a\r\nb"}},
        {"target": "patsnap", "status": 500, "headers": {"Content-Length": "9"}},
        {"target": "patsnap", "status": 500, "times": 0},
        {"target": "patsnap", "status": 500, "probability": 0},
        {"target": "patsnap", "delay_s": float("inf")},
        {"target": "patsnap", "status": 500, "colour": "red"},
        {"target": "github", "status": 500},
    ],
)
def test_fault_is_refused_when_wrong(wrong):
    with pytest.raises(ValidationError):
        Fault.model_validate(wrong)


async def test_fault_routes_add_list_and_clear(server):
    async with server.client() as client:
        added = await client.post(
            "/sandbox/faults", json={"target": "patsnap", "endpoint": "submit", "error": 67200005}
        )
        assert added.status_code == 201
        listed = (await client.get("/sandbox/faults")).json()["faults"]
        assert [(fault["endpoint"], fault["error"], fault["times"]) for fault in listed] == [("submit", 67200005, 1)]
        assert (await client.delete("/sandbox/faults")).status_code == 204
        assert (await client.get("/sandbox/faults")).json() == {"faults": []}


@pytest.mark.parametrize(
    ("content", "kind", "named"),
    [
        (b'{"target": "github", "status": 500}', "application/json", "target"),
        (b'{"target": "patsnap"}', "application/json", "needs one of"),
        (b"{", "application/json", "JSON"),
        (b'{"target": "patsnap", "status": 500}', "text/plain", "application/json"),
    ],
)
async def test_fault_routes_refuse_with_a_sentence(server, content, kind, named):
    async with server.client() as client:
        reply = await client.post("/sandbox/faults", content=content, headers={"content-type": kind})
    assert reply.status_code == 400
    assert named in reply.json()["error"]
    assert reply.json()["error"].endswith(".")
    assert not server.faults.list()


async def test_header_of_the_answer_is_replaced(server):
    server.faults.add(Fault(target="patsnap", headers={"Content-Type": "text/html"}))
    async with server.client() as client:
        reply = await client.post("/patsnap/submit")
    assert reply.headers.get_list("content-type") == ["text/html"]
    assert reply.json() == ANSWER


async def test_data_of_the_answer_is_changed(server):
    server.faults.add(Fault(target="patsnap", data={"task_status": 7}))
    async with server.client() as client:
        reply = await client.post("/patsnap/report")
    assert reply.json() == {**ANSWER, "data": {**ANSWER["data"], "task_status": 7}}
    assert server.acted == 1


async def test_answer_cut_in_the_middle_comes_after_the_call_acted(server):
    server.faults.add(Fault(target="patsnap", cut="middle"))
    async with server.served() as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.post("/patsnap/submit")
    assert server.acted == 1


async def test_reset_is_one_where_the_server_can(tmp_path):
    sandbox = Sandbox()
    sandbox.faults.add(Fault(target="patsnap", cut="reset"))
    async with serve(sandbox) as url, httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(httpx.ReadError):
            await client.post(f"{url}/patsnap/oauth/token")
        assert (await client.post(f"{url}/patsnap/oauth/token")).status_code == 200


async def test_endless_answer_ends_when_the_client_leaves(server):
    server.faults.add(Fault(target="patsnap", body="endless"))
    async with server.served() as client:
        read = 0
        async with client.stream("POST", "/patsnap/submit") as reply:
            async for chunk in reply.aiter_bytes():
                read += len(chunk)
                if read > 1_000_000:
                    break
    assert not server.acted


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": "slack", "data": {"a": 1}},
        {"target": "patsnap", "data": {"a": 1}, "status": 500},
        {"target": "patsnap", "data": {"a": 1}, "cut": "middle"},
    ],
)
def test_data_goes_with_a_real_answer_of_patsnap_alone(wrong):
    with pytest.raises(ValidationError, match="data"):
        Fault(**wrong)

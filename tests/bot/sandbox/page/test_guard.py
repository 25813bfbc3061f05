"""Who may drive the page's endpoints: this page and tools on this machine, nobody else."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.page import PageGuard

HERE = "http://127.0.0.1:8100"


@pytest.fixture
def acted() -> list[str]:
    return []


@pytest.fixture
def client(acted):
    async def act(request: Request) -> Response:
        acted.append(request.method)
        return JSONResponse({})

    app = Starlette(routes=[Route("/act", act, methods=["GET", "POST", "DELETE"], middleware=[Middleware(PageGuard)])])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE)


@pytest.mark.parametrize("host", ["127.0.0.1:8100", "localhost:8100", "[::1]:8100", "LOCALHOST:8100", "127.0.0.1"])
async def test_request_under_a_loopback_name_is_let_through(client, acted, host):
    response = await client.post("/act", headers={"Host": host})
    assert response.status_code == 200
    assert acted == ["POST"]


@pytest.mark.parametrize(
    "host", ["evil.example:8100", "127.0.0.1.evil.example", "localhost.evil.example", "", "10.0.0.5"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_request_under_another_name_is_refused(client, acted, host, method):
    response = await client.request(method, "/act", headers={"Host": host})
    assert response.status_code == 403
    assert response.json() == {"error": "The sandbox answers under 127.0.0.1 and localhost only."}
    assert acted == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:8100"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_change_asked_for_by_another_page_is_refused(client, acted, headers, method):
    response = await client.request(method, "/act", headers=headers)
    assert response.status_code == 403
    assert acted == []


@pytest.mark.parametrize("headers", [{}, {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}])
async def test_change_asked_for_by_the_page_or_a_tool_is_made(client, acted, headers):
    response = await client.post("/act", headers=headers)
    assert response.status_code == 200
    assert acted == ["POST"]


async def test_every_answer_carries_a_policy_without_inline_code(client):
    for response in (await client.get("/act"), await client.post("/act")):
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert response.headers["X-Content-Type-Options"] == "nosniff"

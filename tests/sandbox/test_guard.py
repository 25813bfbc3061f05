"""Who may drive the sandbox: its own page and programs on this machine, and no other page in a browser."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.app import Sandbox
from bot.sandbox.faults import Fault
from bot.sandbox.guard import SandboxGuard
from bot.sandbox.page import PageHeaders
from bot.sandbox.server import serve
from bot.sandbox.slack import BOT_TOKEN, PRODUCT_DESIGN

HERE = "http://127.0.0.1:8100"
FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Origin": "https://127.0.0.1:8100"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture
def acted() -> list[str]:
    return []


@pytest.fixture
def client(acted):
    async def act(request: Request) -> Response:
        acted.append(request.method)
        return JSONResponse({})

    routes = [Route(path, act, methods=["GET", "POST", "DELETE"]) for path in ("/act", "/slack/api/act")]
    app = Starlette(routes=routes, middleware=[Middleware(SandboxGuard), Middleware(PageHeaders)])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE)


@pytest.mark.parametrize("host", ["127.0.0.1:8100", "localhost:8100", "[::1]:8100", "LOCALHOST:8100", "127.0.0.1"])
async def test_request_under_a_loopback_name_is_let_through(client, acted, host):
    response = await client.post("/act", headers={"Host": host})
    assert response.status_code == 200
    assert acted == ["POST"]


@pytest.mark.parametrize(
    "host", ["evil.example:8100", "127.0.0.1.evil.example", "localhost.evil.example", "", "10.0.0.5", "[::1", "[x]"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_request_under_another_name_is_refused(client, acted, host, method):
    response = await client.request(method, "/act", headers={"Host": host})
    assert response.status_code == 403
    assert response.json() == {"error": "The sandbox answers under 127.0.0.1 and localhost only."}
    assert acted == []


@pytest.mark.parametrize("headers", FOREIGN)
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


@pytest.mark.parametrize("headers", FOREIGN)
async def test_picture_tag_of_another_page_calls_no_method_of_slacks(client, acted, headers):
    assert (await client.get("/slack/api/act", headers=headers)).status_code == 403
    assert acted == []
    assert (await client.get("/act", headers=headers)).status_code == 200  # a link that leads to the page


async def test_other_pages_reach_nothing_of_a_served_sandbox():
    sandbox = Sandbox()
    sandbox.faults.add(Fault(target="patsnap", error=67200005))
    async with serve(sandbox) as url, httpx.AsyncClient(base_url=url, trust_env=False) as http:
        port = url.rpartition(":")[2]
        rebound, posted = {"Host": f"evil.example:{port}"}, {"Origin": "https://evil.example"}
        message = {"token": BOT_TOKEN, "channel": PRODUCT_DESIGN, "text": "forged"}
        for headers in (rebound, posted):
            answers = [
                await http.post("/slack/api/chat.postMessage", data=message, headers=headers),
                await http.get("/slack/api/chat.postMessage", params=message, headers=headers),
                await http.post("/slack/response/x", json={}, headers=headers),
                await http.delete("/sandbox/faults", headers=headers),
                await http.post("/sandbox/faults", json={"target": "slack", "error": "x"}, headers=headers),
                await http.post("/patsnap/oauth/token", headers=headers),
                await http.get("/slack/socket/", headers={**headers, **UPGRADE}),
            ]
            assert [answer.status_code for answer in answers] == [403] * len(answers)
        assert (await http.get("/sandbox/faults", headers=rebound)).status_code == 403
        assert (await http.post("/slack/api/chat.postMessage", data=message)).json()["ok"] is True
    assert [message.text for message in sandbox.slack.messages(PRODUCT_DESIGN)][-1:] == ["forged"]
    assert len(sandbox.slack.messages(PRODUCT_DESIGN)) == 1
    assert len(sandbox.faults.list()) == 1

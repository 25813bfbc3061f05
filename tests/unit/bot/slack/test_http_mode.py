"""Requests in HTTP mode: what is read of them, refused, remembered and forgotten."""

import asyncio
import hashlib
import hmac
import logging

import httpx
import pytest
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from bot.slack import http_mode
from bot.slack.http_mode import MAX_BODY_BYTES, SignedRequests

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = 1_700_000_000


class Clock:
    def __init__(self):
        self.now = float(NOW)

    def __call__(self):
        return self.now


async def _authorize():
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="U1", bot_token="xoxb-made-up")


class Listeners:
    """A Bolt app whose middleware behind the verification answers with a status, and notes the bodies it gets."""

    def __init__(self, *statuses):
        self.statuses = list(statuses)
        self.bodies = []
        self.bolt = AsyncApp(signing_secret=SECRET, authorize=_authorize, ssl_check_enabled=False)
        self.bolt.use(self._middleware())

    def _middleware(self):
        async def answer(req):
            self.bodies.append(req.raw_body.encode())
            status = self.statuses.pop(0) if self.statuses else 200
            if status == 0:
                raise OSError("broken")
            return BoltResponse(status=status)

        return answer


@pytest.fixture
def clock(monkeypatch):
    told = Clock()
    monkeypatch.setattr("slack_sdk.signature.Clock.now", lambda _: told())  # what Bolt's verification goes by
    return told


def requests_to(listeners, clock, **options):
    """The handler of Slack's requests, and what it refused."""
    refusals = []
    handler = SignedRequests(
        listeners.bolt, observe=lambda *_: None, on_refusal=refusals.append, clock=clock, **options
    )
    return handler, refusals


def gate(listeners, clock, **options):
    handler, _ = requests_to(listeners, clock, **options)
    app = Starlette(routes=[Route("/", handler.handle, methods=["POST"])])
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://gate")


def signed(body, at=NOW, secret=SECRET):
    digest = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": str(at), "x-slack-signature": f"v0={digest}"}


async def post(client, body=b"{}", **how):
    return await client.post("/", content=body, headers=signed(body, **how))


async def test_what_slack_signed_goes_through_byte_for_byte(clock):
    listeners, body = Listeners(), '{"text": "Größe\\n"}'.encode()
    assert (await post(gate(listeners, clock), body)).status_code == 200
    assert listeners.bodies == [body]


def test_slacks_own_example_of_a_signature_is_understood():
    # From docs.slack.dev/authentication/verifying-requests-from-slack.
    body = (
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert SignatureVerifier(SECRET).generate_signature(timestamp="1531420618", body=body) == expected
    assert signed(body.encode(), at=1531420618)["x-slack-signature"] == expected


@pytest.mark.parametrize("at", [NOW - 301, NOW + 301])
async def test_an_old_or_early_request_is_refused(clock, at):
    listeners = Listeners()
    assert (await post(gate(listeners, clock), at=at)).status_code == 401
    assert listeners.bodies == []


@pytest.mark.parametrize("at", [NOW - 300, NOW + 300])
async def test_five_minutes_are_allowed(clock, at):
    assert (await post(gate(Listeners(), clock), at=at)).status_code == 200


async def test_a_body_changed_on_the_way_is_refused(clock):
    response = await gate(Listeners(), clock).post("/", content=b'{"a":2}', headers=signed(b'{"a":1}'))
    assert response.status_code == 401


async def test_a_body_that_is_no_text_is_refused(clock):
    assert (await post(gate(Listeners(), clock), b"\xff\xfe")).status_code == 401


async def test_a_replay_is_refused_for_as_long_as_its_time_is_good(clock):
    client = gate(Listeners(), clock)
    assert (await post(client)).status_code == 200
    clock.now += 300
    assert (await post(client)).status_code == 409
    clock.now += 1
    assert (await post(client)).status_code == 401


@pytest.mark.parametrize("status", [0, 500, 404])
async def test_what_was_not_taken_may_come_again(clock, status):
    listeners = Listeners(status)
    client = gate(listeners, clock)
    assert (await post(client)).status_code == (status or 500)
    assert (await post(client)).status_code == 200
    assert (await post(client)).status_code == 409
    assert len(listeners.bodies) == 2


async def test_the_largest_body_goes_through_and_one_byte_more_does_not(clock):
    listeners = Listeners()
    client = gate(listeners, clock)
    assert (await post(client, b" " * MAX_BODY_BYTES)).status_code == 200
    assert (await post(client, b" " * (MAX_BODY_BYTES + 1))).status_code == 413
    assert len(listeners.bodies) == 1


async def test_a_body_that_trickles_in_is_given_up(clock):
    parts = [b"{"]

    async def receive():
        if not parts:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": parts.pop(), "more_body": True}

    handler, refusals = requests_to(Listeners(), clock, body_within_s=0.01)
    response = await handler.handle(Request({"type": "http", "method": "POST", "headers": [], "path": "/"}, receive))
    assert response.status_code == 408
    assert response.headers["connection"] == "close"
    assert refusals == ["too_slow"]


async def test_a_client_that_goes_away_is_no_refusal(clock):
    async def receive():
        return {"type": "http.disconnect"}

    handler, refusals = requests_to(Listeners(), clock)
    await handler.handle(Request({"type": "http", "method": "POST", "headers": [], "path": "/"}, receive))
    assert refusals == []


async def test_a_flood_of_refusals_is_logged_now_and_then(clock, caplog):
    client = gate(Listeners(), clock)
    with caplog.at_level(logging.WARNING):
        for _ in range(50):
            await post(client, secret="another")
        assert len(caplog.records) == 1
        clock.now += 10
        await post(client, secret="another")
    assert len(caplog.records) == 2


async def test_memory_for_replays_is_bounded_and_the_oldest_goes_first(clock, monkeypatch):
    monkeypatch.setattr(http_mode, "MAX_REMEMBERED", 3)
    client = gate(Listeners(), clock)
    for number in range(5):
        assert (await post(client, b'{"n":%d}' % number)).status_code == 200
    assert (await post(client, b'{"n":4}')).status_code == 409
    assert (await post(client, b'{"n":0}')).status_code == 200


async def test_memory_for_replays_empties_itself(clock):
    handler, _ = requests_to(Listeners(), clock)
    app = Starlette(routes=[Route("/", handler.handle, methods=["POST"])])
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gate")
    for number in range(10):
        await post(client, b'{"n":%d}' % number)
    clock.now += 601
    await post(client, at=int(clock.now))
    assert len(handler._seen) == 1

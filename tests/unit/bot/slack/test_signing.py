"""The gate before Bolt, by itself: what it reads, what it remembers, what it forgets."""

import asyncio
import hashlib
import hmac
import logging

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier
from starlette.responses import PlainTextResponse

from bot.slack.signing import MAX_BODY_BYTES, Replays, SignedRequests

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = 1_700_000_000


class Clock:
    def __init__(self):
        self.now = float(NOW)

    def __call__(self):
        return self.now


class Inner:
    """What is behind the gate: answers with a status, and notes the bodies it gets."""

    def __init__(self, *statuses):
        self.statuses = list(statuses)
        self.bodies = []

    async def __call__(self, scope, receive, send):
        message = await receive()
        assert not message["more_body"]
        self.bodies.append(message["body"])
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 0:
            raise OSError("broken")
        await PlainTextResponse("ok", status_code=status)(scope, receive, send)


@pytest.fixture
def clock():
    return Clock()


def gate(inner, clock, **options):
    app = SignedRequests(inner, signing_secret=SECRET, clock=clock, **options)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://gate")


def signed(body, at=NOW, secret=SECRET):
    digest = hmac.new(secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": str(at), "x-slack-signature": f"v0={digest}"}


async def post(client, body=b"{}", **how):
    return await client.post("/", content=body, headers=signed(body, **how))


async def test_what_slack_signed_goes_through_byte_for_byte(clock):
    inner, body = Inner(), '{"text": "Größe\\n"}'.encode()
    assert (await post(gate(inner, clock), body)).status_code == 200
    assert inner.bodies == [body]


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
    inner = Inner()
    assert (await post(gate(inner, clock), at=at)).status_code == 401
    assert inner.bodies == []


@pytest.mark.parametrize("at", [NOW - 300, NOW + 300])
async def test_five_minutes_are_allowed(clock, at):
    assert (await post(gate(Inner(), clock), at=at)).status_code == 200


async def test_a_body_changed_on_the_way_is_refused(clock):
    response = await gate(Inner(), clock).post("/", content=b'{"a":2}', headers=signed(b'{"a":1}'))
    assert response.status_code == 401


async def test_a_body_that_is_no_text_is_refused(clock):
    assert (await post(gate(Inner(), clock), b"\xff\xfe")).status_code == 401


async def test_a_replay_is_refused_for_as_long_as_its_time_is_good(clock):
    client = gate(Inner(), clock)
    assert (await post(client)).status_code == 200
    clock.now += 300
    assert (await post(client)).status_code == 409
    clock.now += 1
    assert (await post(client)).status_code == 401


@pytest.mark.parametrize("status", [0, 500, 404])
async def test_what_was_not_taken_may_come_again(clock, status):
    inner = Inner(status)
    client = gate(inner, clock)
    assert (await post(client)).status_code == (status or 500)
    assert (await post(client)).status_code == 200
    assert (await post(client)).status_code == 409
    assert len(inner.bodies) == 2


async def test_the_largest_body_goes_through_and_one_byte_more_does_not(clock):
    inner = Inner()
    client = gate(inner, clock)
    assert (await post(client, b" " * MAX_BODY_BYTES)).status_code == 200
    assert (await post(client, b" " * (MAX_BODY_BYTES + 1))).status_code == 413
    assert len(inner.bodies) == 1


async def test_a_body_that_trickles_in_is_given_up(clock):
    refusals, sent, parts = [], [], [b"{"]

    async def receive():
        if not parts:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": parts.pop(), "more_body": True}

    async def send(message):
        sent.append(message)

    app = SignedRequests(Inner(), signing_secret=SECRET, clock=clock, on_refusal=refusals.append, body_within_s=0.01)
    await app({"type": "http", "method": "POST", "headers": [], "path": "/"}, receive, send)
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]
    assert refusals == ["too_slow"]


async def test_a_client_that_goes_away_is_no_refusal(clock):
    refusals, sent = [], []

    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    app = SignedRequests(Inner(), signing_secret=SECRET, clock=clock, on_refusal=refusals.append)
    await app({"type": "http", "method": "POST", "headers": [], "path": "/"}, receive, send)
    assert (sent, refusals) == ([], [])


async def test_a_flood_of_refusals_is_logged_now_and_then(clock, caplog):
    client = gate(Inner(), clock)
    with caplog.at_level(logging.WARNING):
        for _ in range(50):
            await post(client, secret="another")
        assert len(caplog.records) == 1
        clock.now += 10
        await post(client, secret="another")
    assert len(caplog.records) == 2


def test_memory_for_replays_is_bounded_and_the_oldest_goes_first(clock):
    replays = Replays(clock=clock, most=100)
    for number in range(1000):
        assert replays.enter(f"v0={number}", until=NOW + 300)
        assert len(replays) <= 100
    assert not replays.enter("v0=999", until=NOW + 300)
    assert replays.enter("v0=0", until=NOW + 300)


def test_memory_for_replays_empties_itself(clock):
    replays = Replays(clock=clock)
    for number in range(100):
        replays.enter(f"v0={number}", until=NOW + 300)
    clock.now += 301
    replays.enter("v0=new", until=clock.now + 300)
    assert len(replays) == 1

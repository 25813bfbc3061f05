"""The sandbox in HTTP mode: what it sends, what it takes for an answer, when it sends again."""

import hashlib
import hmac
import json
from urllib.parse import parse_qs

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.manifest import manifest_path, read_manifest, with_request_url
from bot.net import serving
from bot.sandbox.slack import ADA, PRODUCT_DESIGN, SIGNING_SECRET, UrlRefusedError, Workspace


class Receiver:
    """An app that answers what the test wants, and notes what comes."""

    def __init__(self):
        self.answers, self.received = [], []
        self.challenged = lambda challenge: JSONResponse({"challenge": challenge})

    async def take(self, request: Request):
        body = await request.body()
        content_type = request.headers["content-type"]
        payload = json.loads(body) if content_type == "application/json" else parse_qs(body.decode())
        if payload.get("type") == "url_verification":
            return self.challenged(payload["challenge"])
        self.received.append((dict(request.headers), payload, body))
        return self.answers.pop(0) if self.answers else Response()


@pytest.fixture
async def receiver():
    receiver = Receiver()
    app = Starlette(routes=[Route("/slack/events", receiver.take, methods=["POST"])])
    listener = serving.listen("127.0.0.1", 0)
    async with serving.serve(app, listener):
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events"
        receiver.manifest = with_request_url(read_manifest(manifest_path()), url)
        yield receiver


@pytest.fixture
async def workspace():
    workspace = Workspace(retry_delays_s=(0, 0, 0))
    yield workspace
    await workspace.close()


async def settled(workspace, attempts):
    def done():
        tried = workspace.delivery.attempts
        return len(tried) >= attempts and all(attempt.acked or attempt.failure for attempt in tried)

    await workspace.wait_for(done)
    return list(workspace.delivery.attempts)


async def test_events_are_signed_json(workspace, receiver):
    await workspace.use_requests(receiver.manifest)
    await workspace.post(ADA, PRODUCT_DESIGN, "hello")
    (attempt,) = await settled(workspace, 1)
    assert attempt.acked
    ((headers, payload, body),) = receiver.received
    assert payload["event"]["text"] == "hello"
    base = b"v0:" + headers["x-slack-request-timestamp"].encode() + b":" + body
    digest = hmac.new(SIGNING_SECRET.encode(), base, hashlib.sha256).hexdigest()
    assert headers["x-slack-signature"] == f"v0={digest}"
    assert "x-slack-retry-num" not in headers


async def test_what_is_not_taken_comes_three_times_more_with_its_number_and_reason(workspace, receiver):
    receiver.answers = [PlainTextResponse("no", status_code=status) for status in (500, 404, 401, 503)]
    await workspace.use_requests(receiver.manifest)
    await workspace.post(ADA, PRODUCT_DESIGN, "hello")
    attempts = await settled(workspace, 4)
    assert [attempt.failure for attempt in attempts] == ["http_error"] * 4
    retries = [
        (headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason")) for headers, *_ in receiver.received
    ]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]


async def test_an_app_may_ask_not_to_be_sent_it_again(workspace, receiver):
    receiver.answers = [PlainTextResponse("no", status_code=409, headers={"x-slack-no-retry": "1"})]
    await workspace.use_requests(receiver.manifest)
    await workspace.post(ADA, PRODUCT_DESIGN, "hello")
    await workspace.post(ADA, PRODUCT_DESIGN, "again")
    attempts = await settled(workspace, 2)
    assert sorted(attempt.failure for attempt in attempts) == ["", "http_error"]
    assert len(receiver.received) == 2


async def test_redirects_without_end_are_given_up(workspace, receiver):
    await workspace.use_requests(receiver.manifest)
    url = receiver.manifest["settings"]["interactivity"]["request_url"]
    receiver.answers = [RedirectResponse(url, status_code=307) for _ in range(3)]
    await workspace.post(ADA, PRODUCT_DESIGN, "hello")
    attempts = await settled(workspace, 2)
    assert attempts[0].failure == "too_many_redirects"
    assert attempts[1].acked


async def test_commands_are_a_form_and_interactions_json_in_one_field(workspace, receiver):
    receiver.answers = [PlainTextResponse("Looking"), Response()]
    await workspace.use_requests(receiver.manifest)
    outcome = await workspace.command(ADA, PRODUCT_DESIGN, "/patent", "USD1&x=y")
    assert outcome.response == {"text": "Looking"}
    ts = await workspace.post(ADA, PRODUCT_DESIGN, "hello")
    await settled(workspace, 1)
    assert (await workspace.message_shortcut(ADA, PRODUCT_DESIGN, ts, "check_message")).ok
    forms = [payload for headers, payload, _ in receiver.received if "urlencoded" in headers["content-type"]]
    assert (forms[0]["command"], forms[0]["text"]) == (["/patent"], ["USD1&x=y"])
    assert json.loads(forms[1]["payload"][0])["type"] == "message_action"


async def test_an_interaction_that_is_refused_is_not_sent_again(workspace, receiver):
    receiver.answers = [PlainTextResponse("no", status_code=500)]
    await workspace.use_requests(receiver.manifest)
    outcome = await workspace.command(ADA, PRODUCT_DESIGN, "/patent", "x")
    assert outcome.status == "refused"
    assert len(receiver.received) == 1


@pytest.mark.parametrize(
    "answer",
    [lambda _: Response(), lambda _: PlainTextResponse("ok"), lambda c: PlainTextResponse(c, status_code=201)],
)
async def test_an_address_without_the_challenge_is_not_saved(workspace, receiver, answer):
    receiver.challenged = answer
    with pytest.raises(UrlRefusedError, match="challenge"):
        await workspace.use_requests(receiver.manifest)


async def test_an_address_where_nobody_is_is_not_saved(workspace, receiver):
    nowhere = with_request_url(read_manifest(manifest_path()), "http://127.0.0.1:9/slack/events")
    with pytest.raises(UrlRefusedError, match="could not be reached"):
        await workspace.use_requests(nowhere)


async def test_a_manifest_for_socket_mode_is_no_manifest_for_requests(workspace):
    with pytest.raises(ValueError, match="Socket Mode"):
        await workspace.use_requests(read_manifest(manifest_path()))

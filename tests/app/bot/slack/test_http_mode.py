"""``lookalike run --http``: the same app, reached by requests that Slack signs."""

import asyncio
import json
import time
from dataclasses import dataclass

import httpx
import pytest

from bot.app import App, started
from bot.checks.service import CheckService
from bot.manifest import manifest_path, read_manifest, with_request_url
from bot.net import serving
from bot.sandbox.slack import ADA, PRODUCT_DESIGN, SIGNING_SECRET, UrlRefusedError
from bot.sandbox.slack.requests import sign
from tests.app import drawn
from tests.sentences import refused

PNG = ("mug.png", drawn.PNG)


@dataclass
class Door:
    """The app's public side, and somebody who knocks there by hand."""

    app: App
    client: httpx.AsyncClient

    async def knock(self, body, *, secret=SIGNING_SECRET, age_s=0, **headers):
        timestamp = str(int(time.time() - age_s))
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        signed = {
            "content-type": "application/json",
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": sign(secret, timestamp, content),
        }
        kept = {name: value for name, value in (signed | headers).items() if value is not None}
        return await self.client.post("/slack/events", content=content, headers=kept)

    async def metrics(self):
        async with httpx.AsyncClient(trust_env=False) as client:
            return (await client.get(f"http://127.0.0.1:{self.app.port}/metrics")).text


@pytest.fixture
def http_settings(settings):
    return settings(SLACK_SIGNING_SECRET=SIGNING_SECRET, SLACK_APP_TOKEN=None, LOOKALIKE_HTTP_PORT=0)


def manifest_of(app):
    return with_request_url(read_manifest(manifest_path()), f"http://127.0.0.1:{app.http_port}/slack/events")


@pytest.fixture
async def door(world, http_settings):
    async with (
        started(http_settings, http=True) as app,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{app.http_port}", trust_env=False) as client,
    ):
        await world.slack.use_requests(manifest_of(app))
        yield Door(app, client)


def event_of(world):
    """What Slack sends of the first post with a picture."""
    events = world.slack.delivery.events.values()
    return next(event.payload for event in events if event.inner.get("subtype") == "file_share")


async def test_a_picture_is_answered_without_any_socket(world, door):
    (reply,) = await world.wait_for_replies(await world.post(PNG))
    assert reply.blocks[0]["type"] == "header"
    await world.until(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))
    assert not world.slack.calls["apps.connections.open"]
    assert 'lookalike_ack_seconds_count{kind="event",outcome="acked"}' in await door.metrics()


@pytest.mark.parametrize("task_s", [(60.0, 60.0)])
async def test_a_button_works(world, door, task_s):
    ts = await world.post(PNG)
    (progress,) = await world.wait_for(lambda: world.progress(ts))
    outcome = await world.slack.click(ADA, PRODUCT_DESIGN, progress.ts, "cancel_checks")
    assert outcome.status == "ok"
    (reply,) = await world.wait_for_replies(ts)
    assert "cancelled" in reply.text
    assert 'kind="interaction",outcome="acked"' in await door.metrics()


async def test_a_modal_opens_and_turns_its_pages(world, door):
    (reply,) = await world.wait_for_replies(await world.post(PNG))
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "report_comparisons")
    view = await world.wait_for(lambda: world.slack.view(ADA))
    await world.slack.view_action(ADA, view.id, "comparisons_next")
    await world.wait_for(lambda: "Page 2" in str(world.slack.view(ADA).content))


async def test_a_command_is_answered_in_its_ack_and_after_it(world, door):
    outcome = await world.slack.command(ADA, PRODUCT_DESIGN, "/patent", "")
    assert outcome.response["text"]
    outcome = await world.slack.command(ADA, PRODUCT_DESIGN, "/patent", "USD1055174S1")
    assert outcome.status == "ok"
    await world.wait_for(lambda: world.patsnap.calls["patent-search-pn"])
    assert 'kind="command",outcome="acked"' in await door.metrics()


async def test_an_address_is_saved_only_where_the_secret_is_the_same(world, settings):
    wrong = settings(SLACK_SIGNING_SECRET="another", SLACK_APP_TOKEN=None, LOOKALIKE_HTTP_PORT=0)
    async with started(wrong, http=True) as app:
        with pytest.raises(UrlRefusedError, match="challenge"):
            await world.slack.use_requests(manifest_of(app))


async def test_a_request_that_slack_did_not_sign_just_now_is_refused(world, door):
    await world.wait_for_replies(await world.post(PNG))
    event = event_of(world)
    forged = event | {"event": event["event"] | {"ts": "1700000000.000100"}}
    for reason, how in (
        ("forged", {"secret": "another"}),
        ("forged", {"x-slack-signature": "v0=é".encode("latin-1")}),
        ("forged", {"x-slack-request-timestamp": "soon"}),
        ("stale", {"age_s": 301}),
        ("stale", {"age_s": -310}),
        ("unsigned", {"x-slack-signature": None}),
        ("unsigned", {"x-slack-request-timestamp": None}),
    ):
        response = await door.knock(forged, **how)
        assert (reason, response.status_code) == (reason, 401)
    metrics = await door.metrics()
    for reason, times in (("forged", 3), ("stale", 2), ("unsigned", 2)):
        assert f'lookalike_refused_requests_total{{reason="{reason}"}} {times}.0' in metrics
    post = {"team_id": event["team_id"], "channel_id": PRODUCT_DESIGN, "message_ts": "1700000000.000100"}
    assert await door.app.checks.worker.queries.checks_on(**post) is None
    assert (await door.knock(forged)).status_code == 200
    assert await door.app.checks.worker.queries.checks_on(**post) is not None


async def test_a_request_that_comes_a_second_time_is_refused(world, door):
    await world.wait_for_replies(await world.post(PNG))
    event = event_of(world)
    first, second = await asyncio.gather(door.knock(event, age_s=200), door.knock(event, age_s=200))
    assert {first.status_code, second.status_code} == {200, 409}
    refused = first if first.status_code == 409 else second
    assert refused.headers["x-slack-no-retry"] == "1"


async def test_an_event_that_comes_twice_is_one_check(world, door):
    ts = await world.post(PNG)
    await world.wait_for(lambda: event_of(world))
    again = event_of(world)
    # Older than the local Slack's own delivery: with its timestamp they would be the same request, which is refused.
    for response in await asyncio.gather(*(door.knock(again, age_s=age_s) for age_s in range(200, 205))):
        assert response.status_code == 200
    assert len(await world.wait_for_replies(ts)) == 1
    await world.wait_for_replies(await world.post(PNG))
    assert len(world.replies(ts)) == 1
    assert world.patsnap.calls["submit"] == 2


async def test_an_event_that_could_not_be_stored_is_sent_again_and_taken(world, door, monkeypatch):
    receive, failures = CheckService.receive, []

    async def fail_once(service, new):
        if not failures:
            failures.append(new)
            raise OSError("no space left on device")
        return await receive(service, new)

    monkeypatch.setattr(CheckService, "receive", fail_once)
    ts = await world.post(PNG)
    assert len(await world.wait_for_replies(ts)) == 1
    tries = [attempt for attempt in world.slack.delivery.attempts if attempt.event.type == "message"][:2]
    assert [(attempt.retry_attempt, attempt.failure) for attempt in tries] == [(0, "http_error"), (1, "")]
    assert "lookalike_redeliveries_total 1.0" in await door.metrics()


async def test_a_body_that_no_slack_sends_is_not_read(world, door):
    announced = b"POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 600000\r\n\r\n"
    endless = b"POST /slack/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
    endless += b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    for request in (announced, endless + (b"10000\r\n" + b" " * 0x10000 + b"\r\n") * 7 + b"1\r\n \r\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", door.app.http_port)
        writer.write(request)
        answer = await reader.read()
        assert answer.startswith(b"HTTP/1.1 413 ")
        writer.close()
    assert 'lookalike_refused_requests_total{reason="too_large"} 2.0' in await door.metrics()


async def test_only_posts_to_the_one_path_are_taken(world, door):
    for method in ("GET", "PUT", "DELETE", "HEAD"):
        response = await door.client.request(method, "/slack/events")
        assert (response.status_code, response.headers["allow"]) == (405, "POST")
    for path in ("/", "/metrics", "/healthz", "/readyz", "/slack/install"):
        assert (await door.client.get(path)).status_code == 404


async def test_health_does_not_speak_of_socket_mode(world, door):
    await world.wait_for_replies(await world.post(PNG))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{door.app.port}", trust_env=False) as client:
        assert (await client.get("/healthz")).json() == {"status": "ok", "reasons": []}
        assert (await client.get("/readyz")).status_code == 200


async def test_a_port_that_is_taken_is_a_sentence(world, settings):
    with serving.listen("0.0.0.0", 0) as listener:
        port = listener.getsockname()[1]
        taken = settings(SLACK_SIGNING_SECRET=SIGNING_SECRET, LOOKALIKE_HTTP_PORT=port)
        with refused(f"LOOKALIKE_HTTP_PORT is {port}"):
            async with started(taken, http=True):
                pass


async def test_the_signing_secret_is_asked_for_and_the_app_token_is_not(world, settings):
    with refused("SLACK_SIGNING_SECRET is not set"):
        async with started(settings(SLACK_APP_TOKEN=None), http=True):
            pass

"""Socket Mode: a real Bolt app over a real WebSocket, and a bare client for what Bolt hides."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from bot.sandbox.slack import (
    ADA,
    APP_ID,
    APP_TOKEN,
    BOT_USER_ID,
    DM,
    GROUP_DM,
    PRIVATE_LAUNCH,
    PRODUCT_DESIGN,
    RANDOM,
    Status,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

PNG = b"\x89PNG\r\n\x1a\n"


class Hearing:
    """A Bolt app that takes note of what it hears and does what a test asks for."""

    def __init__(self, slack: Any) -> None:
        self.events: list[dict[str, Any]] = []
        self.bodies: list[dict[str, Any]] = []
        self.app = AsyncApp(client=slack.client, signing_secret="not needed", process_before_response=True)
        self.app.event({"type": "message"})(self._note)
        self.app.event("file_shared")(self._note)
        self.app.event("file_deleted")(self._note)
        self.app.event("app_mention")(self._note)

    async def _note(self, body: dict[str, Any], event: dict[str, Any]) -> None:
        self.bodies.append(body)
        self.events.append(event)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["type"] == kind]


@asynccontextmanager
async def connected(slack: Any, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app, APP_TOKEN)
    await handler.connect_async()
    try:
        await slack.workspace.wait_for(lambda: slack.workspace.delivery.connections)
        yield handler
    finally:
        await handler.close_async()


async def settled(slack: Any) -> None:
    """Every event so far has been acked."""
    delivery = slack.workspace.delivery
    await slack.workspace.wait_for(
        lambda: not delivery.pending and delivery.attempts and all(attempt.acked for attempt in delivery.attempts)
    )


async def socket_url(slack: Any) -> str:
    client = AsyncWebClient(base_url=slack.client.base_url)
    return (await client.apps_connections_open(app_token=APP_TOKEN))["url"]


@asynccontextmanager
async def bare_socket(slack: Any) -> AsyncIterator[ClientConnection]:
    async with connect(await socket_url(slack), proxy=None) as socket:
        hello = json.loads(await socket.recv())
        assert hello["type"] == "hello"
        assert hello["connection_info"] == {"app_id": APP_ID}
        yield socket


async def received(socket: ClientConnection) -> dict[str, Any]:
    return json.loads(await asyncio.wait_for(socket.recv(), 5))


async def ack(socket: ClientConnection, envelope: dict[str, Any], payload: Any = None) -> None:
    answer = {"envelope_id": envelope["envelope_id"]}
    await socket.send(json.dumps(answer if payload is None else answer | {"payload": payload}))


async def test_a_posted_picture_arrives_as_a_share_and_as_a_message(slack: Any) -> None:
    hearing = Hearing(slack)
    async with connected(slack, hearing.app):
        ts = await slack.workspace.post(ADA, PRODUCT_DESIGN, "look", [("mug.png", PNG), ("lamp.png", PNG)])
        await settled(slack)
    assert len(hearing.of("file_shared")) == 2
    (message,) = hearing.of("message")
    assert (message["subtype"], message["ts"], message["user"], message["channel_type"]) == (
        "file_share",
        ts,
        ADA,
        "channel",
    )
    assert [file["name"] for file in message["files"]] == ["mug.png", "lamp.png"]
    assert {share["file_id"] for share in hearing.of("file_shared")} == {file["id"] for file in message["files"]}
    assert len({body["event_id"] for body in hearing.bodies}) == 3


@pytest.mark.parametrize(
    ("channel", "kind"), [(PRODUCT_DESIGN, "channel"), (PRIVATE_LAUNCH, "group"), (GROUP_DM, "mpim"), (DM, "im")]
)
async def test_a_message_tells_what_kind_of_channel_it_is_in(slack: Any, channel: str, kind: str) -> None:
    hearing = Hearing(slack)
    async with connected(slack, hearing.app):
        await slack.workspace.post(ADA, channel, "hello")
        await settled(slack)
    assert [event["channel_type"] for event in hearing.of("message")] == [kind]


async def test_nothing_is_heard_from_a_channel_without_the_app(slack: Any) -> None:
    hearing = Hearing(slack)
    async with connected(slack, hearing.app):
        await slack.workspace.post(ADA, RANDOM, "secret", [("a.png", PNG)])
        await slack.workspace.post(ADA, PRODUCT_DESIGN, "hello")
        await settled(slack)
    assert [event["text"] for event in hearing.events] == ["hello"]


async def test_a_mention_comes_beside_the_message_and_typed_markup_is_escaped(slack: Any) -> None:
    hearing = Hearing(slack)
    async with connected(slack, hearing.app):
        await slack.workspace.post(ADA, PRODUCT_DESIGN, "@lookalike is a < b & <!channel>?")
        await slack.workspace.post(ADA, DM, f"<@{BOT_USER_ID}> hi")
        await settled(slack)
    (mention,) = hearing.of("app_mention")
    assert mention["text"] == f"<@{BOT_USER_ID}> is a &lt; b &amp; <!channel>?"
    assert len(hearing.of("message")) == 2


async def test_a_mention_comes_without_the_files_that_its_message_has(slack: Any) -> None:
    hearing = Hearing(slack)
    async with connected(slack, hearing.app):
        await slack.workspace.post(ADA, PRODUCT_DESIGN, "@lookalike check", files=[("mug.png", PNG)])
        await settled(slack)
    (mention,), (message,) = hearing.of("app_mention"), hearing.of("message")
    assert "files" not in mention
    assert message["files"]
    assert mention["ts"] == message["ts"]


async def test_edits_and_deletions_are_heard(slack: Any) -> None:
    hearing = Hearing(slack)
    workspace = slack.workspace
    async with connected(slack, hearing.app):
        ts = await workspace.post(ADA, PRODUCT_DESIGN, "one")
        await workspace.edit(PRODUCT_DESIGN, ts, "two")
        await workspace.delete_message(PRODUCT_DESIGN, ts)
        await settled(slack)
    changed, deleted = (event for event in hearing.of("message") if "subtype" in event)
    assert (changed["subtype"], changed["message"]["text"], changed["previous_message"]["text"]) == (
        "message_changed",
        "two",
        "one",
    )
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)


async def test_a_deleted_post_with_replies_becomes_a_tombstone(slack: Any) -> None:
    hearing = Hearing(slack)
    workspace = slack.workspace
    async with connected(slack, hearing.app):
        ts = await workspace.post(ADA, PRODUCT_DESIGN, "one", [("a.png", PNG)])
        await workspace.post(ADA, PRODUCT_DESIGN, "reply", thread_ts=ts)
        await workspace.delete_message(PRODUCT_DESIGN, ts)
        await settled(slack)
    (changed,) = (event for event in hearing.events if event.get("subtype") == "message_changed")
    assert changed["message"]["subtype"] == "tombstone"
    assert changed["previous_message"]["files"]
    assert len(workspace.thread(PRODUCT_DESIGN, ts)) == 2


async def test_a_deleted_file_is_heard(slack: Any) -> None:
    hearing = Hearing(slack)
    workspace = slack.workspace
    async with connected(slack, hearing.app):
        ts = await workspace.post(ADA, PRODUCT_DESIGN, files=[("a.png", PNG)])
        (file_id,) = workspace.message(PRODUCT_DESIGN, ts).file_ids
        await workspace.delete_file(file_id)
        await settled(slack)
    assert [event["file_id"] for event in hearing.of("file_deleted")] == [file_id]


async def test_an_event_is_sent_again_when_no_ack_comes(serve_slack: Any) -> None:
    slack = await serve_slack(ack_timeout_s=0.05, retry_delays_s=(0.0, 0.01, 0.02))
    async with bare_socket(slack) as socket:
        await slack.workspace.post(ADA, PRODUCT_DESIGN, "hello")
        envelopes = [await received(socket) for _ in range(4)]
        assert [envelope["retry_attempt"] for envelope in envelopes] == [0, 1, 2, 3]
        assert [envelope["retry_reason"] for envelope in envelopes] == ["", "timeout", "timeout", "timeout"]
        assert len({envelope["payload"]["event_id"] for envelope in envelopes}) == 1
        assert len({envelope["envelope_id"] for envelope in envelopes}) == 4
        await slack.workspace.wait_for(lambda: not slack.workspace.delivery.unacked)
    assert len(slack.workspace.delivery.attempts) == 4


async def test_an_event_is_sent_once_when_it_is_acked(serve_slack: Any) -> None:
    slack = await serve_slack(ack_timeout_s=60, retry_delays_s=(0.0,))
    async with bare_socket(slack) as socket:
        for text in ("hello", "again"):
            await slack.workspace.post(ADA, PRODUCT_DESIGN, text)
            envelope = await received(socket)
            assert (envelope["payload"]["event"]["text"], envelope["retry_attempt"]) == (text, 0)
            await ack(socket, envelope)
            await settled(slack)
    assert len(slack.workspace.delivery.attempts) == 2


async def test_an_event_is_redelivered_on_demand_with_the_same_id(slack: Any) -> None:
    async with bare_socket(slack) as socket:
        await slack.workspace.post(ADA, PRODUCT_DESIGN, "hello")
        first = await received(socket)
        await ack(socket, first)
        await slack.workspace.redeliver(first["payload"]["event_id"], retry_num=2)
        again = await received(socket)
    assert again["payload"] == first["payload"]
    assert again["retry_attempt"] == 2


async def test_events_wait_for_a_connection(slack: Any) -> None:
    await slack.workspace.post(ADA, PRODUCT_DESIGN, "one")
    await slack.workspace.post(ADA, PRODUCT_DESIGN, "two")
    assert slack.workspace.delivery.pending == 2
    async with bare_socket(slack) as socket:
        envelopes = [await received(socket), await received(socket)]
    assert [envelope["payload"]["event"]["text"] for envelope in envelopes] == ["one", "two"]


async def test_sockets_take_turns(slack: Any) -> None:
    async with bare_socket(slack) as one, bare_socket(slack) as two:
        await slack.workspace.post(ADA, PRODUCT_DESIGN, "a")
        await slack.workspace.post(ADA, PRODUCT_DESIGN, "b")
        texts = {(await received(socket))["payload"]["event"]["text"] for socket in (one, two)}
    assert texts == {"a", "b"}


async def test_an_eleventh_socket_is_sent_away(slack: Any) -> None:
    sockets = [await connect(await socket_url(slack), proxy=None) for _ in range(11)]
    try:
        last = json.loads(await sockets[-1].recv())
        assert (last["type"], last["reason"]) == ("disconnect", "too_many_websockets")
        assert slack.workspace.delivery.connections == 10
    finally:
        for socket in sockets:
            await socket.close()


async def test_a_socket_needs_a_ticket_of_its_own(slack: Any) -> None:
    url = await socket_url(slack)
    async with connect(url, proxy=None):
        with pytest.raises(InvalidStatus):
            await connect(url, proxy=None)
    slack.workspace.delivery.refusing = True
    with pytest.raises(InvalidStatus):
        await connect(await socket_url(slack), proxy=None)


async def test_a_dropped_socket_is_closed(slack: Any) -> None:
    async with bare_socket(slack) as socket:
        slack.workspace.delivery.drop_sockets()
        with pytest.raises(ConnectionClosed):
            await received(socket)
    assert slack.workspace.delivery.connections == 0


@pytest.mark.parametrize("interrupt", ["drop_sockets", "request_refresh"])
async def test_bolt_comes_back_and_hears_what_it_missed(slack: Any, interrupt: str) -> None:
    hearing = Hearing(slack)
    async with connected(slack, hearing.app):
        getattr(slack.workspace.delivery, interrupt)()
        assert slack.workspace.delivery.connections == 0
        await slack.workspace.post(ADA, PRODUCT_DESIGN, "did you hear?")
        await settled(slack)
    assert [event["text"] for event in hearing.events] == ["did you hear?"]


async def test_what_the_app_posts_is_announced_too(slack: Any) -> None:
    async with bare_socket(slack) as socket:
        await slack.client.chat_postMessage(channel=PRODUCT_DESIGN, text="from me")
        envelope = await received(socket)
    event = envelope["payload"]["event"]
    assert (event["text"], event["user"], event["bot_id"]) == ("from me", BOT_USER_ID, "B0LOOKALIKE")


async def test_an_interaction_without_a_connection_finds_nobody(slack: Any) -> None:
    outcome = await slack.workspace.command(ADA, PRODUCT_DESIGN, "/anything", "")
    assert outcome.status in {Status.NOT_CONNECTED, Status.INVALID}
    outcome = await slack.workspace.click(ADA, PRODUCT_DESIGN, await _message_with_button(slack), "go")
    assert outcome.status is Status.NOT_CONNECTED


async def test_an_interaction_times_out_when_no_ack_comes_and_is_not_repeated(serve_slack: Any) -> None:
    slack = await serve_slack(ack_timeout_s=0.05)
    ts = await _message_with_button(slack)
    async with bare_socket(slack) as socket:
        await received(socket)
        outcome = await slack.workspace.click(ADA, PRODUCT_DESIGN, ts, "go")
        envelope = await received(socket)
        assert outcome.status is Status.TIMEOUT
        await ack(socket, envelope)
        assert envelope["type"] == "interactive"
        assert envelope["accepts_response_payload"] is True


async def test_an_interaction_under_way_ends_with_the_workspace(slack: Any) -> None:
    ts = await _message_with_button(slack)
    async with bare_socket(slack) as socket:
        await received(socket)
        clicking = asyncio.create_task(slack.workspace.click(ADA, PRODUCT_DESIGN, ts, "go"))
        await received(socket)
        await slack.workspace.close()
        outcome = await asyncio.wait_for(clicking, 1)
    assert outcome.status is Status.TIMEOUT


async def _message_with_button(slack: Any) -> str:
    button = {"type": "button", "action_id": "go", "value": "7", "text": {"type": "plain_text", "text": "Go"}}
    child = {"type": "actions", "elements": [button]}
    title = {"type": "plain_text", "text": "T"}
    answer = await slack.client.chat_postMessage(
        channel=PRODUCT_DESIGN, text="x", blocks=[{"type": "container", "title": title, "child_blocks": [child]}]
    )
    return answer["ts"]

"""What listeners do after their ack, by the real Bolt."""

import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import lazy_listeners
from bot.slack.lazy_listeners import LazyListeners


@pytest.fixture
def listeners():
    return LazyListeners()


@pytest.fixture
def bolt(listeners):
    async def authorize():
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-secret")

    app = AsyncApp(
        client=AsyncWebClient(), authorize=authorize, request_verification_enabled=False, process_before_response=True
    )
    app.listener_runner.lazy_listener_runner = listeners
    return app


async def acked(bolt, trigger_id, command="/patent"):
    body = {"command": command, "team_id": "T1", "channel_id": "C1", "user_id": "U1", "trigger_id": trigger_id}
    response = await bolt.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
    return response.status == 200


async def test_command_that_another_replica_has_taken_is_acked_and_not_answered(bolt, listeners):
    answered, taken = [], {"1.a"}

    async def is_first(delivery):
        return delivery.split("/")[0] not in taken

    async def acknowledge(ack):
        await ack()

    async def answer(body):
        answered.append(body["trigger_id"])

    listeners.is_first = is_first
    bolt.command("/patent")(ack=acknowledge, lazy=[answer])
    for trigger_id in ("1.a", "2.b"):
        assert await acked(bolt, trigger_id)
    await listeners.finish()
    assert answered == ["2.b"]


async def test_command_delivered_again_is_acked_again_and_answered_once(bolt, listeners, monkeypatch):
    monkeypatch.setattr(lazy_listeners, "_REMEMBERED", 2)
    answered = []

    async def acknowledge(ack):
        await ack()

    async def answer(body):
        answered.append(body["trigger_id"])

    bolt.command("/patent")(ack=acknowledge, lazy=[answer])
    for trigger_id in ("1.a", "1.a", "2.b", "1.a", "3.c", "4.d", "1.a"):
        assert await acked(bolt, trigger_id)
    await listeners.finish()
    # The last one came after it had been forgotten.
    assert answered == ["1.a", "2.b", "3.c", "4.d", "1.a"]

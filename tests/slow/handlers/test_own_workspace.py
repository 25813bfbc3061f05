"""What another workspace sends through the app's own socket: acked, counted, and nothing comes of it."""

import json

from bot.sandbox.slack import ADA, PRODUCT_DESIGN
from bot.sandbox.slack.events import Event
from bot.sandbox.slack.seed import TEAM_ID
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
OTHER_TEAM = "T0OTHER001"
OTHER_TS = "1700000000.000100"


def of_another(payload: dict, *, ts: str = "") -> dict:
    """The same from another workspace, and, if it is to be news, about another message."""
    text = json.dumps(payload).replace(TEAM_ID, OTHER_TEAM)
    return json.loads(text.replace(ts, OTHER_TS) if ts else text)


def shown(world) -> list[tuple[str, str]]:
    """All that stands in the channel, what one person alone sees among it."""
    return [(message.ts, message.text) for message in world.slack.state.messages(PRODUCT_DESIGN)]


async def deliver(world, payloads) -> None:
    """Send events, and wait until all are acked."""
    world.slack.delivery.send_events([Event(payload["event_id"], payload) for payload in payloads])
    await world.wait_for(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))


async def test_nothing_of_another_workspace_is_checked_answered_or_deleted(world, app, monkeypatch):
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    delivery, genuine = world.slack.delivery, world.slack.delivery.request
    (posted,) = [event.payload for event in delivery.events.values() if event.inner.get("subtype") == "file_share"]
    calls, messages = dict(world.patsnap.calls), shown(world)

    def envelope(number: int, event: dict) -> dict:
        return of_another({**posted, "event_id": f"EvOther{number}", "event": event})

    inner = of_another(posted, ts=ts)["event"]
    mention = {"type": "app_mention", "channel": PRODUCT_DESIGN, "user": ADA, "text": "check", "thread_ts": ts}
    deletion = {"type": "message", "subtype": "message_deleted", "channel": PRODUCT_DESIGN, "deleted_ts": ts}
    events = [inner, {**mention, "ts": OTHER_TS}, {**deletion, "ts": OTHER_TS}, {"type": "app_uninstalled"}]
    await deliver(world, [envelope(number, event) for number, event in enumerate(events)])

    async def request(kind, payload):
        return await genuine(kind, of_another(payload))

    with monkeypatch.context() as patch:
        patch.setattr(delivery, "request", request)
        outcomes = [
            await world.slack.command(ADA, PRODUCT_DESIGN, "/patent", "USD9701037S1"),
            await world.slack.command(ADA, PRODUCT_DESIGN, "/lookalike", "history"),
            await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "report_comparisons"),
            await world.slack.message_shortcut(ADA, PRODUCT_DESIGN, ts, "similar_message"),
        ]
    assert [(outcome.status, outcome.response or None) for outcome in outcomes] == [("ok", None)] * 4
    assert dict(world.patsnap.calls) == calls
    assert shown(world) == messages
    assert world.slack.view(ADA) is None
    counted = {
        kind: app.metrics.registry.get_sample_value("lookalike_foreign_total", {"kind": kind})
        for kind in ("event", "command", "interaction")
    }
    assert counted == {"event": 4, "command": 2, "interaction": 2}

    # What is the workspace's own goes on: its report is still there, and one more picture is one more check.
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "report_comparisons")
    await world.wait_for(lambda: world.slack.view(ADA))
    await world.wait_for_replies(await world.post(PNG))
    assert world.patsnap.calls["submit"] == 2

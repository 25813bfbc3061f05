"""What operators read of a running app: its log."""

import json

from bot.sandbox.faults import Fault
from bot.sandbox.patsnap import CLIENT_SECRET
from bot.sandbox.slack import APP_TOKEN, BOT_TOKEN
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
SECRETS = (BOT_TOKEN, APP_TOKEN, CLIENT_SECRET)


async def test_json_logs_tell_the_whole_life_of_a_check_by_its_id(world, spawn):
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="image-upload", status=503))
    async with spawn(LOOKALIKE_LOG_FORMAT="json") as process:
        ts = await world.post(PNG)
        await world.wait_for(lambda: world.patsnap.calls["submit"])
        world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", error="invalid_blocks"))
        (reply,) = await world.wait_for_replies(ts)
        log = process.log.read_text()
    lines = [json.loads(line) for line in log.splitlines()]
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
    check = reply.metadata["event_payload"]["check_id"]
    of_check = [line for line in lines if line.get("check") == check]
    assert of_check[0]["message"] == "check received"
    assert [line["stage"] for line in of_check if line["message"] == "check advanced"] == [
        "prepared",
        "submitting",
        "submitted",
        "finished",
    ]
    assert of_check[-1]["message"] == "reply delivered"
    # What the code below the steps logs, which has never heard of checks, carries the id as well.
    assert {"bot.patsnap.client", "bot.slack.fallbacks"} <= {line["logger"] for line in of_check}
    assert not [secret for secret in SECRETS if secret in log]

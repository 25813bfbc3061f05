"""A file that is deleted stays deleted, also for the app's next start."""

from bot.sandbox.slack import PRODUCT_DESIGN
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)


def shown(world, ts) -> list[tuple[str, str]]:
    return [(message.ts, message.text) for message in world.slack.thread(PRODUCT_DESIGN, ts)]


async def test_post_delivered_again_after_its_file_was_deleted_and_a_restart_starts_nothing(world, running):
    async with running():
        ts = await world.post(PNG)
        (reply,) = await world.wait_for_replies(ts)
        events = world.slack.delivery.events.values()
        (event,) = [event for event in events if event.inner.get("subtype") == "file_share"]
        await world.slack.delete_file(world.slack.message(PRODUCT_DESIGN, ts).file_ids[0])
        await world.wait_for(lambda: "deleted" in world.slack.message(PRODUCT_DESIGN, reply.ts).text)
        before = shown(world, ts)
    async with running():
        await world.slack.redeliver(event.id, 1)
        await world.wait_for(lambda: any(a.acked for a in world.slack.delivery.attempts if a.retry_attempt == 1))
        await world.wait_for_replies(await world.post(PNG))  # what came before it has been dealt with
        assert shown(world, ts) == before
    assert world.patsnap.calls["submit"] == world.patsnap.calls["image-upload"] == 2

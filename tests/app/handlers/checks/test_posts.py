"""Ways in which a picture comes to the app other than by a plain post."""

from bot.sandbox.slack import ADA, BEN, BOT_USER_ID, DM, PRODUCT_DESIGN, RANDOM
from formatters.actions import CHECK_MESSAGE
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)


async def test_forwarded_picture_is_checked_wherever_it_is_asked_for(world, running):
    early = world.slack.message(PRODUCT_DESIGN, await world.post(PNG))
    menu = await world.slack.forward(ADA, PRODUCT_DESIGN, early)
    async with running():
        await world.wait_for_replies(early.ts)
        in_channel = await world.slack.forward(ADA, PRODUCT_DESIGN, early, "what about this")
        in_dm = await world.slack.forward(ADA, DM, early)
        await world.slack.message_shortcut(ADA, PRODUCT_DESIGN, menu, CHECK_MESSAGE)
        mentioned = await world.slack.forward(ADA, RANDOM, early)
        world.slack.invite(RANDOM)
        await world.post(text=f"<@{BOT_USER_ID}> this one", channel=RANDOM, thread_ts=mentioned)
        for channel, ts in ((PRODUCT_DESIGN, in_channel), (DM, in_dm), (PRODUCT_DESIGN, menu), (RANDOM, mentioned)):
            (reply,) = await world.wait_for_replies(ts, channel=channel)
            assert reply.blocks[0]["type"] == "header"
    assert world.patsnap.calls["submit"] == 5


async def test_post_of_a_workflow_is_checked_with_the_setting(world, running):
    async with running(LOOKALIKE_CHECK_APP_POSTS="true"):
        by_workflow = await world.slack.post_as_app(PRODUCT_DESIGN, "new product", [PNG])
        by_app = await world.slack.post_as_app(PRODUCT_DESIGN, "new product", [PNG], user_id=BEN)
        for ts in (by_workflow, by_app):
            (reply,) = await world.wait_for_replies(ts)
            assert reply.blocks[0]["type"] == "header"


async def test_forwarded_picture_that_slack_keeps_back_gets_a_sentence_that_says_so(world, app):
    unseen = world.slack.message(RANDOM, await world.post(PNG, channel=RANDOM))
    (reply,) = await world.wait_for_replies(await world.slack.forward(ADA, PRODUCT_DESIGN, unseen))
    assert "please post the picture itself" in reply.text
    assert "no picture" not in reply.text

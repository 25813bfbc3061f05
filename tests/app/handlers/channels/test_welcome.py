"""What the app says when it is invited, once, and the three buttons under it."""

from bot.channels import ChannelStore
from bot.sandbox.slack import ADA, BEN, PRODUCT_DESIGN, RANDOM
from bot.sandbox.slack.seed import TEAM_ID
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)


def welcomes(world, channel=RANDOM):
    return [
        message
        for message in world.slack.messages(channel)
        if (message.metadata or {}).get("event_type") == "lookalike_welcome"
    ]


def announced(world):
    return [
        message.text
        for message in world.slack.messages(RANDOM)
        if (message.metadata or {}).get("event_type") == "lookalike_settings"
    ]


async def test_invited_app_says_where_pictures_go_and_what_a_check_costs(world, app):
    world.slack.invite(RANDOM)
    (welcome,) = await world.wait_for(lambda: welcomes(world))
    assert "goes to Patsnap, at an address that lives nine hours" in welcome.text
    assert "costs one paid call" in welcome.text
    buttons = [
        element["action_id"]
        for block in welcome.blocks
        for element in block.get("elements", ())
        if element["type"] == "button"
    ]
    assert buttons == [
        "channel_mode_every",
        "channel_mode_ask",
        "channel_mode_asked",
        "channel_settings_open",
    ]


async def test_welcome_is_said_once_however_often_the_event_comes(world, app):
    world.slack.invite(RANDOM)
    await world.wait_for(lambda: welcomes(world))
    event = next(event for event in world.slack.delivery.events.values() if event.type == "member_joined_channel")
    await world.slack.redeliver(event.id)
    world.slack.remove(RANDOM)
    world.slack.invite(RANDOM)
    world.slack.invite(RANDOM, BEN)
    await world.wait_for(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))
    ts = await world.post(PNG, channel=RANDOM)
    await world.wait_for_replies(ts, channel=RANDOM)
    assert len(welcomes(world)) == 1


async def test_welcome_that_a_process_could_not_post_is_posted_by_the_next(world, running):
    async with running() as app:
        consent = app.checks.service.consent
        await ChannelStore(consent.database, consent.clock).invite(team_id=TEAM_ID, channel_id=PRODUCT_DESIGN)
        assert welcomes(world, PRODUCT_DESIGN) == []
    async with running():
        await world.wait_for(lambda: welcomes(world, PRODUCT_DESIGN))


async def test_shared_channel_is_not_welcomed(world, app):
    world.slack.set_connect_channel(RANDOM)
    world.slack.invite(RANDOM)
    await world.wait_for(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))
    await world.slack.command(ADA, RANDOM, "/lookalike", "history")
    assert welcomes(world) == []


async def test_button_of_the_welcome_settles_when_to_look_and_shows_it(world, app):
    world.slack.invite(RANDOM)
    (welcome,) = await world.wait_for(lambda: welcomes(world))
    await world.slack.click(BEN, RANDOM, welcome.ts, "channel_mode_ask")
    (line,) = await world.wait_for(lambda: announced(world))
    assert "Ask first" in line

    def chosen():
        (shown,) = welcomes(world)
        return [
            element["action_id"]
            for block in shown.blocks
            for element in block.get("elements", ())
            if element.get("style") == "primary"
        ]

    await world.wait_for(lambda: chosen() == ["channel_mode_ask"])
    ts = await world.post(PNG, channel=RANDOM)
    await world.wait_for(lambda: world.progress(ts, RANDOM))
    assert "Nothing has been sent" in world.progress(ts, RANDOM)[0].text
    await world.slack.click(BEN, RANDOM, welcome.ts, "channel_mode_ask")
    await world.slack.click(ADA, RANDOM, welcome.ts, "channel_mode_every")
    await world.wait_for(lambda: len(announced(world)) == 2)
    assert world.patsnap.calls["submit"] == 0


async def test_button_of_the_welcome_opens_the_settings(world, app):
    world.slack.invite(RANDOM)
    (welcome,) = await world.wait_for(lambda: welcomes(world))
    await world.slack.click(BEN, RANDOM, welcome.ts, "channel_settings_open")
    assert (await world.wait_for(lambda: world.slack.view(BEN))).callback_id == "channel_settings"

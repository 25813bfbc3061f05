"""When a channel's pictures are checked: each way of it, with the paid calls counted."""

import pytest

from bot.channels import ChannelService, ChannelStore
from bot.model import CHINESE, Mode
from bot.sandbox.slack import ADA, BEN, BOT_USER_ID, PRODUCT_DESIGN
from bot.sandbox.slack.seed import TEAM_ID
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
OTHER = ("lamp.png", drawn.encoded("PNG", size=(490, 480)))
MENTION = f"<@{BOT_USER_ID}>"


async def settle(app, channel=PRODUCT_DESIGN, **values):
    """What somebody has settled for a channel, without the form."""
    database = app.checks.repository.database
    consent = app.checks.service.consent
    service = ChannelService(
        store=ChannelStore(database, consent.clock), defaults=await consent.settings_of(TEAM_ID, "C0NOTHING1")
    )
    await service.change(values, team_id=TEAM_ID, channel_id=channel, user_id=ADA)


def question(world, ts):
    """The quiet line under a post; it carries the marker of a progress message, which it becomes."""
    return next((message for message in world.progress(ts) if "ask_not" in str(message.blocks)), None)


def sent(world):
    """How often anything went to Patsnap, and how often a picture was downloaded."""
    return world.patsnap.calls["submit"], world.patsnap.calls["image-upload"], world.slack.calls["files"]


async def press(world, message, action, value=None):
    outcome = await world.slack.click(BEN, PRODUCT_DESIGN, message.ts, action, value=value)
    assert outcome.status == "ok", outcome


def told(world, user=BEN):
    return [message.text for message in world.slack.state.messages(PRODUCT_DESIGN) if message.ephemeral_to == user]


async def test_ask_first_sends_nothing_before_somebody_presses_check_and_then_checks_once(world, app):
    await settle(app, mode=Mode.ASK, countries=("DE",))
    ts = await world.post(PNG)
    asked = await world.wait_for(lambda: question(world, ts))
    assert "Nothing has been sent" in asked.text
    assert sent(world) == (0, 0, 0)
    await press(world, asked, "ask_check")
    (reply,) = await world.wait_for_replies(ts)
    assert "DE" in reply.blocks[-1]["elements"][0]["text"]
    assert world.patsnap.calls["submit"] == 1
    assert question(world, ts) is None


async def test_ask_first_answered_not_a_product_goes_away_and_nothing_is_paid(world, app):
    await settle(app, mode=Mode.ASK)
    ts = await world.post(PNG)
    asked = await world.wait_for(lambda: question(world, ts))
    await press(world, asked, "ask_not")
    await world.wait_for(lambda: len(world.slack.thread(PRODUCT_DESIGN, ts)) == 1)
    assert sent(world) == (0, 0, 0)
    assert world.reactions(ts) == set()


async def test_ask_first_with_several_pictures_checks_the_one_that_is_chosen(world, app):
    await settle(app, mode=Mode.ASK)
    ts = await world.post(PNG, OTHER)
    asked = await world.wait_for(lambda: question(world, ts))
    second = next(block["accessory"] for block in asked.blocks if "lamp.png" in str(block.get("text")))
    outcome = await world.slack.click(
        BEN, PRODUCT_DESIGN, asked.ts, "ask_check", block_id=_block_of(asked, second["value"])
    )
    assert outcome.status == "ok"
    (reply,) = await world.wait_for(lambda: world.replies(ts))
    assert "lamp.png" in str(reply.blocks)
    await press(world, question(world, ts), "ask_not")
    await world.wait_for(lambda: not world.progress(ts))
    assert world.patsnap.calls["submit"] == 1
    assert len(world.replies(ts)) == 1


def _block_of(message, value):
    return next(block["block_id"] for block in message.blocks if (block.get("accessory") or {}).get("value") == value)


async def test_button_of_a_question_that_has_been_answered_says_so_and_checks_nothing_again(world, app):
    await settle(app, mode=Mode.ASK)
    ts = await world.post(PNG)
    asked = await world.wait_for(lambda: question(world, ts))
    post_id = asked.blocks[-1]["elements"][0]["value"]
    await press(world, asked, "ask_check")
    await world.wait_for_replies(ts)
    other = await world.post(OTHER)
    await press(world, await world.wait_for(lambda: question(world, other)), "ask_check", value=post_id)
    await world.wait_for(lambda: told(world) and "answered already" in told(world)[-1])
    assert world.patsnap.calls["submit"] == 1


async def test_post_that_is_deleted_while_it_is_asked_about_takes_the_question_along(world, app):
    await settle(app, mode=Mode.ASK)
    ts = await world.post(PNG)
    asked = await world.wait_for(lambda: question(world, ts))
    await world.slack.delete_message(PRODUCT_DESIGN, ts)
    await world.wait_for(lambda: world.slack.state.find_message(PRODUCT_DESIGN, asked.ts) is None)
    assert sent(world) == (0, 0, 0)


async def test_file_that_is_deleted_while_it_is_asked_about_takes_the_question_along(world, app):
    await settle(app, mode=Mode.ASK)
    ts = await world.post(PNG)
    await world.wait_for(lambda: question(world, ts))
    await world.slack.delete_file(world.slack.message(PRODUCT_DESIGN, ts).file_ids[0])
    await world.wait_for(lambda: not world.progress(ts))
    assert sent(world) == (0, 0, 0)


async def test_question_outlives_the_process_that_asked(world, running):
    async with running() as app:
        await settle(app, mode=Mode.ASK)
        ts = await world.post(PNG)
        asked = await world.wait_for(lambda: question(world, ts))
    async with running():
        await press(world, asked, "ask_check")
        await world.wait_for_replies(ts)
    assert world.patsnap.calls["submit"] == 1


async def test_mention_under_a_question_checks_with_its_own_options(world, app):
    await settle(app, mode=Mode.ASK)
    ts = await world.post(PNG, text="countries:US")
    await world.wait_for(lambda: question(world, ts))
    await world.slack.post(BEN, PRODUCT_DESIGN, f"{MENTION} countries:JP", thread_ts=ts)
    (reply,) = await world.wait_for_replies(ts)
    assert "JP" in reply.blocks[-1]["elements"][0]["text"]
    assert world.patsnap.calls["submit"] == 1


async def _by_mention(world, ts):
    await world.slack.post(BEN, PRODUCT_DESIGN, f"{MENTION} this one", thread_ts=ts)


async def _by_menu(world, ts):
    outcome = await world.slack.message_shortcut(BEN, PRODUCT_DESIGN, ts, "check_message")
    assert outcome.status == "ok"


async def _by_reaction(world, ts):
    await world.slack.react(BEN, PRODUCT_DESIGN, ts, "mag_right")


@pytest.mark.parametrize("ask", [_by_mention, _by_menu, _by_reaction])
async def test_only_when_asked_pays_for_nothing_before_somebody_asks(world, app, ask):
    await settle(app, mode=Mode.ASKED)
    ts = await world.post(PNG)
    # The one after it has been decided too, once this one is: a picture that names the app is always checked.
    named = await world.post(OTHER, text=MENTION)
    await world.wait_for_replies(named)
    assert (world.patsnap.calls["submit"], world.patsnap.calls["image-upload"]) == (1, 1)
    assert [message.ts for message in world.slack.thread(PRODUCT_DESIGN, ts)] == [ts]
    await ask(world, ts)
    await world.wait_for_replies(ts)
    assert world.patsnap.calls["submit"] == 2


async def test_reaction_on_what_has_been_checked_or_has_no_picture_says_and_pays_nothing(world, app):
    ts = await world.post(PNG)
    await world.wait_for_replies(ts)
    text = await world.post(text="no picture here")
    await world.slack.react(BEN, PRODUCT_DESIGN, ts, "mag_right")
    await world.slack.react(BEN, PRODUCT_DESIGN, text, "mag_right")
    await world.slack.react(BEN, PRODUCT_DESIGN, text, "eyes")
    await world.wait_for(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))
    assert [message.ts for message in world.slack.thread(PRODUCT_DESIGN, text)] == [text]
    assert len(world.replies(ts)) == 1
    assert world.patsnap.calls["submit"] == 1


async def test_reaction_twice_by_two_people_and_delivered_again_checks_once(world, app):
    await settle(app, mode=Mode.ASKED)
    ts = await world.post(PNG)
    for user in (ADA, BEN):
        await world.slack.react(user, PRODUCT_DESIGN, ts, "mag_right")
    for event in list(world.slack.delivery.events.values()):
        if event.type == "reaction_added" and event.inner["reaction"] == "mag_right":
            await world.slack.redeliver(event.id)
    await world.wait_for_replies(ts)
    assert world.patsnap.calls["submit"] == 1


async def test_settings_complete_what_a_post_does_not_say(world, app):
    await settle(app, countries=("DE", "FR"), lang=CHINESE, keyword="mug")
    ts = await world.post(PNG, text="countries:JP")
    (reply,) = await world.wait_for_replies(ts)
    footer = reply.blocks[-1]["elements"][0]["text"]
    assert "JP" in footer
    assert "DE" not in footer
    assert "检索范围" in footer or "比对范围" in footer


async def test_language_of_a_post_counts_before_the_channel_s(world, app):
    await settle(app, lang=CHINESE)
    ts = await world.post(PNG, text="lang:en")
    (reply,) = await world.wait_for_replies(ts)
    assert "*Searched:*" in reply.blocks[-1]["elements"][0]["text"]


async def test_wrong_option_of_a_post_is_told_at_once_where_the_channel_asks_first(world, app):
    await settle(app, mode=Mode.ASK)
    ts = await world.post(PNG, text="countries:Germny")
    (reply,) = await world.wait_for_replies(ts)
    assert "Germany" in str(reply.blocks)
    assert sent(world) == (0, 0, 0)


async def test_event_of_a_post_that_is_delivered_again_asks_once(world, app):
    await settle(app, mode=Mode.ASK)
    ts = await world.post(PNG)
    asked = await world.wait_for(lambda: question(world, ts))
    await press(world, asked, "ask_not")
    await world.wait_for(lambda: not world.progress(ts))
    event = next(event for event in world.slack.delivery.events.values() if event.inner.get("ts") == ts)
    await world.slack.redeliver(event.id)
    await world.wait_for(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))
    later = await world.post(OTHER)
    await world.wait_for(lambda: question(world, later))
    assert [message.ts for message in world.slack.thread(PRODUCT_DESIGN, ts)] == [ts]

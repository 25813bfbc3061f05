"""``/lookalike``, the shortcut that checks any message, and mentions in a thread under a picture."""

from bot.logs import redact
from bot.sandbox.faults import Fault
from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.slack import ADA, BEN, BOT_USER_ID, PRODUCT_DESIGN, RANDOM
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
MENTION = f"<@{BOT_USER_ID}>"


BAD_CHECKS = {
    "check": "an address is missing",
    "check javascript:alert(1)": "does not begin with",
    "check http://127.0.0.1/mug.jpg": "not on the public internet",
    "check http://localhost/mug.jpg": "not on the public internet",
    "check https://10.0.0.8/mug.jpg": "not on the public internet",
    "check https://example.com/mug.jpg countries:ATLANTIS": "ATLANTIS",
}


def address(world):
    """A picture on the web, as far as the sandbox has one."""
    return f"{world.url}/patsnap/images/full/{load_catalogue().filings[0].number}.png"


def roots(world, channel=PRODUCT_DESIGN):
    return [
        message
        for message in world.slack.messages(channel)
        if (message.metadata or {}).get("event_type") == "lookalike_root"
    ]


def told(world, user=ADA, channel=PRODUCT_DESIGN):
    return [message.text for message in world.slack.state.messages(channel) if message.ephemeral_to == user]


async def command(world, text, user=ADA, channel=PRODUCT_DESIGN):
    """Type the command; what it answers to that person alone."""
    outcome = await world.slack.command(user, channel, "/lookalike", text)
    assert outcome.status == "ok", outcome
    return told(world, user, channel)[-1]


async def shortcut(world, ts, channel=PRODUCT_DESIGN):
    outcome = await world.slack.message_shortcut(ADA, channel, ts, "check_message")
    assert outcome.status == "ok", outcome


async def test_help_and_nonsense_get_the_usage(world, app):
    for text in ("", "help", "frobnicate"):
        answer = await command(world, text)
        assert text in answer
        assert "/lookalike check https://example.com" in answer


async def test_check_of_an_address_goes_to_patsnap_as_it_is_and_is_answered_in_a_thread_of_its_own(world, app):
    assert "The answer comes in a thread" in await command(world, f"check {address(world)} countries:US")
    (root,) = await world.wait_for(lambda: roots(world))
    assert ADA in root.text
    (reply,) = await world.wait_for_replies(root.ts)
    assert reply.thread_ts == root.ts
    assert reply.blocks[0]["type"] == "header"
    assert "*Searched:* 🇺🇸 US ·" in reply.blocks[-1]["elements"][0]["text"]
    assert world.patsnap.calls["submit"] == 1
    assert not world.patsnap.calls["image-upload"]
    assert len(roots(world)) == 1


async def test_words_behind_the_command_are_read_in_chinese(world, app):
    assert "/lookalike check https://example.com" in await command(world, "帮助")
    assert "not asked for a check yet" in await command(world, "历史")
    assert "belongs to your workspace alone" in await command(world, "开")
    assert "Looking for designs similar" in await command(world, f"相似 {address(world)} 国家：美国 状态：有效")
    assert "The answer comes in a thread" in await command(world, f"检测 {address(world)} 国家：美国 自2020年")
    (root,) = await world.wait_for(lambda: roots(world))
    (reply,) = await world.wait_for_replies(root.ts)
    footer = reply.blocks[-1]["elements"][0]["text"]
    assert "*Searched:* 🇺🇸 US ·" in footer
    assert "1 Jan 2020" in footer


async def test_signature_of_an_address_reaches_patsnap_and_stays_nowhere(world, app, caplog):
    caplog.set_level("DEBUG")
    signed = f"{address(world)}?X-Amz-Signature=5ec2e7"
    await command(world, f"check {signed}")
    (root,) = await world.wait_for(lambda: roots(world))
    await world.wait_for_replies(root.ts)
    assert address(world).partition("://")[2] in root.text
    await command(world, f"similar {signed}")
    await command(world, f"check {signed.replace('http:', 'ftp:')}")
    await world.wait_for(lambda: world.patsnap.calls["search-id"])
    assert world.patsnap.calls["submit"] == 1
    said = str([(message.text, message.blocks) for message in world.slack.state.messages(PRODUCT_DESIGN)])
    assert "5ec2e7" not in said
    lines = [redact(record.getMessage()) for record in caplog.records if record.name.startswith(("bot", "httpx"))]
    assert not [line for line in lines if "5ec2e7" in line]


async def test_root_whose_answer_got_lost_is_found_again_and_not_posted_twice(world, app):
    world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", cut="after"))
    await command(world, f"check {address(world)}")
    (root,) = await world.wait_for(lambda: roots(world))
    assert len(await world.wait_for_replies(root.ts)) == 1
    assert len(roots(world)) == 1
    assert world.patsnap.calls["submit"] == 1


async def test_check_survives_the_end_of_the_app_before_its_thread_stands(world, running):
    world.sandbox.faults.add(Fault(target="slack", endpoint="chat.postMessage", error="fatal_error", times=None))
    async with running():
        await command(world, f"check {address(world)}")
    assert not roots(world)
    world.sandbox.faults.clear()
    async with running():
        (root,) = await world.wait_for(lambda: roots(world))
        assert len(await world.wait_for_replies(root.ts)) == 1
    assert world.patsnap.calls["submit"] == 1


async def test_bad_address_or_option_is_answered_and_nothing_starts(world, app):
    for text, words in BAD_CHECKS.items():
        assert words in await command(world, text), text
    assert not roots(world)
    assert not world.patsnap.calls


async def test_address_without_an_image_gets_one_sentence(world, app):
    await command(world, f"check {world.url}/patsnap/images/full/nothing.png")
    (root,) = await world.wait_for(lambda: roots(world))
    (reply,) = await world.wait_for_replies(root.ts)
    assert reply.text.startswith("nothing.png: Patsnap")


async def test_command_where_the_app_is_not_says_how_to_invite_it(world, app):
    assert "/invite" in await command(world, f"check {address(world)}", channel=RANDOM)
    assert not world.patsnap.calls


async def test_history_lists_only_what_this_person_asked_for_with_links(world, app):
    assert "not asked" in await command(world, "history")
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    await command(world, "history", user=BEN)
    assert "not asked" in told(world, BEN)[-1]
    answer = await command(world, "history")
    assert f"p{reply.ts.replace('.', '')}?thread_ts={ts}" in answer
    assert "mug.png" in answer


async def test_shortcut_checks_a_message_from_before_the_app_came_and_only_once(world, running):
    ts = await world.post(PNG, channel=RANDOM)
    async with running():
        world.slack.invite(RANDOM)
        await shortcut(world, ts, RANDOM)
        (reply,) = await world.wait_for_replies(ts, channel=RANDOM)
        assert reply.blocks[0]["type"] == "header"
        await shortcut(world, ts, RANDOM)
        assert f"p{reply.ts.replace('.', '')}" in told(world, channel=RANDOM)[-1]
        assert len(world.replies(ts, RANDOM)) == 1
    assert world.patsnap.calls["submit"] == 1


async def test_shortcut_without_a_picture_or_where_the_app_is_not_says_so(world, app):
    await shortcut(world, await world.post(text="nothing to see"))
    assert "no picture" in told(world)[-1]
    await shortcut(world, await world.post(PNG, channel=RANDOM), RANDOM)
    assert "/invite" in told(world, channel=RANDOM)[-1]
    assert not world.patsnap.calls


async def test_mention_in_a_thread_checks_the_nearest_picture_above_it_once(world, running):
    root = await world.post(("old.png", drawn.PNG), text="countries:JP", channel=RANDOM)
    async with running():
        world.slack.invite(RANDOM)
        mention = await world.post(text=f"{MENTION} what about this? since:2019", channel=RANDOM, thread_ts=root)
        (event,) = [event for event in world.slack.delivery.events.values() if event.type == "app_mention"]
        (reply,) = await world.wait_for_replies(root, channel=RANDOM)
        footer = reply.blocks[-1]["elements"][0]["text"]
        assert "JP" in footer
        assert "2019" in footer
        await world.slack.redeliver(event.id, 1)
        again = await world.post(text=f"{MENTION} and?", channel=RANDOM, thread_ts=root)
        replies = await world.wait_for(lambda: len(world.replies(root, RANDOM)) == 2 and world.replies(root, RANDOM))
        assert "checked already" in replies[1].text
        await world.wait_for(lambda: world.reactions(again, RANDOM))
        assert not world.reactions(mention, RANDOM)
    assert world.patsnap.calls["submit"] == 1


async def test_mention_in_a_thread_that_slack_does_not_show_gets_a_sentence(world, app):
    root = await world.post(text="no picture here")
    world.sandbox.faults.add(Fault(target="slack", endpoint="conversations.replies", status=500, body="html"))
    await world.post(text=f"{MENTION} check", thread_ts=root)
    (reply,) = await world.wait_for(lambda: world.replies(root))
    assert "once more" in reply.text
    await world.post(text=f"{MENTION} check", thread_ts=root)
    await world.wait_for(lambda: len(world.replies(root)) == 2)
    assert "no picture" in world.replies(root)[1].text

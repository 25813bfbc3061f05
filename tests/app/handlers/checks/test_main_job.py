"""A post, a check, a reply: what a person sees in the thread."""

import asyncio
from io import BytesIO

import pytest
from PIL import Image

from bot.images import DecoderError, ImageNormaliser
from bot.patsnap import circuit_breaker
from bot.sandbox.faults import Fault
from bot.sandbox.slack import ADA, BOT_USER_ID, DM, GROUP_DM, PRIVATE_LAUNCH, PRODUCT_DESIGN
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)


async def test_picture_is_answered_once_with_verdict_and_collapsed_comparisons(world, app):
    ts = await world.post(PNG)
    await world.wait_for(lambda: world.progress(ts))
    (reply,) = await world.wait_for_replies(ts)
    assert reply.blocks[0]["type"] == "header"
    containers = [block for block in reply.blocks if block["type"] == "container"]
    assert containers
    assert all(block["is_collapsible"] and block["default_collapsed"] for block in containers)
    assert world.reactions(ts) <= {"red_circle", "large_orange_circle", "large_blue_circle", "white_circle"}
    assert not reply.reply_broadcast
    assert not reply.pings
    assert world.patsnap.calls["submit"] == world.patsnap.calls["image-upload"] == 1


async def test_reply_shows_drawings_that_live_in_slack(world, app):
    (reply,) = await world.wait_for_replies(await world.post(PNG))
    assert '"slack_file"' in str(reply.blocks).replace("'", '"')
    assert "image_url" not in str(reply.blocks)


async def test_reply_shows_a_sheet_that_no_channel_has_as_a_message(world, app):
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    assert reply.blocks[1]["type"] == "image"
    sheet = world.slack.state.file(reply.blocks[1]["slack_file"]["id"])
    with Image.open(BytesIO(sheet.content)) as drawn_sheet:
        assert drawn_sheet.width == 1080
    assert "mug.png" in reply.blocks[1]["alt_text"]
    assert all(sheet.id not in str(message.file_ids) for message in world.slack.thread(PRODUCT_DESIGN, ts))


async def test_sheet_that_cannot_be_drawn_costs_no_reply(world, app, normaliser, monkeypatch):
    async def fail(self, sheet, pictures):
        raise DecoderError("ended from outside")

    monkeypatch.setattr(normaliser, "draw", fail)
    (reply,) = await world.wait_for_replies(await world.post(PNG))
    assert reply.blocks[0]["type"] == "header"
    assert reply.blocks[1]["type"] != "image"
    assert "slack_file" in str(reply.blocks)


async def test_first_sign_comes_before_the_check_is_done(world, app):
    ts = await world.post(PNG)
    await world.wait_for(lambda: world.progress(ts))
    assert not world.replies(ts)


@pytest.mark.parametrize(
    "channel", [PRIVATE_LAUNCH, pytest.param(GROUP_DM, marks=pytest.mark.slow), DM]
)  # beside the public one of all others
async def test_every_kind_of_conversation_is_served(world, app, channel):
    ts = await world.post(PNG, channel=channel)
    assert len(await world.wait_for_replies(ts, channel=channel)) == 1


async def test_picture_in_a_thread_is_answered_in_that_thread(world, app):
    root = await world.post(text="What about these?")
    ts = await world.post(PNG, thread_ts=root)
    await world.wait_for(lambda: world.replies(root) and not world.progress(root))
    (reply,) = world.replies(root)
    assert reply.thread_ts == root
    await world.wait_for(lambda: "eyes" not in world.reactions(ts) and world.reactions(ts))


async def test_event_delivered_again_changes_nothing(world, app):
    ts = await world.post(PNG)
    (event,) = [event for event in world.slack.delivery.events.values() if event.type == "message"]
    for retry in range(1, 4):
        await world.slack.redeliver(event.id, retry)
    assert len(await world.wait_for_replies(ts)) == 1
    await world.slack.redeliver(event.id, 1)
    await world.wait_for(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))
    await world.wait_for_replies(await world.post(PNG))
    assert len(world.replies(ts)) == 1
    assert world.patsnap.calls["submit"] == 2


def summary_of(world, ts):
    """The one summary in a post's thread."""
    thread = world.slack.thread(PRODUCT_DESIGN, ts)
    (found,) = [one for one in thread if (one.metadata or {}).get("event_type") == "lookalike_summary"]
    return found


async def test_summary_goes_with_its_post_and_leaves_out_a_deleted_file(world, app):
    ts = await world.post(("a.png", drawn.PNG), ("b.png", drawn.PNG), ("c.png", drawn.PNG))
    await world.wait_for_replies(ts, count=3)
    await world.slack.delete_file(world.slack.message(PRODUCT_DESIGN, ts).file_ids[1])
    await world.wait_for(lambda: "b.png" not in summary_of(world, ts).text)
    assert "a.png" in summary_of(world, ts).text
    await world.slack.delete_message(PRODUCT_DESIGN, ts)
    await world.wait_for(
        lambda: "lookalike_summary" not in str([m.metadata for m in world.slack.thread(PRODUCT_DESIGN, ts)])
    )


@pytest.mark.parametrize("normaliser", [ImageNormaliser])
async def test_post_of_every_format_gets_a_reply_for_each_image(world, app):
    ts = await world.post(*drawn.GOOD.items(), text="One of each")
    replies = await world.wait_for_replies(ts, count=len(drawn.GOOD))
    thread = world.slack.thread(PRODUCT_DESIGN, ts)
    assert len(thread) == 1 + 1 + len(drawn.GOOD)
    assert thread[1].ts == summary_of(world, ts).ts
    assert all(name in summary_of(world, ts).text for name in drawn.GOOD)
    assert str(summary_of(world, ts).blocks).count("|reply>") == len(drawn.GOOD)
    names = [next(block for block in reply.blocks if block["type"] == "context") for reply in replies]
    assert {name["elements"][0]["text"].split(" · ")[-1] for name in names} == set(drawn.GOOD)
    assert all(reply.blocks[0]["type"] == "header" for reply in replies)
    assert world.patsnap.calls["submit"] == len(drawn.GOOD)


@pytest.mark.parametrize("normaliser", [ImageNormaliser])
async def test_bad_files_get_one_plain_sentence_each_and_the_good_one_its_report(world, app):
    bad = drawn.bad()
    files = [(name, data) for name, (data, _) in bad.items()]
    ts = await world.post(*files, PNG)
    replies = await world.wait_for_replies(ts, count=len(bad) + 1)
    texts = [reply.text for reply in replies]
    assert len(world.slack.thread(PRODUCT_DESIGN, ts)) == 1 + 1 + len(bad) + 1
    assert all(name in summary_of(world, ts).text for name in (*bad, "mug.png"))
    for name, (_, words) in bad.items():
        (sentence,) = [text for text in texts if name in text]
        assert words in sentence
    assert world.patsnap.calls["image-upload"] == world.patsnap.calls["submit"] == 1


async def test_more_than_ten_images_are_named_and_ten_are_checked(world, app):
    ts = await world.post(*((f"{number}.png", drawn.PNG) for number in range(12)))
    replies = await world.wait_for_replies(ts, count=11)
    assert sum("12 pictures" in reply.text for reply in replies) == 1
    assert world.patsnap.calls["submit"] == 10


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("countries:US,ATLANTIS", "ATLANTIS"),
        pytest.param("since:soon", "since", marks=pytest.mark.slow),
        pytest.param("loc:99-99", "Locarno", marks=pytest.mark.slow),
        pytest.param("lang:fr", "en or zh", marks=pytest.mark.slow),
    ],
)
async def test_wrong_option_is_named_and_nothing_is_submitted(world, app, text, words):
    ts = await world.post(PNG, text=f"please check {text}")
    (reply,) = await world.wait_for_replies(ts)
    assert words in reply.text
    assert not world.patsnap.calls["image-upload"]
    assert not world.patsnap.calls["submit"]


async def test_options_reach_patsnap(world, app):
    ts = await world.post(PNG, text='countries:US,JP since:2021 loc:07-01 lang:zh keyword:"travel mug"')
    (reply,) = await world.wait_for_replies(ts)
    footer = reply.blocks[-1]["elements"][0]["text"]
    assert "JP" in footer
    assert "CN" not in footer
    assert "2021" in footer


@pytest.mark.parametrize("name", ["brief.pdf", pytest.param("notes.txt", marks=pytest.mark.slow)])
async def test_other_files_are_left_alone(world, app, name):
    quiet = await world.post((name, b"%PDF-1.7 made up"))
    await world.wait_for_replies(await world.post(PNG))
    assert not [message for message in world.slack.thread(PRODUCT_DESIGN, quiet) if message.is_from_app]
    assert not world.reactions(quiet)


async def test_mention_without_a_picture_gets_a_sentence(world, app):
    ts = await world.post(("brief.pdf", b"%PDF-1.7"), text=f"<@{BOT_USER_ID}> check this please")
    (reply,) = await world.wait_for_replies(ts)
    assert "no picture" in reply.text


async def test_mention_with_a_picture_is_checked_once(world, app):
    ts = await world.post(PNG, text=f"<@{BOT_USER_ID}> check this please")
    assert len(await world.wait_for_replies(ts)) == 1
    assert world.patsnap.calls["submit"] == 1


async def test_our_own_messages_and_edits_start_nothing(world, app):
    ts = await world.post(PNG)
    await world.wait_for_replies(ts)
    await world.slack.edit(PRODUCT_DESIGN, ts, "now with a text")
    await world.wait_for_replies(await world.post(PNG))
    assert len(world.replies(ts)) == 1
    assert world.patsnap.calls["submit"] == 2


@pytest.mark.parametrize("task_s", [(60.0, 60.0)])
async def test_cancel_ends_the_check_with_one_reply(world, app, task_s):
    ts = await world.post(PNG)
    (progress,) = await world.wait_for(lambda: world.progress(ts))
    await world.wait_for(lambda: world.patsnap.calls["submit"])
    outcome = await world.slack.click(ADA, PRODUCT_DESIGN, progress.ts, "cancel_checks")
    assert outcome.status == "ok"
    (reply,) = await world.wait_for_replies(ts)
    assert "cancelled" in reply.text
    assert world.reactions(ts) == set()


@pytest.mark.parametrize("task_s", [(60.0, 60.0)])
async def test_expired_check_says_so_and_tries_again_on_the_button(world, running, task_s):
    async with running(LOOKALIKE_CHECK_TIMEOUT_S=3):
        ts = await world.post(PNG)
        (reply,) = await world.wait_for_replies(ts)
        assert "no answer" in reply.text
        world.patsnap.finish_tasks()
        await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "retry_check")
        replies = await world.wait_for_replies(ts, count=2)
        assert replies[1].blocks[0]["type"] == "header"
        await world.wait_for(lambda: "retry_check" not in str(world.replies(ts)[0].blocks))
        assert world.patsnap.calls["submit"] == 1


async def test_button_pressed_twice_tries_again_once(world, app, monkeypatch):
    monkeypatch.setattr(circuit_breaker, "FIRST_OPEN_S", 0.01)  # the account is topped up before the button is pressed
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="submit", error=67200005))
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    assert "no balance or no calls left" in reply.text
    await asyncio.gather(*(world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "retry_check") for _ in range(2)))
    replies = await world.wait_for_replies(ts, count=2)
    assert len(replies) == 2
    assert world.patsnap.calls["image-upload"] == 1


async def test_all_comparisons_open_in_a_modal_and_page(world, app):
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "report_comparisons")
    view = await world.wait_for(lambda: world.slack.view(ADA))
    assert "Page 1" in str(view.content)
    await world.slack.view_action(ADA, view.id, "comparisons_next")
    await world.wait_for(lambda: "Page 2" in str(world.slack.view(ADA).content))
    await world.slack.view_action(ADA, view.id, "comparisons_previous")
    await world.wait_for(lambda: "Page 1" in str(world.slack.view(ADA).content))


async def test_button_with_a_foreign_id_says_that_nothing_is_here(world, app):
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "report_comparisons", value="0" * 32)
    told = await world.wait_for(
        lambda: [message for message in world.slack.thread(PRODUCT_DESIGN, ts) if message.ephemeral_to == ADA]
    )
    assert "no longer here" in told[0].text
    assert world.slack.view(ADA) is None


async def test_file_deleted_meanwhile_gets_a_sentence_or_no_trace(world, app):
    world.sandbox.faults.add(Fault(target="slack", endpoint="files", status=410, body="html"))
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    assert "was deleted" in reply.text


async def test_missing_scope_gets_a_sentence(world, app):
    world.slack.missing_scopes.add("files:read")
    (reply,) = await world.wait_for_replies(await world.post(PNG))
    assert "does not let Lookalike read" in reply.text


async def test_deleted_message_takes_its_check_and_progress_along(world, running, task_s):
    async with running() as app:
        ts = await world.post(PNG)
        await world.wait_for(lambda: world.progress(ts))
        await world.slack.delete_message(PRODUCT_DESIGN, ts)
        await world.wait_for(lambda: not world.progress(ts))
        await app.checks.worker.advance_due()
        assert await app.checks.worker.repository.seconds_until_due() is None
        assert not world.replies(ts)


async def test_workspace_without_containers_gets_sections_and_is_remembered(world, app):
    world.slack.rules.refuse_containers = True
    (first,) = await world.wait_for_replies(await world.post(PNG))
    assert {block["type"] for block in first.blocks} >= {"header", "section"}
    assert "container" not in {block["type"] for block in first.blocks}
    refused = world.slack.calls["chat.postMessage"]
    # Elsewhere: here the refused ones have used up what a channel takes at once, and a progress message gives way.
    await world.wait_for_replies(await world.post(PNG, channel=PRIVATE_LAUNCH), channel=PRIVATE_LAUNCH)
    assert world.slack.calls["chat.postMessage"] == refused + 2  # the progress message and the reply, nothing refused


async def test_fresh_files_are_waited_for_while_slack_scans_them(world, app):
    world.slack.state.scan_s = 0.7
    (reply,) = await world.wait_for_replies(await world.post(PNG))
    assert reply.blocks[0]["type"] == "header"
    assert "slack_file" in str(reply.blocks)


async def test_file_from_another_organisation_is_looked_up(world, app):
    world.slack.set_connect_channel(PRODUCT_DESIGN)
    await world.slack.command(ADA, PRODUCT_DESIGN, "/lookalike", "on")
    (reply,) = await world.wait_for_replies(await world.post(PNG))
    assert reply.blocks[0]["type"] == "header"
    assert world.slack.calls["files.info"] == 2  # for the check, and once more for the sheet

"""A picture beside one patent: by the form, by a mention in the thread, and every paid call counted."""

import asyncio
from io import BytesIO

from PIL import Image

from bot.images import DecoderError
from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.slack import ADA, BEN, BOT_USER_ID, PRODUCT_DESIGN, RANDOM, TEAM_ID
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
NUMBER = next(filing.number for filing in load_catalogue().filings if filing.country == "US")


def told(world, user=ADA, channel=PRODUCT_DESIGN):
    return [message for message in world.slack.state.messages(channel) if message.ephemeral_to == user]


def paid(world):
    calls = world.patsnap.calls
    return calls["submit"], calls["infringement-detection-1v1-creation"], calls["patent-search-pn"]


async def open_form(world, user=BEN, text=f"compare {NUMBER}"):
    assert (await world.slack.command(user, PRODUCT_DESIGN, "/patent", text)).status == "ok"
    return await world.wait_for(lambda: world.slack.view(user))


async def test_picture_of_the_channel_is_compared_in_its_thread_and_paid_once(world, app):
    ts = await world.post(PNG)
    await world.wait_for_replies(ts)

    form = await open_form(world)
    options = form.content["blocks"][1]["element"]["options"]
    assert "mug.png" in options[0]["text"]["text"]
    outcome = await world.slack.submit_view(BEN, form.id)

    assert outcome.status == "ok"
    _, second = await world.wait_for_replies(ts, 2)
    assert NUMBER in second.text
    assert "by Patsnap" in second.text
    assert "nothing else was searched" in second.text
    asked = [message for message in world.slack.thread(PRODUCT_DESIGN, ts) if "asked to compare" in message.text]
    assert len(asked) == 1
    assert BEN in asked[0].text
    assert paid(world) == (1, 1, 1)
    await world.wait_for(lambda: not world.progress(ts))


async def test_reply_shows_the_picture_beside_the_design_and_leads_to_its_details(world, app):
    ts = await world.post(PNG)
    await world.wait_for_replies(ts)
    await world.slack.post(ADA, PRODUCT_DESIGN, f"<@{BOT_USER_ID}> compare {NUMBER}", thread_ts=ts)
    _, reply = await world.wait_for_replies(ts, 2)

    (image,) = [block for block in reply.blocks if block["type"] == "image"]
    assert f"beside it the design of {NUMBER}" in image["alt_text"]
    with Image.open(BytesIO(world.slack.state.file(image["slack_file"]["id"]).content)) as sheet:
        assert sheet.width == 1080
        assert sheet.height < 600, "one row: the design stands beside the picture"
    (buttons,) = [block for block in reply.blocks if "report_details" in str(block)]
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "report_details", block_id=buttons["block_id"])
    await world.wait_for(lambda: (view := world.slack.view(ADA)) and "as of" in str(view.content))
    assert world.patsnap.calls["patent-family"] == 1


async def test_sheet_that_cannot_be_drawn_costs_no_comparison(world, app, normaliser, monkeypatch):
    async def fail(self, sheet, pictures):
        raise DecoderError("ended")

    monkeypatch.setattr(normaliser, "draw", fail)
    ts = await world.post(PNG, text=f"<@{BOT_USER_ID}> compare {NUMBER}")
    (reply,) = await world.wait_for_replies(ts)
    assert NUMBER in reply.text
    assert not [block for block in reply.blocks if block["type"] == "image"]


async def test_mention_in_a_thread_compares_the_picture_above(world, app):
    ts = await world.post(PNG)
    await world.wait_for_replies(ts)

    await world.slack.post(ADA, PRODUCT_DESIGN, f"<@{BOT_USER_ID}> compare {NUMBER}", thread_ts=ts)

    replies = await world.wait_for_replies(ts, 2)
    assert NUMBER in replies[1].text
    assert paid(world) == (1, 1, 1)


async def test_number_of_no_patent_ends_in_a_sentence_and_no_paid_comparison(world, app):
    ts = await world.post(PNG, text=f"<@{BOT_USER_ID}> compare US D9,999,999 S1")
    (reply,) = await world.wait_for_replies(ts)
    assert "No patent bears the number" in reply.text
    assert paid(world)[:2] == (0, 0)


async def test_form_without_a_picture_or_with_an_unsure_number_is_a_sentence(world, app):
    await world.slack.command(ADA, RANDOM, "/patent", f"compare {NUMBER}")
    answers = await world.wait_for(lambda: told(world, channel=RANDOM))
    assert "No picture has been checked" in answers[-1].text
    outcome = await world.slack.command(ADA, RANDOM, "/patent", "compare mug")
    assert "/patent" in str(outcome.response) or "number" in str(outcome.response)
    assert paid(world) == (0, 0, 0)


async def test_picture_that_was_deleted_meanwhile_is_said_to_be_gone(world, app):
    ts = await world.post(PNG)
    await world.wait_for_replies(ts)
    form = await open_form(world)
    await world.slack.delete_message(PRODUCT_DESIGN, ts)

    post = {"team_id": TEAM_ID, "channel_id": PRODUCT_DESIGN, "message_ts": ts}
    while await app.checks.service.checks_on(**post):  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(0.02)

    outcome = await world.slack.submit_view(BEN, form.id)

    assert "no longer here" in str(outcome.errors)
    assert paid(world)[1] == 0

"""Pictures that are not worth a call: told in one quiet line, each paid call counted, and checked anyway once."""

import asyncio
import io

import pytest
from PIL import Image

from bot.sandbox.slack import ADA, BEN, PRIVATE_LAUNCH, PRODUCT_DESIGN, RANDOM
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
JPEG = ("again.jpg", drawn.encoded("JPEG", quality=80))
OTHER = ("other.png", drawn.encoded("PNG", size=(480, 360)))


def as_png(name, picture):
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return name, buffer.getvalue()


SMALLER = as_png("smaller.png", drawn.mug().resize((360, 360), Image.Resampling.LANCZOS))
MIRRORED = as_png("mirrored.png", drawn.mug().transpose(Image.Transpose.FLIP_LEFT_RIGHT))
CUT = as_png("cut.png", drawn.mug().crop((12, 12, 480, 480)))
BLANK = as_png("blank.png", Image.new("RGB", (300, 300), (240, 240, 240)))


def paid(world):
    return world.patsnap.calls["image-upload"], world.patsnap.calls["submit"]


def actions_of(message):
    return [element["action_id"] for block in message.blocks for element in block.get("elements", ())
            if "action_id" in element]  # fmt: skip


@pytest.fixture
async def app(running):
    async with running(LOOKALIKE_REUSE_DAYS=30) as started:
        yield started


@pytest.mark.parametrize("again", [PNG, JPEG, SMALLER], ids=["same bytes", "compressed", "smaller"])
async def test_same_picture_again_is_answered_with_a_link_and_pays_nothing(world, app, again):
    first = await world.post(PNG)
    (report,) = await world.wait_for_replies(first)
    ts = await world.post(again)
    (reply,) = await world.wait_for_replies(ts)
    assert report.ts.replace(".", "") in reply.text
    assert "with the same options" in reply.text
    assert [block["type"] for block in reply.blocks] == ["context", "actions"]
    assert actions_of(reply) == ["retry_check"]
    assert not world.reactions(ts)
    assert paid(world) == (1, 1)


@pytest.mark.parametrize("again", [MIRRORED, CUT, OTHER], ids=["mirrored", "cut", "another"])
async def test_picture_that_only_looks_alike_is_checked(world, app, again):
    await world.wait_for_replies(await world.post(PNG))
    (reply,) = await world.wait_for_replies(await world.post(again))
    assert reply.blocks[0]["type"] == "header"
    assert paid(world) == (2, 2)


async def test_check_anyway_pays_once_however_often_it_is_pressed(world, app):
    await world.wait_for_replies(await world.post(PNG))
    ts = await world.post(JPEG)
    (quiet,) = await world.wait_for_replies(ts)
    await asyncio.gather(
        *(world.slack.click(user, PRODUCT_DESIGN, quiet.ts, "retry_check") for user in (ADA, ADA, BEN))
    )
    *_, report = await world.wait_for_replies(ts, 2)
    assert report.blocks[0]["type"] == "header"
    assert "Checking it" in world.slack.message(PRODUCT_DESIGN, quiet.ts).text
    assert paid(world) == (2, 2)


async def test_picture_of_one_colour_is_told_quietly_and_checked_anyway_once(world, app):
    ts = await world.post(BLANK)
    (quiet,) = await world.wait_for_replies(ts)
    assert "is blank" in quiet.text
    assert not world.reactions(ts)
    assert paid(world) == (0, 0)
    await asyncio.gather(*(world.slack.click(ADA, PRODUCT_DESIGN, quiet.ts, "retry_check") for _ in range(3)))
    await world.wait_for_replies(ts, 2)
    assert paid(world) == (1, 1)


async def test_other_options_are_another_question(world, app):
    await world.wait_for_replies(await world.post(PNG))
    (reply,) = await world.wait_for_replies(await world.post(PNG, text="countries:DE"))
    assert reply.blocks[0]["type"] == "header"
    assert paid(world) == (2, 2)


async def test_report_of_a_public_channel_is_linked_elsewhere_and_one_of_a_private_channel_never(world, app):
    world.slack.invite(RANDOM)
    await world.wait_for_replies(await world.post(PNG, channel=PRIVATE_LAUNCH), channel=PRIVATE_LAUNCH)
    (own,) = await world.wait_for_replies(await world.post(JPEG))
    assert own.blocks[0]["type"] == "header"
    assert paid(world) == (2, 2)
    (linked,) = await world.wait_for_replies(await world.post(SMALLER, channel=RANDOM), channel=RANDOM)
    assert f"/archives/{PRODUCT_DESIGN}/" in linked.text
    assert paid(world) == (2, 2)


async def test_report_that_was_deleted_is_not_linked(world, app):
    first = await world.post(PNG)
    (report,) = await world.wait_for_replies(first)
    await world.slack.delete_message(PRODUCT_DESIGN, first)
    await world.until(lambda: "deleted" in world.slack.message(PRODUCT_DESIGN, report.ts).text)
    (reply,) = await world.wait_for_replies(await world.post(JPEG))
    assert reply.blocks[0]["type"] == "header"
    assert paid(world) == (2, 2)


async def test_summary_of_several_pictures_says_which_was_not_sent(world, app):
    await world.wait_for_replies(await world.post(PNG))
    ts = await world.post(JPEG, OTHER)
    await world.wait_for_replies(ts, 2)
    (summary,) = [
        message
        for message in world.slack.thread(PRODUCT_DESIGN, ts)
        if (message.metadata or {}).get("event_type") == "lookalike_summary"
    ]
    assert "Not sent to Patsnap" in summary.text
    assert paid(world) == (2, 2)

"""The same picture with other options: by a mention in its thread, by the form; each paid call counted."""

import asyncio

from sqlalchemy import update

from bot.sandbox.slack import ADA, BEN, BOT_USER_ID, PRODUCT_DESIGN
from bot.storage.tables import views
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
MENTION = f"<@{BOT_USER_ID}>"


def paid(world):
    return world.patsnap.calls["image-upload"], world.patsnap.calls["submit"]


async def mention(world, ts, text, user=ADA):
    return await world.slack.post(user, PRODUCT_DESIGN, f"{MENTION} {text}", thread_ts=ts)


async def redeliver(world, ts):
    for event in list(world.slack.delivery.events.values()):
        if event.inner.get("ts") == ts:
            world.slack.delivery.redeliver(event.id, retry_num=1)
    await world.wait_for(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))


async def open_form(world, reply, user=BEN):
    outcome = await world.slack.click(user, PRODUCT_DESIGN, reply.ts, "report_again")
    assert outcome.status == "ok"
    return await world.wait_for(lambda: world.slack.view(user))


async def test_mention_with_other_options_checks_the_same_upload_once_and_says_what_differs(world, app):
    ts = await world.post(PNG)
    await world.wait_for_replies(ts)

    asked = await mention(world, ts, "countries:DE,JP keyword:mug")
    _, second = await world.wait_for_replies(ts, 2)
    await redeliver(world, asked)

    first_lines = str(second.blocks[:3])
    assert "asked otherwise" in first_lines
    assert "DE, 🇯🇵 JP (before: 🇺🇸 US, 🇨🇳 CN" in first_lines
    assert "Keyword: mug (before: none)" in first_lines
    assert paid(world) == (1, 2)
    assert len(world.replies(ts)) == 2
    assert world.reactions(asked)


async def test_mention_without_other_options_pays_nothing_and_says_how(world, app):
    ts = await world.post(PNG, text="countries:US")
    await world.wait_for_replies(ts)
    for text in ("again please", "countries:US"):
        await mention(world, ts, text)
    replies = await world.wait_for_replies(ts, 3)
    assert all("such as countries:DE" in reply.text for reply in replies[1:])
    await mention(world, ts, "countries:Germny")
    *_, last = await world.wait_for_replies(ts, 4)
    assert "Germny" in last.text
    assert paid(world) == (1, 1)


async def test_form_asks_otherwise_once_however_often_it_is_sent(world, app):
    ts = await world.post(PNG, text="since:2020")
    (reply,) = await world.wait_for_replies(ts)

    unchanged = await open_form(world, reply)
    outcome = await world.slack.submit_view(BEN, unchanged.id)
    assert "Nothing differs" in outcome.errors["countries"]
    wrong = {"loc": {"value": "banana"}, "since": {"value": None}}
    assert "banana" in (await world.slack.submit_view(BEN, unchanged.id, wrong)).errors["loc"]
    twice = await open_form(world, reply, user=ADA)
    changes = {"countries": {"value": ["DE"]}, "since": {"value": None}, "loc": {"value": None}}
    outcomes = await asyncio.gather(
        world.slack.submit_view(BEN, unchanged.id, changes), world.slack.submit_view(ADA, twice.id, changes)
    )

    assert [bool(outcome.errors) for outcome in outcomes].count(True) == 1
    assert "asked for already" in str([outcome.errors for outcome in outcomes])
    _, second = await world.wait_for_replies(ts, 2)
    assert "DE (before" in second.text
    assert "Filed since: at any time (before: 1 Jan 2020)" in second.text
    (root,) = [message for message in world.slack.thread(PRODUCT_DESIGN, ts) if "again. 🔁" in message.text]
    assert "mug.png" in root.text
    assert paid(world) == (1, 2)


async def test_picture_whose_upload_lives_no_more_is_uploaded_again(world, app):
    ts = await world.post(PNG)
    await world.wait_for_replies(ts)
    async with app.checks.repository.database.begin() as connection:
        await connection.execute(update(views).values(upload_expires_at=1.0))
    await mention(world, ts, "countries:DE")
    await world.wait_for_replies(ts, 2)
    assert paid(world) == (2, 2)


async def test_picture_that_was_deleted_meanwhile_is_not_asked_about(world, app):
    ts = await world.post(PNG)
    (reply,) = await world.wait_for_replies(ts)
    form = await open_form(world, reply)
    await world.slack.delete_message(PRODUCT_DESIGN, ts)
    await world.until(lambda: "deleted" in world.slack.message(PRODUCT_DESIGN, reply.ts).text)
    outcome = await world.slack.submit_view(BEN, form.id, {"countries": {"value": ["DE"]}})
    assert "no longer here" in outcome.errors["countries"]
    assert paid(world) == (1, 1)

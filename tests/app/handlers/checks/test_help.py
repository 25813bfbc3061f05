"""Help for whoever speaks to the app and means no picture; what costs nothing, and the number that does."""

import pytest

from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.slack import ADA, BOT_USER_ID, DM, PRODUCT_DESIGN

NUMBER = next(filing.number for filing in load_catalogue().filings if filing.country == "US")


def answers(world, ts, channel):
    return [message for message in world.slack.thread(channel, ts) if message.is_from_app]


async def redeliver(world, ts):
    """Let Slack send every event of a message once more, and wait for the acks."""
    for event in list(world.slack.delivery.events.values()):
        if event.inner.get("ts") == ts:
            world.slack.delivery.redeliver(event.id, retry_num=1)
    await world.wait_for(lambda: all(attempt.acked for attempt in world.slack.delivery.attempts))


async def answer(world, text, channel=DM):
    ts = await world.post(text=text, channel=channel)
    await world.wait_for(lambda: answers(world, ts, channel))
    (found,) = answers(world, ts, channel)
    return ts, found


@pytest.mark.parametrize(
    ("text", "channel", "locale", "words"),
    [
        ("hello", DM, "en-US", "Post a picture of a product"),
        pytest.param("帮助", DM, "zh-CN", "发送一张产品图片", marks=pytest.mark.slow),
        (f"<@{BOT_USER_ID}> help", PRODUCT_DESIGN, "en-US", "What it costs"),
        pytest.param(f"<@{BOT_USER_ID}> 帮助", PRODUCT_DESIGN, "zh-CN", "费用", marks=pytest.mark.slow),
    ],
)
async def test_word_to_the_app_gets_the_help_once_and_no_warning(world, app, text, channel, locale, words):
    world.slack.choose_locale(ADA, locale)
    ts, found = await answer(world, text, channel)
    assert words in str(found.blocks)
    assert "countries" in found.text or "国家" in found.text
    await redeliver(world, ts)
    assert len(answers(world, ts, channel)) == 1
    assert not world.reactions(ts, channel)
    assert not world.patsnap.calls


async def test_number_in_a_direct_message_is_looked_up_once_and_paid_once(world, app):
    ts, found = await answer(world, NUMBER)
    assert NUMBER in str(found.blocks)
    paid = dict(world.patsnap.calls)
    await redeliver(world, ts)
    assert paid["patent-search-pn"] == 1
    _, again = await answer(world, f"please look up {NUMBER}")
    assert NUMBER in str(again.blocks)
    assert dict(world.patsnap.calls) == paid
    assert len(answers(world, ts, DM)) == 1


async def test_text_that_only_looks_like_a_number_gets_the_help_and_pays_nothing(world, app):
    for text in ("my phone is +49 171 1234567", "1747893", "we sold 1200000 units in 2024"):
        _, found = await answer(world, text)
        assert "Post a picture of a product" in found.text
    assert not world.patsnap.calls

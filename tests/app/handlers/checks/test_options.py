"""Options from a post to Patsnap: what is understood is searched, what is not costs nothing and can be put right."""

import pytest

from bot.sandbox.slack import BOT_USER_ID
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)


def footer(reply):
    return reply.blocks[-1]["elements"][0]["text"]


# How else they may be written is tests/unit/bot/options.
@pytest.mark.parametrize(
    "text",
    [
        "countries：美国，日本",
        pytest.param("*Countries:* US and Japan", marks=pytest.mark.slow),
        pytest.param("countries:US countries:JP", marks=pytest.mark.slow),
        pytest.param("`countries:US, JP`", marks=pytest.mark.slow),
    ],
)
async def test_countries_are_searched_however_they_are_written(world, app, text):
    (reply,) = await world.wait_for_replies(await world.post(PNG, text=text))
    assert "US" in footer(reply)
    assert "JP" in footer(reply)
    assert "CN" not in footer(reply)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("countires:US,JP", "countries"),
        pytest.param("countries:US,Jpan", "Japan", marks=pytest.mark.slow),
        pytest.param("countries:US Jpan please", "Japan", marks=pytest.mark.slow),
    ],
)
async def test_what_is_not_understood_costs_nothing_until_a_mention_puts_it_right(world, app, text, meant):
    ts = await world.post(PNG, text=text)
    (refusal,) = await world.wait_for_replies(ts)
    assert f"did you mean {meant}?" in refusal.text
    assert "mention Lookalike in this thread" in refusal.text
    assert not world.patsnap.calls["image-upload"]
    assert not world.patsnap.calls["submit"]
    await world.post(text=f"<@{BOT_USER_ID}> countries:US,JP", thread_ts=ts)
    *_, reply = await world.wait_for_replies(ts, count=2)
    assert "JP" in footer(reply)
    assert "CN" not in footer(reply)
    assert world.patsnap.calls["submit"] == 1


async def test_prose_with_a_colon_is_checked_in_the_usual_markets(world, app):
    (reply,) = await world.wait_for_replies(
        await world.post(PNG, text="Note: new mug, see https://example.com?lang=zh")
    )
    assert "CN" in footer(reply)
    assert world.patsnap.calls["submit"] == 1

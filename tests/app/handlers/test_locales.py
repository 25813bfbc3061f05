"""Whose language is spoken: a thread's own to everybody in it, and each person's to that person alone."""

import re

import pytest

from bot.sandbox.slack import ADA, BOT_USER_ID, CHEN, PRODUCT_DESIGN
from bot.slack import user_locales
from tests.app import drawn

PNG = ("水杯.png", drawn.PNG)
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """However busy the machine is: which language counts is what is tested here, not how long Slack is asked for it."""
    monkeypatch.setattr(user_locales, "_LOOK_S", 30.0)


def texts_of(value):
    """The texts that a block or a view shows, labels for screen readers among them."""
    if isinstance(value, dict):
        yield from (
            value[name] for name in ("text", "alt_text", "accessibility_label") if isinstance(value.get(name), str)
        )
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from texts_of(item)


async def chen_posts(world, *files, **options):
    return await world.slack.post(CHEN, PRODUCT_DESIGN, options.pop("text", ""), files=files, **options)


def told(world, user):
    return [message for message in world.slack.messages(PRODUCT_DESIGN) if message.ephemeral_to == user]


async def test_thread_speaks_the_language_of_its_author_to_the_end(world, app, task_s):
    ts = await chen_posts(world, PNG)
    progress = await world.wait_for(lambda: world.progress(ts) or world.replies(ts))
    assert CHINESE.search(progress[0].text)
    (reply,) = await world.wait_for_replies(ts)
    assert "风险" in reply.text
    assert "risk" not in " ".join(texts_of(list(reply.blocks))).lower()
    assert "两者" in str(reply.blocks)  # of Patsnap's own words


async def test_mention_by_somebody_else_is_answered_in_the_language_of_the_thread(world, app):
    ts = await chen_posts(world, PNG, text="国家：Germny")
    (refusal,) = await world.wait_for_replies(ts)
    assert CHINESE.search(refusal.text)
    await world.slack.post(ADA, PRODUCT_DESIGN, f"<@{BOT_USER_ID}> countries:DE", thread_ts=ts)
    replies = await world.wait_for_replies(ts, count=2)
    assert "风险" in replies[-1].text


async def test_what_one_person_sees_is_in_that_person_s_language(world, app):
    (reply,) = await world.wait_for_replies(await chen_posts(world, PNG))
    for user, title in ((ADA, "comparisons"), (CHEN, "比对")):
        await world.slack.click(user, PRODUCT_DESIGN, reply.ts, "report_comparisons")
        view = await world.wait_for(lambda user=user: world.slack.view(user))
        assert title in str(view.content["title"])
    for user, usage in ((ADA, "Usage"), (CHEN, "用法")):
        outcome = await world.slack.command(user, PRODUCT_DESIGN, "/lookalike", "help")
        assert usage in str(outcome.response)


async def test_option_stands_over_the_author_s_language(world, app):
    (reply,) = await world.wait_for_replies(await chen_posts(world, PNG, text="lang:en"))
    assert "risk" in reply.text.lower()
    (reply,) = await world.wait_for_replies(await world.post(PNG, text="语言：中文"))
    assert "风险" in reply.text


async def test_without_the_scope_the_setting_decides(world, running):
    world.slack.missing_scopes.add("users:read")
    async with running(LOOKALIKE_LANG="zh"):
        (reply,) = await world.wait_for_replies(await world.post(PNG))
    assert "风险" in reply.text


@pytest.mark.parametrize("locale", ["zh-TW", "tlh-QO"])
async def test_locale_without_a_catalogue_gets_the_nearest_or_the_setting(world, app, locale):
    world.slack.choose_locale(ADA, locale)
    (reply,) = await world.wait_for_replies(await world.post(PNG))
    assert ("风险" in reply.text) is locale.startswith("zh")

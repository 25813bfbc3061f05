"""The language of a person: asked of Slack seldom, and never waited for long."""

import logging

import pytest
from aiohttp import web

from bot.model import CHINESE, ENGLISH
from bot.slack import user_locales
from bot.slack.user_locales import UserLocales
from tests.unit.bot.slack.scripted import refused


@pytest.fixture
def locales(client, web_api, time):
    return UserLocales(client, web_api, default=ENGLISH, clock=lambda: time.now)


def user(locale):
    return {"ok": True, "user": {"id": "U1", "locale": locale}}


@pytest.mark.parametrize(
    ("locale", "language"),
    [("zh-CN", CHINESE), ("zh-TW", CHINESE), ("en-US", ENGLISH), ("tlh-QO", ENGLISH), ("", ENGLISH), (None, ENGLISH)],
)
async def test_language_of_a_person_is_the_one_nearest_to_the_locale(locales, slack, locale, language):
    slack.script = [user(locale)]
    assert await locales.language_of("U1") == language
    assert slack.calls == [("users.info", {"user": "U1", "include_locale": "1"})]


async def test_language_of_an_enterprise_user_is_asked_for_too(locales, slack):
    slack.script = [user("zh-CN")]
    assert await locales.language_of("W1") == CHINESE


async def test_language_of_an_app_or_of_nobody_is_the_default_and_costs_no_call(locales, slack):
    assert [await locales.language_of(who) for who in ("B0APP", "")] == [ENGLISH, ENGLISH]
    assert not slack.calls


async def test_language_is_asked_for_once_for_presses_in_a_row(locales, slack, time):
    slack.script = [user("zh-CN"), user("en-GB")]
    assert [await locales.language_of("U1") for _ in range(2)] == [CHINESE, CHINESE]
    time.now += 11
    assert await locales.language_of("U1") == ENGLISH
    assert len(slack.calls) == 2


async def test_language_without_the_scope_is_the_default_and_no_trouble(locales, slack, web_api, caplog):
    slack.script = [refused("missing_scope")]
    with caplog.at_level(logging.INFO, logger="bot.slack.user_locales"):
        assert [await locales.language_of("U1") for _ in range(3)] == [ENGLISH] * 3
    assert len(slack.calls) == len(caplog.records) == 1
    assert await web_api.scope_trouble() is None


@pytest.mark.parametrize("failure", [refused("ratelimited"), refused("fatal_error"), web.Response(status=502)])
async def test_language_that_slack_does_not_say_is_the_last_known_and_asked_for_again_in_a_minute(
    locales, slack, time, failure
):
    slack.script = [user("zh-CN"), failure, user("en-GB")]
    await locales.language_of("U1")
    time.now += 3601
    assert [await locales.language_of("U1") for _ in range(2)] == [CHINESE, CHINESE]
    time.now += 61
    assert await locales.language_of("U1") == ENGLISH


async def test_language_that_takes_too_long_is_the_default(locales, slack, monkeypatch):
    monkeypatch.setattr(user_locales, "_LOOK_S", 0.0)
    assert await locales.language_of("U1") == ENGLISH


async def test_remembered_people_are_bounded(locales, slack, monkeypatch):
    monkeypatch.setattr(user_locales, "_REMEMBERED", 2)
    slack.script = [user("zh-CN")] * 4
    for who in ("U1", "U2", "U3", "U1"):
        await locales.language_of(who)
    assert len(slack.calls) == 4

"""The welcome, the question, the line of a change and the form, in both languages and within Slack's limits."""

import json
import re
from datetime import date

import pytest

from bot.model import ChannelSettings, Check, CheckOptions, Message, Mode, View
from bot.model.channel import SETTINGS
from bot.model.countries import COUNTRIES
from formatters.channels import describe_setting, format_changed, format_welcome, setting_name
from formatters.question import format_question
from formatters.settings_form import (
    Overtaken,
    SettingsState,
    format_settings_form,
    parse_settings_state,
    parse_settings_values,
)
from tests.languages import EN, ZH
from tests.unit.formatters.builders import NOW, POST
from tests.unit.formatters.checker import check_message, check_view

DEFAULTS = ChannelSettings(countries=("US", "CN"))
FULL = ChannelSettings(
    mode=Mode.ASK,
    countries=tuple(COUNTRIES),
    lang="zh",
    filed_after=date(2020, 1, 1),
    locarno=tuple(f"{number:02}-01" for number in range(1, 33)),
    keyword="<!channel> *mug* & co",
    reviewers=tuple(f"U{number:010}" for number in range(20)),
    admins_only=True,
)
MENTION = re.compile(r"<[@#][A-Z0-9]+>")
"""Of people who have changed something, of reviewers and of the channel: ids of Slack's own, in places of their own."""


def without_mentions(value):
    return json.loads(MENTION.sub("somebody", json.dumps(value)))


def check_line(message):
    check_message(Message(text=MENTION.sub("somebody", message.text), blocks=tuple(without_mentions(message.blocks))))


LANGUAGES = pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])


@LANGUAGES
@pytest.mark.parametrize("settings", [DEFAULTS, FULL], ids=["defaults", "full"])
def test_welcome_and_form_are_within_slack_s_limits(tr, settings):
    check_message(format_welcome(tr, settings, calls=2))
    state = SettingsState(channel_id="C1", revision=3)
    check_view(without_mentions(format_settings_form(tr, state, settings)))
    for overtaken in (Overtaken(user_id="U2", settings=DEFAULTS), Overtaken(user_id="", settings=FULL)):
        check_view(without_mentions(format_settings_form(tr, state, settings, overtaken=overtaken)))


@LANGUAGES
def test_line_of_a_change_names_all_that_differs_and_nothing_else(tr):
    message = format_changed(tr, "U1", DEFAULTS, FULL)
    check_line(message)
    assert all(setting_name(tr, name) in message.text for name in SETTINGS)
    assert "<!channel>" not in message.text
    assert "\n" not in message.text
    assert format_changed(tr, "U1", FULL, FULL) is None
    assert "<@" not in format_changed(tr, "", DEFAULTS, ChannelSettings(countries=("DE",))).text


@LANGUAGES
def test_every_setting_has_words(tr):
    for settings in (DEFAULTS, FULL):
        assert all(describe_setting(tr, settings, name) for name in SETTINGS)


@LANGUAGES
@pytest.mark.parametrize("pictures", [1, 2, 10])
def test_question_offers_each_picture_and_is_within_slack_s_limits(tr, pictures):
    checks = [
        Check(
            id=f"{position:032}",
            post=POST,
            position=position,
            views=(View(position=0, file_id="F1", name="<!here> a very long name " * 20),),
            options=CheckOptions(countries=("US",)),
            engine="v2",
            stage="received",
            created_at=NOW,
            needs_word=True,
        )
        for position in range(pictures)
    ]
    message = format_question(tr, POST, checks)
    check_message(message)
    asked = str(message.blocks).count("'ask_check'")
    assert asked == (1 if pictures == 1 else pictures + 1)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"channel": "", "revision": 0}', '{"channel": "C1"}', "{" * 9999]
)
def test_state_of_a_form_that_is_none_is_not_read(text):
    assert parse_settings_state(text) is None


@pytest.mark.parametrize("values", [{}, {"mode": None}, {"mode": {}}, {"mode": {"value": {"selected_option": None}}}])
def test_values_of_a_form_that_holds_nothing_have_no_mode(values):
    assert parse_settings_values(values).mode is None

"""``manifest.yml`` and the code say the same: what is listened to, what is called, what is asked for."""

import ast
import json
import re
from unittest import mock

import jsonschema
import pytest
import yaml
from slack_sdk.web.async_client import AsyncWebClient

import handlers
from bot.manifest import bot_scopes, in_language, manifest_path, optional_scopes, print_manifest, read_manifest
from bot.settings import Settings
from tests.languages import EN, ZH
from tests.paths import REPOSITORY
from tests.sentences import refused

SCHEMA = REPOSITORY / "tests" / "fixtures" / "slack" / "manifest-v2.schema.json"

# By the pages of docs.slack.dev/reference/methods and /events: what a bot token needs.
HISTORY = {"channels:history", "groups:history", "im:history", "mpim:history"}
SCOPES_OF_METHODS = {
    "apps_connections_open": set(),  # connections:write, of the app-level token
    "auth_test": set(),
    "chat_delete": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": HISTORY,
    "conversations_info": {"channels:read", "groups:read", "mpim:read"},
    "conversations_replies": HISTORY,
    "files_completeUploadExternal": {"files:write"},
    "files_delete": {"files:write"},
    "files_getUploadURLExternal": {"files:write"},
    "files_info": {"files:read"},
    "reactions_add": {"reactions:write"},
    "reactions_remove": {"reactions:write"},
    "users_info": {"users:read"},
    "views_open": set(),
    "views_push": set(),
    "views_update": set(),
}
SCOPES_OF_EVENTS = {
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "channel_deleted": {"channels:read"},
    "channel_shared": {"channels:read", "groups:read"},
    "channel_unarchive": {"channels:read"},
    "channel_unshared": {"channels:read", "groups:read"},
    "file_deleted": {"files:read"},
    "file_shared": {"files:read"},
    "group_deleted": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
    "reaction_added": {"reactions:read"},
    "tokens_revoked": set(),
}


class Recorder:
    """Stands where Bolt's app does, and notes what is listened to; a kind of listener it lacks fails the test."""

    def __init__(self):
        self.events, self.actions, self.commands, self.shortcuts, self.views = (set() for _ in range(5))

    def event(self, name, matchers=()):
        return self._note(self.events, name)

    def action(self, action_id):
        return self._note(self.actions, action_id)

    def command(self, command):
        return self._note(self.commands, command)

    def shortcut(self, callback_id):
        return self._note(self.shortcuts, callback_id)

    message_shortcut = global_shortcut = shortcut

    def view(self, callback_id):
        return self._note(self.views, callback_id)

    def use(self, middleware):
        """It hears what the listeners hear, and nothing more."""

    def _note(self, kind, name):
        kind.add(name)
        return lambda *listeners, ack=None, lazy=(): listeners or (ack, *lazy)


@pytest.fixture
def manifest():
    return read_manifest(manifest_path())


@pytest.fixture
def listened():
    recorder = Recorder()
    handlers.build(Settings(_env_file=None), mock.Mock(), mock.Mock(), on_foreign=mock.Mock()).register(recorder)
    return recorder


def called_methods():
    """The methods of Slack's Web API that the code calls, as slack_sdk names them."""
    sources = [
        REPOSITORY / "bot" / "app.py",
        *REPOSITORY.glob("bot/slack/**/*.py"),
        *REPOSITORY.glob("handlers/**/*.py"),
    ]
    assert len(sources) > 4
    for source in sources:
        for node in ast.walk(ast.parse(source.read_text())):
            if isinstance(node, ast.Attribute) and ast.unparse(node.value).split(".")[-1].endswith("client"):
                assert node.attr != "api_call", (
                    f"{source.name}: call the method by its name, so that its scope is known"
                )
                if re.fullmatch(r"[a-z]+_\w+", node.attr) and hasattr(AsyncWebClient, node.attr):
                    yield node.attr


def test_the_manifest_obeys_slacks_schema(manifest):
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).validate(manifest)
    assert manifest["_metadata"]["major_version"] == 2


def variant(address):
    return yaml.safe_load(print_manifest(EN, address))


def test_the_manifest_is_printed_as_it_is():
    assert print_manifest(EN) == manifest_path().read_text(encoding="utf-8")


def test_the_variant_for_http_mode_obeys_slacks_schema():
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).validate(variant("https://lookalike.example.com"))


def test_the_variant_for_http_mode_has_one_address_everywhere_and_differs_in_nothing_else(manifest):
    document = variant("https://lookalike.example.com")
    url = "https://lookalike.example.com/slack/events"
    settings = document["settings"]
    assert settings.pop("socket_mode_enabled") is False
    assert manifest["settings"].pop("socket_mode_enabled") is True
    assert settings["event_subscriptions"].pop("request_url") == url
    assert settings["interactivity"].pop("request_url") == url
    assert [command.pop("url") for command in document["features"]["slash_commands"]] == [url, url]
    assert document == manifest


@pytest.mark.parametrize(
    "address",
    ["https://x.example/", "https://x.example/slack/events", "https://x.example/slack/events/", "https://x.example"],
)
def test_an_address_may_be_given_with_or_without_the_path(address):
    assert variant(address)["settings"]["interactivity"]["request_url"] == "https://x.example/slack/events"


def test_an_address_may_lie_below_a_path():
    url = variant("https://x.example/lookalike")["settings"]["interactivity"]["request_url"]
    assert url == "https://x.example/lookalike/slack/events"


@pytest.mark.parametrize(
    "address",
    [
        "x.example",
        "http://x.example",
        "https://",
        "https://x.example?a=b",
        "https://u:p@x.example",
        "",
        "https://x.example/#a",
    ],
)
def test_an_address_that_slack_sends_nothing_to_is_a_sentence(address):
    with refused("starts with https://"):
        print_manifest(EN, address)


def test_it_connects_by_socket_mode_and_takes_direct_messages(manifest):
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["features"]["app_home"]["messages_tab_enabled"] is True
    assert manifest["features"]["app_home"]["messages_tab_read_only_enabled"] is False


def test_every_event_that_is_handled_is_subscribed_and_the_other_way_round(manifest, listened):
    subscribed = set(manifest["settings"]["event_subscriptions"]["bot_events"])
    assert {event.split(".")[0] for event in subscribed} == listened.events
    assert {event for event in subscribed if event.startswith("message.")} == {
        f"message.{kind}" for kind in ("channels", "groups", "im", "mpim")
    }


def test_every_command_and_shortcut_is_declared_and_the_other_way_round(manifest, listened):
    features = manifest["features"]
    assert {command["command"] for command in features.get("slash_commands", ())} == listened.commands
    assert {shortcut["callback_id"] for shortcut in features.get("shortcuts", ())} == listened.shortcuts
    assert features["app_home"]["home_tab_enabled"] is ("app_home_opened" in listened.events)


def test_interactivity_is_on_where_buttons_and_views_are(manifest, listened):
    used = bool(listened.actions or listened.views or listened.shortcuts)
    assert manifest["settings"]["interactivity"]["is_enabled"] is used


def test_every_method_that_is_called_is_in_the_table_and_the_other_way_round():
    assert set(called_methods()) == set(SCOPES_OF_METHODS)


def test_the_scopes_are_those_that_methods_and_events_need_and_no_other(manifest):
    needed = set().union(
        *(SCOPES_OF_METHODS[method] for method in called_methods()),
        *(SCOPES_OF_EVENTS[event] for event in manifest["settings"]["event_subscriptions"]["bot_events"]),
        {"commands"} if manifest["features"].keys() & {"slash_commands", "shortcuts"} else (),
    )
    assert bot_scopes() | optional_scopes() == needed


def test_optional_is_what_the_app_does_without_and_is_asked_for_like_the_others(manifest):
    assert optional_scopes() == {"users:read"}
    assert optional_scopes() <= set(manifest["oauth_config"]["scopes"]["bot"])


@pytest.mark.parametrize("tr", [EN, ZH], ids=["en", "zh"])
def test_the_manifest_in_a_language_obeys_slacks_schema(tr, manifest):
    document = in_language(tr, manifest)
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).validate(document)


def test_the_english_texts_are_those_of_the_file(manifest):
    assert in_language(EN, manifest) == manifest


def test_the_chinese_manifest_differs_in_its_texts_alone(manifest):
    printed = yaml.safe_load(print_manifest(ZH))
    assert printed["features"]["shortcuts"][0]["name"] == "检测外观设计专利"
    assert printed["features"]["slash_commands"][1]["usage_hint"].startswith("帮助 | 检测 <图片地址>")
    assert in_language(EN, printed) == manifest

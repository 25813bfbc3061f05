"""The filter of shared channels: closed for every listener of the app that is not listed as safe."""

from types import SimpleNamespace
from unittest import mock

import pytest

import handlers
from bot.settings import Settings
from handlers.shared_channels.filter import SAFE, SharedChannels
from tests.languages import EN

TEAM, CHANNEL = "T1", "C1"


class Recorder:
    """Stands in for Bolt: notes what listeners are registered for, by kind."""

    def __init__(self):
        self.asked = []

    def use(self, _middleware):
        pass

    def __getattr__(self, kind):
        def register(constraint, **_):
            self.asked.append((kind, constraint))
            return lambda *_a, **_k: None

        return register


def listeners():
    """Every listener of the real app."""
    recorder = Recorder()
    settings = Settings(_env_file=None)
    handlers.build(settings, mock.Mock(), mock.Mock(), on_foreign=mock.Mock()).register(recorder)
    return [pytest.param(kind, asked, id=f"{kind} {asked}") for kind, asked in recorder.asked]


def body_of(kind, constraint):
    """What Slack sends for a listener, from the channel."""
    user, channel = {"id": "U1", "team_id": TEAM}, {"id": CHANNEL}
    match kind:
        case "event":
            event = {"type": constraint, "channel": CHANNEL, "user": "U1", "team": TEAM}
            return {"type": "event_callback", "is_ext_shared_channel": True, "event": event}
        case "command":
            return {"command": constraint, "channel_id": CHANNEL, "team_id": TEAM, "user_id": "U1"}
        case "action":
            return {"type": "block_actions", "user": user, "channel": channel, "actions": [{"action_id": constraint}]}
        case "shortcut":
            return {"type": "message_action", "user": user, "channel": channel, "callback_id": constraint}
        case "view":
            state = '{"search": "s", "channel": "C1", "response_url": ""}'
            view = {"callback_id": constraint, "private_metadata": state}
            return {"type": "view_submission", "user": user, "view": view}
    raise AssertionError(kind)


@pytest.fixture
def shared(monkeypatch):
    """The filter in a channel that another organisation is in, and that nobody has switched on."""
    switches = mock.Mock(is_on=mock.AsyncMock(return_value=False))
    conversations = mock.Mock(is_shared=mock.AsyncMock(return_value=True))
    locales = mock.Mock(translator_for=mock.AsyncMock(return_value=EN))
    built = SharedChannels(switches, conversations, mock.Mock(tell=mock.AsyncMock()), locales)
    built.switches = switches
    return built


async def passes(shared, body):
    passed = []

    async def next_():
        passed.append(True)

    context = SimpleNamespace(authorize_result=SimpleNamespace(team_id=TEAM, enterprise_id=None), team_id=TEAM)
    respond = mock.AsyncMock(return_value=SimpleNamespace(status_code=200))
    await shared.filter(body, context, mock.AsyncMock(), respond, next_)
    return bool(passed)


@pytest.mark.parametrize(("kind", "constraint"), listeners())
async def test_listener_in_a_silent_channel_is_heard_only_if_it_is_listed_as_safe(shared, kind, constraint):
    assert await passes(shared, body_of(kind, constraint)) is (constraint in SAFE)


@pytest.mark.parametrize(("kind", "constraint"), listeners())
async def test_listener_in_a_channel_that_is_switched_on_is_heard(shared, kind, constraint):
    shared.switches.is_on.return_value = True
    assert await passes(shared, body_of(kind, constraint))


@pytest.mark.parametrize("kind", ["action", "shortcut", "view", "command", "event"])
async def test_listener_that_nobody_has_thought_of_is_refused_in_a_silent_channel(shared, kind):
    assert not await passes(shared, body_of(kind, "brand_new"))


def test_list_of_what_is_safe_names_nothing_that_is_no_listener():
    registered = {param.values[1] for param in listeners()}
    assert SAFE - registered == set()

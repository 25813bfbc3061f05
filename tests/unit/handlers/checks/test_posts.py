"""Events of Slack's -> what is stored for them."""

from datetime import date
from types import SimpleNamespace

import pytest

from bot.model import CheckOptions, ProblemKind
from handlers.checks.posts import PostHandlers
from handlers.checks.reading import PostReader

APP, APP_BOT = "U0APP", "B0APP"
PNG = {"id": "F1", "name": "mug.png", "mimetype": "image/png"}
CONTEXT = SimpleNamespace(team_id="T1", bot_user_id=APP, bot_id=APP_BOT)


class Service:
    """Keeps posts as the database does: each check of a post once."""

    def __init__(self):
        self.stored = {}

    async def receive(self, post):
        kept = self.stored.setdefault((post.channel_id, post.message_ts), {})
        for check in post.checks:
            kept.setdefault(check.subject, check)

    async def checks_on(self, *, team_id, channel_id, message_ts):
        kept = self.stored.get((channel_id, message_ts))
        return None if kept is None else tuple(kept.values())

    def outcome(self):
        """For each check of all posts: the files, or the kind of problem."""
        checks = [check for kept in self.stored.values() for check in kept.values()]
        return [check.problem.kind if check.problem else [view.file_id for view in check.views] for check in checks]


class Thread:
    """A thread whose picture is the one that a test lays down."""

    def __init__(self, above=None):
        self.above = above

    async def pictures_for(self, _channel_id, _thread_ts, _ts, *, but_by):
        assert but_by == APP
        return self.above


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def handlers(service):
    return handlers_of(service)


def handlers_of(service, *, above=None):
    reader = PostReader(options=CheckOptions(countries=("US",)), today=lambda: date(2026, 11, 28))
    return PostHandlers(service, None, Thread(above), reader)


def posted(text="", *, ts="9.0", **fields):
    event = {"type": "message", "user": "U1", "channel": "C1", "channel_type": "channel", "ts": ts, "text": text}
    return event | ({"subtype": "file_share"} if fields.get("files") else {}) | fields


def mention_of(message):
    """The event beside a message that names the app; Slack leaves the files out."""
    left_out = {"subtype", "files", "channel_type"}
    return {name: value for name, value in message.items() if name not in left_out} | {"type": "app_mention"}


async def deliver(handlers, *events):
    for event in events:
        handle = handlers.handle_mention if event["type"] == "app_mention" else handlers.handle_message
        await handle(event, CONTEXT)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("mention", [f"<@{APP}>", f"<@{APP}|lookalike>"])
@pytest.mark.parametrize(("files", "expected"), [([PNG], [["F1"]]), ([], [ProblemKind.NO_IMAGE])])
async def test_mention_without_its_files_beside_its_message_gets_one_answer(
    handlers, service, files, expected, mention, order
):
    message = posted(f"{mention} countries:US", files=files)
    await deliver(handlers, *[message, mention_of(message)][::order])
    assert service.outcome() == expected


@pytest.mark.parametrize("order", [1, -1])
async def test_mention_in_a_thread_whose_own_picture_is_left_out_is_not_about_the_one_above(service, order):
    reply = posted(f"<@{APP}> and this?", files=[PNG | {"id": "F2"}], thread_ts="1.0")
    await deliver(handlers_of(service, above=reply), *[reply, mention_of(reply)][::order])
    assert service.outcome() == [["F2"]]


async def test_mention_in_a_thread_is_about_the_picture_above(service):
    reply = posted(f"<@{APP}> this one", thread_ts="1.0")
    await deliver(handlers_of(service, above=posted(ts="1.0", files=[PNG])), reply, mention_of(reply))
    assert service.outcome() == [["F1"]]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": "hello"}, []),
        ({"text": "hello", "channel_type": "im"}, [ProblemKind.NO_IMAGE]),
        ({"text": "hello", "channel_type": "im", "thread_ts": "1.0"}, []),
        ({"text": "look at <@U0OTHER>"}, []),
    ],
)
async def test_post_without_a_picture_is_answered_where_it_is_meant_for_the_app(handlers, service, fields, expected):
    await deliver(handlers, posted(**fields))
    assert service.outcome() == expected

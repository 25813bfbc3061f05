"""*Check for design patents* in a message's menu: what starts, and what is told instead."""

from datetime import date

import pytest
from slack_bolt.async_app import AsyncBoltContext

from bot.model import CHINESE, ENGLISH, CheckOptions
from handlers.checks.reading import PostReader
from handlers.checks.shortcuts import ShortcutHandlers

PNG = {"id": "F1", "name": "mug.png", "mimetype": "image/png"}
HIDDEN = {"id": "F9", "mode": "hidden_by_limit"}


class Service:
    def __init__(self):
        self.posts = []
        self.thread_language = None

    async def checks_on(self, **_):
        return None

    async def receive(self, post):
        self.posts.append(post)

    async def language_of_thread(self, **_):
        return self.thread_language


class Conversations:
    async def has_app(self, _channel_id):
        return True


class Picked:
    """A message whose menu entry was picked, and what came of it."""

    def __init__(self):
        self.service = Service()
        self.told = []
        self.language = ENGLISH
        reader = PostReader(options=CheckOptions(countries=("US",)), today=lambda: date(2026, 11, 28))
        self._handlers = ShortcutHandlers(self.service, Conversations(), reader, None)

    async def __call__(self, **message):
        shortcut = {
            "team": {"id": "T1"},
            "channel": {"id": "C1"},
            "user": {"id": "U1"},
            "message": {"ts": "9.0", "text": "", **message},
        }
        await self._handlers.handle_check(
            self._ack, shortcut, self._respond, AsyncBoltContext(team_id="T1", language=self.language)
        )
        return [view.file_id for post in self.service.posts for check in post.checks for view in check.views]

    async def _ack(self):
        pass

    async def _respond(self, **body):
        self.told.append(body)
        return type("Response", (), {"status_code": 200})()


@pytest.fixture
def pick():
    return Picked()


@pytest.mark.parametrize(
    "message",
    [
        {"files": [PNG], "user": "U2"},
        {"attachments": [{"is_share": True, "files": [PNG]}], "user": "U2"},
        {"files": [PNG], "subtype": "bot_message", "bot_id": "B0WORKFLOW"},
        {"files": [PNG], "user": "U2", "bot_id": "B0OTHER"},
        {"files": [PNG], "user": "U2", "thread_ts": "1.0", "subtype": "thread_broadcast"},
    ],
)
async def test_picture_is_checked_wherever_it_stands(pick, message):
    assert await pick(**message) == ["F1"]
    assert not pick.told
    assert pick.service.posts[0].thread_ts == message.get("thread_ts", "9.0")


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"text": "hello"}, "There is no picture here"),
        ({"files": [HIDDEN]}, "Please post it again"),
        ({"attachments": [{"is_share": True, "text": "hidden"}]}, "post the picture itself"),
    ],
)
async def test_message_without_a_picture_is_answered_in_one_sentence_without_a_button(pick, message, words):
    assert await pick(**message) == []
    (told,) = pick.told
    assert words in told["text"]
    assert [block["type"] for block in told["blocks"]] == ["section"]


async def test_picture_is_checked_in_the_language_of_who_asks_unless_its_thread_has_one(pick):
    pick.language = CHINESE
    await pick(files=[PNG])
    pick.service.thread_language = ENGLISH
    await pick(files=[PNG], thread_ts="1.0")
    assert [post.options.lang for post in pick.service.posts] == [CHINESE, ENGLISH]

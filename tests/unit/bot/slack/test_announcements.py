"""A message is posted once, whatever Slack answers and whenever the process dies: both databases."""

import asyncio
import time

import pytest

from bot.errors import SlackError
from bot.model import Message
from bot.slack import announcements as module
from bot.slack.announcements import Announcements, Draft, Outcome
from bot.slack.messages import Posted
from bot.slack.web_api import slack_error, unreachable

KEY = "T1/C1/1.2/p"
START_S = 1_800_000_000.0


class Channel:
    """Attributes: posts: how many stand; acts: whether a post makes one, whatever error it raises."""

    def __init__(self):
        self.posts, self.looks = 0, []
        self.error = self.look_error = None
        self.acts = True
        self.gate, self.called = None, asyncio.Event()

    async def post(self, channel_id, thread_ts, message, *, marker, not_after):
        self.marker = marker
        self.not_after = not_after
        if self.acts:
            self.posts += 1
        self.called.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.error:
            raise self.error
        return Posted("7.7")

    async def find(self, channel_id, thread_ts, *, marker, since):
        assert marker == self.marker
        self.looks.append(since)
        if self.look_error:
            raise self.look_error
        return "7.7" if self.posts else None


class Clock:
    now = START_S

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def channel():
    return Channel()


@pytest.fixture
def press(engine, clock, channel):
    announcements = Announcements(engine, clock, channel)

    async def press(key=KEY):
        draft = Draft(key=key, kind="a card", channel_id="C1", thread_ts=None, message=Message(text="A mug"))
        outcome = await announcements.post(draft)
        assert await announcements.stands(key) is (outcome in {Outcome.POSTED, Outcome.STANDS})
        return outcome

    return press


async def test_post_is_posted_once_for_each_place(press, channel):
    assert [await press(), await press(), await press("T1/C2/1.2/p")] == [
        Outcome.POSTED,
        Outcome.STANDS,
        Outcome.POSTED,
    ]
    assert (channel.posts, channel.looks) == (2, [])
    # A process that froze before the post leaves it to the next press.
    assert channel.not_after <= time.monotonic() + module._TRY_S


@pytest.mark.parametrize("acts", [True, False])
@pytest.mark.parametrize("error", [unreachable("chat.postMessage"), slack_error("fatal_error", "chat.postMessage")])
async def test_post_of_unknown_outcome_is_looked_for_before_it_is_posted_again(press, channel, clock, error, acts):
    channel.error, channel.acts = error, acts
    assert await press() is Outcome.UNKNOWN
    channel.error, channel.acts = None, True
    clock.now += 59
    assert await press() is (Outcome.STANDS if acts else Outcome.UNKNOWN)
    clock.now += 1
    assert await press() is (Outcome.STANDS if acts else Outcome.POSTED)
    assert await press() is Outcome.STANDS
    assert (channel.posts, channel.looks) == (1, [START_S] * (1 if acts else 2))


async def test_post_that_slack_carries_out_late_is_not_posted_again(press, channel, clock):
    channel.error, channel.acts = unreachable("chat.postMessage"), False
    await press()
    clock.now += 100
    assert await press() is Outcome.UNKNOWN  # that was the second try, and may still come
    clock.now += 30
    assert await press() is Outcome.UNKNOWN
    channel.error, channel.posts = None, 1
    assert await press() is Outcome.STANDS
    assert channel.posts == 1


async def test_post_whose_look_fails_is_not_posted(press, channel, clock):
    channel.error, channel.acts = unreachable("chat.postMessage"), False
    await press()
    channel.look_error = slack_error("not_in_channel", "conversations.history")
    assert await press() is Outcome.UNKNOWN
    channel.error = channel.look_error = None
    channel.acts = True
    clock.now += 60
    assert await press() is Outcome.POSTED
    assert channel.posts == 1
    assert channel.looks == [START_S] * 2


async def test_post_that_was_refused_may_be_tried_again_without_a_look(press, channel):
    channel.error, channel.acts = slack_error("not_in_channel", "chat.postMessage"), False
    with pytest.raises(SlackError):
        await press()
    channel.error, channel.acts = None, True
    assert await press() is Outcome.POSTED
    assert (channel.posts, channel.looks) == (1, [])


@pytest.mark.parametrize("acts", [True, False])
async def test_post_whose_process_died_is_looked_for_a_minute_later(press, channel, clock, acts):
    channel.gate, channel.acts = asyncio.Event(), acts
    dying = asyncio.create_task(press())
    await channel.called.wait()
    assert await press() is Outcome.UNDER_WAY
    dying.cancel()
    await asyncio.wait([dying])
    channel.gate, channel.acts = None, True
    clock.now += 59
    assert await press() is Outcome.UNDER_WAY
    clock.now += 1
    assert await press() is (Outcome.STANDS if acts else Outcome.POSTED)
    assert (channel.posts, channel.looks) == (1, [START_S])


async def test_post_that_hangs_is_given_up_before_anybody_else_may_try(press, channel, monkeypatch):
    assert module._TRY_S < module._ANNOUNCED_S
    monkeypatch.setattr(module, "_TRY_S", 0.01)
    channel.gate = asyncio.Event()
    assert await press() is Outcome.UNKNOWN
    assert await press() is Outcome.STANDS
    assert channel.posts == 1

"""Errors, rate limits and budgets of the Web API, against a scripted Slack over real HTTP."""

from collections.abc import Callable
from time import monotonic

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SlackError
from bot.model import Message
from bot.slack.messages import Look, Marker, SlackMessages
from bot.slack.web_api import SlackWebApi
from tests.unit.bot.slack.scripted import refused

MARKER = Marker("lookalike_reply", "check_id", "c1")
BLOCKS = ({"type": "header", "text": {"type": "plain_text", "text": "High risk"}},)
CONTAINER = ({"type": "container", "title": {"type": "plain_text", "text": "A"}, "child_blocks": []},)


@pytest.fixture
def messages(client: AsyncWebClient, web_api: SlackWebApi) -> SlackMessages:
    return SlackMessages(client, web_api)


async def test_post_sends_text_blocks_and_metadata_and_never_broadcasts(slack, messages):
    posted = await messages.post("C1", "1.0", Message(text="High risk", blocks=BLOCKS), marker=MARKER)
    assert posted.ts == "1.5"
    ((method, sent),) = slack.calls
    assert method == "chat.postMessage"
    assert (sent["channel"], sent["thread_ts"], sent["text"]) == ("C1", "1.0", "High risk")
    assert sent["metadata"] == {"event_type": "lookalike_reply", "event_payload": {"check_id": "c1"}}
    assert "reply_broadcast" not in sent


@pytest.mark.parametrize(
    "code", ["channel_not_found", "not_in_channel", "is_archived", "token_revoked", "missing_scope"]
)
async def test_refusal_keeps_slacks_own_code(slack, messages, code):
    slack.script = [refused(code)]
    with pytest.raises(SlackError) as caught:
        await messages.post("C1", "1.0", Message(text="x"), marker=MARKER)
    assert caught.value.code == code
    assert "secret" not in repr(caught.value)


async def test_cut_connection_is_unreachable_and_not_repeated(slack, messages):
    slack.script = ["cut"]
    with pytest.raises(SlackError) as caught:
        await messages.post("C1", "1.0", Message(text="x"), marker=MARKER)
    assert caught.value.code == "unreachable"
    assert len(slack.calls) == 1


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_gateway_page_is_unreachable(slack, messages, status):
    slack.script = [web.Response(status=status, text="<html>bad gateway</html>", content_type="text/html")]
    with pytest.raises(SlackError) as caught:
        await messages.post("C1", "1.0", Message(text="x"), marker=MARKER)
    assert caught.value.code == "unreachable"
    assert "html" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "wait_s"),
    [
        (lambda: web.json_response(refused("ratelimited"), status=429, headers={"Retry-After": "30"}), 30),
        (lambda: web.Response(status=429, headers={"Retry-After": "7"}), 7),
        (lambda: web.Response(status=429, headers={"Retry-After": "1e300"}), 3600),
        (lambda: web.Response(status=429, headers={"Retry-After": "inf"}), 1),
        (lambda: web.Response(status=429, headers={"Retry-After": "nan"}), 1),
        (lambda: web.json_response(refused("ratelimited")), 1),
    ],
)
async def test_rate_limit_says_how_long_to_wait_and_holds_back_the_next_post(
    slack, messages, time, answer: Callable[[], web.Response], wait_s
):
    slack.script = [answer()]
    with pytest.raises(SlackError) as caught:
        await messages.post("C1", "1.0", Message(text="x"), marker=MARKER)
    assert (caught.value.code, caught.value.retry_after_s) == ("ratelimited", wait_s)
    assert len(slack.calls) == 1
    time.now += wait_s
    await messages.post("C2", "1.0", Message(text="x"), marker=MARKER)
    assert len(slack.calls) == 2


async def test_posts_to_one_channel_keep_a_second_apart_after_a_short_burst(messages, time):
    for channel in ("C1", "C1", "C1", "C2", "C1", "C1"):
        await messages.post(channel, "1.0", Message(text="x"), marker=MARKER)
    assert time.slept == [1.0, 1.0]


async def test_cosmetic_post_gives_way_where_results_queue(slack, messages, time):
    time_of_first = time.now
    for _ in range(5):
        await messages.post("C1", "1.0", Message(text="x"), marker=MARKER)
    time.now = time_of_first
    with pytest.raises(SlackError) as caught:
        await messages.post("C1", "1.0", Message(text="x"), marker=MARKER, cosmetic=True)
    assert caught.value.code == "ratelimited"
    assert len(slack.calls) == 5


async def test_cosmetic_posts_leave_a_result_its_turn(messages, time):
    for _ in range(2):
        await messages.post("C1", "1.0", Message(text="x"), marker=MARKER, cosmetic=True)
    with pytest.raises(SlackError):
        await messages.post("C1", "1.0", Message(text="x"), marker=MARKER, cosmetic=True)
    await messages.post("C1", "1.0", Message(text="the result"), marker=MARKER)
    assert time.slept == []


async def test_refused_blocks_step_down_to_the_plainest_that_slack_takes(slack, messages):
    slack.script = [
        refused("invalid_blocks", response_metadata={"messages": ["[ERROR] unsupported type: container"]}),
        refused("msg_blocks_too_long"),
    ]
    message = Message(text="High risk", blocks=CONTAINER, fallbacks=(CONTAINER, BLOCKS))
    posted = await messages.post("C1", "1.0", message, marker=MARKER)
    assert [sent.get("blocks") for _, sent in slack.calls] == [list(CONTAINER), list(CONTAINER), list(BLOCKS)]
    assert posted.refused_containers


async def test_post_that_comes_too_late_is_not_sent(slack, messages):
    with pytest.raises(SlackError) as raised:
        await messages.post("C1", "1.0", Message(text="x"), marker=MARKER, not_after=monotonic() - 1)
    assert (raised.value.code, raised.value.may_have_acted, raised.value.may_pass) == ("too_late", False, True)
    assert slack.calls == []


async def test_refused_blocks_end_in_text_alone(slack, messages):
    slack.script = [refused("invalid_blocks"), refused("invalid_blocks")]
    posted = await messages.post("C1", "1.0", Message(text="x", blocks=BLOCKS, fallbacks=(BLOCKS,)), marker=MARKER)
    assert [("blocks" in sent) for _, sent in slack.calls] == [True, True, False]
    assert not posted.refused_containers


async def test_answer_for_one_person_steps_down_as_a_post_does(slack, messages):
    picture = ({"type": "image", "slack_file": {"id": "F1"}, "alt_text": "a drawing"},)
    slack.script = [refused("invalid_blocks"), refused("invalid_blocks")]
    await messages.tell("C1", "U1", "1.0", Message(text="x", blocks=picture, fallbacks=(BLOCKS,)))
    assert [sent.get("blocks") for _, sent in slack.calls] == [list(picture), list(BLOCKS), None]


async def test_cosmetic_calls_stop_at_their_budget_without_a_call(slack, messages):
    for _ in range(45):
        await messages.update("T1", "C1", "1.0", Message(text="x"))
    with pytest.raises(SlackError) as caught:
        await messages.update("T1", "C1", "1.0", Message(text="x"))
    assert caught.value.code == "ratelimited"
    assert len(slack.calls) == 45
    await messages.update("T2", "C1", "1.0", Message(text="another workspace has a budget of its own"))


async def test_reaction_that_stands_already_is_fine(slack, messages):
    slack.script = [refused("already_reacted"), refused("no_reaction")]
    await messages.react("T1", "C1", "1.0", "eyes")
    await messages.unreact("T1", "C1", "1.0", "eyes")
    assert [method for method, _ in slack.calls] == ["reactions.add", "reactions.remove"]


async def test_deleted_message_is_as_good_as_removed(slack, messages):
    slack.script = [refused("message_not_found")]
    await messages.delete("C1", "1.0")


@pytest.mark.parametrize(("thread_ts", "method"), [("1.0", "conversations.replies"), (None, "conversations.history")])
async def test_find_reads_page_after_page_for_the_marker(slack, messages, thread_ts, method):
    ours = {"ts": "7.7", "metadata": MARKER.to_metadata()}
    other = {"ts": "6.6", "metadata": {"event_type": "lookalike_reply", "event_payload": {"check_id": "c2"}}}
    more = {"response_metadata": {"next_cursor": "next"}}
    slack.script = [{"ok": True, "messages": [{"ts": "1.0"}, other], **more}, {"ok": True, "messages": [ours]}]
    assert await messages.find("C1", thread_ts, marker=MARKER, since=5000.5) == "7.7"
    assert [called for called, _ in slack.calls] == [method] * 2
    assert [sent.get("cursor") for _, sent in slack.calls] == [None, "next"]
    # An hour earlier: nobody promises that the clocks agree.
    assert {sent["oldest"] for _, sent in slack.calls} == {"1100.500000"}
    assert slack.calls[0][1]["include_all_metadata"] in {"1", "true", "True", True}


async def test_look_brings_every_message_with_the_marker_and_slacks_own_time(slack, messages):
    marked = [{"ts": ts, "metadata": MARKER.to_metadata()} for ts in ("17.5", "7.7")]
    date = {"Date": "Fri, 15 Jan 2027 08:05:00 GMT"}
    slack.script = [web.json_response({"ok": True, "messages": [{"ts": "1.0"}, *marked]}, headers=date)]
    look = await messages.look("C1", "1.0", marker=MARKER, since=1000.5)
    assert look == Look(("7.7", "17.5"), 1_800_000_300.0)


async def test_look_that_cannot_read_on_keeps_what_it_found(slack, messages):
    ours = {"ts": "7.7", "metadata": MARKER.to_metadata()}
    slack.script = [{"ok": True, "messages": [ours], "response_metadata": {"next_cursor": "next"}}] * 20
    assert (await messages.look("C1", "1.0", marker=MARKER, since=1000.5)).found == ("7.7",)


async def test_find_says_none_where_the_thread_is_gone(slack, messages):
    slack.script = [refused("thread_not_found")]
    assert await messages.find("C1", "1.0", marker=MARKER, since=1000.5) is None


async def test_find_that_cannot_read_on_to_the_end_is_no_answer(slack, messages):
    page = {"ok": True, "messages": [{"ts": "1.0"}], "response_metadata": {"next_cursor": "next"}}
    for script, code in (
        ([page] * 20, "look_unfinished"),
        ([page, refused("ratelimited")], "ratelimited"),
        ([page, refused("not_in_channel")], "not_in_channel"),
    ):
        slack.script = script
        with pytest.raises(SlackError) as caught:
            await messages.find("C1", "1.0", marker=MARKER, since=1000.5)
        assert caught.value.code == code
        assert caught.value.may_pass is (code != "not_in_channel")

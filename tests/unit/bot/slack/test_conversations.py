"""What stands in a conversation, as a scripted Slack tells it."""

import pytest
from slack_sdk.errors import SlackApiError

from bot.errors import SlackError
from bot.slack.conversations import SlackConversations
from bot.slack.web_api import SlackWebApi

APP = "U0APP"
PNG = {"id": "F1", "name": "mug.png", "mimetype": "image/png"}


class Answer:
    def __init__(self, data):
        self.data = data


class Client:
    """Answers each method with what a test laid down for it."""

    def __init__(self, **answers):
        self.answers = answers
        self.asked = []

    def __getattr__(self, method):
        async def call(**arguments):
            self.asked.append((method, arguments))
            answer = {"ok": True, **self.answers[method]}
            if not answer["ok"]:
                raise SlackApiError("refused", Answer(answer))
            return Answer(answer)

        return call


def message(ts, *, user="U1", **fields):
    return {"type": "message", "ts": ts, "user": user, "text": "", **fields}


def forwarding(*files):
    return {"attachments": [{"is_share": True, "files": list(files)}]}


async def found(*messages, ts="9.0"):
    client = Client(conversations_replies={"messages": list(messages)})
    above = await SlackConversations(client, SlackWebApi()).pictures_for("C1", "1.0", ts, but_by=APP)
    return above and above["ts"]


async def test_nearest_picture_above_counts():
    thread = [message("1.0", files=[PNG]), message("2.0", files=[PNG]), message("3.0")]
    assert await found(*thread, message("9.0")) == "2.0"


async def test_forwarded_picture_above_counts_as_any_other():
    assert await found(message("1.0", files=[PNG]), message("2.0", **forwarding(PNG)), message("9.0")) == "2.0"


@pytest.mark.parametrize("kept_back", [forwarding(), {"files": [{"id": "F9", "mode": "hidden_by_limit"}]}])
async def test_picture_that_is_shown_comes_before_a_nearer_one_that_is_not(kept_back):
    assert await found(message("1.0", files=[PNG]), message("2.0", **kept_back), message("9.0")) == "1.0"
    assert await found(message("1.0"), message("2.0", **kept_back), message("9.0")) == "2.0"


async def test_pictures_of_the_app_and_below_the_mention_do_not_count():
    thread = [message("1.0"), message("2.0", user=APP, files=[PNG]), message("9.0"), message("9.5", files=[PNG])]
    assert await found(*thread) is None


@pytest.mark.parametrize("fields", [{}, {"files": [{"id": "F2", "name": "a.pdf", "mimetype": "application/pdf"}]}])
async def test_thread_without_a_picture_has_none_above(fields):
    assert await found(message("1.0", **fields), message("9.0")) is None


async def test_mention_with_a_picture_of_its_own_means_that_one():
    assert await found(message("1.0", files=[PNG]), message("9.0", files=[PNG])) == "9.0"


def refused(code):
    return {"ok": False, "error": code}


@pytest.mark.parametrize(
    ("channel_id", "answer", "expected"),
    [
        ("C1", {"channel": {"is_member": True}}, True),
        ("C1", {"channel": {"is_member": False, "is_private": False}}, False),
        ("G1", {"channel": {"is_private": True}}, True),
        ("C1", {"channel": {"is_mpim": True, "is_private": True, "is_member": True}}, True),
        ("G1", refused("channel_not_found"), False),
        ("D1", {"messages": []}, True),
        ("D1", refused("channel_not_found"), False),
    ],
)
async def test_membership_is_what_slack_says_of_the_conversation(channel_id, answer, expected):
    method = "conversations_history" if channel_id == "D1" else "conversations_info"
    client = Client(**{method: answer})
    assert await SlackConversations(client, SlackWebApi()).has_app(channel_id) is expected
    assert [name for name, _ in client.asked] == [method]


@pytest.mark.parametrize("code", ["ratelimited", "missing_scope", "internal_error"])
async def test_membership_that_slack_does_not_tell_is_not_known(code):
    client = Client(conversations_info=refused(code))
    with pytest.raises(SlackError):
        await SlackConversations(client, SlackWebApi()).has_app("C1")

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


class LongThread:
    """A thread of so many messages, ten seconds apart, as Slack shows it: the oldest of a window first."""

    def __init__(self, count, pictures, *, pages=True):
        self.pictures = pictures
        self.times = [float(10 * place) for place in range(count)]
        self.pages = pages
        self.asked = 0

    async def conversations_replies(self, *, ts, oldest, latest, inclusive, limit, cursor, **_):
        self.asked += 1
        assert inclusive
        within = [time for time in self.times[1:] if float(oldest) <= time <= float(latest)]
        start = int(cursor or 0)
        shown = [self.times[0], *within[start : start + limit - 1]]
        messages = [message(f"{time:.6f}", files=[PNG] if time in self.pictures else []) for time in shown]
        more = start + limit - 1 < len(within)
        next_cursor = str(start + limit - 1) if more or not self.pages else ""
        return Answer({"ok": True, "messages": messages, "response_metadata": {"next_cursor": next_cursor}})


@pytest.mark.parametrize(
    ("pictures", "expected", "most_calls"),
    [
        ({0.0, 40.0, 14_000.0}, "14000.000000", 5),
        ({0.0, 40.0}, "40.000000", 14),
        ({0.0}, "0.000000", 14),
        ({0.0, 15_000.0}, "0.000000", 14),
        (set(), None, 14),
    ],
    ids=["near", "far", "parent", "below the mention", "none"],
)
async def test_thread_of_1500_replies_is_read_from_the_mention_upwards(pictures, expected, most_calls):
    thread = LongThread(1501, pictures)
    above = await SlackConversations(thread, SlackWebApi()).pictures_for("C1", "0.0", "14995.000000", but_by=APP)
    assert (above and above["ts"]) == expected
    assert thread.asked <= most_calls


async def test_thread_that_has_no_end_is_not_guessed_about():
    thread = LongThread(1501, {40.0}, pages=False)
    with pytest.raises(SlackError) as caught:
        await SlackConversations(thread, SlackWebApi()).pictures_for("C1", "0.0", "15000.0", but_by=APP)
    assert caught.value.code == "look_unfinished"


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

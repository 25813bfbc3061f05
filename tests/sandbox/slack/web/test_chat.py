"""chat.*, reactions.* and conversations.*, called as the app calls them."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack import (
    ADA,
    APP_TOKEN,
    BEN,
    BOT_USER_ID,
    DM,
    PRIVATE_LAUNCH,
    PRODUCT_DESIGN,
    RANDOM,
    Limits,
    load_manifest,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

METADATA = {"event_type": "lookalike_reply", "event_payload": {"check_id": "1"}}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*hello*"}}


async def posted(slack: Any, **arguments: Any) -> str:
    answer = await slack.client.chat_postMessage(**({"channel": PRODUCT_DESIGN, "text": "hello"} | arguments))
    return answer["ts"]


async def test_a_reply_stands_in_its_thread_and_not_in_the_channel(slack: Any) -> None:
    parent = await slack.workspace.post(ADA, PRODUCT_DESIGN, "look at this")
    ts = await posted(slack, thread_ts=parent, blocks=[SECTION], metadata=METADATA)
    assert [message.ts for message in slack.workspace.thread(PRODUCT_DESIGN, parent)] == [parent, ts]
    assert [message.ts for message in slack.workspace.messages(PRODUCT_DESIGN)] == [parent]
    reply = slack.workspace.message(PRODUCT_DESIGN, ts)
    assert (reply.text, reply.user, reply.metadata, reply.is_from_app) == ("hello", BOT_USER_ID, METADATA, True)
    assert reply.blocks[0]["block_id"]


async def test_a_reply_to_a_reply_joins_the_same_thread(slack: Any) -> None:
    parent = await slack.workspace.post(ADA, PRODUCT_DESIGN, "one")
    reply = await slack.workspace.post(BEN, PRODUCT_DESIGN, "two", thread_ts=parent)
    ts = await posted(slack, thread_ts=reply)
    assert slack.workspace.message(PRODUCT_DESIGN, ts).thread_ts == parent


async def test_a_broadcast_reply_is_told_apart(slack: Any) -> None:
    parent = await slack.workspace.post(ADA, PRODUCT_DESIGN, "one")
    quiet = await posted(slack, thread_ts=parent)
    loud = await posted(slack, thread_ts=parent, reply_broadcast=True)
    assert not slack.workspace.message(PRODUCT_DESIGN, quiet).reply_broadcast
    assert slack.workspace.message(PRODUCT_DESIGN, loud).reply_broadcast
    assert [message.ts for message in slack.workspace.messages(PRODUCT_DESIGN)] == [parent, loud]


@pytest.mark.parametrize(
    ("text", "blocks", "pings"),
    [
        ("done", [SECTION], ()),
        ("&lt;!channel&gt;", None, ()),
        ("@channel", None, ()),
        ("<!channel>", None, ("!channel",)),
        (f"<@{ADA}> hi", None, (f"@{ADA}",)),
        ("x", [{"type": "section", "text": {"type": "mrkdwn", "text": "by <!here|here>"}}], ("!here",)),
        ("x", [{"type": "section", "text": {"type": "plain_text", "text": "by <!here>"}}], ()),
    ],
)
async def test_a_message_tells_whom_it_pings(slack: Any, text: str, blocks: Any, pings: tuple[str, ...]) -> None:
    ts = await posted(slack, text=text, blocks=blocks)
    assert slack.workspace.message(PRODUCT_DESIGN, ts).pings == pings


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE"}, "channel_not_found"),
        ({"channel": RANDOM}, "not_in_channel"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"blocks": [SECTION | {"text": {"type": "mrkdwn", "text": "x" * 3000}}] * 5}, "msg_blocks_too_long"),
        ({"blocks": "no json"}, "invalid_blocks_format"),
        ({"blocks": [{"type": "hologram"}]}, "invalid_blocks"),
        ({"thread_ts": "1.000001"}, "thread_not_found"),
        ({"metadata": {"event_type": "x"}}, "invalid_metadata_schema"),
    ],
)
async def test_a_post_is_refused(slack: Any, arguments: dict[str, Any], error: str) -> None:
    assert await slack.error(posted(slack, **arguments)) == error
    assert slack.workspace.messages(PRODUCT_DESIGN) == []


async def test_an_empty_post_is_refused(slack: Any) -> None:
    call = slack.client.api_call("chat.postMessage", json={"channel": PRODUCT_DESIGN, "text": " "})
    assert await slack.error(call) == "no_text"


async def test_refused_blocks_are_explained_twice_as_slack_does(slack: Any) -> None:
    body = await slack.refusal(
        posted(slack, blocks=[{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}])
    )
    sentence = "must be less than 151 characters [json-pointer:/blocks/0/text/text]"
    assert body["errors"] == [sentence]
    assert body["response_metadata"]["messages"] == [f"[ERROR] {sentence}"]


async def test_a_text_at_the_limit_is_posted(slack: Any) -> None:
    assert await posted(slack, text="x" * 40_000)


async def test_an_archived_channel_takes_no_message(slack: Any) -> None:
    slack.workspace.archive(PRODUCT_DESIGN)
    assert await slack.error(posted(slack)) == "is_archived"


@pytest.mark.parametrize("address", ["#product-design", PRODUCT_DESIGN])
async def test_a_channel_is_found_by_name_and_id(slack: Any, address: str) -> None:
    answer = await slack.client.chat_postMessage(channel=address, text="x")
    assert answer["channel"] == PRODUCT_DESIGN


async def test_a_person_is_written_to_in_their_direct_message(slack: Any) -> None:
    answer = await slack.client.chat_postMessage(channel=ADA, text="x")
    assert answer["channel"] == DM


async def test_a_private_channel_is_hidden_from_those_outside(slack: Any) -> None:
    slack.workspace.remove(PRIVATE_LAUNCH)
    assert await slack.error(posted(slack, channel=PRIVATE_LAUNCH)) == "channel_not_found"


async def test_an_update_replaces_what_it_names_and_keeps_the_rest(slack: Any) -> None:
    ts = await posted(slack, blocks=[SECTION], metadata=METADATA)
    await slack.client.chat_update(channel=PRODUCT_DESIGN, ts=ts, text="changed")
    message = slack.workspace.message(PRODUCT_DESIGN, ts)
    assert (message.text, len(message.blocks), message.metadata) == ("changed", 1, METADATA)
    assert message.edited_ts is not None
    await slack.client.chat_update(channel=PRODUCT_DESIGN, ts=ts, text="bare", blocks=[], metadata={})
    message = slack.workspace.message(PRODUCT_DESIGN, ts)
    assert (message.text, message.blocks, message.metadata) == ("bare", (), None)


async def test_an_update_takes_less_text_than_a_post(slack: Any) -> None:
    ts = await posted(slack)
    await slack.client.chat_update(channel=PRODUCT_DESIGN, ts=ts, text="x" * 4000)
    error = await slack.error(slack.client.chat_update(channel=PRODUCT_DESIGN, ts=ts, text="x" * 4001))
    assert error == "msg_too_long"


async def test_only_own_messages_can_be_changed_and_deleted(slack: Any) -> None:
    theirs = await slack.workspace.post(ADA, PRODUCT_DESIGN, "mine")
    client = slack.client
    assert await slack.error(client.chat_update(channel=PRODUCT_DESIGN, ts=theirs, text="x")) == "cant_update_message"
    assert await slack.error(client.chat_delete(channel=PRODUCT_DESIGN, ts=theirs)) == "cant_delete_message"
    assert await slack.error(client.chat_delete(channel=PRODUCT_DESIGN, ts="1.000001")) == "message_not_found"
    ours = await posted(slack)
    await client.chat_delete(channel=PRODUCT_DESIGN, ts=ours)
    assert await slack.error(client.chat_update(channel=PRODUCT_DESIGN, ts=ours, text="x")) == "message_not_found"


async def test_an_ephemeral_message_is_seen_by_one_person_and_never_read_back(slack: Any) -> None:
    answer = await slack.client.chat_postEphemeral(channel=PRODUCT_DESIGN, user=ADA, text="only you")
    assert [message.text for message in slack.workspace.messages(PRODUCT_DESIGN, user_id=ADA)] == ["only you"]
    assert slack.workspace.messages(PRODUCT_DESIGN, user_id=BEN) == []
    history = await slack.client.conversations_history(channel=PRODUCT_DESIGN)
    assert history["messages"] == []
    update = slack.client.chat_update(channel=PRODUCT_DESIGN, ts=answer["message_ts"], text="x")
    assert await slack.error(update) == "message_not_found"
    stranger = slack.client.chat_postEphemeral(channel=PRODUCT_DESIGN, user="U0NOBODY", text="x")
    assert await slack.error(stranger) == "user_not_in_channel"


async def test_reactions_are_added_once_and_removed_once(slack: Any) -> None:
    ts = await slack.workspace.post(ADA, PRODUCT_DESIGN, "x")
    target = {"channel": PRODUCT_DESIGN, "timestamp": ts}
    await slack.client.reactions_add(name="eyes", **target)
    assert await slack.error(slack.client.reactions_add(name="eyes", **target)) == "already_reacted"
    assert [reaction.name for reaction in slack.workspace.message(PRODUCT_DESIGN, ts).reactions] == ["eyes"]
    await slack.client.reactions_remove(name="eyes", **target)
    assert await slack.error(slack.client.reactions_remove(name="eyes", **target)) == "no_reaction"
    assert slack.workspace.message(PRODUCT_DESIGN, ts).reactions == ()


@pytest.mark.parametrize("name", ["orange_circle", "No Such", ""])
async def test_a_reaction_of_no_name_is_refused(slack: Any, name: str) -> None:
    ts = await slack.workspace.post(ADA, PRODUCT_DESIGN, "x")
    call = slack.client.reactions_add(channel=PRODUCT_DESIGN, timestamp=ts, name=name)
    assert await slack.error(call) == "invalid_name"


async def test_half_a_surrogate_pair_is_handed_out_as_it_was_posted(slack: Any) -> None:
    ts = await slack.workspace.post(ADA, PRODUCT_DESIGN, "half a pair: \ud800")
    thread = await slack.client.conversations_replies(channel=PRODUCT_DESIGN, ts=ts)
    assert thread["messages"][0]["text"] == "half a pair: \ud800"


async def test_metadata_is_read_back_only_when_asked_for(slack: Any) -> None:
    parent = await slack.workspace.post(ADA, PRODUCT_DESIGN, "x")
    await posted(slack, thread_ts=parent, metadata=METADATA)
    without = await slack.client.conversations_replies(channel=PRODUCT_DESIGN, ts=parent)
    assert [message.get("metadata") for message in without["messages"]] == [None, None]
    asked = await slack.client.conversations_replies(channel=PRODUCT_DESIGN, ts=parent, include_all_metadata=True)
    assert [message.get("metadata") for message in asked["messages"]] == [None, METADATA]
    assert asked["messages"][0]["reply_count"] == 1


async def test_a_thread_is_read_page_by_page(slack: Any) -> None:
    parent = await slack.workspace.post(ADA, PRODUCT_DESIGN, "0")
    for number in range(1, 5):
        await slack.workspace.post(BEN, PRODUCT_DESIGN, str(number), thread_ts=parent)
    seen, cursor = [], None
    for _ in range(3):
        page = await slack.client.conversations_replies(channel=PRODUCT_DESIGN, ts=parent, limit=2, cursor=cursor)
        seen.append([message["text"] for message in page["messages"]])
        cursor = page.get("response_metadata", {}).get("next_cursor")
    assert seen == [["0", "1"], ["2", "3"], ["4"]]
    assert not page["has_more"]


async def test_a_thread_read_from_a_time_on_still_starts_with_its_parent(slack: Any) -> None:
    parent = await slack.workspace.post(ADA, PRODUCT_DESIGN, "0")
    first = await slack.workspace.post(BEN, PRODUCT_DESIGN, "1", thread_ts=parent)
    await slack.workspace.post(BEN, PRODUCT_DESIGN, "2", thread_ts=parent)
    page = await slack.client.conversations_replies(channel=PRODUCT_DESIGN, ts=parent, oldest=first)
    assert [message["text"] for message in page["messages"]] == ["0", "2"]


async def test_a_thread_that_is_not_there_is_said_so(slack: Any) -> None:
    call = slack.client.conversations_replies(channel=PRODUCT_DESIGN, ts="1.000001")
    assert await slack.error(call) == "thread_not_found"


async def test_a_missing_scope_is_named(slack: Any) -> None:
    slack.workspace.missing_scopes.add("chat:write")
    body = await slack.refusal(posted(slack))
    assert (body["error"], body["needed"]) == ("missing_scope", "chat:write")
    assert "chat:write" not in body["provided"].split(",")


async def test_the_scopes_granted_are_those_of_the_manifest(slack: Any) -> None:
    answer = await slack.client.auth_test()
    assert set(answer.headers["x-oauth-scopes"].split(",")) == load_manifest().scopes
    assert answer["user_id"] == BOT_USER_ID


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        (None, "auth.test", "not_authed"),
        ("xoxb-wrong", "auth.test", "invalid_auth"),
        (APP_TOKEN, "chat.postMessage", "not_allowed_token_type"),
    ],
)
async def test_a_wrong_token_is_refused(slack: Any, token: str | None, method: str, error: str) -> None:
    client = AsyncWebClient(token=token, base_url=f"{slack.base_url}/slack/api/")
    assert await slack.error(client.api_call(method)) == error


async def test_a_socket_is_not_opened_with_the_bot_token(slack: Any) -> None:
    assert await slack.error(slack.client.api_call("apps.connections.open")) == "not_allowed_token_type"


async def test_a_method_nobody_knows_is_said_so(slack: Any) -> None:
    assert await slack.error(slack.client.api_call("chat.shout")) == "unknown_method"
    assert slack.workspace.calls["chat.shout"] == 1


async def test_a_missing_argument_is_named(slack: Any) -> None:
    body = await slack.refusal(slack.client.api_call("chat.postMessage", json={"text": "x"}))
    assert body["error"] == "invalid_arguments"
    assert body["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


async def test_messages_in_one_channel_wait_for_their_turn(serve_slack: Any, clock: Any) -> None:
    slack = await serve_slack(limits=Limits(message_burst=2))
    await posted(slack)
    await posted(slack)
    response = await slack.http.post(
        "/slack/api/chat.postMessage",
        json={"channel": PRODUCT_DESIGN, "text": "x"},
        headers={"authorization": f"Bearer {slack.client.token}"},
    )
    assert (response.status_code, response.headers["retry-after"]) == (429, "1")
    assert response.json() == {"ok": False, "error": "ratelimited"}
    await posted(slack, channel=PRIVATE_LAUNCH)
    clock.advance(1)
    await posted(slack)
    assert len(slack.workspace.messages(PRODUCT_DESIGN)) == 3


async def test_a_method_of_tier_three_takes_fifty_calls_a_minute(serve_slack: Any, clock: Any) -> None:
    slack = await serve_slack(limits=Limits())
    for _ in range(50):
        await slack.client.conversations_history(channel=PRODUCT_DESIGN)
    assert await slack.error(slack.client.conversations_history(channel=PRODUCT_DESIGN)) == "ratelimited"
    clock.advance(60 / 50)
    await slack.client.conversations_history(channel=PRODUCT_DESIGN)

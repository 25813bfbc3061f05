"""conversations.*"""

import base64
import binascii
from collections.abc import Sequence

from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.payloads import channel_payload, message_payload
from bot.sandbox.slack.records import JSON, Channel, ChannelKind, Message
from bot.sandbox.slack.seed import BOT_USER_ID
from bot.sandbox.slack.web.access import joined_channel, require_channel_scope, visible_channel
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.web.method import HISTORY, READ, Method
from bot.sandbox.slack.workspace import Workspace

_CURSOR = "next_ts:"


async def replies(workspace: Workspace, arguments: Arguments) -> JSON:
    """The parent comes first on every first page, whatever ``oldest`` says."""
    channel = joined_channel(workspace, arguments.required("channel"))
    require_channel_scope(workspace, channel, "history")
    ts = arguments.required("ts")
    named = workspace.state.find_message(channel.id, ts)
    if named is None or named.ephemeral_to is not None:
        raise ApiError("thread_not_found")
    below = [] if named.is_reply else _within(workspace.state.replies(channel.id, ts), arguments)
    page, cursor = _page([named, *below], arguments, default=1000)
    return _messages(workspace, page, cursor, arguments)


async def history(workspace: Workspace, arguments: Arguments) -> JSON:
    """The newest first; replies are left out unless they were broadcast."""
    channel = joined_channel(workspace, arguments.required("channel"))
    require_channel_scope(workspace, channel, "history")
    shown = [message for message in workspace.messages(channel.id) if message.ephemeral_to is None]
    page, cursor = _page(_within(shown, arguments)[::-1], arguments, default=100)
    return _messages(workspace, page, cursor, arguments)


async def info(workspace: Workspace, arguments: Arguments) -> JSON:
    channel = visible_channel(workspace, arguments.required("channel"))
    require_channel_scope(workspace, channel, "read")
    payload = channel_payload(channel)
    if arguments.flag("include_num_members"):
        payload["num_members"] = len(channel.members)
    return {"channel": payload}


async def members(workspace: Workspace, arguments: Arguments) -> JSON:
    channel = visible_channel(workspace, arguments.required("channel"))
    require_channel_scope(workspace, channel, "read")
    return {"members": sorted(channel.members), "response_metadata": {"next_cursor": ""}}


async def open_conversation(workspace: Workspace, arguments: Arguments) -> JSON:
    """A direct message with one person, or a group message with several, opened if there is none."""
    user_ids = [user_id for user_id in arguments.required("users").split(",") if user_id]
    if any(user_id not in workspace.state.users for user_id in user_ids):
        raise ApiError("user_not_found")
    wanted = frozenset(user_ids) | {BOT_USER_ID}
    kind = ChannelKind.DM if len(wanted) == 2 else ChannelKind.GROUP_DM
    for channel in workspace.state.channels.values():
        if channel.kind is kind and channel.members == wanted:
            return {"no_op": True, "already_open": True, "channel": {"id": channel.id}}
    names = "--".join(sorted(workspace.state.user(user_id).name for user_id in wanted))
    prefix, name = ("D", "lookalike") if kind is ChannelKind.DM else ("C", f"mpdm-{names}-1")
    opened = Channel(workspace.state.next_id(prefix), name, kind, wanted)
    workspace.state.add_channel(opened)
    return {"channel": {"id": opened.id}}


def _within(messages: Sequence[Message], arguments: Arguments) -> list[Message]:
    """Those between ``oldest`` and ``latest``, the two themselves only if ``inclusive`` is set."""
    oldest, latest = _time(arguments, "oldest", "0"), _time(arguments, "latest", "inf")
    edges = {oldest, latest} if arguments.flag("inclusive") else set()
    return [message for message in messages if oldest < float(message.ts) < latest or float(message.ts) in edges]


def _time(arguments: Arguments, name: str, default: str) -> float:
    try:
        return float(arguments.text(name) or default)
    except ValueError:
        raise ApiError(f"invalid_ts_{name}") from None


def _page(messages: Sequence[Message], arguments: Arguments, *, default: int) -> tuple[Sequence[Message], str]:
    """One page and the cursor to the next, empty if there is none."""
    limit = arguments.number("limit", default)
    if not 0 < limit <= 1000:
        raise ApiError("invalid_limit")
    start = 0
    if cursor := arguments.text("cursor"):
        start = next((i for i, message in enumerate(messages) if message.ts == _decoded(cursor)), len(messages))
    page, rest = messages[start : start + limit], messages[start + limit :]
    following = base64.b64encode(f"{_CURSOR}{rest[0].ts}".encode()).decode() if rest else ""
    return page, following


def _decoded(cursor: str) -> str:
    try:
        decoded = base64.b64decode(cursor, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise ApiError("invalid_cursor") from None
    if not decoded.startswith(_CURSOR):
        raise ApiError("invalid_cursor")
    return decoded.removeprefix(_CURSOR)


def _messages(workspace: Workspace, page: Sequence[Message], cursor: str, arguments: Arguments) -> JSON:
    metadata = arguments.flag("include_all_metadata")
    answer: JSON = {
        "messages": [message_payload(workspace.state, message, metadata=metadata) for message in page],
        "has_more": bool(cursor),
    }
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


METHODS = {
    "conversations.replies": Method(replies, HISTORY),
    "conversations.history": Method(history, HISTORY),
    "conversations.info": Method(info, READ),
    "conversations.members": Method(members, READ),
    "conversations.open": Method(open_conversation, ("im:write", "mpim:write")),
}

"""Messages of a channel or a thread, page by page."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import UNFINISHED
from bot.slack.web_api import SlackWebApi, slack_error

_PAGE = 200


async def read_messages(
    client: AsyncWebClient,
    web_api: SlackWebApi,
    channel_id: str,
    thread_ts: str | None,
    *,
    most_pages: int,
    **window: str | bool,
) -> AsyncIterator[Mapping[str, Any]]:
    """The messages of a thread, its parent among them, or with None those of the channel itself, in Slack's order.

    Args:
        window: what else Slack is asked for, such as ``oldest``.

    Raises:
        SlackError: the next page is not to be had; ``look_unfinished`` if there are more pages than may be read.
    """
    method = "conversations.history" if thread_ts is None else "conversations.replies"
    cursor: str | None = None
    for _ in range(most_pages):
        asked: dict[str, Any] = {"channel": channel_id, "limit": _PAGE, "cursor": cursor, **window}
        call = (
            client.conversations_history(**asked)
            if thread_ts is None
            else client.conversations_replies(ts=thread_ts, **asked)
        )
        data = await web_api.run(method, call)
        for message in data.get("messages", ()):
            yield message
        cursor = (data.get("response_metadata") or {}).get("next_cursor") or None
        if cursor is None:
            return
    raise slack_error(UNFINISHED, method)

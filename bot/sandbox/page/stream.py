"""What changed, as server-sent events: the page fetches again what an event names."""

import json
from collections.abc import AsyncGenerator, Awaitable, Callable

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.requests import Request
from starlette.responses import Response

from bot.sandbox.page.errors import spoken
from bot.sandbox.page.viewer import viewer_of
from bot.sandbox.slack import Change, ChangeKind, Workspace

RETRY_MS = 500
"""How soon a browser comes back to a stream that broke."""


def change_stream(workspace: Workspace) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint: ``ready`` once nothing can be missed any more, then each ``change`` that the person sees."""

    @spoken
    async def endpoint(request: Request) -> Response:
        viewer = viewer_of(workspace, request)
        return EventSourceResponse(change_events(workspace, viewer.id))

    return endpoint


async def change_events(workspace: Workspace, user_id: str) -> AsyncGenerator[ServerSentEvent, None]:
    """``ready``, then each change that this person sees, until the workspace closes."""
    async with workspace.watch() as changes:
        yield ServerSentEvent(event="ready", data="{}", retry=RETRY_MS)
        async for change in changes:
            if change.kind is not ChangeKind.EVENT and change.user_id in {None, user_id}:
                yield ServerSentEvent(event="change", data=json.dumps(_change(change)))


def _change(change: Change) -> dict[str, str | None]:
    return {
        "kind": change.kind.value,
        "channel": change.channel_id,
        "ts": change.ts,
        "thread": change.thread_ts,
    }

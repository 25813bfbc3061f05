"""Everything under ``/slack``."""

from collections import Counter

from starlette.middleware import Middleware
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.sandbox.faults import FaultMiddleware, Faults
from bot.sandbox.slack.web.dispatch import Dispatch
from bot.sandbox.slack.web.response_url import ResponseUrl
from bot.sandbox.slack.web.socket import SocketMode
from bot.sandbox.slack.web.transfer import Transfer
from bot.sandbox.slack.workspace import Workspace

_PREFIX = "/slack/"


def slack_routes(workspace: Workspace, faults: Faults) -> Mount:
    """The Web API, files, uploads, response URLs and Socket Mode; all but the last can be hit by faults."""
    transfer = Transfer(workspace)
    return Mount(
        "/slack",
        routes=[
            Route("/api/{method}", Dispatch(workspace).__call__, methods=["GET", "POST"]),
            Route("/files/{file}/download/{name}", transfer.download),
            Route("/files/{user}/{file}/{name}", transfer.permalink),
            Route("/files/{file}/{name}", transfer.download),
            Route("/upload/{file}", transfer.upload, methods=["POST", "PUT"]),
            Route("/response/{key}", ResponseUrl(workspace).__call__, methods=["POST"]),
            WebSocketRoute("/socket/", SocketMode(workspace).__call__),
        ],
        middleware=[
            Middleware(CallCounter, calls=workspace.calls),
            Middleware(FaultMiddleware, faults=faults, target="slack", endpoint_of=endpoint_of),
        ],
    )


def endpoint_of(scope: Scope) -> str:
    """``chat.postMessage`` for a method, else ``files``, ``upload`` or ``response``."""
    family, _, rest = str(scope["path"]).removeprefix(_PREFIX).partition("/")
    return rest if family == "api" else family


class CallCounter:
    """Counts every HTTP call by its endpoint, also those that a fault hits."""

    def __init__(self, app: ASGIApp, *, calls: Counter[str]) -> None:
        self._app = app
        self._calls = calls

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self._calls[endpoint_of(scope)] += 1
        await self._app(scope, receive, send)

"""``/slack/api/{method}``: token, limits, scopes, then the method itself."""

from starlette.requests import Request
from starlette.responses import Response

from bot.sandbox.ascii_json import AsciiJSONResponse
from bot.sandbox.slack.apierror import ApiError
from bot.sandbox.slack.records import JSON
from bot.sandbox.slack.seed import APP_TOKEN, BOT_TOKEN
from bot.sandbox.slack.web import about, blocks, chat, conversations, files, reactions, views
from bot.sandbox.slack.web.access import require_scope
from bot.sandbox.slack.web.arguments import read_call
from bot.sandbox.slack.web.method import Method
from bot.sandbox.slack.workspace import Workspace

METHODS: dict[str, Method] = {
    name: method
    for family in (about, blocks, chat, conversations, files, reactions, views)
    for name, method in family.METHODS.items()
}


class Dispatch:
    """The endpoint of all methods."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def __call__(self, request: Request) -> Response:
        name = request.path_params["method"]
        method = METHODS.get(name)
        try:
            body = await self._answer(name, method, request)
        except ApiError as error:
            return AsciiJSONResponse(
                error.body, status_code=error.status, headers=self._headers(method) | error.headers
            )
        return AsciiJSONResponse({"ok": True} | body, headers=self._headers(method))

    async def _answer(self, name: str, method: Method | None, request: Request) -> JSON:
        if method is None:
            raise ApiError("unknown_method", req_method=name)
        arguments, token = await read_call(request)
        _check_token(token, method)
        if token == BOT_TOKEN and not self._workspace.is_installed:
            raise ApiError("token_revoked")
        self._workspace.limiter.take(name, arguments.text("channel") or None)
        if method.scopes:
            require_scope(self._workspace, *method.scopes)
        return await method.run(self._workspace, arguments)

    def _headers(self, method: Method | None) -> dict[str, str]:
        return {
            "x-oauth-scopes": ",".join(sorted(self._workspace.scopes)),
            "x-accepted-oauth-scopes": ",".join(method.scopes) if method else "",
            "cache-control": "private, no-cache, no-store, must-revalidate",
        }


def _check_token(token: str | None, method: Method) -> None:
    if method.token == "none":  # noqa: S105 - a kind of token
        return
    if token is None:
        raise ApiError("not_authed")
    if token not in {BOT_TOKEN, APP_TOKEN}:
        raise ApiError("invalid_auth")
    if token != (APP_TOKEN if method.token == "app" else BOT_TOKEN):  # noqa: S105 - a kind of token
        raise ApiError("not_allowed_token_type")

"""Protection against CSRF and DNS rebinding: any page in a browser can reach loopback, and the tokens are no secret."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_LOOKS = frozenset({"GET", "HEAD", "OPTIONS"})
_CALLED = ("/slack/", "/patsnap/")
"""What programs call and no page shows: there even a GET may change something, and a script's tag sends one."""

_OWN = frozenset({"same-origin", "none"})


class SandboxGuard:
    """Refuses a foreign ``Host`` (DNS rebinding) always, and a foreign ``Origin`` if something could change.

    A client that is no browser sends neither ``Origin`` nor ``Sec-Fetch-Site`` and is let through.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = _refusal(scope) if scope["type"] in {"http", "websocket"} else ""
        if not refusal:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await JSONResponse({"error": refusal}, status_code=403)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


def _refusal(scope: Scope) -> str:
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if _hostname(host) not in LOOPBACK:
        return "The sandbox answers under 127.0.0.1 and localhost only."
    is_page = not str(scope["path"]).startswith(_CALLED)
    if scope["type"] == "http" and scope["method"] in _LOOKS and is_page:
        return ""
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{host}":
        return "The sandbox takes requests from its own page only."
    if headers.get("sec-fetch-site", "none") not in _OWN:
        return "The sandbox takes requests from its own page only."
    return ""


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None

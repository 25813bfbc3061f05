"""Keeps other web pages out: this one drives a workspace, and every page a browser shows can reach loopback."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""No inline script or style, and nothing from outside, whatever a message holds."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class PageGuard:
    """Refuses a foreign ``Host`` (DNS rebinding) always, and a foreign ``Origin`` where something would change.

    A client that is no browser sends neither ``Origin`` nor ``Sec-Fetch-Site`` and is let through.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if refusal := _refusal(scope["method"], Headers(scope=scope)):
            await JSONResponse({"error": refusal}, status_code=403)(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_guarded)


def _refusal(method: str, headers: Headers) -> str:
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in LOOPBACK:
        return "The sandbox answers under 127.0.0.1 and localhost only."
    if method in SAFE_METHODS:
        return ""
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{host}":
        return "The sandbox takes requests from its own page only."
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return "The sandbox takes requests from its own page only."
    return ""

"""Bytes: private files down, uploads in."""

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse

from bot.sandbox.slack.seed import BOT_TOKEN
from bot.sandbox.slack.web.access import can_see_file
from bot.sandbox.slack.workspace import Workspace

_LOGIN_PAGE = """<!DOCTYPE html><html lang="en"><head><title>Sandbox | Slack</title></head>
<body><h1>Sign in to Sandbox</h1><p>This is the made-up login page of a made-up workspace.</p></body></html>"""


class Transfer:
    """``/slack/files/…`` and ``/slack/upload/…``."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def download(self, request: Request) -> Response:
        """A file's bytes; whoever may not have them gets 200 and the login page, as at Slack."""
        file_id = request.path_params["file"].rpartition("-")[2]
        file = self._workspace.state.files.get(file_id)
        if not self._may_download(request) or (file is not None and not can_see_file(self._workspace, file)):
            return HTMLResponse(_LOGIN_PAGE)
        if file is None:
            return PlainTextResponse("Not found", status_code=404)
        if file.deleted:
            return PlainTextResponse("Gone", status_code=410)
        if file.ready_at > self._workspace.state.clock():
            return PlainTextResponse("Not found", status_code=404)
        if self._workspace.downloads.redirect_to is not None:
            return RedirectResponse(f"{self._workspace.downloads.redirect_to}{request.url.path}")
        return StreamingResponse(
            self._chunks(file.content),
            media_type=file.mimetype,
            headers={"content-length": str(file.size), "cache-control": "private, max-age=0"},
        )

    async def permalink(self, _: Request) -> Response:
        """The page of a file is for people who have signed in."""
        return HTMLResponse(_LOGIN_PAGE)

    async def upload(self, request: Request) -> Response:
        """The body is the file, or a form with the file in it."""
        content = await _uploaded(request)
        if not self._workspace.uploads.fill(request.path_params["file"], content):
            return PlainTextResponse("Bad upload", status_code=400)
        return PlainTextResponse(f"OK - {len(content)}")

    def _may_download(self, request: Request) -> bool:
        has_token = request.headers.get("authorization") == f"Bearer {BOT_TOKEN}"
        return has_token and "files:read" in self._workspace.scopes

    async def _chunks(self, content: bytes) -> AsyncIterator[bytes]:
        downloads = self._workspace.downloads
        for start in range(0, len(content), downloads.chunk_bytes):
            yield content[start : start + downloads.chunk_bytes]
            if downloads.chunk_delay_s:
                await asyncio.sleep(downloads.chunk_delay_s)


async def _uploaded(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return await request.body()
    async with request.form() as form:
        for value in form.values():
            if not isinstance(value, str):
                return await value.read()
    return b""

"""The page itself, snapshots as JSON, and the bytes of files and samples."""

import asyncio
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.templating import Jinja2Templates

from bot.sandbox.ascii_json import AsciiJSONResponse
from bot.sandbox.page.assets import Assets
from bot.sandbox.page.errors import RefusedError, spoken
from bot.sandbox.page.languages import LANGUAGES, page_translator, translator_for
from bot.sandbox.page.languages.messages import messages_json
from bot.sandbox.page.snapshot import SHOWN_INLINE, channel_json, state_json, thread_json, view_json
from bot.sandbox.page.thumbnails import thumbnail
from bot.sandbox.page.viewer import viewer_of
from bot.sandbox.patsnap.samples import samples
from bot.sandbox.slack import Workspace

_HERE = Path(__file__).parent

_INERT = {"Content-Security-Policy": "default-src 'none'; style-src 'none'; sandbox"}
"""A file of the workspace that is opened by itself runs nothing."""

_FOR_A_WHILE = {"Cache-Control": "max-age=600"}


class Reads:
    """Endpoints that change nothing."""

    def __init__(self, workspace: Workspace, assets: Assets) -> None:
        self._workspace = workspace
        self._assets = assets
        self._templates = Jinja2Templates(directory=_HERE / "templates")
        self._drawing = asyncio.Lock()
        self._samples = {sample.name: sample for sample in samples()}

    async def index(self, request: Request) -> Response:
        tr = translator_for(request)
        return self._templates.TemplateResponse(
            request,
            "index.html",
            {
                "tr": tr,
                "languages": {language: page_translator(language)("language-name") for language in LANGUAGES},
                "messages": messages_json(tr.language),
                "static": self._assets.root,
                "scripts": self._assets.scripts(),
            },
        )

    async def archive(self, request: Request) -> Response:
        """A link to a message, as Slack makes them (``p`` and the ts without its dot) -> its place on the page."""
        digits = request.path_params["message"].removeprefix("p")
        thread = request.query_params.get("thread_ts") or f"{digits[:-6]}.{digits[-6:]}"
        return RedirectResponse(f"/#{quote(request.path_params['channel'])}/{quote(thread)}")

    @spoken
    async def state(self, request: Request) -> Response:
        viewer = viewer_of(self._workspace, request)
        return AsciiJSONResponse(state_json(translator_for(request), self._workspace, viewer, list(self._samples)))

    @spoken
    async def channel(self, request: Request) -> Response:
        viewer = viewer_of(self._workspace, request)
        return AsciiJSONResponse(channel_json(self._workspace, request.path_params["channel"], viewer))

    @spoken
    async def thread(self, request: Request) -> Response:
        viewer = viewer_of(self._workspace, request)
        path = request.path_params
        return AsciiJSONResponse(thread_json(self._workspace, path["channel"], path["ts"], viewer))

    @spoken
    async def view(self, request: Request) -> Response:
        viewer = viewer_of(self._workspace, request)
        return AsciiJSONResponse(view_json(self._workspace.view(viewer.id)))

    @spoken
    async def file(self, request: Request) -> Response:
        """A picture as itself, anything else as a download."""
        file = self._workspace.file(request.path_params["file"])
        if file.deleted:
            raise RefusedError(404, "file-deleted")
        if file.mimetype in SHOWN_INLINE:
            return Response(file.content, media_type=file.mimetype, headers=_INERT)
        return Response(
            file.content,
            media_type="application/octet-stream",
            headers=_INERT | {"Content-Disposition": "attachment"},
        )

    @spoken
    async def sample(self, request: Request) -> Response:
        """A sample's thumbnail."""
        sample = self._samples.get(request.path_params["name"])
        if sample is None:
            raise RefusedError(404, "refused-sample")
        # One at a time: a page asks for all of them at once, and drawing leaves little of the processor to the rest.
        async with self._drawing:
            content = await asyncio.to_thread(thumbnail, sample)
        return Response(content, media_type="image/png", headers=_INERT | _FOR_A_WHILE)

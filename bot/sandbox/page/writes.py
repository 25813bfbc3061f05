"""What a person does on the page. Each endpoint is one call of the workspace, made for the person of ``?user=``."""

import asyncio
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.model.language import Language
from bot.sandbox.page.errors import RefusedError, spoken
from bot.sandbox.page.languages import COOKIE, LANGUAGES, page_translator, translator_for
from bot.sandbox.page.viewer import viewer_of
from bot.sandbox.patsnap.samples import samples
from bot.sandbox.slack import Outcome, Said, Workspace

Picked = str | int | list[str] | None
"""What was typed or picked: a text, an option's value, an id, a date, or several of them."""


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class MessageBody(_Body):
    channel: str
    ts: str


class ReactionBody(_Body):
    channel: str
    ts: str
    name: Annotated[str, Field(pattern=r"^[a-z0-9_+'-]{1,80}$")]


class FileBody(_Body):
    file: str


class SampleBody(_Body):
    name: str
    channel: str
    thread: str | None = None


class ActionBody(_Body):
    channel: str
    ts: str
    block: str
    action: str
    value: str | None = None
    picked: Picked = None


class ViewActionBody(_Body):
    view: str
    block: str
    action: str
    value: str | None = None
    picked: Picked = None
    values: dict[str, dict[str, Picked]] = {}


class SubmitBody(_Body):
    view: str
    values: dict[str, dict[str, Picked]] = {}


class CloseBody(_Body):
    view: str
    all: bool = False


class CommandBody(_Body):
    channel: str
    command: str
    text: str = ""


class ShortcutBody(_Body):
    channel: str
    ts: str
    shortcut: str


class InvitationBody(_Body):
    channel: str


class LanguageBody(_Body):
    language: str


_BodyT = TypeVar("_BodyT", bound=_Body)

_A_YEAR_S = 31_536_000


class Writes:
    """Endpoints that change the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @spoken
    async def post(self, request: Request) -> Response:
        """Form fields ``channel``, ``text``, ``thread`` and any number of ``files``."""
        async with request.form(max_files=50) as form:
            files = [
                (upload.filename or "file", await upload.read())
                for upload in form.getlist("files")
                if isinstance(upload, UploadFile)
            ]
            # A browser sends every line of a form with CR LF.
            text = str(form.get("text", "")).replace("\r\n", "\n")
            if not text and not files:
                raise RefusedError(400, "refused-empty-post")
            ts = await self._workspace.post(
                viewer_of(self._workspace, request).id,
                str(form.get("channel", "")),
                text,
                files=files,
                thread_ts=str(form.get("thread") or "") or None,
            )
        return JSONResponse({"ts": ts}, status_code=201)

    @spoken
    async def post_sample(self, request: Request) -> Response:
        body = await _read(request, SampleBody)
        sample = next((sample for sample in samples() if sample.name == body.name), None)
        if sample is None:
            raise RefusedError(404, "refused-sample")
        ts = await self._workspace.post(
            viewer_of(self._workspace, request).id,
            body.channel,
            files=[(f"{sample.name}.png", await asyncio.to_thread(lambda: sample.png_bytes))],
            thread_ts=body.thread,
        )
        return JSONResponse({"ts": ts}, status_code=201)

    @spoken
    async def delete_message(self, request: Request) -> Response:
        body = await _read(request, MessageBody)
        await self._workspace.delete_message(body.channel, body.ts)
        return JSONResponse({})

    @spoken
    async def react(self, request: Request) -> Response:
        """Add a reaction, or take one's own back."""
        body = await _read(request, ReactionBody)
        await self._workspace.react(viewer_of(self._workspace, request).id, body.channel, body.ts, body.name)
        return JSONResponse({})

    @spoken
    async def delete_file(self, request: Request) -> Response:
        body = await _read(request, FileBody)
        await self._workspace.delete_file(body.file)
        return JSONResponse({})

    @spoken
    async def act(self, request: Request) -> Response:
        body = await _read(request, ActionBody)
        outcome = await self._workspace.click(
            viewer_of(self._workspace, request).id,
            body.channel,
            body.ts,
            body.action,
            block_id=body.block,
            value=body.value,
            selected=body.picked,
        )
        return _answer(request, outcome)

    @spoken
    async def act_in_view(self, request: Request) -> Response:
        body = await _read(request, ViewActionBody)
        outcome = await self._workspace.view_action(
            viewer_of(self._workspace, request).id,
            body.view,
            body.action,
            block_id=body.block,
            value=body.value,
            selected=body.picked,
            values=body.values,
        )
        return _answer(request, outcome)

    @spoken
    async def submit_view(self, request: Request) -> Response:
        body = await _read(request, SubmitBody)
        viewer = viewer_of(self._workspace, request)
        return _answer(request, await self._workspace.submit_view(viewer.id, body.view, body.values))

    @spoken
    async def close_view(self, request: Request) -> Response:
        """Close one modal, or with ``all`` those below it too, the top one first."""
        body = await _read(request, CloseBody)
        viewer = viewer_of(self._workspace, request)
        outcome = await self._workspace.close_view(viewer.id, body.view)
        while body.all and (below := self._workspace.view(viewer.id)):
            outcome = await self._workspace.close_view(viewer.id, below.id)
        return _answer(request, outcome)

    @spoken
    async def command(self, request: Request) -> Response:
        body = await _read(request, CommandBody)
        viewer = viewer_of(self._workspace, request)
        return _answer(request, await self._workspace.command(viewer.id, body.channel, body.command, body.text))

    @spoken
    async def shortcut(self, request: Request) -> Response:
        body = await _read(request, ShortcutBody)
        viewer = viewer_of(self._workspace, request)
        return _answer(request, await self._workspace.message_shortcut(viewer.id, body.channel, body.ts, body.shortcut))

    @spoken
    async def invite(self, request: Request) -> Response:
        """Bring the app into a channel."""
        body = await _read(request, InvitationBody)
        self._workspace.invite(body.channel)
        return JSONResponse({})

    @spoken
    async def choose_language(self, request: Request) -> Response:
        """Keep the page's language in a cookie, and let Slack know the person by it."""
        body = await _read(request, LanguageBody)
        if body.language not in LANGUAGES:
            raise RefusedError(400, "refused-language")
        tr = page_translator(Language(body.language))
        self._workspace.choose_locale(viewer_of(self._workspace, request).id, tr("language-of-slack"))
        response = JSONResponse({})
        response.set_cookie(COOKIE, tr.language, max_age=_A_YEAR_S, httponly=True, samesite="strict")
        return response


async def _read(request: Request, model: type[_BodyT]) -> _BodyT:
    return model.model_validate_json(await request.body())


def _answer(request: Request, outcome: Outcome) -> Response:
    tr = translator_for(request)
    errors = {
        place: tr(error.message, **error.values) if isinstance(error, Said) else error
        for place, error in outcome.errors.items()
    }
    return JSONResponse({"status": outcome.status.value, "errors": errors})

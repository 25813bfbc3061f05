"""The HTTP around the local Patsnap."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import Scope

from bot.sandbox.faults import FaultMiddleware, Faults
from bot.sandbox.patsnap import details, lookups
from bot.sandbox.patsnap.catalogue import Filing, load_catalogue
from bot.sandbox.patsnap.envelope import Code, Refusal, Violation, invalid, refused, success
from bot.sandbox.patsnap.pictures import figures_of, full_png, thumbnail_png
from bot.sandbox.patsnap.report import Voice
from bot.sandbox.patsnap.requests import (
    Account,
    Creation,
    FulltextImage,
    ImageMultiple,
    ImageSingle,
    LineDrawingSearch,
    OneToOne,
    PatentNumbers,
    PatentSearch,
    Results,
    SearchId,
    Submit,
    TaskId,
    parse,
    query_of,
)
from bot.sandbox.patsnap.statement import statement
from bot.sandbox.patsnap.tasks import PictureLost
from bot.sandbox.patsnap.tokens import Unauthorized
from bot.sandbox.patsnap.uploads import LIFE_S
from bot.sandbox.patsnap.world import PatsnapWorld

PREFIX = "/patsnap"

_MAX_BODY_BYTES = 2 * 1024 * 1024
_RENAMED = {
    "beta": "image-single-beta",
    "infringement-detection-creation": "creation",
    "infringement-detection-query": "query",
    "v2": "statement",
}

Handler = Callable[[Request], Awaitable[Response]]
Business = Callable[[Request, str], Awaitable[object]]


def patsnap_routes(world: PatsnapWorld, faults: Faults) -> list[BaseRoute]:
    """The local Patsnap under ``/patsnap``, with faults in front of it."""
    endpoints = _Endpoints(world)
    posts: dict[str, Business] = {
        "/image-search/image-upload": endpoints.upload,
        "/ai/image-search/submit": endpoints.submit,
        "/ai/image-search/report": endpoints.report,
        "/search/patent/image-single": endpoints.image_single,
        "/search/patent/image-single/beta": endpoints.line_drawing_search,
        "/search/patent/image-multiple": endpoints.image_multiple,
        "/ai/infringement-detection-creation": endpoints.creation,
        "/ai/infringement-detection-query": endpoints.query,
        "/ai/infringement-detection-1v1-creation": endpoints.one_to_one,
        "/ai/infringement-detection-1v1-query": endpoints.one_to_one_query,
        "/search/patent/patent-search-pn": endpoints.patent_search,
        "/basic-patent-data/fulltext-image": endpoints.fulltext_image,
        "/open-user/statement/v2": endpoints.statement,
    }
    gets: dict[str, Business] = {
        "/image-search/search-id": endpoints.search_id,
        "/image-search/results": endpoints.results,
        "/basic-patent-data/simple-bibliography": endpoints.by_patent(lookups.bibliography),
        "/basic-patent-data/simple-legal-status": endpoints.by_patent(lookups.legal_status),
        "/basic-patent-data/abstract-image": endpoints.abstract_image,
        "/basic-patent-data/bibliography": endpoints.by_patent(details.full_bibliography),
        "/basic-patent-data/patent-family": endpoints.by_patent(details.families),
        "/basic-patent-data/legal-status": endpoints.by_patent(details.legal_events),
        "/high-value-data/litigation": endpoints.by_patent(details.litigation),
        "/advanced-patent-data/re-examination-and-invalidation": endpoints.by_patent(details.invalidations),
        "/advanced-patent-data/customs-data": endpoints.by_patent(details.customs),
        "/advanced-patent-data/license-data": endpoints.by_patent(details.licences),
    }
    router = Router(
        [
            Route("/oauth/token", endpoints.token, methods=["POST"]),
            *(Route(path, endpoints.business(handler), methods=["POST"]) for path, handler in posts.items()),
            *(Route(path, endpoints.business(handler), methods=["GET"]) for path, handler in gets.items()),
            Route("/images/{kind}/{name}", endpoints.image, methods=["GET"]),
            Route("/{path:path}", endpoints.nothing, methods=["GET", "POST", "PUT", "DELETE", "PATCH"]),
        ]
    )
    return [Mount(PREFIX, FaultMiddleware(router, faults=faults, target="patsnap", endpoint_of=endpoint_of))]


def endpoint_of(scope: Scope) -> str:
    """The name by which faults and counters know a call; the last part of the path but for a few."""
    path = str(scope["path"])
    if "/images/" in path:
        return "images"
    last = path.rpartition("/")[2]
    return _RENAMED.get(last, last)


class _Endpoints:
    """One method an endpoint: it reads the request and hands it to the world.

    A business endpoint gets the request and the address that its images start with, and returns the data.
    """

    def __init__(self, world: PatsnapWorld) -> None:
        self._world = world

    def business(self, handler: Business) -> Handler:
        """A business endpoint behind what all of them check first."""

        async def handle(request: Request) -> Response:
            self._world.calls[endpoint_of(request.scope)] += 1
            try:
                self._world.tokens.check(request.headers.get("authorization"), request.query_params.get("apikey"))
                self._world.check_rate()
                return success(await self._checked(request, handler))
            except Unauthorized:
                return PlainTextResponse("Unauthorized", status_code=401)
            except PictureLost:
                return refused(invalid("url: no JPG or PNG can be had from it"))
            except Refusal as refusal:
                return refused(refusal)

        return handle

    async def _checked(self, request: Request, handler: Business) -> object:
        """What a handler makes of a request that the document knows; any other is noted, and refused."""
        self._world.checked += 1
        try:
            await _check_place(request)
            return await handler(request, self._base(request))
        except Violation as violation:
            self._note(request, violation)
            raise

    def _note(self, request: Request, violation: Violation) -> None:
        path = request.url.path.removeprefix(PREFIX)
        self._world.violations.append(f"{path}: {violation.message}")

    async def token(self, request: Request) -> Response:
        self._world.calls["token"] += 1
        self._world.checked += 1
        try:
            if _content_type(request) != "application/x-www-form-urlencoded":
                raise Violation("content-type: is not application/x-www-form-urlencoded")
            form = await request.form()
            if form.multi_items() != [("grant_type", "client_credentials")]:
                raise Violation("grant_type: is not client_credentials, or not alone")
            await _check_place(request)
            token = self._world.tokens.issue(request.headers.get("authorization", ""))
        except Refusal as refusal:
            if isinstance(refusal, Violation):
                self._note(request, refusal)
            return refused(refusal)
        fields: dict[str, Any] = {
            "token": token,
            "token_type": "BearerToken",
            "expires_in": int(self._world.tokens.life_s),
            "issued_at": str(int(self._world.clock() * 1000)),
        }
        if self._world.enveloped_tokens:
            return success(fields)
        return JSONResponse({**fields, "status": "approved"})

    async def upload(self, request: Request, base: str) -> object:
        if _content_type(request) != "multipart/form-data":
            raise Violation("content-type: is not multipart/form-data")
        try:
            form = await request.form(max_files=4, max_fields=4)
        except HTTPException as error:
            raise Violation(f"body: {error.detail}") from error
        try:
            file = form.get("image")
            if not isinstance(file, UploadFile):
                raise Violation("image: is missing, or no file")
            if len(form.multi_items()) > 1:
                raise Violation("image: is not alone")
            data = await file.read()
        finally:
            await form.close()
        added = self._world.uploads.add(data)
        return {"url": f"{base}images/uploads/{added.name}", "expire": LIFE_S}

    async def submit(self, request: Request, base: str) -> object:
        return {"task_id": self._world.submit(parse(Submit, await _json(request)), base)}

    async def report(self, request: Request, _: str) -> object:
        return await self._world.report("v2", parse(TaskId, await _json(request)).task_id)

    async def image_single(self, request: Request, base: str) -> object:
        return await self._world.search_images(parse(ImageSingle, await _json(request)), base)

    async def line_drawing_search(self, request: Request, base: str) -> object:
        return await self._world.search_images(parse(LineDrawingSearch, await _json(request)), base)

    async def image_multiple(self, request: Request, base: str) -> object:
        return await self._world.search_images(parse(ImageMultiple, await _json(request)), base)

    async def creation(self, request: Request, base: str) -> object:
        return {"task_id": self._world.create(parse(Creation, await _json(request)), base)}

    async def query(self, request: Request, _: str) -> object:
        return await self._world.report("v1", parse(TaskId, await _json(request)).task_id)

    async def one_to_one(self, request: Request, base: str) -> object:
        return {"task_id": self._world.compare_one(parse(OneToOne, await _json(request)), base)}

    async def one_to_one_query(self, request: Request, _: str) -> object:
        return await self._world.report("1v1", parse(TaskId, await _json(request)).task_id)

    async def search_id(self, request: Request, base: str) -> object:
        return await self._world.search_designs(parse(SearchId, query_of(request.query_params.multi_items())), base)

    async def results(self, request: Request, base: str) -> object:
        return self._world.next_designs(parse(Results, query_of(request.query_params.multi_items())), base)

    async def patent_search(self, request: Request, _: str) -> object:
        return lookups.search_numbers(parse(PatentSearch, await _json(request)))

    def by_patent(self, answer: Callable[[list[Filing]], object]) -> Business:
        """A call that takes up to 100 patents, and answers from the catalogue."""

        async def handle(request: Request, _: str) -> object:
            asked = parse(PatentNumbers, query_of(request.query_params.multi_items()))
            return answer(lookups.find_numbers(asked))

        return handle

    async def fulltext_image(self, request: Request, base: str) -> object:
        return details.fulltext_images(parse(FulltextImage, await _json(request)), Voice("original", base))

    async def abstract_image(self, request: Request, base: str) -> object:
        filings = lookups.find_numbers(parse(PatentNumbers, query_of(request.query_params.multi_items())))
        return lookups.abstract_images(filings, Voice("original", base))

    async def statement(self, request: Request, _: str) -> object:
        asked = parse(Account, await _json(request))
        self._world.tokens.check_client(asked.apikey, asked.client_secret)
        return statement(self._world.calls)

    async def image(self, request: Request) -> Response:
        """Drawings and uploads; like the vendor's, they need no token."""
        self._world.calls["images"] += 1
        kind, name = request.path_params["kind"], request.path_params["name"]
        by_number = load_catalogue().by_number
        if kind == "uploads" and (upload := self._world.uploads.get(name)):
            return Response(upload.data, media_type=upload.content_type)
        if kind == "full" and (filing := by_number.get(name.removesuffix(".png"))):
            return Response(await asyncio.to_thread(full_png, filing), media_type="image/png")
        number, _, figure = name.removesuffix(".png").partition("_")
        if (
            kind == "figure"
            and (filing := by_number.get(number))
            and figure in map(str, range(1, figures_of(filing) + 1))
        ):
            return Response(await asyncio.to_thread(full_png, filing, int(figure)), media_type="image/png")
        if kind == "thumb" and (filing := by_number.get(name.removesuffix("_120.png"))):
            return Response(await asyncio.to_thread(thumbnail_png, filing), media_type="image/png")
        return PlainTextResponse("Not Found", status_code=404)

    async def nothing(self, request: Request) -> Response:
        self._world.checked += 1
        self._note(request, Violation(f"{request.method}: there is no such call"))
        return refused(Refusal(Code.NO_SUCH_API, "there is no such API"))

    def _base(self, request: Request) -> str:
        home = self._world.base_url or str(request.base_url).rstrip("/")
        return f"{home}{PREFIX}/"


def _content_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _check_place(request: Request) -> None:
    """Fields stand in the query of a GET, or in the body of a POST. Raises Violation."""
    if request.method == "GET":
        if await request.body():
            raise Violation("body: a GET has none")
    elif unknown := request.query_params.keys() - {"apikey"}:
        raise Violation(f"{min(unknown)}: stands in the query of a POST")


async def _json(request: Request) -> object:
    if _content_type(request) != "application/json":
        raise Violation("content-type: is not application/json")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY_BYTES:
            raise Violation("body: is too long")
    try:
        return json.loads(body)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Violation("body: is not JSON") from error

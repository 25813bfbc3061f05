"""The two ways to have a check run: the current pair of calls, and the older one behind the same interface."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from bot.errors import BadResponse
from bot.model import CheckOptions, ProblemKind, Report
from bot.model import Engine as EngineName
from bot.patsnap.client import PatsnapClient
from bot.patsnap.endpoints import CREATION, IMAGE_MULTIPLE, IMAGE_SINGLE, QUERY, REPORT, SUBMIT, Endpoint
from bot.patsnap.exchange import Content
from bot.patsnap.fields import objects, text
from bot.patsnap.reports import parse_task_v1, parse_task_v2

MAX_VIEWS = 4
"""How many images of one product V1 takes."""
_MAX_PATENTS = 100
"""How many patents V1 compares."""


class Engine(Protocol):
    """Runs checks at Patsnap."""

    @property
    def name(self) -> EngineName: ...

    async def submit(self, image_urls: Sequence[str], options: CheckOptions) -> str:
        """Start a task, which is paid for, and return its id.

        Raises:
            OutcomeUnknown: it may have been started; only a person may decide to start another one.
            PatsnapError: it was not started.
        """
        ...

    async def poll(self, task_id: str) -> Report | None:
        """The report, or None while the task runs.

        Raises:
            Rejected: the task failed (TASK_FAILED).
            BadResponse: the report holds nothing (EMPTY_REPORT), or there was no readable reply.
            PatsnapError: the call failed.
        """
        ...


class EngineV2:
    """AI39-1 and AI39-2. Takes one image."""

    name = EngineName.V2

    def __init__(self, client: PatsnapClient) -> None:
        self._client = client

    async def submit(self, image_urls: Sequence[str], options: CheckOptions) -> str:
        [url] = image_urls
        body: dict[str, Any] = {"url": url, "country": list(options.countries), "lang": options.lang.value}
        if options.filed_after:
            body["apply_start_time"] = f"{options.filed_after:%Y%m%d}"
        if options.locarno:
            body["loc"] = list(options.locarno)
        if options.keyword:
            body["main_field"] = options.keyword
        return await self._client.call(SUBMIT, Content(json=body), _parse_task_id(SUBMIT))

    async def poll(self, task_id: str) -> Report | None:
        return await self._client.call(REPORT, Content(json={"task_id": task_id}), parse_task_v2)


class EngineV1:
    """The older pair, behind an image search (P060 for one image, P061 for up to four views of one product).

    The search is billed by itself. Where the task could not be started after it, the next try with the same images
    and options takes up what that search found.
    """

    name = EngineName.V1
    _REMEMBERED = 64

    def __init__(self, client: PatsnapClient) -> None:
        self._client = client
        self._found: dict[tuple[tuple[str, ...], CheckOptions], list[dict[str, Any]]] = {}

    async def submit(self, image_urls: Sequence[str], options: CheckOptions) -> str:
        urls = tuple(image_urls)
        if not 1 <= len(urls) <= MAX_VIEWS:
            raise ValueError(f"one to {MAX_VIEWS} images, not {len(urls)}")
        key = (urls, options)
        patents = self._found.get(key)
        if patents is None:
            patents = await self._search(urls, options)
            while len(self._found) >= self._REMEMBERED:
                del self._found[next(iter(self._found))]
            self._found[key] = patents
        body = {
            "urls": list(urls),
            "patent_messages": patents,
            "report_lang": options.lang.value,
            "country": list(options.countries),
        }
        task_id = await self._client.call(CREATION, Content(json=body), _parse_task_id(CREATION))
        self._found.pop(key, None)
        return task_id

    async def poll(self, task_id: str) -> Report | None:
        return await self._client.call(QUERY, Content(json={"task_id": task_id}), parse_task_v1)

    async def _search(self, urls: tuple[str, ...], options: CheckOptions) -> list[dict[str, Any]]:
        """What the search found, as it came: the next call takes it unchanged."""
        body: dict[str, Any] = {
            "country": list(options.countries),
            "lang": options.lang.value,
            "patent_type": "D",
            "model": 1,
            "limit": _MAX_PATENTS,
            "is_https": 1,
        }
        if options.filed_after:
            body["apply_start_time"] = f"{options.filed_after:%Y%m%d}"
        if options.locarno:
            body["loc"] = f"({' OR '.join(options.locarno)})"
        if options.keyword:
            body["main_field"] = options.keyword
        if len(urls) == 1:
            return await self._client.call(IMAGE_SINGLE, Content(json=body | {"url": urls[0]}), _parse_found)
        return await self._client.call(IMAGE_MULTIPLE, Content(json=body | {"urls": list(urls)}), _parse_found)


def _parse_found(data: Any) -> list[dict[str, Any]]:
    if not isinstance(data, dict):
        raise BadResponse.of(ProblemKind.BAD_RESPONSE, cause="no data")
    found = objects(data.get("patent_messages"))[:_MAX_PATENTS]
    if not found:  # nothing to compare with: a task would be paid for nothing
        raise BadResponse.of(ProblemKind.EMPTY_REPORT)
    return found


def _parse_task_id(endpoint: Endpoint) -> Callable[[Any], str]:
    def parse(data: Any) -> str:
        task_id = text(data.get("task_id")) if isinstance(data, dict) else ""
        if not task_id:
            raise BadResponse.of(ProblemKind.BAD_RESPONSE, api=endpoint.api, cause="no task_id")
        return task_id

    return parse

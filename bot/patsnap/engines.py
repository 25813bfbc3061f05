"""The two ways to have a check run: the current pair of calls, and the older one behind the same interface."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from bot.errors import BadResponse, PatsnapError
from bot.model import CHINESE, CheckOptions, ProblemKind, Report
from bot.model import Engine as EngineName
from bot.model.text import storable
from bot.patsnap.client import PatsnapClient, Turn
from bot.patsnap.endpoints import CREATION, IMAGE_MULTIPLE, IMAGE_SINGLE, QUERY, REPORT, SUBMIT, Endpoint
from bot.patsnap.fields import identifier, objects
from bot.patsnap.http import Content, unknown_outcome
from bot.patsnap.reports import parse_task_v1, parse_task_v2

MAX_VIEWS = 4
"""How many images of one product V1 takes."""
_MAX_PATENTS = 100
"""How many patents V1 compares."""


class Engine(Protocol):
    """Runs checks at Patsnap."""

    @property
    def name(self) -> EngineName: ...

    @property
    def takes_views(self) -> int:
        """How many images of one product one task compares."""
        ...

    @property
    def searches_first(self) -> bool:
        """Whether ``search`` has to come before ``submit``."""
        ...

    @property
    def submits_by(self) -> Endpoint:
        """The call that ``submit`` makes."""
        ...

    async def search(self, image_urls: Sequence[str], options: CheckOptions) -> str:
        """What a search by these images finds, to be handed to ``submit`` and ``poll``; billed by itself.

        Raises:
            OutcomeUnknown: it may have been carried out and billed.
            PatsnapError: the call failed.
        """
        ...

    async def submit(self, image_urls: Sequence[str], options: CheckOptions, *, turn: Turn, found: str = "") -> str:
        """Start a task, which is paid for, and return its id. Sends exactly once, at once.

        Args:
            turn: from ``Patsnap.wait_turn``, for this one submit.
            found: from ``search``, if the engine searches first.

        Raises:
            OutcomeUnknown: it may have been started; only a person may decide to start another one.
            PatsnapError: it was not started.
        """
        ...

    async def poll(self, task_id: str, *, found: str = "") -> Report | None:
        """The report, or None while the task runs.

        Args:
            found: from ``search``; what the report itself lacks is taken from there.

        Raises:
            Rejected: the task failed (TASK_FAILED).
            BadResponse: the report holds nothing (EMPTY_REPORT), the reply is about another task, or none is readable.
            PatsnapError: the call failed.
        """
        ...


class EngineV2:
    """AI39-1 and AI39-2. Takes one image."""

    name = EngineName.V2
    takes_views = 1
    searches_first = False
    submits_by = SUBMIT

    def __init__(self, client: PatsnapClient) -> None:
        self._client = client

    async def search(self, image_urls: Sequence[str], options: CheckOptions) -> str:  # noqa: ARG002 - the protocol's
        """Nothing: the task searches by itself."""
        return ""

    async def submit(
        self,
        image_urls: Sequence[str],
        options: CheckOptions,
        *,
        turn: Turn,
        found: str = "",  # noqa: ARG002 - the protocol's
    ) -> str:
        [url] = image_urls
        body = {"url": url, **sent_parameters(self.name, options)}
        return await self._client.send_once(SUBMIT, Content(json=body), parse_task_id(SUBMIT), turn=turn)

    async def poll(self, task_id: str, *, found: str = "") -> Report | None:  # noqa: ARG002
        return await self._client.call(
            REPORT, Content(json={"task_id": task_id}), lambda data: parse_task_v2(data, asked=task_id)
        )


def sent_parameters(engine: EngineName, options: CheckOptions) -> dict[str, Any]:
    """What a search is told beside the pictures, under Patsnap's names."""
    if engine is EngineName.ONE_TO_ONE:
        return {"report_lang": report_language(options)}
    sent: dict[str, Any] = {"country": list(options.countries), "lang": report_language(options)}
    if engine is EngineName.V1:
        sent |= {"patent_type": "D", "model": 1, "limit": _MAX_PATENTS, "is_https": 1}
    if options.filed_after:
        sent["apply_start_time"] = f"{options.filed_after:%Y%m%d}"
    if options.locarno and engine is EngineName.V1:
        sent["loc"] = f"({' OR '.join(options.locarno)})"
    elif options.locarno:
        sent["loc_items"] = list(options.locarno)
    if options.keyword:
        sent["main_field"] = options.keyword
    return sent


def report_language(options: CheckOptions) -> str:
    """Patsnap's code for the language of a report; it writes two, and English for everybody else."""
    return "cn" if options.lang == CHINESE else "en"


class EngineV1:
    """The older pair, behind an image search (P060 for one image, P061 for up to four views of one product)."""

    name = EngineName.V1
    takes_views = MAX_VIEWS
    searches_first = True
    submits_by = CREATION

    def __init__(self, client: PatsnapClient) -> None:
        self._client = client

    async def search(self, image_urls: Sequence[str], options: CheckOptions) -> str:
        """The patents found, as JSON and as they came: the next call takes them unchanged."""
        if not 1 <= len(image_urls) <= MAX_VIEWS:
            raise ValueError(f"one to {MAX_VIEWS} images, not {len(image_urls)}")
        body = sent_parameters(self.name, options)
        if len(image_urls) == 1:
            endpoint, content = IMAGE_SINGLE, Content(json=body | {"url": image_urls[0]})
        else:
            endpoint, content = IMAGE_MULTIPLE, Content(json=body | {"urls": list(image_urls)})
        try:
            found = await self._client.call(endpoint, content, _parse_found)
        except PatsnapError as error:
            if error.may_have_acted:  # it may be billed: not for a retry to send again
                raise unknown_outcome(endpoint, error) from None
            raise
        return storable(json.dumps(found, ensure_ascii=False))

    async def submit(self, image_urls: Sequence[str], options: CheckOptions, *, turn: Turn, found: str = "") -> str:
        body = {
            "urls": list(image_urls),
            "patent_messages": json.loads(found)["patent_messages"],
            "report_lang": report_language(options),
            "country": list(options.countries),
        }
        return await self._client.send_once(CREATION, Content(json=body), parse_task_id(CREATION), turn=turn)

    async def poll(self, task_id: str, *, found: str = "") -> Report | None:
        searched = json.loads(found) if found else {}
        return await self._client.call(
            QUERY,
            Content(json={"task_id": task_id}),
            lambda data: parse_task_v1(data, asked=task_id, searched=searched),
        )


def _parse_found(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise BadResponse.of(ProblemKind.BAD_RESPONSE, cause="no data")
    found = objects(data.get("patent_messages"))[:_MAX_PATENTS]
    if not found:  # nothing to compare with: a task would be paid for nothing
        raise BadResponse.of(ProblemKind.EMPTY_REPORT)
    return {"patent_messages": found, "total_search_result_count": data.get("total_search_result_count")}


def parse_task_id(endpoint: Endpoint) -> Callable[[Any], str]:
    """What reads the id of a task from the answer to a submit; BadResponse if it holds none."""

    def parse(data: Any) -> str:
        task_id = identifier(data.get("task_id")) if isinstance(data, dict) else ""
        if not task_id:
            raise BadResponse.of(ProblemKind.BAD_RESPONSE, api=endpoint.api, cause="no task_id")
        return task_id

    return parse

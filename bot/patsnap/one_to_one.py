"""The third way to have a check run: one picture beside one patent that a person named (AI67)."""

import json
from collections.abc import Sequence
from dataclasses import replace

from bot.errors import BadResponse, PatsnapError, Rejected
from bot.model import CheckOptions, Patent, Problem, ProblemKind, Report
from bot.model import Engine as EngineName
from bot.model.number import NumberField, NumberQuery, ParsedNumber
from bot.model.text import storable
from bot.patsnap.client import PatsnapClient, Turn
from bot.patsnap.endpoints import COMPARISON, COMPARISON_QUERY, PATENT_SEARCH_PN
from bot.patsnap.engines import parse_task_id, sent_parameters
from bot.patsnap.http import Content, unknown_outcome
from bot.patsnap.lookups import Lookups
from bot.patsnap.reports import parse_task_v1

_MOST_HITS = 20
_MOST_NAMED = 5
"""Patents that a sentence names if several bear the number."""


class EngineOneToOne:
    """AI67-1 and AI67-2. Takes one image, and looks the patent up first: what Patsnap makes of a number that nobody
    bears is undocumented, and would be paid for.
    """

    name = EngineName.ONE_TO_ONE
    takes_views = 1
    searches_first = True
    submits_by = COMPARISON

    def __init__(self, client: PatsnapClient) -> None:
        self._client = client
        self._lookups = Lookups(client)

    async def search(self, image_urls: Sequence[str], options: CheckOptions) -> str:  # noqa: ARG002 - the protocol's
        """The patent that bears the number, as JSON.

        Raises:
            Rejected: nobody bears it (NO_SUCH_PATENT), or several do (SEVERAL_PATENTS).
        """
        if options.against is None:
            raise ValueError("a comparison without a patent")
        return json.dumps(_listed(await self._find(options.against)), ensure_ascii=False)

    async def submit(self, image_urls: Sequence[str], options: CheckOptions, *, turn: Turn, found: str = "") -> str:
        [url] = image_urls
        body = {
            "url": url,
            "patent_number": json.loads(found)["patent_pn"],
            **sent_parameters(self.name, options),
        }
        return await self._client.send_once(COMPARISON, Content(json=body), parse_task_id(COMPARISON), turn=turn)

    async def poll(self, task_id: str, *, found: str = "") -> Report | None:
        """The report on this one patent.

        Raises:
            BadResponse: it is about another patent than the one that was asked for, or about none or several.
        """
        patent = json.loads(found)
        report = await self._client.call(
            COMPARISON_QUERY,
            Content(json={"task_id": task_id}),
            lambda data: parse_task_v1(data, asked=task_id, searched={"patent_messages": [patent]}),
        )
        if report is None:
            return None
        if [_same(comparison.patent, patent) for comparison in report.comparisons] != [True]:
            raise BadResponse.of(ProblemKind.BAD_RESPONSE, api=COMPARISON_QUERY.api, cause="another patent")
        return replace(report, ranked=(), total_found=None)

    async def _find(self, number: ParsedNumber) -> Patent:
        for query in number.candidates:
            found = {patent.key: patent for patent in await self._ask(query, number) if _bears(patent, number)}
            if len(found) == 1:
                return next(iter(found.values()))
            if found:
                numbers = [patent.publication_number for patent in found.values()][:_MOST_NAMED]
                raise Rejected(Problem(ProblemKind.SEVERAL_PATENTS, {"numbers": ", ".join(numbers)}))
        raise Rejected(Problem(ProblemKind.NO_SUCH_PATENT, {"typed": number.typed}))

    async def _ask(self, query: NumberQuery, number: ParsedNumber) -> Sequence[Patent]:
        countries = (number.country,) if number.country else ()
        is_application = query.field is NumberField.APPLICATION
        try:
            hits = await self._lookups.find_patents(
                number="" if is_application else query.value,
                application_number=query.value if is_application else "",
                countries=countries,
                limit=_MOST_HITS,
            )
        except PatsnapError as error:
            if error.may_have_acted:  # it may be billed: not for a retry to send again
                raise unknown_outcome(PATENT_SEARCH_PN, error) from None
            raise
        return hits.patents


def _listed(patent: Patent) -> dict[str, str]:
    """What is known of a patent, as an item of an image search, from which the report takes what it lacks itself."""
    fields = {
        "patent_id": patent.patent_id,
        "patent_pn": patent.publication_number,
        "title": patent.title,
        "authority": patent.country,
        "apno": patent.application_number,
        "apdt": f"{patent.filed:%Y%m%d}" if patent.filed else "",
        "pbdt": f"{patent.published:%Y%m%d}" if patent.published else "",
        "current_assignee": patent.current_assignee,
        "original_assignee": patent.original_assignee,
    }
    return {name: storable(value) for name, value in fields.items()}


def _bears(patent: Patent, number: ParsedNumber) -> bool:
    return bool(patent.publication_number) and number.matches(patent.publication_number, patent.application_number)


def _same(patent: Patent, asked: dict[str, str]) -> bool:
    """Whether an answer is about the patent that was asked for, by its id, or else by its number."""
    if patent.patent_id and asked["patent_id"]:
        return patent.patent_id == asked["patent_id"]
    return patent.publication_number.upper() == asked["patent_pn"].upper()

"""From the replies about a task to a ``Report``: joined, sorted, and never clean by mistake."""

import logging
import re
from collections.abc import Iterable
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from bot.errors import BadResponse, Rejected
from bot.model import Comparison, LegalStatus, Patent, ProblemKind, Report, Risk
from bot.patsnap.fields import fold, identifier, object_named, unique
from bot.patsnap.patents import country_of_number, parse_risk, to_patents
from bot.patsnap.payloads import (
    ComparisonPayload,
    Payload,
    RankedPayload,
    ReportPayload,
    TaskV1Payload,
    TaskV2Payload,
    names_of,
)

logger = logging.getLogger(__name__)

_SUCCEEDED = 2
_FAILED = 3
_RUNNING = 1
_TASK_ID = fold("task_id")

_STATUSES = {
    **dict.fromkeys(("1", "1.0", "valid", "active", "有效"), LegalStatus.VALID),
    **dict.fromkeys(("2", "2.0", "invalid", "inactive", "失效", "无效"), LegalStatus.INVALID),
    **dict.fromkeys(("3", "3.0", "pending", "审中"), LegalStatus.PENDING),
}


def parse_task_v2(data: Any, *, asked: str = "") -> Report | None:
    """The report of AI39-2, or None while there is none.

    Args:
        asked: the task that was asked for. An answer without a task's id is taken for the one to this question.

    Raises:
        Rejected: the task failed (TASK_FAILED).
        BadResponse: no object at all, another task's, or a report with nothing in it (EMPTY_REPORT).
    """
    task = TaskV2Payload.model_validate(_object(data, TaskV2Payload, api="AI39-2", asked=asked))
    if not _is_done(task.task_status, task.report):
        return None
    ranked = to_patents(task.patent_messages.patent_messages)
    fused = to_patents(task.rrffusion_response.patent_messages)
    counts = (
        task.patent_messages.total_search_result_count,
        task.rrffusion_response.traditional_count,
        task.rrffusion_response.rerank_count,
        len(ranked),
        len(fused),
    )
    report = _build(
        task.report, ranked=ranked, fused=fused, searched=any(count is not None and count > 0 for count in counts)
    )
    return replace(
        report,
        ranked=ranked,
        total_found=task.patent_messages.total_search_result_count,
        fused=_with_countries(fused, _Listed(ranked)),
        fusion_k=task.rrffusion_response.k_value,
        rerank_count=task.rrffusion_response.rerank_count,
        traditional_count=task.rrffusion_response.traditional_count,
        line_drawing=_data_url(task.line_drawing_base64),
    )


def parse_task_v1(data: Any, *, asked: str = "", searched: Any = None) -> Report | None:
    """The report of the older query, or None while there is none; raises like ``parse_task_v2``.

    Its reply tells nothing of the search. What tells a clean result from no result is that it counts the suspected
    infringements: none.

    Args:
        asked: as for ``parse_task_v2``.
        searched: the ``data`` of the search that came before; assignees, dates and the list itself are taken from it.
    """
    task = TaskV1Payload.model_validate(_object(data, TaskV1Payload, api="AI39-2 (V1)", asked=asked))
    if not _is_done(task.task_status, task):
        return None
    listed = RankedPayload.model_validate(searched if isinstance(searched, dict) else {})
    ranked = to_patents(listed.patent_messages)
    report = _build(task, ranked=ranked, fused=(), searched=task.suspected_infringement_count is not None)
    return replace(report, ranked=ranked, total_found=listed.total_search_result_count)


def _object(data: Any, payload: type[Payload], *, api: str, asked: str) -> dict[str, Any]:
    found = object_named(data, names_of(payload))
    if found is None:
        raise BadResponse.of(ProblemKind.BAD_RESPONSE, api=api, cause="no data")
    if asked and not _tasks_in(data) | _tasks_in(found) <= {asked.casefold()}:
        raise BadResponse.of(ProblemKind.BAD_RESPONSE, api=api, cause="another task")
    return found


def _tasks_in(value: Any) -> set[str]:
    """The ids of tasks that an answer, or the object in it, names; the envelope around a report may name one too."""
    named = value.items() if isinstance(value, dict) else ()
    return {identifier(item).casefold() for key, item in named if fold(key) == _TASK_ID} - {""}


def _is_done(status: int | None, report: ReportPayload | None) -> bool:
    """Whether the reply is the final one.

    A status that is absent or unknown says nothing: then a report with comparisons in it says that the task is done
    (a new code for success must not cost a paid report), and anything less that it still runs.
    """
    if status == _FAILED:
        raise Rejected.of(ProblemKind.TASK_FAILED)
    if status == _SUCCEEDED:
        return True
    return status != _RUNNING and report is not None and any(map(_is_filled, report.comparisons))


def _build(
    payload: ReportPayload | None, *, ranked: tuple[Patent, ...], fused: tuple[Patent, ...], searched: bool
) -> Report:
    """The report's own part.

    Comparisons that cannot be read are counted. Without any comparison it is a result only in two cases. It names
    countries at risk, or counts suspected infringements: then it found something. Or it is clean beyond doubt: it
    names the countries it searched, and the search counted designs. Everything else with nothing in it is no result,
    and nobody may take it for an all-clear.
    """
    if payload is None:
        raise BadResponse.of(ProblemKind.EMPTY_REPORT)
    lists = (_Listed(ranked), _Listed(fused))
    comparisons = sorted(
        (_compare(item, lists) for item in payload.comparisons if _is_filled(item)),
        key=lambda comparison: comparison.urgency,
    )
    if not payload.comparisons and not (payload.high_risk_country or payload.middle_risk_country):
        suspected = payload.suspected_infringement_country or (payload.suspected_infringement_count or 0) > 0
        clean = payload.country and searched
        if not (suspected or clean):
            raise BadResponse.of(ProblemKind.EMPTY_REPORT)
    if unreadable := len(payload.comparisons) - len(comparisons):
        logger.warning("comparisons of a report could not be read", extra={"unreadable": unreadable})
    high = unique((*payload.high_risk_country, *_countries(comparisons, Risk.HIGH)))
    medium = unique((*payload.middle_risk_country, *_countries(comparisons, Risk.MEDIUM)))
    return Report(
        comparisons=tuple(comparisons),
        unreadable=unreadable,
        countries=payload.country,
        high_risk_countries=high,
        medium_risk_countries=tuple(country for country in medium if country not in high),
        suspected_countries=payload.suspected_infringement_country,
        suspected_count=max(payload.suspected_infringement_count or 0, 0),
        locarno=payload.loc,
        filed_after=payload.apply_start_time,
        operated_at=payload.operate_date,
    )


class _Listed:
    """A list of patents, found by id, or by publication number when the id finds nothing; the first one counts.

    Indexed: a report may compare thousands of patents, and list as many.
    """

    def __init__(self, patents: Iterable[Patent]) -> None:
        self._by_id: dict[str, Patent] = {}
        self._by_number: dict[str, Patent] = {}
        for patent in patents:
            self._by_id.setdefault(patent.patent_id, patent)
            self._by_number.setdefault(patent.publication_number, patent)

    def find(self, patent: Patent) -> Patent | None:
        by_id = self._by_id.get(patent.patent_id) if patent.patent_id else None
        if by_id is None and patent.publication_number:
            return self._by_number.get(patent.publication_number)
        return by_id


def _compare(item: ComparisonPayload, lists: Iterable[_Listed]) -> Comparison:
    patent = Patent(
        patent_id=item.patent_id,
        publication_number=item.patent_pn,
        title=item.title,
        country=item.country.upper(),
        image_id=item.img_id,
        image_url=item.patent_image_url,
    )
    for listed in lists:
        found = listed.find(patent)
        if found is not None:
            patent = _merge(patent, found)
    if not patent.country:
        patent = replace(patent, country=country_of_number(patent.publication_number))
    return Comparison(
        patent=patent,
        risk=parse_risk(item.risk_level),
        risk_level=item.risk_level,
        score=item.score,
        legal_status=_STATUSES.get(item.status.lower(), LegalStatus.UNKNOWN),
        similar=item.similar,
        difference=item.difference,
        confusion=item.confusion,
        risk_description=item.risk_desc,
        suggestion=item.suggestion,
    )


def _merge(patent: Patent, other: Patent) -> Patent:
    """Fill what ``patent`` lacks from ``other``."""
    missing = {
        field.name: getattr(other, field.name)
        for field in fields_of(Patent)
        if getattr(patent, field.name) in (None, "", (), Risk.UNRATED)
    }
    return replace(patent, **missing)


def _with_countries(fused: Iterable[Patent], ranked: _Listed) -> tuple[Patent, ...]:
    """The fused list may name no authority; the ranked one does, or the number."""
    return tuple(patent if patent.country else replace(patent, country=_country(patent, ranked)) for patent in fused)


def _country(patent: Patent, ranked: _Listed) -> str:
    listed = ranked.find(patent)
    return (listed.country if listed else "") or country_of_number(patent.publication_number)


def _countries(comparisons: list[Comparison], risk: Risk) -> list[str]:
    return [item.patent.country for item in comparisons if item.risk is risk and item.patent.country]


def _is_filled(item: ComparisonPayload) -> bool:
    """Whether anything that a person could use was readable in it."""
    texts = (item.similar, item.difference, item.confusion, item.risk_desc, item.suggestion)
    return bool(item.patent_id or item.patent_pn or item.title or item.risk_level or any(texts))


def _data_url(drawing: str) -> str:
    """The line drawing as a ``data:`` URL, also when bare base64 came."""
    if not drawing or drawing.startswith("data:image/"):
        return drawing
    return f"data:image/png;base64,{drawing}" if re.fullmatch(r"[A-Za-z0-9+/=\s]+", drawing) else ""

"""A patent as an image search or a look-up lists it -> the domain's ``Patent``."""

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.model import Patent, Risk
from bot.model.countries import COUNTRIES
from bot.patsnap.payloads import PatentPayload

_RISKS = {
    "high": Risk.HIGH,
    "medium": Risk.MEDIUM,
    "middle": Risk.MEDIUM,
    "low": Risk.LOW,
    "高": Risk.HIGH,
    "中": Risk.MEDIUM,
    "低": Risk.LOW,
}


def to_patents(items: Iterable[PatentPayload]) -> tuple[Patent, ...]:
    """In the order given; what names no patent is left out."""
    return tuple(_to_patent(item) for item in items if _is_named(item))


def parse_risk(level: str) -> Risk:
    """``High``, ``MIDDLE``, ``low risk``, ``高风险`` …; UNRATED for what is none of them."""
    return _RISKS.get(re.sub(r"risk|风险|[\s_-]", "", level.lower()), Risk.UNRATED)


def country_of_number(publication_number: str) -> str:
    """A publication number starts with its authority's code."""
    code = publication_number[:2].upper()
    return code if code in COUNTRIES else ""


def with_countries(items: Iterable[PatentPayload]) -> tuple[Patent, ...]:
    """In the order given, each with its country: neither P009 nor P069 names the authority, but the number does."""
    return tuple(
        patent if patent.country else replace(patent, country=country_of_number(patent.publication_number))
        for patent in to_patents(items)
    )


def _to_patent(item: PatentPayload) -> Patent:
    return Patent(
        patent_id=item.patent_id,
        publication_number=item.patent_pn,
        title=item.title,
        country=item.authority.upper(),
        score=item.score,
        risk=parse_risk(item.risk_level),
        image_id=item.img_id,
        image_url=item.url,
        thumbnail_url=item.url_120,
        filed=item.apdt,
        published=item.pbdt,
        application_number=item.apno,
        inventors=item.inventor,
        current_assignee=item.current_assignee,
        original_assignee=item.original_assignee,
        locarno=item.loc,
        locarno_match=item.loc_match,
        rrf_score=item.rrf_score,
        rerank_rank=item.rerank_rank,
        rerank_score=item.rerank_score,
        traditional_rank=item.traditional_rank,
        traditional_score=item.traditional_score,
    )


def _is_named(item: PatentPayload) -> bool:
    return bool(item.patent_id or item.patent_pn or item.title or item.url)

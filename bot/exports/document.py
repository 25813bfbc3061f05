"""JSON: the whole record for programs, as ``docs/export.schema.json`` describes it.

Names and meanings of ``lookalike-export/2`` never change. What is added comes with a new number only if a program that
knows the old one would read it wrongly.
"""

import json
import math
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from bot.model import Comparison, Patent, View
from bot.model.address import without_query
from bot.model.evidence import Evidence
from bot.model.hold import Hold

SCHEMA = "lookalike-export/2"

JSON = dict[str, Any]


def write_json(evidence: Evidence) -> bytes:
    """The document in UTF-8; every text as Patsnap sent it, which a program may want and a page cannot show."""
    text = json.dumps(to_document(evidence), ensure_ascii=False, indent=2)
    return text.encode("utf-8", errors="replace") + b"\n"


def to_document(evidence: Evidence) -> JSON:
    check, report = evidence.check, evidence.report
    compared = [item.patent for item in report.comparisons]
    return {
        "schema": SCHEMA,
        "exported_at": _time(evidence.exported_at),
        "version": evidence.version,
        "check": _check(evidence),
        "pictures": [_picture(view) for view in check.views],
        "search": _search(evidence),
        "report": {
            "made_at": _time(report.operated_at),
            "verdict": report.verdict.value,
            "total_found": report.total_found,
            "compared": report.compared,
            "unreadable": report.unreadable,
            "countries_rated_high": list(report.high_risk_countries),
            "countries_rated_medium": list(report.medium_risk_countries),
            "flagged_for_review": {"count": report.suspected_count, "countries": list(report.suspected_countries)},
            "locarno_assigned": list(report.locarno),
            "fusion_k": report.fusion_k,
            "rerank_count": report.rerank_count,
            "traditional_count": report.traditional_count,
        },
        "comparisons": [_comparison(evidence, item) for item in report.comparisons],
        "lists": {"ranked": list(map(_patent, report.ranked)), "fused": list(map(_patent, report.fused))},
        "legal_status_looked_up": _looked_up(evidence, compared),
        "expiry_looked_up": _expiries(evidence, compared),
        "family_looked_up": _families(evidence, compared),
        "retention": {
            "days": evidence.retention_days,
            "until": _time(evidence.kept_until),
            "hold": _hold(evidence.hold),
        },
    }


def _hold(hold: Hold | None) -> JSON | None:
    if hold is None:
        return None
    return {"by": hold.held_by or None, "since": _time(hold.held_at), "reason": hold.reason or None}


def _check(evidence: Evidence) -> JSON:
    check, post = evidence.check, evidence.check.post
    return {
        "id": check.id,
        "retry_of": check.retry_of or None,
        "asked_by": post.user_id,
        "workspace": post.team_id,
        "channel": post.channel_id,
        "message": post.message_ts,
        "thread": post.thread_ts,
        "position": check.position,
        "asked_at": _time(check.created_at),
        "submitted_at": _time(check.submitted_at),
        "ended_at": _time(check.ended_at),
        "delivered_at": _time(check.delivered_at),
    }


def _picture(view: View) -> JSON:
    return {
        "position": view.position,
        "name": view.name,
        "file": view.file_id or None,
        "address": without_query(view.upload_url) if view.is_on_web else None,
        "sha256_as_posted": view.posted_sha256 or None,
        "sha256_as_sent": view.sent_sha256 or None,
        "task": view.task_id or None,
    }


def _search(evidence: Evidence) -> JSON:
    options = evidence.check.options
    return {
        "engine": evidence.check.engine.value,
        "parameters": {name: json.loads(value) for name, value in evidence.parameters.items()},
        "markets": list(evidence.searched),
        "default_markets_not_searched": list(evidence.not_searched),
        "filed_after": _day(evidence.report.filed_after or options.filed_after),
        "locarno": list(options.locarno),
        "keyword": options.keyword or None,
        "against": options.against.typed if options.against else None,
        "views_together": options.views_together,
        "language": options.lang,
    }


def _comparison(evidence: Evidence, item: Comparison) -> JSON:
    return {
        "patent": _patent(item.patent),
        "risk": item.risk.value,
        "risk_as_sent": item.risk_level,
        "score": _number(item.score),
        "legal_status": item.legal_status.value,
        "legal_status_as_of": _time(evidence.reported_at),
        "pictures": list(item.views),
        "texts": {
            "similar": item.similar,
            "different": item.difference,
            "overall_impression": item.confusion,
            "note": item.risk_description,
            "difference_to_consider": item.suggestion,
        },
    }


def _patent(patent: Patent) -> JSON:
    return {
        "id": patent.patent_id,
        "publication_number": patent.publication_number,
        "application_number": patent.application_number,
        "title": patent.title,
        "country": patent.country,
        "risk": patent.risk.value,
        "score": _number(patent.score),
        "filed": _day(patent.filed),
        "published": _day(patent.published),
        "owner": patent.current_assignee,
        "first_owner": patent.original_assignee,
        "designers": list(patent.inventors),
        "locarno": list(patent.locarno),
        "locarno_match": patent.locarno_match,
        "rrf_score": _number(patent.rrf_score),
        "rerank_rank": patent.rerank_rank,
        "rerank_score": _number(patent.rerank_score),
        "traditional_rank": patent.traditional_rank,
        "traditional_score": _number(patent.traditional_score),
    }


def _looked_up(evidence: Evidence, patents: Iterable[Patent]) -> list[JSON]:
    found = {patent.patent_id: known for patent in patents if (known := evidence.status_of(patent))}
    return [
        {
            "patent": patent_id,
            "states": [state.value for state in known.state.states],
            "states_as_sent": list(known.state.sent),
            "at": _time(known.at),
        }
        for patent_id, known in found.items()
    ]


def _expiries(evidence: Evidence, patents: Iterable[Patent]) -> list[JSON]:
    found = {patent.patent_id: known for patent in patents if (known := evidence.expiry_of(patent))}
    return [
        {"patent": patent_id, "expires": _day(known.expires), "at": _time(known.at)}
        for patent_id, known in found.items()
    ]


def _families(evidence: Evidence, patents: Iterable[Patent]) -> list[JSON]:
    found = {patent.patent_id: known for patent in patents if (known := evidence.family_of(patent))}
    return [
        {
            "patent": patent_id,
            "members": [
                {"country": member.country, "number": member.number, "family": member.kind.value}
                for member in known.members
            ],
            "at": _time(known.at),
        }
        for patent_id, known in found.items()
    ]


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def _number(value: float | None) -> float | None:
    """JSON knows no infinity, and nothing that is no number."""
    return value if value is not None and math.isfinite(value) else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None

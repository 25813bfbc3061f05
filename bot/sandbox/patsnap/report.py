"""What the vendor's replies hold: patents as a search lists them, and the reports of both versions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.sandbox.patsnap.catalogue import Filing, State
from bot.sandbox.patsnap.drawings.family import Words
from bot.sandbox.patsnap.offices import LOCARNO
from bot.sandbox.patsnap.search import RRF_K, Hit, Likeness
from bot.sandbox.patsnap.wording import Risk, describe_comparison

HIGH_FROM = 0.82
MEDIUM_FROM = 0.58

_LISTED = 30
_MOST_RANKED = 200
_FEWEST_COMPARISONS = 5
_MOST_COMPARISONS = 14
_COMPARED_FROM = 0.4


@dataclass(frozen=True, slots=True)
class Voice:
    """In which language a reply speaks ("cn", "en" or "original"), and under which address its images are found.

    Attributes:
        base: of the images, ending in ``/``.
    """

    lang: str
    base: str

    def say(self, words: Words, country: str = "") -> str:
        chinese = self.lang == "cn" or (self.lang == "original" and country == "CN")
        return words.cn if chinese else words.en

    def image(self, filing: Filing) -> str:
        return f"{self.base}images/full/{filing.number}.png"

    def figure(self, filing: Filing, number: int) -> str:
        return f"{self.base}images/figure/{filing.number}_{number}.png"

    def thumbnail(self, filing: Filing) -> str:
        return f"{self.base}images/thumb/{filing.number}_120.png"


def rate(likeness: Likeness, state: State) -> Risk:
    """A patent out of force stands in nobody's way; a pending one stands one step lower."""
    steps = (Risk.LOW, Risk.MEDIUM, Risk.HIGH)
    step = (likeness.score >= HIGH_FROM) + (likeness.score >= MEDIUM_FROM)
    if state is State.INVALID:
        return Risk.LOW
    return steps[max(step - 1, 0)] if state is State.PENDING else steps[step]


def search_item(hit: Hit, voice: Voice, *, matches: Callable[[str], bool]) -> dict[str, Any]:
    """An item of P060 and P061.

    Args:
        matches: whether a Locarno class is one of those asked for, or of those that the picture shows.
    """
    filing = hit.filing
    return {
        "url": voice.image(filing),
        "apdt": number_of_day(filing.filed),
        "apno": filing.application,
        "pbdt": number_of_day(filing.published),
        "score": hit.likeness.traditional,
        "title": voice.say(filing.title, filing.country),
        "inventor": ";".join(voice.say(inventor, filing.country) for inventor in filing.inventors),
        "loc_match": int(matches(filing.locarno)),
        "patent_id": filing.patent_id,
        "patent_pn": filing.number,
        "current_assignee": voice.say(filing.assignee, filing.country),
        "original_assignee": voice.say(filing.original_assignee, filing.country),
    }


def report_v2(
    hits: Sequence[Hit],
    voice: Voice,
    *,
    countries: Sequence[str],
    locarno: Sequence[str],
    apply_start_time: str | None,
    operate_date: int,
    line_drawing: str,
) -> dict[str, Any]:
    """The data of AI39-2 (V2) less id and status; ``hits`` best first, ``operate_date`` in milliseconds."""
    shown = classes_shown(hits)
    asked = frozenset(locarno)

    def matches(found: str) -> bool:
        return found in asked if asked else found in shown

    report: dict[str, Any] = {
        "loc": list(locarno) or [_class_name(found, voice) for found in shown],
        "country": list(countries),
        "comparisons": [_comparison_v2(hit, voice) for hit in _worth_comparing(hits)],
        "operate_date": operate_date,
        **_by_country(_worth_comparing(hits), countries),
    }
    if apply_start_time is not None:
        report["apply_start_time"] = int(apply_start_time)
    by_picture = sorted(hits, key=lambda hit: hit.traditional_rank)
    return {
        "report": report,
        "patent_messages": {
            "patent_messages": [
                {**_listed(hit, voice, matches), "authority": hit.filing.country} for hit in by_picture[:_LISTED]
            ],
            "total_search_result_count": len(hits),
        },
        "rrffusion_response": {
            "k_value": RRF_K,
            "rerank_count": min(len(hits), _MOST_RANKED),
            "patent_messages": [_fused(hit, voice, matches) for hit in hits[:_LISTED]],
            "traditional_count": min(len(hits), _MOST_RANKED),
        },
        "line_drawing_base64": line_drawing,
    }


def report_v1(hits: Sequence[Hit], voice: Voice, *, countries: Sequence[str], user_image: str) -> dict[str, Any]:
    """The data of AI39-2 (V1) less id and status."""
    compared = hits[:_MOST_COMPARISONS]
    return {
        "loc": list(classes_shown(hits)),
        "country": list(countries),
        "user_image": user_image,
        "comparisons": [{**_comparison(hit, voice), "patent_image_url": voice.image(hit.filing)} for hit in compared],
        **_by_country(compared, countries),
    }


def classes_shown(hits: Sequence[Hit]) -> tuple[str, ...]:
    """The Locarno classes of the closest designs, the most frequent first."""
    classes = [hit.filing.locarno for hit in hits[:5]]
    return tuple(sorted(dict.fromkeys(classes), key=lambda found: -classes.count(found)))


def number_of_day(day: date) -> int:
    return int(f"{day:%Y%m%d}")


def _worth_comparing(hits: Sequence[Hit]) -> Sequence[Hit]:
    close = [hit for hit in hits[:_LISTED] if hit.likeness.score >= _COMPARED_FROM][:_MOST_COMPARISONS]
    return close if len(close) >= _FEWEST_COMPARISONS else hits[:_FEWEST_COMPARISONS]


def _by_country(hits: Sequence[Hit], countries: Iterable[str]) -> dict[str, Any]:
    found = {risk: {h.filing.country for h in hits if rate(h.likeness, h.filing.state) is risk} for risk in Risk}
    high = [country for country in countries if country in found[Risk.HIGH]]
    return {
        "high_risk_country": high,
        "middle_risk_country": [c for c in countries if c in found[Risk.MEDIUM] and c not in high],
        "suspected_infringement_count": sum(rate(h.likeness, h.filing.state) is Risk.HIGH for h in hits),
        "suspected_infringement_country": high,
    }


def _comparison_v2(hit: Hit, voice: Voice) -> dict[str, Any]:
    return {**_comparison(hit, voice), "img_id": hit.filing.image_id}


def _comparison(hit: Hit, voice: Voice) -> dict[str, Any]:
    filing = hit.filing
    risk = rate(hit.likeness, filing.state)
    texts = describe_comparison(hit.likeness, filing, risk)
    return {
        "score": hit.likeness.score,
        "title": voice.say(filing.title),
        "status": filing.state.value,
        "country": filing.country,
        "similar": voice.say(texts.similar),
        "confusion": voice.say(texts.confusion),
        "patent_id": filing.patent_id,
        "patent_pn": filing.number,
        "risk_desc": voice.say(texts.risk),
        "difference": voice.say(texts.difference),
        "risk_level": risk.value,
        "suggestion": voice.say(texts.suggestion),
    }


def _listed(hit: Hit, voice: Voice, matches: Callable[[str], bool]) -> dict[str, Any]:
    return {
        **search_item(hit, voice, matches=matches),
        "loc": [hit.filing.locarno],
        "img_id": hit.filing.image_id,
        "url_120": voice.thumbnail(hit.filing),
        "risk_level": rate(hit.likeness, hit.filing.state).value,
    }


def _fused(hit: Hit, voice: Voice, matches: Callable[[str], bool]) -> dict[str, Any]:
    return {
        **_listed(hit, voice, matches),
        "rrf_score": hit.rrf_score,
        "rerank_rank": hit.rerank_rank,
        "rerank_score": round(hit.rerank_score * 100),
        "traditional_rank": hit.traditional_rank,
        "traditional_score": hit.likeness.traditional,
    }


def _class_name(locarno: str, voice: Voice) -> str:
    main = locarno[:2]
    return f"{main} {voice.say(LOCARNO[main])}"

"""Reports on several views of one product -> one report: by patent, the highest risk wins. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from bot.model import Comparison, Patent, Report


def merge_reports(reports: Mapping[int, Report]) -> Report:
    """One report of all; each comparison says which views (the mapping's keys) it is owed to.

    Counts that Patsnap gives per search cannot be added up, since the searches overlap: the largest stands.
    """
    ordered = [reports[view] for view in sorted(reports)]
    first = ordered[0]
    high = _unique(chain.from_iterable(report.high_risk_countries for report in ordered))
    medium = _unique(chain.from_iterable(report.medium_risk_countries for report in ordered))
    return Report(
        comparisons=_merge_comparisons(reports),
        unreadable=sum(report.unreadable for report in ordered),
        countries=_unique(chain.from_iterable(report.countries for report in ordered)),
        high_risk_countries=high,
        medium_risk_countries=tuple(country for country in medium if country not in high),
        suspected_countries=_unique(chain.from_iterable(report.suspected_countries for report in ordered)),
        suspected_count=max(report.suspected_count for report in ordered),
        locarno=_unique(chain.from_iterable(report.locarno for report in ordered)),
        filed_after=first.filed_after,
        operated_at=max((report.operated_at for report in ordered if report.operated_at), default=None),
        ranked=_merge_patents(report.ranked for report in ordered),
        total_found=_largest(report.total_found for report in ordered),
        fused=_merge_patents(report.fused for report in ordered),
        fusion_k=first.fusion_k,
        rerank_count=_largest(report.rerank_count for report in ordered),
        traditional_count=_largest(report.traditional_count for report in ordered),
        line_drawing=next((report.line_drawing for report in ordered if report.line_drawing), ""),
    )


def seen_in(report: Report, views: Iterable[int]) -> Report:
    """The same report, each of whose comparisons is owed to these views."""
    views = tuple(views)
    return replace(report, comparisons=tuple(replace(item, views=views) for item in report.comparisons))


def _merge_comparisons(reports: Mapping[int, Report]) -> tuple[Comparison, ...]:
    best: dict[object, Comparison] = {}
    for view in sorted(reports):
        for number, comparison in enumerate(reports[view].comparisons):
            found = replace(comparison, views=(view,))
            # A comparison that names no patent cannot be the same as another. Of an unknown level and a known one
            # nobody can tell which is the more urgent: both stay.
            key = (comparison.patent.key or (view, number), comparison.risk_text)
            best[key] = _worse(best[key], found) if key in best else found
    return tuple(sorted(best.values(), key=lambda comparison: comparison.urgency))


def _worse(one: Comparison, other: Comparison) -> Comparison:
    """The more urgent of two comparisons with one patent; both views if they agree."""
    worse = min(one, other, key=lambda comparison: comparison.urgency)
    if one.risk is other.risk:
        return replace(worse, views=tuple(sorted({*one.views, *other.views})))
    return worse


def _merge_patents(lists: Iterable[tuple[Patent, ...]]) -> tuple[Patent, ...]:
    """Each patent once, as the search that ranked it best has it."""
    best: dict[str, Patent] = {}
    unnamed: list[Patent] = []
    for patent in chain.from_iterable(lists):
        key = patent.key
        if not key:
            unnamed.append(patent)
        elif key not in best or _merit(patent) > _merit(best[key]):
            best[key] = patent
    return (*sorted(best.values(), key=_merit, reverse=True), *unnamed)


def _merit(patent: Patent) -> float:
    score = patent.rrf_score if patent.rrf_score is not None else patent.score
    return -1.0 if score is None else score


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _largest(numbers: Iterable[int | None]) -> int | None:
    return max((number for number in numbers if number is not None), default=None)

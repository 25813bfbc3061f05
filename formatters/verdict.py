"""The verdict of a report in words: a headline, each market with its rating and nearest design, and what is left open.

Every rating is Patsnap's, and is said to be.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.languages import Translator
from bot.model import Check, Comparison, Design, LegalStatus, Patent, Report, Risk
from formatters.countries import country_label, list_countries, list_within
from formatters.patents import score_of
from formatters.risk import RISK_EMOJI, UNREAD_EMOJI, risk_level
from formatters.text import shorten_line


def headline(tr: Translator, report: Report) -> str:
    """The verdict in a few plain words, such as ``Rated high by Patsnap in 2 markets``; never a promise.

    What was not rated or could not be read is counted, and while there is any nobody hears that nothing was found.
    """
    rated, unsettled = _rated(tr, report), _unsettled(tr, report)
    if rated and unsettled:
        return tr("report-headline-both", rated=rated, unsettled=unsettled)
    return rated or unsettled or tr("report-headline-none")


def _rated(tr: Translator, report: Report) -> str:
    if report.high_risk_countries:
        return tr("report-headline-high", markets=len(report.high_risk_countries))
    if report.count(Risk.HIGH):
        return tr("report-headline-high-found")
    if report.medium_risk_countries:
        return tr("report-headline-medium", markets=len(report.medium_risk_countries))
    return tr("report-headline-medium-found") if report.count(Risk.MEDIUM) else ""


def _unsettled(tr: Translator, report: Report) -> str:
    """``2 comparisons unrated, 1 could not be read``; empty if all was read and rated."""
    unrated, unread = report.count(Risk.UNRATED), report.unreadable
    if unrated and unread:
        return tr("report-unsettled-unrated-unread", unrated=unrated, unread=unread)
    if unrated:
        return tr("report-unsettled-unrated", unrated=unrated)
    if unread:
        return tr("report-unsettled-unread", unread=unread)
    if report.is_only_suspected:
        return tr("report-unsettled-flagged")
    listed = len(report.rated_in_lists)
    return tr("report-unsettled-listed", patents=listed) if listed else ""


@dataclass(frozen=True, slots=True)
class Markets:
    """The markets of one rating.

    Attributes:
        label: the rating in words, without a mark of punctuation.
        rating: Patsnap's; None for what it rated neither high nor medium.
    """

    label: str
    codes: tuple[str, ...]
    rating: Risk | None = None


def markets_of(tr: Translator, check: Check, report: Report) -> list[Markets]:
    """Those rated high, those rated medium, and those searched that were rated neither; each once.

    If nothing was found anywhere there are none: what was searched stands in the footer.
    """
    rated = {*report.high_risk_countries, *report.medium_risk_countries}
    searched = (report.countries or check.options.countries) if rated or report.comparisons else ()
    others = tuple(code for code in searched if code not in rated)
    groups = [
        Markets(risk_level(tr, Risk.HIGH), report.high_risk_countries, Risk.HIGH),
        Markets(risk_level(tr, Risk.MEDIUM), report.medium_risk_countries, Risk.MEDIUM),
        Markets(tr("report-markets-neither") if rated else tr("report-markets-all"), others),
    ]
    return [group for group in groups if any(code.strip() for code in group.codes)]


def list_markets(
    tr: Translator, markets: Markets, report: Report, *, limit: int, separator: str, flags: bool = True
) -> str:
    """Each market with its nearest design: ``🇺🇸 United States: USD1055174S1, 85% similar``.

    If that takes more than ``limit`` characters, the markets alone, so that each is named.
    """
    distinct = [code for code in dict.fromkeys(markets.codes) if code.strip()]
    if len(distinct) * len("XX (XX): USD1055174S1") > limit:
        return list_countries(tr, distinct, limit=limit, flags=flags)
    nearest: dict[str, Comparison] = {}
    for comparison in sorted(report.comparisons, key=lambda comparison: comparison.urgency):
        nearest.setdefault(comparison.patent.country, comparison)
    lines = []
    for code in distinct:
        market, found = country_label(tr, code, flags=flags, codes=False), nearest.get(code)
        design = _design(tr, found, markets.rating) if found else tr("report-market-none")
        lines.append(tr("report-market", market=market, design=design))
    text = separator.join(lines)
    return text if len(text) <= limit else list_countries(tr, distinct, limit=limit, flags=flags)


def _design(tr: Translator, comparison: Comparison, rating: Risk | None) -> str:
    """``USD1055174S1, 85% similar``, and whatever keeps it from standing for the rating of its market."""
    number = shorten_line(comparison.patent.publication_number, 40) or tr("patent-no-number")
    score = score_of(tr, comparison)
    is_other = comparison.risk is Risk.UNRATED if rating is None else comparison.risk is not rating
    facts = (
        number,
        tr("comparison-score", percent=score) if score else "",
        tr(f"report-market-{comparison.risk}") if is_other else "",
        tr("report-market-lapsed") if comparison.legal_status is LegalStatus.INVALID else "",
    )
    return tr("report-market-separator").join(filter(None, facts))


def cautions(tr: Translator, report: Report) -> list[str]:
    """A sentence for each reason why there may be more than what was rated, and what to do about it."""
    nowhere = {item.risk for item in report.comparisons if not item.patent.country.strip()}
    said = [tr("report-no-market", risk=risk_level(tr, risk)) for risk in (Risk.HIGH, Risk.MEDIUM) if risk in nowhere]
    if unrated := report.count(Risk.UNRATED):
        said.append(_unrated(tr, report, unrated))
    if report.unreadable:
        said.append(tr("report-unread", unread=report.unreadable))
    if report.is_only_suspected:
        said.append(tr("report-only-flagged"))
    if listed := report.rated_in_lists:
        numbers = list_within(tr, [_listed(tr, patent) for patent in listed], str, limit=300)
        said.append(tr("report-listed", patents=len(listed), numbers=numbers))
    return said


def _unrated(tr: Translator, report: Report, unrated: int) -> str:
    levels = list(dict.fromkeys(filter(None, (comparison.risk_text for comparison in report.comparisons))))
    if not levels:
        return tr("report-unrated", unrated=unrated)
    quoted = list_within(tr, levels, lambda level: tr("comparison-level", level=shorten_line(level, 40)), limit=300)
    return tr("report-unrated-levels", unrated=unrated, levels=quoted)


def _listed(tr: Translator, patent: Patent) -> str:
    """``USD1055174S1 (high)``."""
    number = shorten_line(patent.publication_number or patent.patent_id, 40)
    return tr("report-listed-high" if patent.risk is Risk.HIGH else "report-listed-medium", number=number)


def nothing_found(tr: Translator, report: Report) -> str:
    """What it does and does not say that no comparison was rated high or medium."""
    compared = len(report.comparisons)
    return tr("report-none-rated", compared=compared) if compared else tr("report-nothing-compared")


def next_step(tr: Translator, report: Report) -> str:
    """What to do about designs rated high or medium; empty without any."""
    for risk in (Risk.HIGH, Risk.MEDIUM):
        if report.count(risk):
            return tr(f"report-next-{risk}")
    return ""


def counts(tr: Translator, report: Report, designs: Sequence[Design], *, circles: bool = True) -> str:
    """``6 designs, 9 comparisons: 🔴 4 high · 🔵 2 low``; designs are counted by their highest rating."""
    risks = [
        (RISK_EMOJI[risk], tr(f"report-count-{risk}", count=count))
        for risk in sorted(Risk, key=lambda risk: -risk.severity)
        if (count := sum(design.risk is risk for design in designs))
    ]
    if report.unreadable:
        risks.append((UNREAD_EMOJI, tr("report-count-unread", count=report.unreadable)))
    listed = " · ".join(f"{circle}\u00a0{count}" if circles else count for circle, count in risks)
    found, compared = tr("report-designs", count=len(designs)), tr("comparisons-count", count=report.compared)
    if not designs or len(designs) == report.compared:
        return tr("report-counts-alike", counted=found if designs else compared, counts=listed)
    return tr("report-counts", designs=found, comparisons=compared, counts=listed)


def flagged(tr: Translator, report: Report) -> str:
    """How many designs Patsnap flags for review, and where, if that is not where it rates them high; empty for none."""
    elsewhere = set(report.suspected_countries) != set(report.high_risk_countries)
    markets = list_countries(tr, report.suspected_countries, limit=300) if elsewhere else ""
    if report.suspected_count <= 0:
        return tr("report-flagged-markets", markets=markets) if markets else ""
    if markets:
        return tr("report-flagged-in", count=report.suspected_count, markets=markets)
    return tr("report-flagged", count=report.suspected_count)


def image_name(tr: Translator, check: Check) -> str:
    """Which image of the post this is, escaped: ``Image 2 · mug.png``; empty for a single one without a name."""
    name = shorten_line(tr("list-separator").join(view.name for view in check.views if view.name), 200)
    number = tr("picture-number", number=check.number) if check.number else ""
    return " · ".join(filter(None, (number, name)))

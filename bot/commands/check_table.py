"""One report as a terminal shows it. What comes from outside is text here, never markup."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.model import CheckOptions, Comparison, Report, Risk
from bot.model.countries import country_name
from bot.model.locarno import locarno_name
from formatters.patents import LEGAL_STATUS_NAMES
from formatters.report import DISCLAIMER, headline
from formatters.risk import RISK_EMOJI, RISK_NAMES
from formatters.text import count_of, day, percent, plain, shorten_plain

_STYLES = {Risk.HIGH: "bold red", Risk.MEDIUM: "bold yellow", Risk.LOW: "blue", Risk.UNRATED: "bold"}


def render_report(name: str, report: Report, options: CheckOptions) -> RenderableType:
    """Verdict, countries, and all comparisons in the report's order."""
    verdict = report.verdict
    title = Text.assemble((plain(name), "bold"), "  ", (f"{RISK_EMOJI[verdict]} {headline(report)}", _STYLES[verdict]))
    parts: list[RenderableType] = [title, _facts(report, options)]
    if report.comparisons:
        parts.append(_comparisons(report.comparisons))
    parts.append(Text(DISCLAIMER, style="dim"))
    return Group(*parts)


def _facts(report: Report, options: CheckOptions) -> Table:
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    filed_after = report.filed_after or options.filed_after
    searched = [_countries(report.countries or options.countries)]
    searched.append(f"designs filed after {day(filed_after)}" if filed_after else "designs filed at any time")
    if report.total_found is not None:
        searched.append(f"{count_of(report.total_found, 'similar design')} found")
    searched.append(f"{report.compared:,} compared closely")
    suspected = " · ".join(filter(None, (f"{report.suspected_count:,}", _countries(report.suspected_countries))))
    for label, value in (
        ("High risk", _countries(report.high_risk_countries)),
        ("Medium risk", _countries(report.medium_risk_countries)),
        ("Suspected", suspected if report.suspected_count or report.suspected_countries else ""),
        ("Locarno", "; ".join(plain(locarno_name(text)) for text in report.locarno)),
        ("Searched", " · ".join(searched)),
        ("Not read", f"{count_of(report.unreadable, 'comparison')}, not listed" if report.unreadable else ""),
    ):
        if value:
            facts.add_row(label, Text(value))
    return facts


def _comparisons(comparisons: Sequence[Comparison]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("Risk", "Country", "Patent", "Title", "Score", "Status", "Assignee"):
        table.add_column(
            name, justify="right" if name == "Score" else "left", no_wrap=name in {"Risk", "Patent", "Score"}
        )
    for comparison in comparisons:
        patent = comparison.patent
        table.add_row(
            Text(f"{RISK_EMOJI[comparison.risk]} {_level(comparison)}", style=_STYLES[comparison.risk]),
            *_cells(
                patent.country,
                patent.publication_number,
                patent.title,
                percent(comparison.score) or percent(patent.score),
                LEGAL_STATUS_NAMES[comparison.legal_status],
                patent.current_assignee or patent.original_assignee,
            ),
        )
    return table


def _level(comparison: Comparison) -> str:
    """The risk by its name, or in Patsnap's words where this version does not know the level."""
    return shorten_plain(comparison.risk_text, 24) or RISK_NAMES[comparison.risk]


def _cells(*values: str) -> Iterable[Text]:
    return (Text(plain(value)) for value in values)


def _countries(codes: Sequence[str]) -> str:
    return ", ".join(
        plain(code) if country_name(code) == code else f"{country_name(code)} ({code})" for code in dict.fromkeys(codes)
    )

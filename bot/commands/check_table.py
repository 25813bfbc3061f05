"""One report as a terminal shows it. What comes from outside is text here, never markup."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from bot.commands.terminal import wrap
from bot.languages import Translator
from bot.model import CheckOptions, Comparison, Report, Risk
from formatters.locarno import locarno_name
from formatters.patents import legal_status_name, score_of
from formatters.report import headline
from formatters.risk import RISK_EMOJI, risk_name
from formatters.text import plain, shorten_plain

_NARROWEST = 20
"""Columns of a text that is wrapped."""

_STYLES = {Risk.HIGH: "bold red", Risk.MEDIUM: "bold yellow", Risk.LOW: "blue", Risk.UNRATED: "bold"}


@dataclass(frozen=True, slots=True)
class _Wrapped:
    """A text that may be broken between Chinese characters, too; rich by itself breaks it at spaces alone."""

    text: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        for line in wrap(self.text, options.max_width):
            yield Text(line, overflow="fold")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(min(_NARROWEST, options.max_width), min(cell_len(self.text), options.max_width))


def render_report(tr: Translator, name: str, report: Report, options: CheckOptions) -> RenderableType:
    """Verdict, countries, and all comparisons in the report's order."""
    verdict = report.verdict
    title = Text.assemble(
        (plain(name), "bold"), "  ", (f"{RISK_EMOJI[verdict]} {headline(tr, report)}", _STYLES[verdict])
    )
    parts: list[RenderableType] = [title, _facts(tr, report, options)]
    if report.comparisons:
        parts.append(_comparisons(tr, report.comparisons))
    parts.append(Text(tr("report-disclaimer"), style="dim"))
    return Group(*parts)


def _facts(tr: Translator, report: Report, options: CheckOptions) -> Table:
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    flagged = (tr.number(report.suspected_count), _countries(tr, report.suspected_countries))
    for label, value in (
        ("high", _countries(tr, report.high_risk_countries)),
        ("medium", _countries(tr, report.medium_risk_countries)),
        ("flagged", _listed(flagged) if report.suspected_count or report.suspected_countries else ""),
        ("locarno", tr("check-locarno-separator").join(plain(locarno_name(tr, text)) for text in report.locarno)),
        ("searched", _searched(tr, report, options)),
        ("unread", tr("check-unread", count=report.unreadable) if report.unreadable else ""),
    ):
        if value:
            facts.add_row(tr(f"check-label-{label}"), _Wrapped(value))
    return facts


def _searched(tr: Translator, report: Report, options: CheckOptions) -> str:
    filed_after = report.filed_after or options.filed_after
    return _listed(
        (
            _countries(tr, report.countries or options.countries),
            tr("check-filed-after", day=tr.day(filed_after)) if filed_after else tr("check-filed-any-time"),
            "" if report.total_found is None else tr("check-found", count=report.total_found),
            tr("check-compared", count=report.compared),
        )
    )


def _comparisons(tr: Translator, comparisons: Sequence[Comparison]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("risk", "country", "patent", "title", "score", "status", "assignee"):
        table.add_column(
            tr(f"check-column-{name}"),
            justify="right" if name == "score" else "left",
            no_wrap=name in {"risk", "patent", "score"},
        )
    for comparison in comparisons:
        patent = comparison.patent
        table.add_row(
            Text(f"{RISK_EMOJI[comparison.risk]} {_level(tr, comparison)}", style=_STYLES[comparison.risk]),
            *_cells(
                patent.country,
                patent.publication_number,
                patent.title,
                score_of(tr, comparison),
                legal_status_name(tr, comparison.legal_status),
                patent.current_assignee or patent.original_assignee,
            ),
        )
    return table


def _level(tr: Translator, comparison: Comparison) -> str:
    """The risk by its name, or in Patsnap's words if this version does not know the level."""
    return shorten_plain(comparison.risk_text, 24) or risk_name(tr, comparison.risk)


def _cells(*values: str) -> Iterable[Text]:
    return (Text(plain(value)) for value in values)


def _countries(tr: Translator, codes: Sequence[str]) -> str:
    return tr("list-separator").join(_country(tr, code) for code in dict.fromkeys(codes))


def _country(tr: Translator, code: str) -> str:
    name = tr.country(code)
    return plain(code) if name == code else tr("list-country", name=name, code=code)


def _listed(facts: Iterable[str]) -> str:
    return " · ".join(filter(None, facts))

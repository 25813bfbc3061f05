"""The comparisons of a check as a table: one row a comparison, one column a fact."""

from dataclasses import dataclass
from datetime import UTC, date

from bot.languages import Translator
from bot.model import Comparison
from bot.model.evidence import Evidence
from formatters import export_facts as facts
from formatters.export_facts import one_line
from formatters.patents import legal_status_name, patent_url
from formatters.risk import risk_name
from formatters.text import verbatim

Cell = str | float | date | None


LONGEST_TEXT = 32_766
"""Characters: Excel takes one more in a cell, and spills what is longer over the cells below."""


@dataclass(frozen=True, slots=True)
class Table:
    """Attributes: widths: of the columns, in characters."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


_WIDTHS = (5, 18, 9, 36, 12, 14, 12, 18, 14, 30, 14, 14, 40, 14, 30, 30, 30, 12, 12, 20, 26, 20, *(50,) * 5, 40, 40, 36)


def format_table(tr: Translator, evidence: Evidence) -> Table:
    """Every comparison, in the order of the report."""
    header = (
        tr("export-column-row"),
        tr("export-number"),
        tr("export-column-country"),
        tr("export-patent-title"),
        tr("export-rating"),
        tr("export-column-level"),
        tr("export-column-score"),
        tr("export-column-status"),
        tr("export-column-status-day"),
        tr("export-status-looked-up"),
        tr("export-expiry"),
        tr("export-column-expiry-day"),
        tr("export-family"),
        tr("export-column-family-day"),
        tr("export-owner"),
        tr("export-first-owner"),
        tr("export-inventors"),
        tr("export-filed"),
        tr("export-published"),
        tr("export-application"),
        tr("export-classes"),
        tr("export-found-with"),
        tr("export-similar"),
        tr("export-different"),
        tr("export-impression"),
        tr("export-note"),
        tr("export-consider"),
        tr("export-column-page"),
        tr("export-patent-id"),
        tr("export-check-id"),
    )
    items = enumerate(evidence.report.comparisons, start=1)
    rows = tuple(tuple(map(_fit, _row(tr, evidence, number, item))) for number, item in items)
    return Table(header=header, rows=rows, widths=_WIDTHS)


def _fit(cell: Cell) -> Cell:
    return f"{cell[: LONGEST_TEXT - 1]}…" if isinstance(cell, str) and len(cell) > LONGEST_TEXT else cell


def _row(tr: Translator, evidence: Evidence, number: int, item: Comparison) -> tuple[Cell, ...]:
    patent, separator = item.patent, tr("list-separator")
    expiry, family = evidence.expiry_of(patent), evidence.family_of(patent)
    return (
        number,
        one_line(patent.publication_number),
        one_line(patent.country),
        one_line(patent.title),
        risk_name(tr, item.risk),
        one_line(item.risk_level),
        facts.score(item),
        legal_status_name(tr, item.legal_status),
        evidence.reported_at.date() if evidence.reported_at else None,
        facts.looked_up(tr, evidence, patent),
        expiry.expires if expiry else None,
        expiry.at.astimezone(UTC).date() if expiry else None,
        facts.family(tr, evidence, patent),
        family.at.astimezone(UTC).date() if family else None,
        one_line(patent.current_assignee),
        one_line(patent.original_assignee),
        one_line(separator.join(patent.inventors)),
        patent.filed,
        patent.published,
        one_line(patent.application_number),
        one_line(separator.join(patent.locarno)),
        facts.views(tr, evidence, item),
        verbatim(item.similar),
        verbatim(item.difference),
        verbatim(item.confusion),
        verbatim(item.risk_description),
        verbatim(item.suggestion),
        patent_url(patent.publication_number, tr.language),
        one_line(patent.patent_id),
        evidence.check.id,
    )

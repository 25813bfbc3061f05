"""The evidence pack in words: what stands on its pages, chapter by chapter."""

from bot.languages import Translator
from bot.model import Comparison, View, designs_of
from bot.model.document import Document, Facts, Grid, Paragraph, Part, Picture, Pictures, Quote, Section
from bot.model.evidence import Evidence, EvidencePictures
from formatters import export_facts as facts
from formatters.export_facts import one_line
from formatters.patents import drawing_of, legal_status_name
from formatters.risk import risk_name
from formatters.sheet import sheet_alt
from formatters.text import shorten_plain

LINE_DRAWING = "line-drawing"
SHEET = "sheet"

_HEADING = 110
_CELL = 60


def posted_name(position: int) -> str:
    """A posted picture's name among those of a document."""
    return f"posted-{position}"


def drawing_name(index: int) -> str:
    """The name of the drawing of a comparison, by its place in the report."""
    return f"drawing-{index}"


def format_evidence(tr: Translator, evidence: Evidence, pictures: EvidencePictures) -> Document:
    """The whole pack. It says what was asked and answered, and who said it; it draws no conclusion."""
    check = evidence.check
    names = shorten_plain(tr("list-separator").join(view.name for view in check.views if view.name), 200)
    return Document(
        lang=tr.language,
        title=tr("export-title"),
        subtitle=names or tr("export-unnamed"),
        intro=(
            Facts(((tr("export-check-id"), check.id), (tr("export-exported-at"), facts.utc(evidence.exported_at)))),
            Paragraph(tr("export-intro"), kind="note"),
        ),
        contents=tr("export-contents"),
        footer=tr("export-footer", id=check.id),
        sections=(
            Section(tr("export-chapter-asked"), (Facts(tuple(facts.asked(tr, evidence))),)),
            Section(tr("export-chapter-picture", count=len(check.views)), tuple(_posted(tr, evidence, pictures))),
            Section(tr("export-chapter-search"), (Facts(tuple(facts.search(tr, evidence))),)),
            Section(tr("export-chapter-found"), tuple(_found(tr, evidence))),
            Section(tr("export-chapter-sheet"), (Pictures((_sheet(tr, evidence, pictures),)),)),
            *_comparisons(tr, evidence, pictures),
            *_listed(tr, evidence),
            Section(tr("export-chapter-limits"), tuple(Paragraph(text) for text in facts.limits(tr, evidence))),
            Section(tr("export-chapter-kept"), tuple(Paragraph(text) for text in facts.kept(tr, evidence))),
        ),
    )


def _posted(tr: Translator, evidence: Evidence, pictures: EvidencePictures) -> list[Part]:
    parts: list[Part] = []
    for view in evidence.check.views:
        parts.append(Pictures((_posted_picture(tr, view, pictures),)))
        parts.append(Facts(tuple(facts.picture(tr, view)), kind="code"))
    return parts


def _posted_picture(tr: Translator, view: View, pictures: EvidencePictures) -> Picture:
    name = shorten_plain(view.name, 100)
    alt = tr("export-alt-posted", name=name) if name else tr("export-alt-posted-unnamed")
    if view.position in pictures.posted:
        return Picture(posted_name(view.position), alt, tr("export-caption-posted"))
    if view.is_on_web:
        return Picture("", alt, tr("export-gap-on-web"))
    return Picture("", alt, tr("export-gap-posted" if pictures.were_sought else "export-gap-not-sought"))


def _found(tr: Translator, evidence: Evidence) -> list[Part]:
    parts: list[Part] = [Facts(tuple(facts.found(tr, evidence)))]
    if evidence.report.line_drawing:
        alt = tr("export-alt-line-drawing")
        parts.append(Pictures((Picture(LINE_DRAWING, alt, tr("export-caption-line-drawing")),)))
    return [*parts, Paragraph(tr("export-ratings-note"), kind="note")]


def _sheet(tr: Translator, evidence: Evidence, pictures: EvidencePictures) -> Picture:
    """The picture that the reply shows, or the line that says that there is none."""
    alt = sheet_alt(tr, evidence.check, designs_of(evidence.report))
    if pictures.sheet:
        return Picture(SHEET, alt, tr("export-caption-sheet"), is_wide=True)
    return Picture("", alt, tr("export-gap-sheet" if pictures.were_sought else "export-gap-not-sought"))


def _comparisons(tr: Translator, evidence: Evidence, pictures: EvidencePictures) -> list[Section]:
    items = evidence.report.comparisons
    if not items:
        unread = evidence.report.unreadable
        none = tr("comparisons-none-readable" if unread else "comparisons-none")
        return [Section(tr("export-chapter-comparisons"), (Paragraph(none),))]
    overview = Grid(
        header=(
            tr("export-column-row"),
            tr("export-number"),
            tr("export-column-country"),
            tr("export-patent-title"),
            tr("export-rating"),
            tr("export-similarity"),
            tr("export-status"),
            tr("export-owner"),
        ),
        rows=tuple(_overview(tr, number, item) for number, item in enumerate(items, start=1)),
        widths=(6, 24, 12, 28, 13, 14, 18, 27),
    )
    return [
        Section(tr("export-chapter-overview"), (overview, Paragraph(tr("export-ratings-note"), kind="note"))),
        Section(tr("export-chapter-comparisons"), (Paragraph(tr("export-texts-note"), kind="note"),)),
        *(_comparison(tr, evidence, pictures, index, item) for index, item in enumerate(items)),
    ]


def _overview(tr: Translator, number: int, item: Comparison) -> tuple[str, ...]:
    patent = item.patent
    return (
        str(number),
        shorten_plain(patent.publication_number, 40),
        shorten_plain(patent.country, 8),
        shorten_plain(patent.title, _CELL),
        risk_name(tr, item.risk),
        tr.percent(facts.score(item)),
        legal_status_name(tr, item.legal_status),
        shorten_plain(patent.current_assignee or patent.original_assignee, _CELL),
    )


def _comparison(
    tr: Translator, evidence: Evidence, pictures: EvidencePictures, index: int, item: Comparison
) -> Section:
    patent = item.patent
    named = " · ".join(filter(None, (one_line(patent.publication_number), one_line(patent.title))))
    title = shorten_plain(f"{index + 1}. {named or tr('patent-no-number')}", _HEADING)
    alt = drawing_of(tr, shorten_plain(f"{patent.publication_number} {patent.title}", 150))
    if patent.patent_id and patent.patent_id in pictures.drawings:
        drawing = Picture(drawing_name(index), alt, tr("export-caption-drawing"))
    else:
        drawing = Picture("", alt, tr("export-gap-drawing" if pictures.were_sought else "export-gap-not-sought"))
    said = facts.texts(tr, item)
    texts: list[Part] = [Quote(label, text) for label, text in said] or [Paragraph(tr("patent-no-details"))]
    return Section(title, (Pictures((drawing,)), Facts(tuple(facts.comparison(tr, evidence, item))), *texts), level=2)


def _listed(tr: Translator, evidence: Evidence) -> list[Section]:
    """Patents that the report rates in a list, and does not compare."""
    listed = evidence.report.rated_in_lists
    if not listed:
        return []
    grid = Grid(
        header=(
            tr("export-number"),
            tr("export-column-country"),
            tr("export-patent-title"),
            tr("export-rating"),
            tr("export-similarity"),
        ),
        rows=tuple(
            (
                shorten_plain(patent.publication_number or patent.patent_id, 40),
                shorten_plain(patent.country, 8),
                shorten_plain(patent.title, _CELL),
                risk_name(tr, patent.risk),
                tr.percent(patent.score),
            )
            for patent in listed
        ),
        widths=(24, 8, 40, 14, 14),
    )
    return [Section(tr("export-chapter-listed"), (grid,))]

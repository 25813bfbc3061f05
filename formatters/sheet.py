"""The sheet of a report: its words, what it says to who does not see it, and the block that shows it."""

from collections.abc import Sequence

from bot.languages import Translator
from bot.model import Check, Comparison, Design, LegalStatus, Risk
from bot.model.sheet import Sheet, SheetCard, SheetPanel
from formatters.blocks import Element, slack_image
from formatters.countries import list_within
from formatters.limits import ALT_TEXT
from formatters.patents import legal_status_name, score_of
from formatters.risk import risk_level, risk_name
from formatters.text import shorten_plain

_DESIGNS = 6
_MOST = 12
_NUMBER, _TITLE, _NAME = 40, 80, 80
_LISTED = ALT_TEXT - 400


def designs_on_sheet(designs: Sequence[Design]) -> Sequence[Design]:
    """The nearest: six, or up to twelve that are rated high."""
    high = sum(design.risk is Risk.HIGH for design in designs)
    return designs[: min(max(high, _DESIGNS), _MOST)]


def format_sheet(tr: Translator, check: Check, designs: Sequence[Design]) -> Sheet:
    """The words of a sheet. A check that compared one patent has no line drawing: there its design takes that place."""
    posted = SheetPanel(label=tr("picture-posted"), name=_posted_name(tr, check), gap=tr("sheet-no-picture"))
    drawn = SheetPanel(label=tr("sheet-line-drawing"), name="", gap=tr("sheet-no-line-drawing"))
    return Sheet(
        panels=(posted,) if check.options.against else (posted, drawn),
        heading=tr("sheet-heading"),
        cards=tuple(_card(tr, design) for design in designs_on_sheet(designs)),
        note=tr("sheet-note"),
    )


def sheet_block(tr: Translator, check: Check, designs: Sequence[Design], file_id: str) -> Element:
    """The image, whose alternative text says all that stands on it."""
    return slack_image(file_id, alt_text=sheet_alt(tr, check, designs))


def sheet_alt(tr: Translator, check: Check, designs: Sequence[Design]) -> str:
    """All that stands on a sheet, in plain text."""
    shown = designs_on_sheet(designs)
    listed = list_within(tr, [_said(tr, design) for design in shown], str, limit=_LISTED)
    name, what = _posted_name(tr, check), "sheet-alt-one" if check.options.against else "sheet-alt"
    alt = tr(f"{what}-named", name=name, designs=listed) if name else tr(what, designs=listed)
    return shorten_plain(alt, ALT_TEXT)


def _card(tr: Translator, design: Design) -> SheetCard:
    lead = design.lead
    title = shorten_plain(lead.patent.title, _TITLE)
    lapsed = legal_status_name(tr, LegalStatus.INVALID) if design.is_lapsed else ""
    return SheetCard(
        number=_number(tr, lead),
        country=shorten_plain(lead.patent.country, 4),
        risk=lead.risk,
        rating=risk_name(tr, lead.risk),
        score=score_of(tr, lead),
        title=" · ".join(filter(None, (lapsed, title))),
        gap=tr("sheet-no-drawing"),
    )


def _said(tr: Translator, design: Design) -> str:
    """``USD1055174S1 (rated high)``."""
    return tr("sheet-alt-design", number=_number(tr, design.lead), risk=risk_level(tr, design.risk))


def _number(tr: Translator, comparison: Comparison) -> str:
    return shorten_plain(comparison.patent.publication_number, _NUMBER) or tr("patent-no-number")


def _posted_name(tr: Translator, check: Check) -> str:
    """``Image 2 · mug.png``, plain text."""
    name = next((shorten_plain(view.name, _NAME) for view in check.views if view.name), "")
    number = tr("picture-number", number=check.number) if check.number else ""
    return " · ".join(filter(None, (number, name)))

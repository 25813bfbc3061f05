"""The reply of a check that compared one picture with one patent: what Patsnap rates it, and its texts unfolded."""

from collections.abc import Mapping

from bot.languages import Translator
from bot.model import Check, Comparison, Message, Report, designs_of
from formatters.blocks import Element, actions, context, header, ladder, long_section, section
from formatters.details_button import reply_details_button
from formatters.export_button import export_button
from formatters.limits import MESSAGE_JSON, SECTION_TEXT, SHORT_JSON
from formatters.patents import Card, line_of, make_card
from formatters.report import image_name
from formatters.risk import RISK_EMOJI, risk_level
from formatters.sheet import sheet_block
from formatters.text import cut, escape, shorten_line, shorten_plain

_TEXTS = MESSAGE_JSON // 3
"""Characters of the texts: JSON may write each as two or more, and the rest of the message needs its room."""

_SHORT_TEXTS = SHORT_JSON // 3
_LINE = 300


def format_one_patent(
    tr: Translator, check: Check, report: Report, *, pictures: Mapping[str, str], sheet: str = ""
) -> Message:
    """The reply.

    Args:
        report: of one comparison.
        pictures: patent_id -> Slack's id of its drawing.
        sheet: Slack's id of the sheet, which shows the drawing beside the product; empty for none.
    """
    [comparison] = report.comparisons
    details = reply_details_button(tr, comparison.patent, check_id=check.id)
    full = make_card(tr, comparison, check, {} if sheet else pictures, size=_TEXTS, details=details)
    short = make_card(tr, comparison, check, {}, size=_SHORT_TEXTS, details=details)
    head, foot = _head(tr, check, comparison), _foot(tr, check, report)
    shown = [sheet_block(tr, check, designs_of(report), sheet)] if sheet else []
    rungs = [
        [*shown, *_lay_out(tr, full, _TEXTS)],
        _lay_out(tr, short, _TEXTS),
        _lay_out(tr, short, _SHORT_TEXTS),
    ]
    text = "\n".join(
        (escape(_headline(tr, comparison)), cut(escape(line_of(tr, comparison)), _LINE), *_scope(tr, check, report))
    )
    return ladder(text, *([*head, *blocks, *foot] for blocks in rungs))


def _head(tr: Translator, check: Check, comparison: Comparison) -> list[Element]:
    name = image_name(tr, check)
    title = header(f"{RISK_EMOJI[comparison.risk]} {_headline(tr, comparison)}")
    return [title, context(name)] if name else [title]


def _headline(tr: Translator, comparison: Comparison) -> str:
    number = shorten_plain(comparison.patent.publication_number, 40)
    return tr("one-patent-headline", number=number, risk=risk_level(tr, comparison.risk))


def _lay_out(tr: Translator, card: Card, size: int) -> list[Element]:
    title = section(f"*{escape(card.title)}*\n{escape(card.subtitle)}", accessory=card.picture)
    texts = card.texts(size=size, section=SECTION_TEXT) or [tr("patent-no-details")]
    return [title, *card.buttons, *map(long_section, texts), *card.footer]


def _foot(tr: Translator, check: Check, report: Report) -> list[Element]:
    return [actions(export_button(tr, check)), context(" · ".join(_scope(tr, check, report)))]


def _scope(tr: Translator, check: Check, report: Report) -> list[str]:
    """What was compared, by whom, and what that does not say."""
    ended = report.operated_at or check.ended_at
    typed = shorten_line(check.options.against.typed, 80) if check.options.against else ""
    return [
        tr("one-patent-scope", number=typed),
        *([tr.day(ended)] if ended else []),
        tr("report-disclaimer"),
    ]

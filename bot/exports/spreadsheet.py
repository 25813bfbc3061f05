"""XLSX: the comparisons on one sheet, the facts of the check on another. No text becomes a formula or a link."""

import io
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.languages import Translator
from bot.model.evidence import Evidence
from formatters import export_facts as facts
from formatters.export_table import LONGEST_TEXT, format_table

_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - the library's, which knows no zones
"""For what is no fact of the check: the same check gives the same bytes."""


def write_xlsx(tr: Translator, evidence: Evidence) -> bytes:
    """The comparisons on one sheet, the facts of the check on another."""
    file = io.BytesIO()
    with Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    ) as book:
        book.set_properties({"title": tr("export-title"), "author": "Lookalike", "created": _FIXED})
        _write_comparisons(tr, book, evidence)
        _write_facts(tr, book, evidence)
    return file.getvalue()


def _write_comparisons(tr: Translator, book: Workbook, evidence: Evidence) -> None:
    table, sheet = format_table(tr, evidence), book.add_worksheet(tr("export-sheet-comparisons"))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    days = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    for column, (label, width) in enumerate(zip(table.header, table.widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, label, head)
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, datetime.combine(cell, datetime.min.time()), days)
            elif isinstance(cell, str):
                _write_text(sheet, number, column, cell, wrapped)
            elif cell is not None:
                sheet.write_number(number, column, cell, wrapped)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.header) - 1)


def _write_facts(tr: Translator, book: Workbook, evidence: Evidence) -> None:
    sheet = book.add_worksheet(tr("export-sheet-about"))
    label, text = (
        book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    rows = [
        (tr("export-exported-at"), facts.utc(evidence.exported_at)),
        *facts.asked(tr, evidence),
        *(row for view in evidence.check.views for row in facts.picture(tr, view)),
        *facts.search(tr, evidence),
        *facts.found(tr, evidence),
        *(
            ("", sentence)
            for sentence in (tr("export-texts-note"), *facts.limits(tr, evidence), *facts.kept(tr, evidence))
        ),
    ]
    for number, (name, value) in enumerate(rows):
        _write_text(sheet, number, 0, name, label)
        _write_text(sheet, number, 1, value, text)


def _write_text(sheet: Worksheet, row: int, column: int, text: str, form: Format) -> None:
    if text:
        cut = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
        sheet.write_string(row, column, cut.encode("utf-8", errors="replace").decode(), form)

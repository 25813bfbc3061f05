"""CSV: the comparisons as a table, and nothing in it that a spreadsheet would run."""

import csv
import io

from bot.languages import Translator
from bot.model.evidence import Evidence
from formatters.export_table import Cell, format_table

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
"""What a cell may begin with that spreadsheets take for a formula; the wide ones where Chinese or Japanese is set."""


def write_csv(tr: Translator, evidence: Evidence) -> bytes:
    """The comparisons, in UTF-8 with a BOM, by which Excel knows that it is."""
    table = format_table(tr, evidence)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.header)
    writer.writerows([list(map(_as_text, row)) for row in table.rows])
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _as_text(cell: Cell) -> str:
    """A cell of a CSV file; an apostrophe before what would be taken for a formula, as spreadsheets write it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.lstrip(" \n").startswith(_FORMULA) else cell
    return f"{cell:.4f}" if isinstance(cell, float) else str(cell)

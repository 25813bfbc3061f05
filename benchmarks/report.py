"""Rows to and from ``benchmarks/results.json``, as a table on the terminal, and in docs/benchmarks.md."""

import dataclasses
import json
import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks.rows import Row

RESULTS = Path(__file__).with_name("results.json")
_WIDTH = 140
_DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"
_MARKERS = re.compile(r"(<!-- figures -->\n).*?(<!-- /figures -->\n)", re.DOTALL)


def load(path: Path = RESULTS) -> list[Row]:
    return [Row(**row) for row in json.loads(path.read_text())]


def save(rows: Sequence[Row], path: Path = RESULTS, *, keep_others: bool = False) -> None:
    """Write the rows.

    Args:
        keep_others: leave earlier rows of other names where they stand.
    """
    if keep_others and path.exists():
        new = {row.name: row for row in rows}
        rows = [new.pop(row.name, row) for row in load(path)] + list(new.values())
    found = [dataclasses.asdict(row) for row in rows]
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")


def print_table(rows: Sequence[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("figure", "measured", "baseline", "ratio", "target", "met", show_lines=True)
    for row in rows:
        name, *cells = _cells(row)
        note = f"\n[dim]{row.note}[/]" if row.note else ""
        table.add_row(f"{name}{note}", *cells, "yes" if row.met else "[bold red]NO")
    console = Console()
    if not console.is_terminal:
        console.width = _WIDTH
    console.print(table)


def as_markdown(rows: Sequence[Row]) -> str:
    lines = ["| figure | measured | baseline | ratio | target | |", "| --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        verdict = "met" if row.met else "**missed**"
        lines.append(f"| {' | '.join(_cells(row))} | {f'{verdict}: {row.note}' if row.note else verdict} |")
    return "\n".join(lines) + "\n"


def write_document(rows: Sequence[Row], path: Path = _DOCUMENT) -> None:
    """Put the table between its markers.

    Raises:
        LookupError: there are none.
    """
    text, count = _MARKERS.subn(lambda found: f"{found[1]}{as_markdown(rows)}{found[2]}", path.read_text())
    if count != 1:
        raise LookupError(f"{path.name} has {count} pairs of the markers that hold the figures, not 1")
    path.write_text(text)


def _cells(row: Row) -> tuple[str, str, str, str, str]:
    return (
        row.name,
        f"{_number(row.value)} {row.unit}".strip(),
        "" if row.baseline is None else f"{row.against}: {_number(row.baseline)} {row.unit}".strip(": "),
        "" if row.ratio is None else _number(row.ratio),
        row.target,
    )


def _number(value: float) -> str:
    """Three digits, or all of those before the point: 0.0123, 1.23, 12.3, 12,345."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"

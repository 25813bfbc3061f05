"""``python -m benchmarks``: run them all, print one table, and write ``benchmarks/results.json``."""

import importlib
import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

_MODULES = ("benchmarks.images", "benchmarks.replies", "benchmarks.main_job")
"""In this order, each loaded when its turn comes: a child's peak memory starts at what its parent has."""

_RESULTS = Path(__file__).with_name("results.json")


def main() -> None:
    console = Console()
    rows = []
    for name in _MODULES:
        console.print(f"[dim]{name} …")
        rows += importlib.import_module(name).run()
    _RESULTS.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
    table = Table("figure", "value", "baseline", "ratio", "target", "met")
    for row in rows:
        table.add_row(
            row["name"],
            f"{row['value']:.3g} {row['unit']}",
            "" if row["baseline"] is None else f"{row['baseline']:.3g}",
            "" if row["ratio"] is None else f"{row['ratio']:.2f}",
            row["target"],
            "yes" if row["met"] else "NO",
        )
    console.print(table)


if __name__ == "__main__":
    main()

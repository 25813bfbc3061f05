"""``python -m benchmarks``: run them all, print one table, and write ``benchmarks/results.json``."""

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import images, main_job

_RESULTS = Path(__file__).with_name("results.json")


def main() -> None:
    console = Console()
    rows = []
    for module in (main_job, images):
        console.print(f"[dim]{module.__name__} …")
        rows += module.run()
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

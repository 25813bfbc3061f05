"""``python -m benchmarks [NAME …]``: run all of them, or some; print one table; write ``benchmarks/results.json``.

Each module runs in a process of its own, so that neither imports nor peak memory of one show in another.
"""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks import report
from benchmarks.rows import Row

_MODULES = (
    "images",
    "exports",
    "sheets",
    "reading",
    "starting",
    "main_job",
    "acks",
    "delays",
    "intake",
    "ticks",
    "likeness",
    "polling",
)
"""In this order. Each is a module of this package with a function ``run() -> list[Row]``."""

_LONGEST_S = 300.0
"""A module that takes longer hangs."""

_STOP_S = 15.0


def main(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]…", help=f"Of {', '.join(_MODULES)}.")] = None,
    *,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the table as docs/benchmarks.md has it.")] = False,
    document: Annotated[
        bool, typer.Option("--document", help="Measure nothing; put the last results into docs/benchmarks.md.")
    ] = False,
) -> None:
    """Measure, each figure beside its baseline.

    Exit code 0: every target is met. 1: one is missed. 2: something could not be measured.
    """
    if document:
        report.write_document(report.load())
        return
    if unknown := set(names or ()) - set(_MODULES):
        raise typer.BadParameter(f"there is no {', '.join(sorted(unknown))}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: what is being measured ends first
    console = Console(stderr=True)
    rows: list[Row] = []
    broken = False
    for name in names or _MODULES:
        started = time.monotonic()
        measured = _run(name)
        took = f"{time.monotonic() - started:.0f} s"
        if measured is None:
            broken = True
            console.print(f"{name}: [red]could not be measured[/] ({took})")
        else:
            rows += measured
            console.print(f"{name}: {len(measured)} figures ({took})")
    report.save(rows, keep_others=bool(names))
    if markdown:
        sys.stdout.write(report.as_markdown(rows))
    else:
        report.print_table(rows)
    raise typer.Exit(2 if broken else int(not all(row.met for row in rows)))


def _run(name: str) -> list[Row] | None:
    """The rows of one module, measured in a process of its own; None if it failed."""
    with tempfile.NamedTemporaryFile(suffix=".json") as results:
        command = [sys.executable, "-m", "benchmarks.alone", name, results.name]
        with subprocess.Popen(command, start_new_session=True, stdout=sys.stderr) as process:
            try:
                code = process.wait(_LONGEST_S)
            except (subprocess.TimeoutExpired, KeyboardInterrupt) as end:
                process.send_signal(signal.SIGINT)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_STOP_S)  # it stops what has left its process group, as PostgreSQL does
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)  # with whatever it has started
                if isinstance(end, KeyboardInterrupt):
                    raise
                return None
        return report.load(Path(results.name)) if code == 0 else None


if __name__ == "__main__":
    typer.run(main)

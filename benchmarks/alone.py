"""``python -m benchmarks.alone NAME FILE``: measure one module in this process, its rows as JSON into the file."""

import importlib
import sys
from pathlib import Path

from benchmarks import report


def main(name: str, path: str) -> None:
    report.save(importlib.import_module(f"benchmarks.{name}").run(), Path(path))


if __name__ == "__main__":  # a process that multiprocessing starts from here imports this module too
    main(*sys.argv[1:])

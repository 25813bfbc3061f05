"""``make chaos``: mishaps at random points, again and again; then everything is counted."""

import asyncio
import logging
import random
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tests.postgresql import running_postgresql
from tests.slow.chaos.lane import opened
from tests.slow.chaos.ledger import Tally
from tests.slow.chaos.mishaps import Kind


def main(
    kills: Annotated[int, typer.Option(min=0, help="SIGKILL.")] = 60,
    freezes: Annotated[int, typer.Option(min=0, help="SIGSTOP for one and a half leases, then SIGCONT.")] = 30,
    clocks: Annotated[int, typer.Option(min=0, help="The wall clock of a process is set by an hour.")] = 30,
    connections: Annotated[int, typer.Option(min=0, help="The database is out of reach, or ends connections.")] = 40,
    answers: Annotated[int, typer.Option(min=0, help="Slack or Patsnap acts, and never answers.")] = 40,
    seed: Annotated[int | None, typer.Option(help="Of everything that is left to chance.")] = None,
    database: Annotated[str, typer.Option(help="sqlite, postgresql (two replicas), or both at once.")] = "both",
    faults: Annotated[bool, typer.Option(help="Slack and Patsnap fail now and then, too.")] = True,
) -> None:
    """Bring so many mishaps about, shared between the databases, and count.

    Exits with 1 if anything was lost, doubled, dropped or paid for twice.
    """
    if seed is None:
        seed = random.SystemRandom().randrange(1_000_000)
    logging.getLogger("uvicorn.error").disabled = True  # the sandbox's end of what is killed, many times over
    console = Console()
    mishaps = dict(zip(Kind, (kills, freezes, clocks, connections, answers), strict=True))
    console.print(", ".join(f"{count} {kind}" for kind, count in mishaps.items() if count), f"- seed {seed}")
    started = time.monotonic()
    tally = asyncio.run(_run(mishaps, seed, ("sqlite", "postgresql") if database == "both" else (database,), faults))
    table = Table(show_header=False, box=None)
    for name, count in asdict(tally).items():
        table.add_row(name, str(count))
    console.print(table)
    console.print(f"{time.monotonic() - started:.0f} s")
    sys.exit(not tally.is_right)


async def _run(mishaps: dict[Kind, int], seed: int, databases: tuple[str, ...], faults: bool) -> Tally:
    async with AsyncExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lookalike-chaos-")))
        runs = []
        for number, database in enumerate(databases):
            home = directory / database
            home.mkdir()
            if database == "postgresql":
                url = await stack.enter_async_context(stack.enter_context(running_postgresql()).database())
            else:
                url = f"sqlite:///{home / 'lookalike.db'}"
            lane = await stack.enter_async_context(
                opened(
                    url,
                    home,
                    dice=random.Random(f"{seed} {database}"),
                    replicas=2 if database == "postgresql" else 1,
                    faults=faults,
                )
            )
            runs.append(lane.run({kind: _share(count, number, of=len(databases)) for kind, count in mishaps.items()}))
        tallies = await asyncio.gather(*runs)
    return sum(tallies[1:], tallies[0])


def _share(count: int, number: int, *, of: int) -> int:
    """What falls to one of several when a count is dealt out evenly."""
    return count // of + (number < count % of)


if __name__ == "__main__":
    program = typer.Typer(pretty_exceptions_enable=False)
    program.command()(main)
    program()

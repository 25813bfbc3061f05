"""``make chaos``: processes are killed at random points, again and again; then everything is counted."""

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


def main(
    kills: Annotated[int, typer.Option(min=1, help="Kills in all, shared between the lanes.")] = 200,
    seed: Annotated[int | None, typer.Option(help="Of everything that is left to chance.")] = None,
    database: Annotated[str, typer.Option(help="sqlite, postgresql (two replicas), or both at once.")] = "both",
    faults: Annotated[bool, typer.Option(help="Slack and Patsnap fail now and then, too.")] = True,
) -> None:
    """Kill, restart, count. Exits with 1 where anything was lost, doubled or paid for twice."""
    if seed is None:
        seed = random.SystemRandom().randrange(1_000_000)
    logging.getLogger("uvicorn.error").disabled = True  # the sandbox's end of what is killed, many times over
    console = Console()
    console.print(f"{kills} kills, seed {seed}")
    started = time.monotonic()
    tally = asyncio.run(_run(kills, seed, ("sqlite", "postgresql") if database == "both" else (database,), faults))
    table = Table(show_header=False, box=None)
    for name, count in asdict(tally).items():
        table.add_row(name, str(count))
    console.print(table)
    console.print(f"{time.monotonic() - started:.0f} s")
    sys.exit(not tally.is_right)


async def _run(kills: int, seed: int, databases: tuple[str, ...], faults: bool) -> Tally:
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
            share = kills // len(databases) + (number < kills % len(databases))
            runs.append(lane.run(share))
        tallies = await asyncio.gather(*runs)
    return sum(tallies[1:], tallies[0])


if __name__ == "__main__":
    program = typer.Typer(pretty_exceptions_enable=False)
    program.command()(main)
    program()

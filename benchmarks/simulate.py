"""``python -m benchmarks.simulate``: workspaces in their busiest hour; delays, calls, and what is full first."""

import dataclasses
import statistics
from collections.abc import Sequence
from typing import Annotated

import typer

from benchmarks.capacity import Replica, measured_replica
from benchmarks.simulation import Setup, Simulation

_WORKING_DAYS = 22
_FULL = 0.9
"""Polls are planned to leave a little of the rate."""


def main(
    *,
    workspaces: Annotated[int, typer.Option(min=1)] = 100,
    replicas: Annotated[int, typer.Option(min=1)] = 1,
    qps: Annotated[float, typer.Option(help="Calls a second that Patsnap allows.")] = 5.0,
    posts_per_day: Annotated[float, typer.Option(help="Of a workspace, on a working day.")] = 20.0,
    busiest_hour: Annotated[float, typer.Option(help="The share of a day's posts that comes in that hour.")] = 0.2,
    median_s: Annotated[float, typer.Option(help="Of a task at Patsnap.")] = 60.0,
    sigma: Annotated[float, typer.Option(help="Of the logarithm of a task's time.")] = 0.5,
    call_s: Annotated[float, typer.Option(help="How long a call to Patsnap takes.")] = 1.0,
    transactions_per_s: Annotated[float, typer.Option(help="That the database commits.")] = 1500.0,
    fixed_poll_s: Annotated[float, typer.Option(help="Poll each task so often, instead of by the app's policy.")] = 0.0,
    minutes: Annotated[float, typer.Option(help="Simulated, after a warm-up of five.")] = 30.0,
    seed: int = 1,
) -> None:
    """Simulate the busiest hour."""
    setup = Setup(
        workspaces=workspaces,
        replicas=replicas,
        qps=qps,
        posts_per_day=posts_per_day,
        busiest_hour=busiest_hour,
        median_s=median_s,
        sigma=sigma,
        call_s=call_s,
        transactions_per_s=transactions_per_s,
        fixed_poll_s=fixed_poll_s,
        minutes=minutes,
        seed=seed,
    )
    replica = measured_replica()
    for line in told(setup, replica):
        print(line)


def told(setup: Setup, replica: Replica) -> list[str]:
    """Run the simulation; what came of it, in lines."""
    simulation = Simulation(setup, replica)
    simulation.run()
    seen, seconds = simulation.seen, setup.minutes * 60
    calls = statistics.fmean(seen.polls) + 2 if seen.polls else float("nan")
    monthly = setup.workspaces * setup.posts_per_day * setup.images_per_post * _WORKING_DAYS
    used = utilisation(simulation)
    first = max(used, key=lambda name: used[name])
    fewest = 3 * setup.posts_per_s * setup.images_per_post
    return [
        *_asked(setup, replica),
        "",
        f"post to ack                {_percentiles(seen.acks)}",
        f"end of task to its report  {_percentiles(seen.found)}",
        f"end of task to the reply   {_percentiles(seen.replies)}",
        f"post to the reply          {_percentiles(seen.totals)}",
        f"answered                   {len(seen.totals):,} of {seen.posted:,} pictures posted in the time",
        f"Patsnap calls per check    {calls:.1f} ({calls * monthly:,.0f} a month for {monthly:,.0f} checks)",
        f"Patsnap calls per second   {simulation.patsnap.served / seconds:.3g}",
        f"transactions per second    {simulation.database.served / seconds:.3g}",
        f"progress edits left out    {_share(seen.edits_left_out, seen.edits + seen.edits_left_out)}",
        "",
        *(f"{name:<26} {share:.1%} used" for name, share in sorted(used.items(), key=lambda item: -item[1])),
        f"full first: {first}, " + ("now" if used[first] >= _FULL else f"at {1 / used[first]:.1f} times this traffic"),
        f"with one poll a check, Patsnap's rate carries {setup.qps / fewest:.1f} times this traffic at most",
    ]


def _asked(setup: Setup, replica: Replica) -> list[str]:
    posts = setup.posts_per_s * 60
    values = dataclasses.asdict(replica)
    units = {"acks_per_s": "acks/s", "polls_per_s": "polls/s", "photo_s": "s per 48-megapixel photo"}
    carried = ", ".join(
        f"{_number(values[name])} {unit} ({'measured' if name in replica.measured else 'assumed'})"
        for name, unit in units.items()
    )
    traffic = f"{setup.workspaces:,} workspaces, {setup.posts_per_day:g} posts a day each, {setup.busiest_hour:.0%} now"
    limits = f"{setup.replicas} replicas, PATSNAP_QPS {setup.qps:g}, {setup.transactions_per_s:,.0f} transactions/s"
    return [
        f"{traffic}: {posts:.3g} posts and {posts * setup.images_per_post:.3g} pictures a minute",
        f"{limits}; tasks of {setup.median_s:g} s (σ {setup.sigma:g}), calls of {setup.call_s:g} s",
        f"a replica: {carried}",
    ]


def utilisation(simulation: Simulation) -> dict[str, float]:
    """The share of the time, or of the places, that each resource was taken."""
    seconds = simulation.setup.minutes * 60
    return {
        "Patsnap's rate": simulation.patsnap.busy_s / seconds,
        "event loops": simulation.loops.busy_s / seconds / simulation.loops.units,
        "decoders": simulation.decoders.busy_s / seconds / simulation.decoders.units,
        "steps at once": simulation.steps.busy_s / seconds / simulation.steps.count,
        "database": simulation.database.busy_s / seconds,
        "busiest channel": max((one.busy_s for one in simulation.channels.values()), default=0.0) / seconds,
    }


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _percentiles(values: Sequence[float]) -> str:
    if len(values) < 2:
        return "nothing to tell"
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return "  ".join(f"p{share} {cuts[share - 1]:8.2f} s" for share in (50, 95, 99))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"


if __name__ == "__main__":
    typer.run(main)

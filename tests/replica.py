"""``lookalike run`` as tests need it: with leases that run out sooner than anybody would wait for, or a clock that is
wrong, or set while it runs: forward by SIGUSR1, back by SIGUSR2, by an hour or as far as is said.
"""

import argparse
import signal
import sys
import time
from functools import partial

import httpx
import time_machine

import bot.patsnap
from bot import checks
from bot.__main__ import main
from bot.checks import scheduler
from bot.patsnap import client, endpoints
from bot.slack import messages
from bot.storage import leases, postgresql
from tests.quick import hurry

HOUR_S = 3600.0


def shorten(lease_s: float) -> None:
    """Shorten the lease, and in proportion what it is weighed against, but no further than a busy machine can do."""
    share = lease_s / leases.LEASE_S
    leases.LEASE_S, leases.SURELY_HELD_S = lease_s, leases.SURELY_HELD_S * share
    scheduler._RENEW_S *= share
    checks._DOUBT_S *= share
    checks._SETTLE_S *= share
    messages._RESULT_PATIENCE_S *= share
    client.TURN_LIFE_S = max(client.TURN_LIFE_S * share, 2.0)
    bot.patsnap.TIMEOUT = httpx.Timeout(max(15.0 * share, 5.0), connect=5.0, pool=5.0)
    for endpoint in (endpoints.SUBMIT, endpoints.REPORT):
        object.__setattr__(endpoint, "deadline_s", max(endpoint.deadline_s * share, 8.0))
    postgresql._IDLE_S = max(round(postgresql._IDLE_S * share), 3)
    postgresql._TRANSACTION_S = max(round(postgresql._TRANSACTION_S * share), 6)
    command_timeout_s = max(postgresql._COMMAND_TIMEOUT_S * share, 3.0)
    postgresql.create_postgresql = partial(postgresql.create_postgresql, command_timeout_s=command_timeout_s)


def obey_the_clock(skew_s: float, step_s: float) -> None:
    """Have the wall clock differ from now on, and set it when a signal says so."""
    clock = time_machine.travel(time.time() + skew_s).start()

    def shift(by_s: float) -> None:
        clock.shift(by_s)
        sys.stdout.write(f"clock set by {by_s} s\n")
        sys.stdout.flush()

    signal.signal(signal.SIGUSR1, lambda *_: shift(step_s))
    signal.signal(signal.SIGUSR2, lambda *_: shift(-step_s))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--lease-s", type=float)
    parser.add_argument("--skew-s", type=float)
    parser.add_argument("--step-s", type=float, default=HOUR_S)
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args()
    if chosen.lease_s:
        shorten(chosen.lease_s)
    if chosen.quick:
        hurry(setattr)
    if chosen.skew_s is not None:
        obey_the_clock(chosen.skew_s, chosen.step_s)
    sys.argv = ["lookalike", "run"]
    main()

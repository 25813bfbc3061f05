"""Processes that are frozen at a given point; what random points bring about shows `make chaos`."""

import asyncio
import signal
from functools import partial

import pytest

from tests.slow.chaos.ledger import Asked, Ledger
from tests.slow.chaos.posts import CHANNELS, picture

SHORT_LEASE_S = 3.0
FROZEN_S = 9.0
"""Longer than the deadline of a paid call in these processes."""


@pytest.mark.parametrize("database", ["sqlite"])
async def test_answer_to_a_paid_call_that_comes_while_the_process_is_frozen_is_kept(world, spawn, database_url):
    ledger = Ledger(world.sandbox, database_url)
    async with spawn(lease_s=SHORT_LEASE_S) as process:
        trap = world.tripwire.arm(
            lambda call: "/image-search/submit" in call.path, "after", partial(_stop, process), answered=True
        )
        ledger.asked.append(Asked(CHANNELS[0], await world.post(picture(1)), 1))
        await trap.sprung.wait()
        await asyncio.sleep(FROZEN_S)
        process.send_signal(signal.SIGCONT)
        await world.wait_for(lambda: ledger.is_done)
    tally = await ledger.close()
    assert tally.is_right, tally
    assert (tally.finished, tally.submits) == (1, 1)


async def _stop(process, _call):
    process.send_signal(signal.SIGSTOP)

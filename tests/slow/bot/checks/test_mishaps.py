"""Processes that are frozen, whose clocks are set, whose database is away, whose calls get no answer."""

import asyncio
import signal
from functools import partial
from random import Random

import pytest

from tests.slow.chaos import lane
from tests.slow.chaos.ledger import Asked, Ledger
from tests.slow.chaos.mishaps import Kind
from tests.slow.chaos.posts import CHANNELS, picture

SHORT_LEASE_S = 3.0
FROZEN_S = 9.0
"""Longer than the deadline of a paid call in these processes."""


async def test_freezes_clocks_outages_and_lost_answers_lose_double_and_drop_nothing(database, database_url, tmp_path):
    mishaps = {Kind.FREEZE: 2, Kind.CLOCK: 2, Kind.CONNECTION: 3, Kind.ANSWER: 3}
    replicas = 2 if database == "postgresql" else 1
    async with lane.opened(database_url, tmp_path, dice=Random(11), replicas=replicas, lease_s=SHORT_LEASE_S) as opened:
        tally = await opened.run(mishaps)
    assert tally.is_right, tally
    assert (tally.freezes, tally.clocks, tally.connections, tally.answers) == (2, 2, 3, 3)
    assert tally.replies == tally.checks > 0


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

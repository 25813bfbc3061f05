"""``kill -9`` at every point where something has just been done, or is about to be, and at any time in between."""

import itertools
from collections import Counter
from functools import partial
from random import Random

import pytest
from sqlalchemy import select

from bot.storage.database import create_engine
from bot.storage.tables import paid_calls
from tests import processes
from tests.slow.chaos import lane
from tests.slow.chaos.ledger import Asked, Ledger
from tests.slow.chaos.mishaps import Kind
from tests.slow.chaos.posts import CHANNELS, picture

SHORT_LEASE_S = 3.0
"""Where replicas could hold what a dead process held, that long is waited before they may not."""

POINTS = [
    # A drawing that a report shows is brought to Slack: first, since it stays there.
    ("after", "/upload/", b""),
    ("before", "files.completeUploadExternal", b""),
    ("after", "files.completeUploadExternal", b""),
    ("before", "/download/", b""),
    ("after", "/download/", b""),
    ("before", "/image-search/image-upload", b""),
    ("after", "/image-search/image-upload", b""),
    ("before", "/ai/image-search/submit", b""),
    ("after", "/ai/image-search/submit", b""),
    ("before", "/ai/image-search/report", b""),
    ("after", "/ai/image-search/report", b""),
    ("before", "reactions.add", b""),
    ("after", "reactions.add", b""),
    ("before", "chat.postMessage", b"lookalike_progress"),
    ("after", "chat.postMessage", b"lookalike_progress"),
    ("before", "chat.postMessage", b"lookalike_reply"),
    ("after", "chat.postMessage", b"lookalike_reply"),
    ("before", "conversations.replies", b""),
    ("after", "conversations.replies", b""),
    ("before", "chat.delete", b""),
    ("after", "chat.delete", b""),
]

STORED_BEFORE = {
    ("/ai/image-search/submit", b""),
    ("chat.postMessage", b"lookalike_progress"),
    ("chat.postMessage", b"lookalike_reply"),
}


@pytest.mark.parametrize("task_s", [(0.1, 0.3)])
async def test_kill_at_every_outgoing_call_ends_in_one_reply_for_each_check(world, spawn, database, database_url):
    ledger = Ledger(world.sandbox, database_url)
    spawn, points = partial(spawn, lease_s=SHORT_LEASE_S), POINTS
    if database == "postgresql":
        # The same machine, other leases: those points will do where something has been stored just before.
        points = [point for point in POINTS if point[1:] in STORED_BEFORE]
    for number, (moment, path, words) in enumerate(points):
        channel = CHANNELS[number % len(CHANNELS)]
        async with spawn() as process:

            async def kill(_call, process=process):
                await processes.kill(process)

            trap = world.tripwire.arm(
                lambda call, path=path, words=words: path in call.path and words in call.body, moment, kill
            )
            ledger.asked.append(Asked(channel, await world.post(picture(number), channel=channel), 1))
            await world.wait_for(lambda trap=trap: trap.call)
            await trap.sprung.wait()
    async with spawn():
        await world.wait_for(lambda: ledger.is_done)
    tally = await ledger.close()
    assert tally.is_right, tally
    assert tally.replies == len(points)
    # Killed before the submit reached Patsnap, and after: nobody knows, and the thread says so. A kill that was meant
    # for one check may meet the one before it in the middle of its submit as well.
    assert tally.ambiguous >= 2
    assert tally.finished == len(points) - tally.ambiguous
    named = [
        message
        for asked in ledger.asked
        for message in world.replies(asked.ts, asked.channel)
        if "nobody knows whether the check began" in message.text
    ]
    assert len(named) == tally.ambiguous
    # The ledger holds each task that was started, and whatever nobody knows of counts as paid.
    paid, unknown = await payments_of(database_url)
    assert paid <= world.patsnap.calls["submit"] <= paid + unknown
    assert (paid, unknown) == (tally.finished, tally.ambiguous)


async def payments_of(database_url):
    """The submits in the ledger: those paid for, and those that may have been."""
    engine = create_engine(database_url)
    async with engine.connect() as connection:
        found = await connection.execute(select(paid_calls.c.payment).where(paid_calls.c.cost == "submit"))
        payments = Counter(found.scalars())
    await engine.dispose()
    assert payments.keys() <= {"paid", "unknown"}
    return payments["paid"], payments["unknown"]


@pytest.mark.parametrize("task_s", [(0.1, 0.3)])
async def test_kill_before_the_ack_or_right_after_it_loses_nothing(world, spawn, database_url):
    ledger = Ledger(world.sandbox, database_url)
    spawn = partial(spawn, lease_s=SHORT_LEASE_S)
    for acked in (False, True):
        async with spawn() as process:
            before = len(world.slack.delivery.attempts)
            ledger.asked.append(Asked(CHANNELS[0], await world.post(picture(acked)), 1))
            await world.wait_for(
                lambda before=before, acked=acked: any(
                    attempt.acked or not acked
                    for attempt in itertools.islice(world.slack.delivery.attempts, before, None)
                )
            )
            await processes.kill(process)
    async with spawn():
        await world.wait_for(lambda: ledger.is_done)
    tally = await ledger.close()
    assert tally.is_right, tally
    assert tally.replies == 2


async def test_kills_at_random_points_lose_and_double_nothing(database, database_url, tmp_path):
    kills, replicas = 8, 2 if database == "postgresql" else 1
    async with lane.opened(
        database_url, tmp_path, dice=Random(7), replicas=replicas, faults=True, lease_s=SHORT_LEASE_S
    ) as opened:
        tally = await opened.run({Kind.KILL: kills})
    assert tally.is_right, tally
    assert tally.kills >= kills
    assert tally.replies == tally.checks > 0

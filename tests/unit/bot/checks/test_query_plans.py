"""What runs on every tick finds its rows by an index, on both databases: a scan would grow with what lies finished."""

import asyncio

import pytest
from sqlalchemy import event, text

from bot.checks.queries import CheckQueries
from bot.checks.repository import CheckRepository
from bot.checks.transition import Transition
from bot.model import Engine, Stage
from bot.storage.clock import clock_of

_QUERIES = ("SELECT", "UPDATE", "WITH")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    return request.param


@pytest.fixture
def ran(engine):
    """Every statement that ran, with its parameters."""
    statements = []

    def note(_connection, _cursor, statement, parameters, _context, many):
        if not many and statement.startswith(_QUERIES):
            statements.append((statement, parameters))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine.sync_engine, "before_cursor_execute", note)


async def plans(engine, statements):
    """The lines of each statement's plan."""
    is_sqlite = engine.dialect.name == "sqlite"
    async with engine.connect() as connection:
        if not is_sqlite:
            # Few rows are read faster without an index: the question is whether there is one to use.
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
        for statement, parameters in list(statements):
            explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
            rows = await connection.exec_driver_sql(f"{explain} {statement}", parameters)
            yield statement, [str(row[-1]) for row in rows]


def scanned(line):
    """Whether a line of a plan reads a whole table, rather than an index or its part with work to do."""
    return "Seq Scan" in line or line in {"SCAN checks", "SCAN posts", "SCAN views"}


async def test_hot_path_scans_no_table(engine, new_post, ran):
    clock = clock_of(engine)
    store, queries = CheckRepository(engine, clock), CheckQueries(engine, clock)
    for number in range(3):
        await store.add(new_post(f"F{number}", message_ts=f"{number}.0"), engine=Engine.V2)
    ran.clear()
    await store.claim_posts(owner="a", limit=64)
    claims = await store.claim_checks(owner="a", limit=64)
    await store.seconds_until_due()
    await store.renew([claim.lease for claim in claims])
    polled = [await store.apply(claim, Transition(stage=Stage.SUBMITTED, due_in_s=0)) for claim in claims]
    running = Transition(stage=Stage.SUBMITTED, due_in_s=5.0, running=True)
    await asyncio.gather(*(store.apply(claim, running) for claim in polled))
    await queries.samples(Engine.V2)
    await queries.load()
    await queries.language_of_thread(team_id="T1", channel_id="C1", thread_ts="1.0")
    asked = [query for query in ran if " checks" in query[0] or " posts" in query[0]]
    assert len(asked) >= 10
    found = {statement: lines async for statement, lines in plans(engine, asked)}
    wrong = {statement: lines for statement, lines in found.items() if any(map(scanned, lines))}
    assert wrong == {}

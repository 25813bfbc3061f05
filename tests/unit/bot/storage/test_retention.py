"""What is past the retention is deleted a bounded number of rows at a time, however much that is."""

import pytest
from sqlalchemy import event, func, insert, select

from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewPost, NewView
from bot.model import CheckOptions, Engine
from bot.storage.clock import clock_of
from bot.storage.deletion import Deletion
from bot.storage.tables import checks, forgotten, posts, views

AT_ONCE = 4
ROWS = 11
DAY_S = 86_400.0


@pytest.fixture
async def filled(engine):
    """Posts of today with a check each, and as many tombstones."""
    store = CheckRepository(engine, clock_of(engine))
    for number in range(ROWS):
        ts, view = f"{number}.0", NewView(file_id=f"F{number}", name="a.png", source_url="https://files.slack.com/a")
        await store.add(
            NewPost(
                team_id="T1", channel_id="C1", message_ts=ts, thread_ts=ts, user_id="U1",
                options=CheckOptions(countries=("US",)), checks=(NewCheck(views=(view,)),),
            ),
            engine=Engine.V2,
        )  # fmt: skip
    async with engine.begin() as connection:
        for number in range(ROWS):
            await connection.execute(insert(forgotten).values(digest=str(number), forgotten_at=1.0))
        return float((await connection.execute(select(func.max(posts.c.created_at)))).scalar())


async def left(engine):
    async with engine.connect() as connection:
        tables = (posts, checks, views, forgotten)
        return [(await connection.execute(select(func.count()).select_from(table))).scalar() for table in tables]


async def test_clock_400_days_ahead_deletes_a_bounded_number_of_rows_in_a_transaction(engine, filled, monkeypatch):
    monkeypatch.setattr("bot.storage.deletion._DELETED_AT_ONCE", AT_ONCE)
    transactions: list[list[int]] = [[]]

    def note(connection, cursor, statement, *_):
        if statement.startswith("DELETE"):
            transactions[-1].append(cursor.rowcount)

    event.listen(engine.sync_engine, "after_cursor_execute", note)
    event.listen(engine.sync_engine, "commit", lambda _: transactions.append([]))
    assert await Deletion(engine, lambda: filled + 400 * DAY_S).forget_older(days=365) == ROWS
    assert await left(engine) == [0, 0, 0, 0]
    assert max(sum(deleted) for deleted in transactions) == AT_ONCE


async def test_what_is_within_the_retention_stays(engine, filled):
    assert await Deletion(engine, lambda: filled + 364 * DAY_S).forget_older(days=365) == 0
    assert await left(engine) == [ROWS, ROWS, ROWS, 0]

"""What an older version wrote, after an upgrade."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select, update

from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewPost, NewView
from bot.model import CheckOptions, Engine
from bot.storage.clock import clock_of
from bot.storage.database import migrate, schema_is_current
from bot.storage.migrations import HERE
from bot.storage.tables import checks

SIGNED = "https://bucket.example/mug.png?X-Amz-Signature=5ec2e7"


async def go_back_to(engine, revision) -> None:
    def downgrade(connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(HERE))
        config.attributes["connection"] = connection
        command.downgrade(config, revision)

    async with engine.begin() as connection:
        await connection.run_sync(downgrade)


@pytest.fixture
def store(engine):
    return CheckRepository(engine, clock_of(engine))


def post(ts, **view):
    return NewPost(
        team_id="T1", channel_id="C1", message_ts=ts, thread_ts=ts, user_id="U1",
        options=CheckOptions(countries=("US",)), checks=(NewCheck(views=(NewView(**view),)),),
    )  # fmt: skip


async def test_keys_with_addresses_become_digests_and_what_was_stored_is_known_again(engine, store):
    await store.add(post("1.0", web_url=SIGNED), engine=Engine.V2)
    await store.add(post("2.0", file_id="F1"), engine=Engine.V2)
    await go_back_to(engine, "0006")
    async with engine.begin() as connection:
        first = checks.c.key.startswith("T1/C1/1.0/")
        await connection.execute(update(checks).where(first).values(key=f"T1/C1/1.0/{SIGNED}/0"))
    await migrate(engine)
    assert await schema_is_current(engine)
    async with engine.connect() as connection:
        keys = (await connection.execute(select(checks.c.key).order_by(checks.c.key))).scalars().all()
    assert "Signature" not in str(keys)
    assert keys[1] == "T1/C1/2.0/F1/0"
    assert not await store.add(post("1.0", web_url=SIGNED), engine=Engine.V2)
    assert not await store.add(post("2.0", file_id="F1"), engine=Engine.V2)
    assert len(await store.claim_checks(owner="me", limit=9)) == 2

"""One process at a time on an SQLite file."""

import asyncio
import os

import pytest

from bot.storage.database import create_engine
from bot.storage.file_lock import owned, owner_of
from tests.sentences import refused


@pytest.fixture
def other(database_url):
    """As another process has it."""
    return create_engine(database_url)


@pytest.mark.parametrize("database", ["sqlite"])
async def test_second_owner_is_told_in_one_sentence(engine, other):
    async with owned(engine):
        with refused(r"^DATABASE_URL names .+ another Lookalike runs on: .+ PostgreSQL"):
            async with owned(other, patience_s=0):
                pass


@pytest.mark.parametrize("database", ["sqlite"])
async def test_second_owner_comes_in_when_the_first_leaves(engine, other):
    async with owned(engine):
        waiting = asyncio.ensure_future(owned(other).__aenter__())
        done, _ = await asyncio.wait({waiting}, timeout=0.01)
        assert not done
    await waiting


@pytest.mark.parametrize("database", ["postgresql"])
async def test_replicas_own_nothing_and_wait_for_nobody(engine, other):
    async with owned(engine), owned(other, patience_s=0):
        pass


@pytest.mark.parametrize("database", ["sqlite"])
async def test_lock_that_cannot_be_made_is_one_sentence(engine, tmp_path):
    (tmp_path / "lookalike.db.lock").mkdir()
    with refused(r"^DATABASE_URL is wrong: .+\.lock cannot be written"):
        async with owned(engine):
            pass


@pytest.mark.parametrize("database", ["sqlite"])
async def test_second_owner_by_a_symbolic_link_is_told_too(engine, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "link.db").symlink_to(engine.url.database)
    async with owned(engine):
        with refused(r"^DATABASE_URL names .+link\.db, which another Lookalike runs on"):
            async with owned(create_engine(f"sqlite:///{tmp_path}/elsewhere/link.db"), patience_s=0):
                pass


@pytest.mark.parametrize("database", ["sqlite"])
async def test_second_owner_by_a_hard_link_is_told_to_delete_it(engine, tmp_path):
    async with owned(engine):
        (tmp_path / "link.db").hardlink_to(engine.url.database)
        with refused(r"^DATABASE_URL names .+link\.db, which has a second name \(a hard link\): delete"):
            async with owned(create_engine(f"sqlite:///{tmp_path}/link.db"), patience_s=0):
                pass


@pytest.mark.parametrize("database", ["sqlite"])
async def test_owner_is_known_by_its_process_while_there_is_one(engine):
    path = engine.url.database
    assert owner_of(path) is None
    async with owned(engine):
        assert owner_of(path) == str(os.getpid())
    assert owner_of(path) is None

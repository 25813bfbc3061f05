"""An SQLite file that is deleted or replaced while it is in use: nothing is stored in it any more."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from bot.storage.probe import Probe
from bot.storage.tables import forgotten

pytestmark = pytest.mark.parametrize("database", ["sqlite"])


@pytest.fixture
def path(engine):
    return Path(engine.url.database)


def delete(path):
    path.unlink()


def replace(path):
    """As a restore by rename does."""
    copy = path.with_suffix(".copy")
    shutil.copyfile(path, copy)
    copy.replace(path)


async def store(engine):
    async with engine.begin() as connection:
        await connection.execute(text("INSERT INTO forgotten VALUES ('x', 1.0)"))


@pytest.mark.parametrize("happen", [delete, replace])
async def test_transaction_on_a_file_that_is_gone_is_refused_and_health_says_so(engine, path, happen):
    probe = Probe(engine)
    assert await probe.trouble() is None
    happen(path)
    with pytest.raises(OperationalError, match="has been moved"):
        await store(engine)
    assert "deleted or replaced" in await probe.trouble()


async def test_connection_that_is_opened_anew_is_held_to_the_first_file(engine, path):
    await store(engine)
    await engine.dispose()
    delete(path)
    with pytest.raises(OperationalError, match="has been moved"):
        await store(engine)
    assert not path.exists(), "an empty file in its place would be taken for the database at the next start"


async def test_file_that_is_put_back_is_used_again(engine, path):
    await store(engine)
    aside = path.rename(path.with_suffix(".aside"))
    with pytest.raises(OperationalError, match="has been moved"):
        await store(engine)
    aside.rename(path)
    async with engine.begin() as connection:
        assert (await connection.execute(select(func.count()).select_from(forgotten))).scalar() == 1

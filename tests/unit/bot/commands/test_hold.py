"""``lookalike hold`` and ``lookalike release`` beside an app that owns the database."""

import pytest

from bot.checks.holds import By, HoldStore
from bot.commands import hold
from bot.settings import load_settings
from bot.storage import Deletion, clock_of
from bot.storage.file_lock import owned
from tests.languages import EN, ZH
from tests.sentences import refused
from tests.unit.bot.exports.evidences import evidence_of
from tests.unit.bot.exports.stored import keep

EVIDENCE = evidence_of()
CHECK_ID = EVIDENCE.check.id


@pytest.fixture(params=["sqlite"])
def database(request):
    return request.param


@pytest.fixture
async def store(monkeypatch, database_url, engine):
    """The holds of a database that another process owns."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    await keep(engine, EVIDENCE)
    async with owned(engine):
        yield HoldStore(engine, clock_of(engine), Deletion(engine, clock_of(engine)))


async def test_operator_holds_and_releases_and_the_record_says_so(store, capsys):
    by = By(reason="Case 7")
    for _ in range(2):
        assert await hold.change(EN, load_settings(), CHECK_ID, by, release=False) == hold.DONE
    assert await hold.change(ZH, load_settings(), CHECK_ID, By(), release=True) == hold.DONE
    (held,) = await store.record()
    assert (held.hold.held_by, held.hold.reason, held.hold.released_by) == ("", "Case 7", "")
    assert held.hold.released_at
    assert len(await store.untold()) == 1
    assert "is on hold" in capsys.readouterr().out


async def test_check_that_is_not_there_or_not_on_hold_is_a_sentence(store):
    with refused("There is no check 0{32}"):
        await hold.change(EN, load_settings(), "0" * 32, By(), release=False)
    with refused("is not on hold"):
        await hold.change(EN, load_settings(), CHECK_ID, By(), release=True)


def test_whole_id_is_asked_for():
    with refused("mug is no id of a check"):
        hold.run(EN, "mug", reason="", release=False)

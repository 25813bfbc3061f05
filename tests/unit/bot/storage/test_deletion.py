"""What was deleted stands nowhere in SQLite's files either, while the app goes on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.checks.repository import CheckRepository
from bot.checks.requests import NewCheck, NewPost, NewView
from bot.checks.transition import Transition
from bot.model import CheckOptions, Comparison, Engine, Patent, Report, Risk, Stage
from bot.model.lookup import SearchFilters
from bot.similar.store import SearchStore, StoredSearch
from bot.storage.clock import clock_of
from bot.storage.deletion import Deletion

pytestmark = pytest.mark.parametrize("database", ["sqlite"])

POSTS = 20
SECRET = "unreleased-kettle"
GONE, STAYS = 7, 8
ALL = {f"{number:03d}" for number in range(POSTS)}


@pytest.fixture
def deletion(engine):
    return Deletion(engine, clock_of(engine))


@pytest.fixture
def files(tmp_path):
    """All that SQLite keeps on the disk, as it is there."""

    def read() -> bytes:
        return b"".join(path.read_bytes() for path in sorted(tmp_path.glob("lookalike.db*")))

    return read


@pytest.fixture
async def filled(engine, files):
    """Many posts with names, options, addresses, reports and searches, so that pages split and are merged."""
    async with engine.connect() as connection:  # no power fails here: the disk need not be waited for each time
        driver = (await connection.get_raw_connection()).driver_connection
        await driver.execute("PRAGMA synchronous=OFF")
    store, searches = CheckRepository(engine, clock_of(engine)), SearchStore(engine, clock=lambda: 1e10)
    for number in range(POSTS):
        mark, ts = f"{SECRET}-{number:03d}", f"{number}.0"
        view = NewView(file_id=f"F{mark}", name=f"{mark}.png", source_url=f"https://files.slack.com/{mark}")
        options = CheckOptions(countries=("US",), keyword=mark)
        checks = (NewCheck(views=(view,)), NewCheck(views=(NewView(web_url=f"https://{mark}.example/a.png"),)))
        await store.add(
            NewPost(
                team_id="T1", channel_id=f"C{number % 3}", message_ts=ts, thread_ts=ts, user_id="U1",
                options=options, checks=checks,
            ),
            engine=Engine.V2,
        )  # fmt: skip
        patent = Patent(patent_id="p", publication_number=f"US{number}", title=mark * (1 + number * 7 % 90))
        report = Report(countries=("US",), comparisons=(Comparison(patent=patent, risk=Risk.HIGH),))
        for claim in await store.claim_checks(owner="me", limit=9):
            await store.apply(claim, Transition(stage=Stage.FINISHED, due_in_s=None, report=report))
        await searches.add(
            StoredSearch(
                id="", team_id="T1", channel_id=f"C{number % 3}", user_id="U1", thread_ts=ts, message_ts=ts,
                file_id=f"F{mark}", source_url="", name=mark, filters=SearchFilters(keyword=mark), limit=10,
            )
        )  # fmt: skip
    assert left_in(files()) == ALL


def left_in(raw: bytes) -> set[str]:
    """Numbers of the posts of which something can be read."""
    marks = raw.decode("latin-1").split(f"{SECRET}-")[1:]
    return {mark[:3] for mark in marks}


async def test_deleted_message_is_gone_from_the_files_while_the_app_runs(filled, deletion, files):
    for number in range(0, POSTS, 2):
        here = {"team_id": "T1", "channel_id": f"C{number % 3}", "message_ts": f"{number}.0"}
        await deletion.forget_message(**here)
        assert f"{number:03d}" not in left_in(files())
    assert left_in(files()) == {f"{number:03d}" for number in range(1, POSTS, 2)}


async def test_deleted_file_is_gone_from_the_files(filled, deletion, files, engine):
    await deletion.forget_file(team_id="T1", file_id=f"F{SECRET}-{GONE:03d}")
    raw = files()
    assert f"F{SECRET}-{GONE:03d}".encode() not in raw
    assert f"{SECRET}-{GONE:03d}.png".encode() not in raw
    assert f"{SECRET}-{STAYS:03d}.png".encode() in raw


async def test_deleted_channel_and_workspace_are_gone_from_the_files(filled, deletion, files):
    await deletion.forget_channel(team_id="T1", channel_id="C1")
    assert left_in(files()) == {f"{number:03d}" for number in range(POSTS) if number % 3 != 1}
    await deletion.forget_team(team_id="T1")
    assert left_in(files()) == set()


async def test_hourly_look_for_old_data_empties_the_log(filled, deletion, files, tmp_path):
    log = tmp_path / "lookalike.db-wal"
    assert log.stat().st_size
    await deletion.forget_older(days=100_000)
    assert log.stat().st_size == 0
    assert left_in(files()) == ALL


async def test_message_that_led_to_nothing_leaves_the_log_alone(filled, deletion, tmp_path):
    await deletion.forget_message(team_id="T1", channel_id="C1", message_ts="nothing.0")
    assert (tmp_path / "lookalike.db-wal").stat().st_size


async def test_another_reader_holds_nothing_up_and_the_log_is_emptied_the_next_time(
    filled, deletion, files, database_url
):
    path = Path(database_url.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM posts").fetchall()
        await deletion.forget_channel(team_id="T1", channel_id="C1")
        reader.execute("COMMIT")
    await deletion.forget_older(days=100_000)
    assert left_in(files()) == {f"{number:03d}" for number in range(POSTS) if number % 3 != 1}

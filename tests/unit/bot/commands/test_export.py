"""``lookalike export`` beside an app that owns the database."""

import json

import pytest

from bot.commands import export
from bot.model.evidence import ExportFormat
from bot.storage.database import create_engine
from bot.storage.file_lock import owned
from tests.languages import EN
from tests.sentences import refused
from tests.unit.bot.exports.evidences import evidence_of
from tests.unit.bot.exports.stored import keep

EVIDENCE = evidence_of()
CHECK_ID = EVIDENCE.check.id


@pytest.fixture(params=["sqlite"])
def database(request):
    return request.param


@pytest.fixture
def environment(monkeypatch, tmp_path, database_url):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.delenv("SLACK_BOT_TOKEN", raising=False)


@pytest.fixture
async def stored(environment, engine):
    """The check of ``EVIDENCE``, in a database that another process owns."""
    await keep(engine, EVIDENCE)
    async with owned(engine):
        yield


@pytest.mark.parametrize("file_format", list(ExportFormat))
async def test_file_is_written_beside_a_running_app(stored, tmp_path, capsys, file_format):
    code = await export.export(EN, CHECK_ID, file_format, output=None, words=None)
    assert code == export.WRITTEN
    name = f"lookalike-{CHECK_ID[:8]}.{file_format}"
    assert (tmp_path / name).stat().st_size > 1000
    said = capsys.readouterr()
    assert said.out == f"{name} written.\n"
    assert said.err == ("Without SLACK_BOT_TOKEN the pictures are left out.\n" if file_format == "pdf" else "")


async def test_standard_output_takes_the_file_alone(stored, capfdbinary):
    await export.export(EN, CHECK_ID, ExportFormat.JSON, output=export.STDOUT, words=None)
    assert json.loads(capfdbinary.readouterr().out)["check"]["id"] == CHECK_ID


async def test_file_that_cannot_be_written_is_a_sentence(stored, tmp_path, capsys):
    where = tmp_path / "missing" / "report.csv"
    assert await export.export(EN, CHECK_ID, ExportFormat.CSV, output=where, words=None) == export.NOT_WRITTEN
    assert f"{where} cannot be written" in capsys.readouterr().err


async def test_check_that_is_not_there_is_a_sentence(stored):
    with refused("There is no finished check 0{32} in this database"):
        await export.export(EN, "0" * 32, ExportFormat.CSV, output=None, words=None)


def test_one_format_and_a_whole_id_are_asked_for(environment):
    with refused("Choose one of --pdf"):
        export.run(EN, CHECK_ID, formats=[], output=None, lang=None)
    with refused("Choose one of --pdf"):
        export.run(EN, CHECK_ID, formats=["pdf", "csv"], output=None, lang=None)
    with refused("mug is no id of a check"):
        export.run(EN, "mug", formats=["csv"], output=None, lang=None)


def test_database_that_is_not_there_is_not_made(environment, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/nowhere.db")
    with refused("There is no database at .*nowhere.db"):
        export.run(EN, CHECK_ID, formats=["csv"], output=None, lang=None)
    assert not (tmp_path / "nowhere.db").exists()


async def test_database_of_another_version_is_a_sentence(environment, monkeypatch, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/empty.db")
    async with engine.begin():
        pass
    await engine.dispose()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/empty.db")
    with refused("schema of another version"):
        await export.export(EN, CHECK_ID, ExportFormat.CSV, output=None, words=None)

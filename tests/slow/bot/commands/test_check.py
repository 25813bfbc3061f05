"""``lookalike check --sandbox`` as a process: real pictures, the local Patsnap, what a shell sees of it."""

import asyncio
import json
import os
import signal
import sys

import pytest

from bot import __main__
from bot.commands import check as command
from bot.model import Stage
from bot.sandbox.patsnap.samples import samples
from bot.settings import Settings
from tests.paths import REPOSITORY

SETTINGS = {field.alias for field in Settings.model_fields.values()}


@pytest.fixture
def pictures(tmp_path):
    """A directory with a sample of high risk, one of low, and files that are no pictures."""
    for sample in (samples()[0], samples()[-1]):
        (tmp_path / f"{sample.name}.png").write_bytes(sample.png_bytes)
    (tmp_path / "broken.png").write_bytes((tmp_path / f"{samples()[0].name}.png").read_bytes()[:900])
    (tmp_path / "notes.txt").write_text("no picture")
    return tmp_path


@pytest.fixture
def check(pictures):
    async def start(*arguments, stdin=None, **settings):
        inherited = {name: value for name, value in os.environ.items() if name not in SETTINGS}
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "check", "--sandbox", *arguments),
            cwd=pictures,
            env={**inherited, "PYTHONPATH": str(REPOSITORY), **settings},
            stdin=stdin,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    return start


async def ended(process):
    async with asyncio.timeout(90):
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


async def test_each_file_gets_its_verdict_and_the_worst_is_the_exit_code(check):
    high, low = samples()[0].name, samples()[-1].name
    # The credentials are the sandbox's own, whatever the environment holds.
    names = [f"{high}.png", "broken.png", f"{low}.png", "notes.txt", "absent.png"]
    code, out, err = await ended(await check(*names, "--json", PATSNAP_API_KEY="the-users-own"))
    found = {item["file"]: item for item in json.loads(out)}
    assert list(found) == names
    assert found[f"{high}.png"]["verdict"] == "high"
    assert found[f"{high}.png"]["report"]["high_risk_countries"]
    assert found[f"{low}.png"]["verdict"] == "low"
    problems = {name: item["problem"]["kind"] for name, item in found.items() if item["problem"]}
    assert problems == {"broken.png": "broken_image", "notes.txt": "not_an_image", "absent.png": "unreadable_file"}
    assert (code, err) == (1, "")


async def test_a_picture_without_high_risk_is_exit_code_0_and_a_table(check):
    low = samples()[-1].name
    code, out, err = await ended(await check(f"{low}.png", "--countries", "US,JP", "--since", "2015"))
    assert (code, err) == (0, "")
    assert out.startswith(f"{low}.png  🔵 Nothing rated high or medium by Patsnap")
    assert "United States (US), Japan (JP) · designs filed after 1 Jan 2015" in out


async def test_what_cannot_be_checked_is_exit_code_2(check):
    code, out, err = await ended(await check("broken.png", "absent.png"))
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 2
    assert "damaged" in err
    assert "absent.png does not exist" in err


async def test_reader_that_goes_away_changes_no_exit_code(check):
    process = await check(f"{samples()[-1].name}.png")
    process._transport.get_pipe_transport(1).close()
    code, _, err = await ended(process)
    assert (code, err) == (0, "")


async def test_picture_of_standard_input_is_checked(check, pictures):
    with (pictures / f"{samples()[-1].name}.png").open("rb") as picture:
        code, out, err = await ended(await check("-", stdin=picture))
    assert (code, err) == (0, "")
    assert out.startswith("standard input  🔵 Nothing rated high or medium by Patsnap")


@pytest.fixture
def ctrl_c():
    """Ctrl+C reaches this process, also where a script started the tests in the background, with it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_ends_a_check_without_a_traceback(monkeypatch, capsys, tmp_path):
    class Interrupted:
        """A check in the middle of which somebody presses Ctrl+C."""

        def __init__(self, *, options, **_):
            self.options = options

        async def check(self, _path, *, on_stage):
            on_stage(Stage.SUBMITTED)
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.Event().wait()

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATSNAP_API_KEY", "key")
    monkeypatch.setattr(command, "Oneshot", Interrupted)
    monkeypatch.setattr(command.logs, "configure", lambda *_, **__: None)
    monkeypatch.setattr(sys, "argv", ["lookalike", "check", "mug.png"])
    with pytest.raises(SystemExit) as caught:
        __main__.main()
    assert caught.value.code == 130
    out, err = capsys.readouterr()
    assert (out, err) == (
        "",
        "Searched for and paid, without waiting for the report: mug.png. Checking again is another paid call.\n",
    )

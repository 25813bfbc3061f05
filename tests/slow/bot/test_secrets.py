"""A run in which everything fails and everybody repeats what they were sent: no secret shows up anywhere."""

import asyncio
import base64
import re
import resource
import signal
import sys
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from bot.sandbox.faults import Fault
from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.slack import ADA, APP_TOKEN, BOT_TOKEN, PRODUCT_DESIGN
from tests import processes
from tests.app import drawn

SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
PASSWORD = "pässword/with?signs#of=its&own"

FAULTS = (
    *(Fault(target="patsnap", endpoint=name, body="echo") for name in ("image-upload", "submit", "report")),
    Fault(target="patsnap", endpoint="report", body="echo", status=401),
    Fault(target="patsnap", endpoint="report", body="echo", error=68300008, times=2),
    Fault(target="patsnap", endpoint="report", cut="after"),
    Fault(target="patsnap", endpoint="report", body="truncated"),
    Fault(target="slack", endpoint="files", body="echo", status=500, times=2),
    Fault(target="slack", endpoint="chat.postMessage", body="echo"),
    Fault(target="slack", endpoint="chat.postMessage", body="echo", error="invalid_blocks"),
    Fault(target="slack", endpoint="chat.update", body="echo", error="invalid_blocks"),
    Fault(target="slack", endpoint="chat.postMessage", cut="before"),
    Fault(target="slack", endpoint="reactions.add", body="echo", status=403),
    Fault(target="slack", endpoint="files.getUploadURLExternal", body="echo"),
    Fault(target="slack", endpoint="response", body="echo", status=500),
)


def spellings(secret: str) -> set[str]:
    """A secret as it is, and as requests, addresses and dumps carry it."""
    raw = secret.encode()
    coded = {base64.b64encode(raw).decode().rstrip("="), base64.urlsafe_b64encode(raw).decode().rstrip("=")}
    return {secret, quote(secret), quote(secret, safe=""), raw.hex(), repr(raw)[2:-1], *coded}


def found_in(secrets, output: str) -> list[str]:
    return sorted(secret for secret in secrets for spelling in spellings(secret) if spelling in output)


@pytest.fixture
def issued(world, monkeypatch) -> set[str]:
    """Every token that Patsnap gives out, and every address that is good for an answer."""
    given: set[str] = set()

    def noting(owner, name):
        original = getattr(owner, name)

        def note(*arguments, **options):
            result = original(*arguments, **options)
            given.add(result.rpartition("/")[2])
            return result

        monkeypatch.setattr(owner, name, note)

    noting(world.patsnap.tokens, "issue")
    noting(world.slack.tickets, "response_url")
    noting(world.slack.tickets, "socket")
    return given


async def doctor(environment: dict[str, str], cwd: Path) -> str:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "doctor", env=environment, cwd=cwd,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    return await processes.said(process)


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize("log_format", ["text", "json"])
async def test_no_secret_shows_in_any_output_of_a_faulty_run(
    world, spawn, environment, issued, tmp_path, database_url, log_format
):
    extra = {"SLACK_SIGNING_SECRET": SIGNING_SECRET, "LOOKALIKE_LOG_FORMAT": log_format, "PYTHONFAULTHANDLER": "1"}
    async with spawn(**extra) as process:
        await world.wait_for_replies(await world.post(("first.png", drawn.PNG)))
        for fault in FAULTS:
            world.sandbox.faults.add(fault)
        files = [(f"{number}.png", drawn.encoded("PNG", size=(480 + number, 480))) for number in range(4)]
        ts = await world.post(*files)
        await world.wait_for_replies(ts, count=len(files))
        await world.slack.command(ADA, PRODUCT_DESIGN, "/patent", "US D1055174 S1")
        # Last of all, since nothing is asked of Patsnap once it has refused the credentials.
        world.patsnap.tokens.expire_all()
        world.sandbox.faults.add(Fault(target="patsnap", endpoint="token", status=401, body="echo", times=None))
        await world.wait_for_replies(await world.post(files[0]))
        port = _port(process.log.read_text())
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            pages = [(await client.get(path)).text for path in ("/healthz", "/readyz", "/metrics")]
        world.sandbox.faults.add(Fault(target="slack", endpoint="auth.test", body="echo", status=500))
        examined = await doctor(environment | extra, tmp_path)
        core_bytes, _ = resource.prlimit(process.pid, resource.RLIMIT_CORE)
        process.send_signal(signal.SIGABRT)
        await process.wait()
        log = process.log.read_text()
    assert "Slack bot token" in examined
    assert core_bytes == 0  # the other dump that a crash could leave
    assert "Fatal Python error: Aborted" in log
    assert log.count("\n") > 20
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("lookalike.db*")).decode("latin-1")
    assert "finished" in stored
    said = repr([(message.text, message.blocks) for message in world.slack.state.messages(PRODUCT_DESIGN)])
    secrets = {BOT_TOKEN, APP_TOKEN, CLIENT_SECRET, CLIENT_ID, f"{CLIENT_ID}:{CLIENT_SECRET}", SIGNING_SECRET, *issued}
    assert len(issued) > 3
    for output in (log, stored, said, examined, *pages):
        assert found_in(secrets, output) == []


@pytest.mark.parametrize("command", ["run", "doctor"])
@pytest.mark.parametrize("host", ["127.0.0.1:1", "nowhere.invalid", "127.0.0.1:port"])
@pytest.mark.parametrize("database", ["sqlite"])
async def test_password_of_the_database_stays_out_of_what_is_said(environment, tmp_path, command, host, database_url):
    url = f"postgresql://bot:{quote(PASSWORD, safe='')}@{host}/lookalike"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command, env={**environment, "DATABASE_URL": url}, cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output = await processes.said(process)
    assert process.returncode
    assert "DATABASE_URL" in output
    assert found_in({PASSWORD}, output) == []


def test_grep_finds_what_it_looks_for():
    for spelling in spellings(CLIENT_SECRET):
        assert found_in({CLIENT_SECRET}, f"before {spelling} after") == [CLIENT_SECRET] * len(
            [one for one in spellings(CLIENT_SECRET) if one in spelling]
        )


def _port(log: str) -> str:
    found = re.search(r'port(?:=|": ?)(\d+)', log)
    assert found, log
    return found[1]

"""What the image holds, run as the image runs it: installed from the lock, as another user, where nothing is writable.

The packages come in by uv, or by pip if that cannot, as in ``make install``: either checks every hash.
"""

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.slack import APP_TOKEN, BOT_TOKEN
from tests import processes
from tests.app import drawn
from tests.containers import REPOSITORY, only, read_stages

pytestmark = pytest.mark.xdist_group("container")  # the image is built once

WEBP = ("shop.webp", drawn.GOOD["shop.webp"])  # has to be decoded, in a child process
NOBODY = 65534


def run(*command):
    return subprocess.run([str(part) for part in command], cwd=REPOSITORY, capture_output=True, text=True, check=False)


def interpreter():
    """A Python that another user may start, too."""
    for candidate in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        path = Path(candidate).resolve()
        if path.exists() and all(parent.stat().st_mode & 0o005 == 0o005 for parent in path.parents):
            version = run(path, "-c", "import sys; print(sys.version_info[:2] == " + repr(sys.version_info[:2]) + ")")
            if version.stdout.strip() == "True":
                return path
    return pytest.skip("no Python here that another user may start")


@pytest.fixture(scope="module")
def image():
    """A directory with ``venv``, built as the Dockerfile builds it, and ``data``, which the app's user may write to."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    with tempfile.TemporaryDirectory(prefix="lookalike-image-") as directory:
        home = Path(directory)
        home.chmod(0o755)
        python, tool = home / "venv" / "bin" / "python", Path(sys.executable).parent / "uv"
        assert run(tool, "venv", "--python", interpreter(), home / "venv").returncode == 0
        lock = ("--require-hashes", "-r", "requirements.lock")
        if run(tool, "pip", "install", "--python", python, *lock).returncode:
            pip = run(sys.executable, "-m", "pip", "--python", python, "install", *lock)
            assert pip.returncode == 0, pip.stderr
        assert run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", home / "dist").returncode == 0
        (wheel,) = (home / "dist").glob("*.whl")
        installed = run(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", wheel)
        assert installed.returncode == 0, installed.stderr
        (home / "data").mkdir()
        os.chown(home / "data", NOBODY, NOBODY)
        (home / "cwd").mkdir(mode=0o555)
        yield home


@pytest.fixture
def environment(world, image):
    """No HOME, and nothing of ours."""
    return {
        "PATH": f"{image / 'venv' / 'bin'}:/usr/bin:/bin",
        "PYTHONDONTWRITEBYTECODE": "1",
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{world.url}/slack/api/",
        "PATSNAP_CLIENT_ID": CLIENT_ID,
        "PATSNAP_CLIENT_SECRET": CLIENT_SECRET,
        "PATSNAP_BASE_URL": f"{world.url}/patsnap",
        "LOOKALIKE_PORT": "0",
    }


async def start(image, environment, command):
    program = shutil.which(command[0], path=environment["PATH"])
    return await asyncio.create_subprocess_exec(
        program, *command[1:],
        env=environment, cwd=image / "cwd", user=NOBODY, group=NOBODY, extra_groups=[], umask=0o077,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip


@asynccontextmanager
async def over_tcp(url: str) -> AsyncIterator[str]:
    """The same PostgreSQL, which listens on a socket in a directory of root's, on a port of this machine."""
    parts = urlsplit(url)
    path = Path(parse_qs(parts.query)["host"][0]) / ".s.PGSQL.5432"

    async def relay(reader, writer):
        inner_reader, inner_writer = await asyncio.open_unix_connection(path)

        async def copy(source, target):
            while data := await source.read(65_536):
                target.write(data)
                await target.drain()
            target.close()

        await asyncio.gather(copy(reader, inner_writer), copy(inner_reader, writer), return_exceptions=True)

    async with await asyncio.start_server(relay, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        yield f"postgresql://{parts.username}:{unquote(parts.password or '')}@127.0.0.1:{port}{parts.path}"


@asynccontextmanager
async def database_for(database, image, request) -> AsyncIterator[str]:
    if database == "sqlite":
        yield f"sqlite:///{image / 'data' / 'lookalike.db'}"
        return
    async with request.getfixturevalue("postgresql").database() as url, over_tcp(url) as reached:
        yield reached


async def test_it_runs_as_another_user_where_nothing_is_writable(world, image, environment, database, request):
    stage = read_stages()[-1]
    command = only(stage, "ENTRYPOINT").exec_form + only(stage, "CMD").exec_form
    async with database_for(database, image, request) as url:
        process = await start(image, {**environment, "DATABASE_URL": url}, command)
        try:
            output = b""
            async with asyncio.timeout(60):
                while b"connected to Slack port=" not in output:
                    line = await process.stdout.readline()
                    assert line, output.decode()
                    output += line
            port = output.decode().split("connected to Slack port=")[1].split()[0]
            (reply,) = await world.wait_for_replies(await world.post(WEBP))
            assert reply.blocks[0]["type"] == "header"

            health = only(stage, "HEALTHCHECK").exec_form
            check = await start(image, {**environment, "LOOKALIKE_PORT": port}, health)
            said, _ = await check.communicate()
            assert (check.returncode, said.decode().strip()) == (0, '{"status":"ok","reasons":[]}')

            process.send_signal(signal.SIGTERM)
            said = await processes.said(process)
            assert process.returncode == 0, said
            check = await start(image, {**environment, "LOOKALIKE_PORT": port}, health)
            await check.communicate()
            assert check.returncode == 1
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def test_without_a_database_it_says_what_to_set(image, environment):
    process = await start(image, environment, ["lookalike", "run"])
    said = await processes.said(process)
    assert process.returncode == 2
    (line,) = said.splitlines()
    assert "set DATABASE_URL" in line


def test_image_lists_the_licences_of_all_that_it_holds(image):
    (step,) = [each.value for each in read_stages()[0] if each.name == "RUN" and "pip-licenses" in each.value]
    here = step.replace("/opt/build/bin", str(Path(sys.executable).parent)).replace(
        "/opt/lookalike", str(image / "venv")
    )
    made = run("sh", "-c", here)
    assert made.returncode == 0, made.stdout + made.stderr
    listed = (image / "venv" / "THIRD_PARTY.txt").read_text(encoding="utf-8")
    lines = set(listed.casefold().replace("_", "-").replace(".", "-").splitlines())
    packages = re.findall(r"^([\w.-]+)==", (REPOSITORY / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name for name in packages if name not in lines} <= {"colorama", "tzdata"}  # for Windows
    assert re.search(r"Name: x265\nLicense: GPLv2\n", listed)
    assert re.search(r"^Shared library: libx265-.*\.so", listed, re.MULTILINE)


def test_licence_that_nobody_allowed_fails_the_build(image):
    tool = Path(sys.executable).parent / "pip-licenses"
    checked = run(tool, "--python", image / "venv" / "bin" / "python", "--allow-only", "MIT")
    assert checked.returncode == 1
    assert "not in allow-only licenses" in checked.stderr

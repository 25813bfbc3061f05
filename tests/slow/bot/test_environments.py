"""``lookalike doctor`` and ``lookalike run`` side by side under the environments that people have."""

import asyncio
import sys

import pytest

from tests import processes
from tests.forward_proxy import forward_proxy
from tests.paths import REPOSITORY

ELSEWHERE = {"SLACK_API_URL": "http://slack.test/slack/api/", "PATSNAP_BASE_URL": "http://patsnap.test/patsnap"}
SECURE = {name: f"https:{url.removeprefix('http:')}" for name, url in ELSEWHERE.items()}

pytestmark = pytest.mark.parametrize("database", ["sqlite"])


async def lookalike(command, environment, cwd):
    """Exit code, and the lines that it printed."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", command),
        env={"PYTHONPATH": str(REPOSITORY), **environment},
        cwd=cwd,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    lines = (await processes.said(process)).splitlines()
    return process.returncode, lines


@pytest.mark.parametrize(
    "changes",
    [
        {"HTTP_PROXY": "http://127.0.0.1:9", "ALL_PROXY": "socks5://127.0.0.1:9", "NO_PROXY": "fd00::/8,10.0.0.0/8"},
        {"SSL_CERT_FILE": "/absent.pem", "SSL_CERT_DIR": "/absent", "PYTHONIOENCODING": "cp936"},
    ],
    ids=["proxies", "certificates"],
)
async def test_what_is_on_this_machine_is_reached_directly_by_both(spawn, environment, tmp_path, changes):
    code, lines = await lookalike("doctor", environment | changes, tmp_path)
    assert code == 0, lines
    async with spawn(**changes) as process:
        assert "Traceback" not in process.log.read_text()


@pytest.mark.parametrize("form", ["127.0.0.1:{port}", "http://ada:s3cr3t@127.0.0.1:{port}/"])
async def test_both_go_through_the_proxy_for_everything(world, spawn, environment, tmp_path, form):
    async with forward_proxy(leads_to=int(world.url.rpartition(":")[2])) as proxy:
        changes = {**ELSEWHERE, "http_proxy": form.format(port=proxy.port), "NO_PROXY": "other.test"}
        code, lines = await lookalike("doctor", environment | changes, tmp_path)
        assert code == 0, lines
        assert f"through the proxy 127.0.0.1:{proxy.port} of http_proxy" in "\n".join(lines)
        by_doctor = {target.partition("?")[0] for _, target in proxy.asked}
        proxy.asked.clear()
        async with spawn(**changes) as process:
            await world.until(lambda: "connected to Slack" in process.log.read_text())
            log = process.log.read_text()
        by_run = {target.partition("?")[0] for _, target in proxy.asked}
    assert "s3cr3t" not in "\n".join([*lines, log])
    sockets = {target for target in by_run if "/socket/" in target}
    assert by_run >= {"http://slack.test/slack/api/auth.test", "http://slack.test/slack/api/apps.connections.open"}
    assert sockets
    assert by_doctor >= by_run


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {**SECURE, "ALL_PROXY": "socks5://127.0.0.1:9199"},
            "ALL_PROXY names a SOCKS proxy, which Lookalike cannot use: set HTTPS_PROXY to an HTTP proxy",
        ),
        (
            {**ELSEWHERE, "http_proxy": "ftp://ada:s3cr3t@127.0.0.1"},
            "http_proxy is not the address of a proxy: write it as http://host:port.",
        ),
        (
            {**SECURE, "SSL_CERT_FILE": "/absent.pem"},
            "SSL_CERT_FILE names /absent.pem, which is not there: correct it, or take it out.",
        ),
    ],
    ids=["SOCKS", "no proxy", "no certificates"],
)
async def test_both_refuse_with_the_same_sentence_and_exit_code_two(environment, tmp_path, changes, sentence):
    told, said = await asyncio.gather(
        *(lookalike(command, environment | changes, tmp_path) for command in ("doctor", "run"))
    )
    assert told[0] == said[0] == 2
    assert told[1][0].startswith(f"✗ Settings: {sentence}")
    assert len(said[1]) == 1
    assert said[1][0].startswith(sentence)
    assert "s3cr3t" not in "\n".join(told[1] + said[1])

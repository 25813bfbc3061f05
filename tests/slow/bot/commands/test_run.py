"""``lookalike run`` as its own process: killed, stopped, and started again on the same database."""

import asyncio
import signal
import sys

import httpx
import pytest
from sqlalchemy import text

from bot.sandbox.faults import Fault
from bot.sandbox.patsnap import CLIENT_SECRET
from bot.sandbox.slack import ADA, APP_TOKEN, BOT_TOKEN, PRODUCT_DESIGN
from tests import processes
from tests.app import drawn
from tests.slow.chaos.ledger import Asked, Ledger
from tests.slow.chaos.posts import CHANNELS, picture

PNG = ("mug.png", drawn.PNG)
NUMBER = "USD9701037S1"
SECRETS = (BOT_TOKEN, APP_TOKEN, CLIENT_SECRET)


def acked(world):
    """Whether the app has taken each post, perhaps at Slack's second try."""
    attempts = [attempt for attempt in world.slack.delivery.attempts if attempt.event.type == "message"]
    taken = {attempt.event.id for attempt in attempts if attempt.acked}
    return attempts and all(attempt.event.id in taken for attempt in attempts)


async def test_kill_right_after_the_ack_loses_nothing_and_doubles_nothing(world, spawn):
    async with spawn() as process:
        ts = await world.post(PNG)
        await world.wait_for(lambda: acked(world))
        process.kill()
        await process.wait()
    assert not world.replies(ts)
    async with spawn():
        assert len(await world.wait_for_replies(ts)) == 1
    assert world.patsnap.calls["submit"] <= 1


async def test_sigterm_stops_cleanly_and_the_next_start_goes_on(world, spawn):
    async with spawn() as process:
        ts = await world.post(PNG)
        await world.wait_for(lambda: world.patsnap.calls["submit"])
        process.send_signal(signal.SIGTERM)
        assert await processes.exit_code(process) == 0
        log = process.log.read_text()
    assert "Traceback" not in log
    async with spawn():
        assert len(await world.wait_for_replies(ts)) == 1
    assert world.patsnap.calls["submit"] == 1


async def test_run_logs_transitions_and_no_secret(world, spawn):
    async with spawn() as process:
        await world.wait_for_replies(await world.post(PNG))
        process.send_signal(signal.SIGTERM)
        await process.wait()
        log = process.log.read_text()
    for stage in ("prepared", "submitting", "submitted", "finished"):
        assert f"stage={stage}" in log
    assert not [secret for secret in SECRETS if secret in log]
    assert "token=" not in log


async def test_health_and_metrics_tell_of_the_work(world, spawn):
    async with spawn() as process:
        await world.wait_for_replies(await world.post(PNG))
        port = process.log.read_text().split("connected to Slack port=")[1].split()[0]
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            assert (await client.get("/healthz")).status_code == 200
            assert (await client.get("/readyz")).status_code == 200
            metrics = (await client.get("/metrics")).text
    assert 'lookalike_transitions_total{stage="finished"} 1.0' in metrics
    assert 'lookalike_patsnap_call_seconds_count{endpoint="submit",outcome="ok"} 1.0' in metrics


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SLACK_BOT_TOKEN", "", "SLACK_BOT_TOKEN is not set"),
        ("SLACK_BOT_TOKEN", "xoxb-wrong", "SLACK_BOT_TOKEN is refused by Slack"),
        ("SLACK_APP_TOKEN", "xapp-wrong", "SLACK_APP_TOKEN is refused by Slack"),
        ("PATSNAP_QPS", "fast", "PATSNAP_QPS"),
        ("DATABASE_URL", "mysql://user:secret@host/db", "DATABASE_URL"),
        ("LOOKALIKE_COUNTRIES", "ATLANTIS", "LOOKALIKE_COUNTRIES"),
    ],
)
async def test_wrong_setting_is_one_sentence_and_exit_code_two(environment, tmp_path, name, value, words):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env={**environment, name: value}, cwd=tmp_path,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output = await processes.said(process)
    lines = [line for line in output.splitlines() if " INFO " not in line]
    assert process.returncode == 2
    assert len(lines) == 1
    assert words in lines[0]
    assert "secret" not in lines[0]


@pytest.mark.parametrize("database", ["postgresql"])
async def test_database_of_another_encoding_is_one_sentence_and_exit_code_two(
    environment, postgresql, tmp_path, database
):
    await postgresql.run("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        changed = {**environment, "DATABASE_URL": postgresql.url("latin")}
        process = await processes.start_app(changed, log=tmp_path / "run.log")
        assert await processes.exit_code(process) == 2
    finally:
        await postgresql.run("DROP DATABASE latin")
    (line,) = [line for line in process.log.read_text().splitlines() if " INFO " not in line]
    assert "encoding LATIN1 holds no Chinese" in line


@pytest.mark.parametrize("database", ["sqlite"])
async def test_second_process_on_the_same_file_by_a_link_is_refused_and_the_first_goes_on(
    world, spawn, environment, engine, tmp_path, database
):
    link = tmp_path / "link.db"
    link.symlink_to(engine.url.database)
    async with spawn():
        second = await processes.start_app(
            {**environment, "DATABASE_URL": f"sqlite:///{link}"}, log=tmp_path / "second.log"
        )
        assert await processes.exit_code(second) == 2
        (line,) = [line for line in second.log.read_text().splitlines() if " INFO " not in line]
        assert "which another Lookalike runs on" in line
        assert len(await world.wait_for_replies(await world.post(PNG))) == 1
    assert world.patsnap.calls["submit"] == 1


async def test_database_of_a_newer_version_is_one_sentence_and_exit_code_two(environment, engine, tmp_path):
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = 'newer'"))
    process = await processes.start_app(environment, log=tmp_path / "run.log")
    assert await processes.exit_code(process) == 2
    lines = [line for line in process.log.read_text().splitlines() if " INFO " not in line]
    assert lines == ["DATABASE_URL names a database that a newer version of Lookalike wrote: install that version."]


@pytest.mark.parametrize("task_s", [(3.0, 6.0)])
async def test_sigterm_with_a_hundred_checks_under_way_loses_nothing(world, spawn, database_url):
    ledger = Ledger(world.sandbox, database_url)
    async with spawn(PATSNAP_QPS="20") as process:
        for number in range(11):
            channel = CHANNELS[number % len(CHANNELS)]
            files = [picture(100 * number + image) for image in range(10)]
            ledger.asked.append(Asked(channel, await world.post(*files, channel=channel), len(files)))
        await world.until(lambda: world.patsnap.calls["submit"] >= 10)
        process.send_signal(signal.SIGTERM)
        assert await processes.exit_code(process) == 0
        assert "Traceback" not in process.log.read_text()
    assert world.patsnap.calls["submit"] < 110
    async with spawn(PATSNAP_QPS="50"):
        await world.slack.wait_for(lambda: ledger.is_done, 120)
    tally = await ledger.close()
    assert tally.is_right, tally
    # Only a call that was under way, and outlasted the stop, may be in doubt: all that were noted as sent were sent.
    assert tally.submits == tally.finished + tally.ambiguous == tally.replies == 110, tally


@pytest.mark.parametrize(("delay_s", "words"), [(0.3, NUMBER), (600.0, "being restarted")])
async def test_look_up_under_way_at_a_stop_is_answered(world, spawn, delay_s, words):
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="patent-search-pn", delay_s=delay_s))
    async with spawn() as process:
        await world.until(lambda: "connected to Slack" in process.log.read_text())
        outcome = await world.slack.command(ADA, PRODUCT_DESIGN, "/patent", NUMBER)
        assert outcome.status == "ok"
        await world.until(lambda: not world.sandbox.faults.list())
        process.send_signal(signal.SIGTERM)
        assert await processes.exit_code(process) == 0
    told = [message for message in world.slack.messages(PRODUCT_DESIGN) if message.ephemeral_to == ADA]
    assert words in str(told[-1].blocks) + told[-1].text
    assert len(told) == 2

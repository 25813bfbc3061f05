"""What operators see of a running app: metrics, logs, health."""

import asyncio
import re
import sqlite3
from collections import defaultdict
from contextlib import asynccontextmanager, closing
from importlib.metadata import version

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

import bot.app
from bot.monitoring.health import serve_health
from bot.sandbox.faults import Fault
from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.slack import ADA, APP_TOKEN, BOT_TOKEN, PRODUCT_DESIGN, TEAM_ID
from bot.slack import web_api
from tests.app import drawn
from tests.world import WAIT_S

PNG = ("mug.png", drawn.PNG)
SECRETS = (BOT_TOKEN, APP_TOKEN, CLIENT_SECRET)


@asynccontextmanager
async def asking(port):
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        yield client


async def scrape(port):
    """Every sample by its name: labels (as sorted pairs) -> value."""
    async with asking(port) as client:
        text = (await client.get("/metrics")).text
    found = defaultdict(dict)
    for family in text_string_to_metric_families(text):
        assert family.documentation
        for sample in family.samples:
            found[sample.name][tuple(sorted(sample.labels.items()))] = sample.value
    return found


def labels(**pairs):
    return tuple(sorted(pairs.items()))


async def test_metrics_count_what_happened_and_tell_of_nobody(world, app, monkeypatch):
    monkeypatch.setattr(web_api, "_MESSAGE_INTERVAL_S", 1.0)
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="image-upload", status=503))
    ts = await world.post(PNG)
    await world.wait_for_replies(ts)
    await world.wait_for_replies(await world.post(*((f"{number}.png", drawn.PNG) for number in range(4))), count=4)
    world.sandbox.faults.add(Fault(target="patsnap", endpoint="submit", error=67200005))
    failed = await world.post(("other.png", drawn.PNG))
    await world.wait_for_replies(failed)
    await world.slack.command(ADA, PRODUCT_DESIGN, "/patent", "")
    found = await scrape(app.port)

    assert () in found["lookalike_slack_wait_seconds_sum"]
    assert found["lookalike_transitions_total"][labels(stage="finished")] == 5
    assert found["lookalike_problems_total"] == {labels(problem="quota_exceeded"): 1}
    assert found["lookalike_step_seconds_count"][labels(stage="received")] == 6
    assert found["lookalike_check_seconds_count"] == {labels(stage="finished"): 5, labels(stage="failed"): 1}
    assert found["lookalike_reply_delay_seconds_count"][()] == 6
    errors = found["lookalike_patsnap_errors_total"]
    assert errors[labels(endpoint="image-upload", code="503")] == 1
    assert errors[labels(endpoint="submit", code="67200005")] == 1
    assert found["lookalike_patsnap_call_seconds_count"][labels(endpoint="submit", outcome="ok")] == 5
    assert found["lookalike_slack_calls_total"][labels(method="chat.postMessage", outcome="ok")] >= 4
    assert found["lookalike_ack_seconds_count"][labels(kind="event", outcome="acked")] >= 2
    assert found["lookalike_ack_seconds_count"][labels(kind="command", outcome="acked")] == 1
    assert found["lookalike_queue_checks"][labels(stage="received", state="due")] == 0
    assert found["lookalike_queue_oldest_due_seconds"] == {(): 0}
    assert found["lookalike_part_up"][labels(part="slack")] == 1
    assert found["lookalike_build_info"] == {labels(version=version("lookalike")): 1}
    assert found["process_resident_memory_bytes"][()] > 0

    everything = {value for samples in found.values() for pairs in samples for _, value in pairs}
    telling = re.compile(r"\b[TUCDGBFAE]0[A-Z0-9]{3,}|[0-9a-f]{16,}|\.png|\d{10}\.\d{6}|xox|xapp|://|@")
    assert [value for value in everything if telling.search(value)] == []
    assert not everything & {*SECRETS, CLIENT_ID, "ada", "lookalike"}


async def test_the_queue_tells_of_what_waits_at_patsnap(world, running):
    world.patsnap.task_s = (60.0, 60.0)
    async with running() as app:
        await world.post(PNG)
        await world.wait_for(lambda: world.patsnap.calls["submit"])
        found = await scrape(app.port)
    queue = found["lookalike_queue_checks"]
    submitted = [queue[labels(stage="submitted", state=state)] for state in ("due", "in_flight", "waiting")]
    submitting = [queue[labels(stage="submitting", state=state)] for state in ("due", "in_flight", "waiting")]
    assert sum(submitted) + sum(submitting) == 1


@pytest.fixture
def health_port(monkeypatch):
    """The port of health, known while the app is still starting."""
    known, is_known = [], asyncio.Event()

    @asynccontextmanager
    async def note(*args, **options):
        async with serve_health(*args, **options) as port:
            known.append(port)
            is_known.set()
            yield port

    monkeypatch.setattr(bot.app, "serve_health", note)

    async def wait():
        await is_known.wait()
        return known[0]

    return wait


async def until(client, path, status):
    """Ask until the answer is this one; its reasons."""
    async with asyncio.timeout(WAIT_S):
        while (answer := await client.get(path)).status_code != status:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.02)
    return answer.json()["reasons"]


async def test_readiness_follows_the_app_from_its_start_to_its_end(world, running, health_port):
    not_yet = Fault(target="slack", endpoint="auth.test", status=429, headers={"Retry-After": "0.05"}, times=None)
    world.sandbox.faults.add(not_yet)
    started, may_stop = asyncio.Event(), asyncio.Event()

    async def live():
        async with running():
            started.set()
            await may_stop.wait()

    life = asyncio.create_task(live())
    async with asking(await health_port()) as client:
        readyz = await client.get("/readyz")
        assert readyz.status_code == 503
        assert "The app is starting." in readyz.json()["reasons"]
        assert (await client.get("/healthz")).status_code == 200
        world.sandbox.faults.clear()
        await started.wait()
        assert await until(client, "/readyz", 200) == []

        world.sandbox.faults.add(Fault(target="patsnap", endpoint="submit", delay_s=1))
        await world.post(PNG)
        await world.wait_for(lambda: world.patsnap.calls["image-upload"])
        may_stop.set()
        assert "The app is stopping." in await until(client, "/readyz", 503)
    await life


async def test_readiness_ends_while_the_socket_is_down_and_health_says_why(world, app):
    async with asking(app.port) as client:
        assert await until(client, "/readyz", 200) == []
        world.slack.delivery.refusing = True
        world.slack.delivery.drop_sockets()
        reasons = await until(client, "/readyz", 503)
        assert any("Socket Mode is not connected" in reason for reason in reasons)
        healthz = await client.get("/healthz")
        assert (healthz.status_code, healthz.json()["status"]) == (200, "degraded")
    found = await scrape(app.port)
    assert found["lookalike_part_up"][labels(part="slack")] == 0
    assert found["lookalike_part_up"][labels(part="database")] == 1


@pytest.mark.parametrize("database", ["sqlite"])
async def test_backup_taken_while_it_runs_is_whole_and_starts(world, running, database_url, tmp_path):
    copy = tmp_path / "copy.db"
    async with running():
        ts = await world.post(PNG)
        await world.wait_for_replies(ts)
        with (
            closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)  # what the shell's .backup does
        await world.wait_for_replies(await world.post(PNG))
    async with running(DATABASE_URL=f"sqlite:///{copy}") as app:
        (check,) = await app.checks.worker.queries.checks_on(team_id=TEAM_ID, channel_id=PRODUCT_DESIGN, message_ts=ts)
        assert check.delivered_at
        await world.wait_for_replies(await world.post(PNG))
    assert len(world.replies(ts)) == 1

import asyncio

import httpx
import pytest
from prometheus_client import CollectorRegistry, Counter

from bot.monitoring.health import Health, serve_health
from tests.sentences import refused


async def answers(health, *paths, registry=None, answer_within_s=60.0):
    async def state():
        return health

    probe = health if callable(health) else state
    async with (
        serve_health(
            0, health=probe, registry=registry or CollectorRegistry(), answer_within_s=answer_within_s
        ) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        return [await client.get(path) for path in paths]


async def test_a_healthy_app_is_ok_and_ready():
    healthz, readyz = await answers(Health(ready=True), "/healthz", "/readyz")
    assert (healthz.status_code, healthz.json()) == (200, {"status": "ok", "reasons": []})
    assert (readyz.status_code, readyz.json()) == (200, {"status": "ready", "reasons": []})


async def test_a_degraded_app_says_why_and_is_not_restarted():
    healthz, readyz = await answers(Health(ready=True, degraded=("Patsnap is down.",)), "/healthz", "/readyz")
    assert (healthz.status_code, healthz.json()) == (200, {"status": "degraded", "reasons": ["Patsnap is down."]})
    assert readyz.status_code == 200


async def test_an_app_that_is_not_ready_gets_no_work():
    healthz, readyz = await answers(Health(ready=False, degraded=("Slack is not connected.",)), "/healthz", "/readyz")
    assert healthz.status_code == 200
    assert (readyz.status_code, readyz.json()) == (
        503,
        {"status": "not ready", "reasons": ["Slack is not connected."]},
    )


async def test_an_app_that_does_not_answer_for_itself_is_failing():
    async def stuck():
        await asyncio.Event().wait()

    healthz, readyz = await answers(stuck, "/healthz", "/readyz", answer_within_s=0.01)
    assert healthz.status_code == 503
    assert healthz.json()["status"] == "failing"
    assert readyz.status_code == 503


async def test_an_app_whose_schedule_is_stuck_is_to_be_started_anew():
    healthz, readyz = await answers(Health(ready=False, stuck=True, degraded=("Checks wait.",)), "/healthz", "/readyz")
    assert (healthz.status_code, healthz.json()) == (503, {"status": "stuck", "reasons": ["Checks wait."]})
    assert readyz.status_code == 503


async def test_metrics_come_in_the_text_format():
    registry = CollectorRegistry()
    Counter("checks", "Checks that ended.", registry=registry).inc(3)
    (metrics,) = await answers(Health(ready=True), "/metrics", registry=registry)
    assert metrics.headers["content-type"].startswith("text/plain; version=")
    assert "checks_total 3.0" in metrics.text


async def test_a_taken_port_is_a_sentence_that_names_the_setting():
    async def state():
        return Health(ready=True)

    async with serve_health(0, health=state, registry=CollectorRegistry()) as port:
        with refused(f"LOOKALIKE_PORT is {port}"):
            async with serve_health(port, health=state, registry=CollectorRegistry()):
                pass


async def test_an_open_connection_does_not_hold_up_the_end():
    async def state():
        return Health(ready=True)

    async with asyncio.timeout(120):
        async with serve_health(0, health=state, registry=CollectorRegistry()) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            await reader.readline()
        with pytest.raises(OSError, match="Connect call failed"):
            await asyncio.open_connection("127.0.0.1", port)
    writer.close()

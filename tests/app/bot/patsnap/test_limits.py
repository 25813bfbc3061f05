"""What Patsnap allows: calls a second, calls a day, a balance, an account. Each is kept, told, and outlived."""

from dataclasses import replace

import httpx
import pytest
from sqlalchemy import update

from bot.patsnap import circuit_breaker
from bot.sandbox.faults import Fault
from bot.sandbox.slack import ADA, GROUP_DM, PRIVATE_LAUNCH, PRODUCT_DESIGN
from bot.storage.tables import checks, posts
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)


@pytest.fixture(autouse=True)
def patient_circuits(quick, monkeypatch):
    """A circuit stays open for as long as in production."""
    monkeypatch.setattr(circuit_breaker, "FIRST_OPEN_S", 60.0)
    monkeypatch.setattr(circuit_breaker, "LONGEST_OPEN_S", 600.0)


def patsnap_fault(endpoint, *, times=None, **what):
    return Fault(target="patsnap", endpoint=endpoint, times=times, **what)


def sent(app, endpoint, outcome=None):
    """How many requests went out, with any outcome or that one."""
    return sum(
        sample.value
        for metric in app.metrics.registry.collect()
        for sample in metric.samples
        if sample.name == "lookalike_patsnap_call_seconds_count"
        and sample.labels["endpoint"] == endpoint
        and outcome in (None, sample.labels["outcome"])
    )


def is_waiting(world, ts, channel=PRODUCT_DESIGN):
    """Shown as waiting for the next day."""
    shown = world.progress(ts, channel)
    return shown and "Waits for Patsnap's next day" in str(shown[0].blocks)


async def health(app):
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{app.port}", trust_env=False) as client:
        return (await client.get("/healthz")).json(), await client.get("/readyz")


async def let_the_day_pass(app):
    """The next day has begun: for the limit, and for all that waits for it."""
    async with app.checks.worker.repository.database.begin() as connection:
        await connection.execute(update(checks).where(checks.c.held_until.is_not(None)).values(due_at=1.0))
        await connection.execute(update(posts).where(posts.c.due_at.is_not(None)).values(due_at=1.0))


async def test_spent_day_keeps_checks_waiting_says_so_and_goes_on_the_next_day(world, running):
    world.sandbox.faults.add(patsnap_fault("submit", error=67200007))
    async with running() as app:
        first = await world.post(PNG, ("two.png", drawn.encoded("PNG", size=(300, 300))))
        await world.until(lambda: is_waiting(world, first))
        assert sent(app, "submit") in {1, 2}  # both may have been on their way
        spent, uploads = sent(app, "submit"), world.patsnap.calls["image-upload"]
        later = await world.post(PNG, channel=PRIVATE_LAUNCH)
        await world.until(lambda: is_waiting(world, later, PRIVATE_LAUNCH))
        assert (sent(app, "submit"), world.patsnap.calls["image-upload"]) == (spent, uploads)
        (status, readyz) = await health(app)
        assert status["status"] == "degraded"
        assert "limit of AI39-1 for today is spent" in status["reasons"][0]
        assert readyz.status_code == 200
    async with running() as app:  # a restart, or another replica, learns it from one refused call
        last = await world.post(PNG, channel=GROUP_DM)
        await world.until(lambda: is_waiting(world, last, GROUP_DM))
        assert sent(app, "submit") == 1
        (progress,) = world.progress(last, GROUP_DM)
        assert "<!date^" in str(progress.blocks)
        assert "Goes on by itself" in progress.text
        assert not progress.pings
        assert not world.replies(last, GROUP_DM)
        await let_the_day_pass(app)
    world.sandbox.faults.clear()
    async with running() as app:
        assert len(await world.wait_for_replies(first, count=2)) == 2
        for ts, channel in ((later, PRIVATE_LAUNCH), (last, GROUP_DM)):
            (reply,) = await world.wait_for_replies(ts, channel=channel)
            assert reply.blocks[0]["type"] == "header"
        assert (await health(app))[0]["status"] == "ok"
    assert world.patsnap.calls["submit"] == 4


@pytest.mark.parametrize("task_s", [(60.0, 60.0)])
async def test_spent_day_of_submits_lets_running_tasks_finish(world, app):
    ts = await world.post(PNG)
    await world.until(lambda: world.patsnap.calls["submit"])
    world.sandbox.faults.add(patsnap_fault("submit", error=67200007))
    waiting = await world.post(PNG, channel=PRIVATE_LAUNCH)
    await world.until(lambda: is_waiting(world, waiting, PRIVATE_LAUNCH))
    world.patsnap.finish_tasks()
    (reply,) = await world.wait_for_replies(ts)
    assert reply.blocks[0]["type"] == "header"


async def test_cancel_works_while_a_check_waits(world, app):
    world.sandbox.faults.add(patsnap_fault("submit", error=67200007))
    ts = await world.post(PNG)
    await world.until(lambda: is_waiting(world, ts))
    (progress,) = world.progress(ts)
    await world.slack.click(ADA, PRODUCT_DESIGN, progress.ts, "cancel_checks")
    (reply,) = await world.wait_for_replies(ts)
    assert "cancelled" in reply.text


async def test_spent_day_of_look_ups_is_a_sentence_that_says_when_it_ends(world, app):
    world.sandbox.faults.add(patsnap_fault("patent-search-pn", error=67200007))

    def answers():
        return [
            message
            for message in world.slack.state.messages(PRODUCT_DESIGN)
            if message.ephemeral_to == ADA and "limit of Patsnap calls is used up (service P069)" in message.text
        ]

    for count in (1, 2):
        await world.slack.command(ADA, PRODUCT_DESIGN, "/patent", f"USD105517{count}S1")
        await world.wait_for(lambda count=count: len(answers()) == count)
    assert all("<!date^" in str(answer.blocks) for answer in answers())
    assert sent(app, "patent-search-pn") == 1


@pytest.mark.parametrize(
    ("endpoint", "what", "sentence", "reason"),
    [
        ("submit", {"error": 67200005}, "no balance or no calls left", "or no calls left (code 67200005)"),
        ("token", {"error": 67200003}, "does not accept the key", "refuses the credentials (code 67200003)"),
    ],
)  # fmt: skip
async def test_refused_account_ends_checks_is_told_and_is_not_hammered_until_it_works_again(
    world, app, endpoint, what, sentence, reason
):
    world.sandbox.faults.add(patsnap_fault(endpoint, **what))
    first = await world.post(PNG)
    (refused,) = await world.wait_for_replies(first)
    assert sentence in refused.text
    others = [await world.post(PNG, channel=channel) for channel in (PRIVATE_LAUNCH, GROUP_DM)]
    for ts, channel in zip(others, (PRIVATE_LAUNCH, GROUP_DM), strict=True):
        (reply,) = await world.wait_for_replies(ts, channel=channel)
        assert sentence in reply.text
    assert sent(app, endpoint) == 1
    assert sent(app, "image-upload") <= 1
    status, readyz = await health(app)
    assert status["status"] == "degraded"
    assert reason in status["reasons"][0]
    assert readyz.status_code == 200
    world.sandbox.faults.clear()
    circuits = app.checks.worker.steps.patents.breaker._circuits
    for name, circuit in circuits.items():
        circuits[name] = replace(circuit, until=0.0)  # a minute goes by
    await world.slack.click(ADA, PRODUCT_DESIGN, refused.ts, "retry_check")
    replies = await world.wait_for_replies(first, count=2)
    assert replies[1].blocks[0]["type"] == "header"
    assert (await health(app))[0]["status"] == "ok"
    assert world.patsnap.calls["submit"] == 1


async def test_calls_beyond_the_rate_wait_for_their_turn_and_all_are_made(world, running):
    """That the rate is never exceeded is shown with a clock by the units of the limiter."""
    async with running(PATSNAP_QPS=20) as app:
        ts = await world.post(*((f"{number}.png", drawn.PNG) for number in range(10)))
        assert len(await world.wait_for_replies(ts, count=10)) == 10
        assert app.metrics.registry.get_sample_value("lookalike_patsnap_wait_seconds_count") > 0
    assert world.patsnap.calls["submit"] == 10


async def test_refusals_for_speed_slow_everybody_down_and_lose_nothing(world, running):
    world.patsnap.qps = 4
    async with running(PATSNAP_QPS=40) as app:
        ts = await world.post(*((f"{number}.png", drawn.PNG) for number in range(6)))
        assert len(await world.wait_for_replies(ts, count=6)) == 6
        assert sum(sent(app, endpoint, "rate_limited") for endpoint in ("image-upload", "submit", "report")) > 0
    assert sent(app, "submit", "ok") == 6

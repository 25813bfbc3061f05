"""What goes wrong at Patsnap: retried and finished, or ended with one plain sentence, and never paid for twice."""

import asyncio
import socket
from contextlib import AsyncExitStack

import httpx
import pytest

from bot import patsnap
from bot.app import started
from bot.checks import retry_policy
from bot.checks.polling import schedule
from bot.patsnap import circuit_breaker, client, daily_limit
from bot.sandbox.app import Sandbox
from bot.sandbox.faults import Fault
from bot.sandbox.server import serve
from bot.sandbox.slack import ADA, GROUP_DM, PRIVATE_LAUNCH, PRODUCT_DESIGN
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)
CHANNELS = {"image-upload": PRODUCT_DESIGN, "submit": PRIVATE_LAUNCH, "report": GROUP_DM}
"""Each endpoint's post in a conversation of its own, so that Slack's pace holds up none."""

FINISHED = ""
TURNED_DOWN = "turned this check down"
NOT_ACCEPTED = "did not accept"
NO_ACCESS = "has no access to the service"
NO_BALANCE = "no balance or no calls left"
RUN_OUT = "account has run out"
UNKNOWN = "nobody knows whether the check began"
TASK_LOST = "could not finish it"
UNREADABLE = "could not read"
UNREACHABLE = "could not be reached"
NO_ANSWER = "gave no answer within"
WRONG_KEY = "does not accept the key"

NOON = "Sat, 01 Nov 2025 12:00:00 GMT"
PASSING = (FINISHED, FINISHED, FINISHED)
LOST = (FINISHED, UNKNOWN, FINISHED)

# A fault that hits once -> what becomes of a check where it hits the upload, the submit, the report.
ONCE = {
    "68300004 invalid parameter": ({"error": 68300004}, (TURNED_DOWN, TURNED_DOWN, TASK_LOST)),
    "68300005 search failure": ({"error": 68300005}, PASSING),
    "68300006 basic access error": ({"error": 68300006}, PASSING),
    "68300007 bad request": ({"error": 68300007}, (TURNED_DOWN, TURNED_DOWN, TASK_LOST)),
    "68300008 service error": ({"error": 68300008}, PASSING),
    "68300010 upload rules": ({"error": 68300010}, (NOT_ACCEPTED, NOT_ACCEPTED, UNREADABLE)),
    "67200000 platform limit": ({"error": 67200000}, PASSING),
    "67200001 platform limit": ({"error": 67200001}, PASSING),
    "67200002 too fast": ({"error": 67200002}, PASSING),
    "67200003 token expired": ({"error": 67200003}, PASSING),
    "67200004 no permission": ({"error": 67200004}, (NO_ACCESS, NO_ACCESS, FINISHED)),
    "67200005 balance used up": ({"error": 67200005}, (NO_BALANCE, NO_BALANCE, FINISHED)),
    "67200006 past its validity": ({"error": 67200006}, (RUN_OUT, RUN_OUT, FINISHED)),
    "67200007 daily limit": ({"error": 67200007}, PASSING),
    "67200008 apikey missing": ({"error": 67200008}, (TURNED_DOWN, TURNED_DOWN, UNREADABLE)),
    "67200009 apikey of another": ({"error": 67200009}, PASSING),
    "67200012 illegal request": ({"error": 67200012}, (TURNED_DOWN, TURNED_DOWN, UNREADABLE)),
    "67200100 server busy": ({"error": 67200100}, PASSING),
    "67200101 no such API": ({"error": 67200101}, (NO_ACCESS, NO_ACCESS, FINISHED)),
    "401": ({"status": 401}, PASSING),
    "403": ({"status": 403}, (NO_ACCESS, NO_ACCESS, FINISHED)),
    "404": ({"status": 404}, (NO_ACCESS, NO_ACCESS, FINISHED)),
    "429": ({"status": 429}, PASSING),
    "429 with Retry-After": ({"status": 429, "headers": {"Retry-After": "1"}}, PASSING),
    "500": ({"status": 500}, LOST),
    "502 with a page": ({"status": 502, "body": "html"}, LOST),
    "503": ({"status": 503}, LOST),
    "503 until a date": (
        {"status": 503, "headers": {"Date": NOON, "Retry-After": NOON.replace("00 GMT", "01 GMT")}},
        LOST,
    ),
    "504": ({"status": 504}, LOST),
    "a page with 200": ({"body": "html"}, LOST),
    "cut-off JSON": ({"body": "truncated"}, LOST),
    "data: null": ({"body": "null"}, LOST),
    "an empty body": ({"body": "empty"}, LOST),
    "a body without end": ({"body": "endless"}, LOST),
    "hanging": ({"delay_s": 60}, LOST),
    "cut before it acts": ({"cut": "before"}, LOST),
    "cut after it acted": ({"cut": "after"}, LOST),
    "cut in the middle of the answer": ({"cut": "middle"}, LOST),
    "reset": ({"cut": "reset"}, LOST),
    "a wrong content type": ({"headers": {"Content-Type": "text/html; charset=gbk"}}, PASSING),
}  # fmt: skip
ACTS = {"cut-off JSON", "cut after it acted", "cut in the middle of the answer"}
"""Patsnap has started the task all the same."""


@pytest.fixture
def task_s():
    return (0.05, 0.1)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The same waits, shorter: what is tried again, and when, is shown by the unit tests."""
    monkeypatch.setattr(schedule.Plan, "next_poll_in_s", lambda plan, elapsed_s: 0.05)
    monkeypatch.setattr(retry_policy, "backoff_s", lambda attempts, longest_s: 0.05)
    monkeypatch.setattr(client, "jittered_s", lambda attempts: 0.01)
    monkeypatch.setattr(circuit_breaker, "FIRST_OPEN_S", 0.01)
    monkeypatch.setattr(circuit_breaker, "LONGEST_OPEN_S", 0.05)
    monkeypatch.setattr(daily_limit, "next_day", lambda now: now + 0.2)
    monkeypatch.setattr(patsnap, "TIMEOUT", httpx.Timeout(1.5))


def patsnap_fault(endpoint, *, times=1, **what):
    return Fault(target="patsnap", endpoint=endpoint, times=times, **what)


def sent(app, endpoint):
    """How many requests went out, whatever came back."""
    return sum(
        sample.value
        for metric in app.metrics.registry.collect()
        for sample in metric.samples
        if sample.name == "lookalike_patsnap_call_seconds_count" and sample.labels["endpoint"] == endpoint
    )


def is_report(reply):
    return reply.blocks[0]["type"] == "header"


async def outcome_of(world, ts, channel=PRODUCT_DESIGN):
    """The one reply, once everything is tidied up."""
    (reply,) = await world.wait_for_replies(ts, channel=channel)
    return reply


def assert_ends(reply, words):
    if words == FINISHED:
        assert is_report(reply), reply.text
    else:
        assert words in reply.text
        assert "\n" not in reply.text.strip()


@pytest.mark.parametrize("name", ONCE)
async def test_fault_that_hits_a_call_once_is_outlived_or_ends_in_one_sentence(world, app, name):
    what, outcomes = ONCE[name]
    submitted = 0
    for (endpoint, channel), words in zip(CHANNELS.items(), outcomes, strict=True):
        world.sandbox.faults.add(patsnap_fault(endpoint, **what))
        before = sent(app, "submit")
        ts = await world.post(PNG, channel=channel)
        assert_ends(await outcome_of(world, ts, channel), words)
        assert not world.sandbox.faults.list()
        if words == UNKNOWN:
            assert sent(app, "submit") - before == 1
            submitted += name in ACTS
        else:
            submitted += words == FINISHED or endpoint == "report"
    assert world.patsnap.calls["submit"] == submitted


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"error": 67200003}, WRONG_KEY),
        ({"error": 67200006}, RUN_OUT),
        ({"status": 401}, WRONG_KEY),
        ({"status": 404}, NO_ACCESS),
        ({"error": 68300008}, FINISHED),
        ({"status": 429, "headers": {"Retry-After": "1"}}, FINISHED),
        ({"status": 500}, FINISHED),
        ({"status": 503}, FINISHED),
        ({"body": "html"}, FINISHED),
        ({"body": "truncated"}, FINISHED),
        ({"body": "null"}, FINISHED),
        ({"body": "endless"}, FINISHED),
        ({"cut": "before"}, FINISHED),
        ({"cut": "middle"}, FINISHED),
        ({"cut": "reset"}, FINISHED),
        ({"delay_s": 60}, FINISHED),
        ({"data": {"expires_in": 0}}, FINISHED),
    ],
    ids=str,
)
async def test_fault_of_the_token_is_outlived_or_ends_in_one_sentence(world, app, what, words):
    world.patsnap.enveloped_tokens = True
    world.sandbox.faults.add(patsnap_fault("token", **what))
    assert_ends(await outcome_of(world, await world.post(PNG)), words)
    assert world.patsnap.calls["submit"] == (words == FINISHED)


@pytest.mark.parametrize("task_s", [(60.0, 60.0)])
async def test_token_that_expires_early_is_replaced_and_the_task_goes_on(world, app):
    ts = await world.post(PNG)
    await world.until(lambda: world.patsnap.calls["report"])
    world.patsnap.tokens.expire_all()
    before = world.patsnap.calls["token"]
    await world.until(lambda: world.patsnap.calls["token"] > before)
    world.patsnap.finish_tasks()
    assert is_report(await outcome_of(world, ts))
    assert (world.patsnap.calls["token"], world.patsnap.calls["submit"]) == (before + 1, 1)


@pytest.mark.parametrize("status", [7, "2", "seven", None, -1])
async def test_task_status_that_nobody_knows_loses_no_report(world, app, status):
    world.sandbox.faults.add(patsnap_fault("report", times=3, data={"task_status": status}))
    assert is_report(await outcome_of(world, await world.post(PNG)))
    assert world.patsnap.calls["submit"] == 1


async def test_failed_task_ends_in_a_sentence_and_another_try_pays_once_more(world, app):
    world.sandbox.faults.add(patsnap_fault("report", data={"task_status": 3}))
    ts = await world.post(PNG)
    reply = await outcome_of(world, ts)
    assert TASK_LOST in reply.text
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "retry_check")
    assert is_report((await world.wait_for_replies(ts, count=2))[1])
    assert world.patsnap.calls["submit"] == 2


@pytest.mark.parametrize("task_s", [(60.0, 60.0)])
async def test_task_that_vanishes_ends_in_a_sentence_with_a_button_for_another_one(world, app):
    ts = await world.post(PNG)
    await world.until(lambda: world.patsnap.calls["report"])
    world.patsnap.forget_tasks()
    reply = await outcome_of(world, ts)
    assert TASK_LOST in reply.text
    world.patsnap.task_s = (0.05, 0.1)
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "retry_check")
    assert is_report((await world.wait_for_replies(ts, count=2))[1])
    assert world.patsnap.calls["submit"] == 2


async def test_submit_of_unknown_outcome_is_named_with_a_button_that_asks_first(world, app):
    world.sandbox.faults.add(patsnap_fault("submit", cut="after"))
    ts = await world.post(PNG)
    reply = await outcome_of(world, ts)
    assert UNKNOWN in reply.text
    (again,) = [element for block in reply.blocks for element in block.get("elements", ()) if "confirm" in element]
    assert again["text"]["text"] == "Check again"
    assert "another paid call" in again["confirm"]["text"]["text"]
    assert sent(app, "submit") == 1
    await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "retry_check")
    assert is_report((await world.wait_for_replies(ts, count=2))[1])
    assert (world.patsnap.calls["submit"], world.patsnap.calls["image-upload"]) == (2, 1)


@pytest.mark.parametrize(
    ("endpoint", "what", "words"),
    [
        ("token", {"status": 503}, UNREACHABLE),
        ("token", {"cut": "reset"}, UNREACHABLE),
        ("token", {"error": 67200003}, WRONG_KEY),
        ("image-upload", {"status": 503}, UNREACHABLE),
        ("image-upload", {"body": "html"}, UNREADABLE),
        ("submit", {"error": 68300008}, UNREACHABLE),
        ("submit", {"error": 67200009}, WRONG_KEY),
        ("report", {"body": "html"}, UNREADABLE),
        ("report", {"status": 503}, NO_ANSWER),
        ("report", {"cut": "middle"}, NO_ANSWER),
        ("report", {"error": 67200005}, NO_ANSWER),
        ("report", {"error": 67200003}, NO_ANSWER),
        ("report", {"status": 404}, NO_ANSWER),
    ],
    ids=str,
)
async def test_fault_that_stays_ends_in_one_sentence_and_another_try_finishes(world, running, endpoint, what, words):
    async with running(LOOKALIKE_CHECK_TIMEOUT_S=2) as app:
        world.sandbox.faults.add(patsnap_fault(endpoint, times=None, **what))
        ts = await world.post(PNG)
        reply = await outcome_of(world, ts)
        assert_ends(reply, words)
        world.sandbox.faults.clear()
        await world.slack.click(ADA, PRODUCT_DESIGN, reply.ts, "retry_check")
        assert is_report((await world.wait_for_replies(ts, count=2))[1])
        assert world.patsnap.calls["submit"] == 1
        assert sent(app, "image-upload") <= 3 * 8 + 1


async def test_patsnap_that_refuses_connections_is_a_sentence(world, running):
    with socket.socket() as placeholder:
        placeholder.bind(("127.0.0.1", 0))  # bound and not listening: refused, and nobody else gets the port
        async with running(PATSNAP_BASE_URL=f"http://127.0.0.1:{placeholder.getsockname()[1]}/patsnap"):
            assert UNREACHABLE in (await outcome_of(world, await world.post(PNG))).text


@pytest.mark.parametrize("endpoint", ["patent-search-pn", "search-id"])
async def test_endless_answer_of_a_look_up_does_no_harm(world, app, endpoint):
    """The app goes on, and the check beside it too."""
    world.sandbox.faults.add(patsnap_fault(endpoint, body="endless"))
    if endpoint == "patent-search-pn":
        await world.slack.command(ADA, PRODUCT_DESIGN, "/patent", "USD1055174S1")
    else:
        await world.slack.command(ADA, PRODUCT_DESIGN, "/lookalike", "similar https://example.com/mug.jpg")
    told = await world.wait_for(
        lambda: [
            message
            for message in world.slack.state.messages(PRODUCT_DESIGN)
            if message.ephemeral_to == ADA and UNREADABLE in message.text
        ]
    )
    assert len(told) == 1
    assert is_report(await outcome_of(world, await world.post(PNG)))


@pytest.mark.parametrize("database", ["sqlite"])
async def test_answers_that_take_fourteen_seconds_are_waited_for_and_asked_for_once(settings, tmp_path, monkeypatch):
    """The real thing, once for every endpoint and all at the same time."""
    monkeypatch.setattr(patsnap, "TIMEOUT", httpx.Timeout(15.0, connect=5.0, pool=5.0))

    async def start(stack, endpoint):
        sandbox = Sandbox(task_s=(0.05, 0.1), seed=1)
        url = await stack.enter_async_context(serve(sandbox))
        sandbox.faults.add(patsnap_fault(endpoint, delay_s=14))
        changes = {
            "SLACK_API_URL": f"{url}/slack/api/",
            "PATSNAP_BASE_URL": f"{url}/patsnap",
            "DATABASE_URL": f"sqlite:///{tmp_path / endpoint}.db",
        }
        return sandbox, await stack.enter_async_context(started(settings(**changes)))

    async def finish(sandbox):
        ts = await sandbox.slack.post(ADA, PRODUCT_DESIGN, "", files=(PNG,))
        await sandbox.slack.wait_for(
            lambda: any(is_a_reply(reply) for reply in sandbox.slack.thread(PRODUCT_DESIGN, ts)), 60
        )

    def is_a_reply(message):
        return message.is_from_app and message.blocks and is_report(message)

    async with AsyncExitStack() as stack:
        apps = {endpoint: await start(stack, endpoint) for endpoint in ("token", *CHANNELS)}
        await asyncio.gather(*(finish(sandbox) for sandbox, _ in apps.values()))
        for endpoint in ("token", "image-upload", "submit"):
            assert sent(apps[endpoint][1], endpoint) == 1
        sandbox, app = apps["report"]
        assert sandbox.patsnap.calls["submit"] == 1
        assert sent(app, "report") == sandbox.patsnap.calls["report"]

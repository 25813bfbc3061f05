"""What goes wrong at Patsnap: retried and finished, or ended with one plain sentence, and never paid for twice."""

import socket

import pytest

from bot import patsnap
from bot.patsnap import circuit_breaker, daily_limit, http
from bot.sandbox.faults import Fault
from bot.sandbox.slack import ADA, PRODUCT_DESIGN
from tests.app import drawn

PNG = ("mug.png", drawn.PNG)

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

REFUSED = {"error": 68300004}
NO_BALANCE_LEFT = {"error": 67200005}
BREAKS = {"cut": "after"}
"""Patsnap acts, and its answer never comes."""

ONCE = {
    "an outage at the upload": ("image-upload", {"error": 68300008}, FINISHED),
    "an outage at the submit": ("submit", {"error": 68300008}, FINISHED),
    "an outage at the report": ("report", {"status": 500}, FINISHED),
    "too fast at the submit": ("submit", {"status": 429, "headers": {"Retry-After": "0.1"}}, FINISHED),
    "the upload turned down": ("image-upload", REFUSED, TURNED_DOWN),
    "the submit turned down": ("submit", REFUSED, TURNED_DOWN),
    "the task turned down": ("report", REFUSED, TASK_LOST),
    "a picture against the rules": ("image-upload", {"error": 68300010}, NOT_ACCEPTED),
    "the daily limit at the submit": ("submit", {"error": 67200007}, FINISHED),
    "no balance at the submit": ("submit", NO_BALANCE_LEFT, NO_BALANCE),
    "no balance at the report": ("report", NO_BALANCE_LEFT, FINISHED),
    "an account past its validity": ("submit", {"error": 67200006}, RUN_OUT),
    "no access": ("image-upload", {"error": 67200004}, NO_ACCESS),
    "a token that has expired": ("submit", {"error": 67200003}, FINISHED),
    "a page at the upload": ("image-upload", {"body": "html"}, FINISHED),
    "no answer at the submit": ("submit", {"body": "empty"}, UNKNOWN),
    "half an answer at the report": ("report", {"body": "truncated"}, FINISHED),
    "a body without end": ("report", {"body": "endless"}, FINISHED),
    "a cut at the upload": ("image-upload", BREAKS, FINISHED),
    "a cut at the submit": ("submit", BREAKS, UNKNOWN),
    "a reset at the report": ("report", {"cut": "reset"}, FINISHED),
    "a gateway's page at the submit": ("submit", {"status": 504}, UNKNOWN),
}
"""One case for each meaning: endpoint, fault, and what becomes of the check. What each code and each broken answer
means is the table of ``tests/unit/bot/patsnap/test_error_codes.py`` and ``test_client.py``.
"""

NOT_DAILY = {
    "an outage at the report",
    "the upload turned down",
    "no balance at the report",
    "an account past its validity",
    "no access",
    "a page at the upload",
    "no answer at the submit",
    "a body without end",
    "a cut at the upload",
    "a reset at the report",
    "a gateway's page at the submit",
}
"""Left to `make test-all`: another code or another break of what a case beside it, and the units, show every day."""

UNPAID = {TURNED_DOWN, NOT_ACCEPTED, NO_BALANCE, RUN_OUT, NO_ACCESS}


@pytest.fixture(autouse=True)
def forgotten_soon(monkeypatch):
    """A daily limit and a refusal end in a moment; when they do is shown by the unit tests."""
    monkeypatch.setattr(daily_limit, "next_day", lambda now: now + 0.2)
    monkeypatch.setattr(circuit_breaker, "FIRST_OPEN_S", 0.01)
    monkeypatch.setattr(circuit_breaker, "LONGEST_OPEN_S", 0.05)


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


async def outcome_of(world, ts):
    """The one reply, once everything is tidied up."""
    (reply,) = await world.wait_for_replies(ts)
    return reply


def assert_ends(reply, words):
    if words == FINISHED:
        assert is_report(reply), reply.text
    else:
        assert words in reply.text
        assert "\n" not in reply.text.strip()


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in NOT_DAILY else name for name in ONCE]
)
async def test_fault_that_hits_a_call_once_is_outlived_or_ends_in_one_sentence(world, app, name):
    endpoint, what, words = ONCE[name]
    world.sandbox.faults.add(patsnap_fault(endpoint, **what))
    assert_ends(await outcome_of(world, await world.post(PNG)), words)
    assert not world.sandbox.faults.list()
    if words == UNKNOWN:
        assert sent(app, "submit") == 1
    else:
        assert world.patsnap.calls["submit"] == (words not in UNPAID)


async def test_submit_that_hangs_is_given_up_and_its_outcome_is_unknown(world, running, monkeypatch):
    deadline = http._deadline
    monkeypatch.setattr(http, "_deadline", lambda _seconds: deadline(0.5))  # whatever else it hits is tried again
    async with running() as app:
        world.sandbox.faults.add(patsnap_fault("submit", delay_s=60))
        assert_ends(await outcome_of(world, await world.post(PNG)), UNKNOWN)
        assert sent(app, "submit") == 1


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"error": 67200003}, WRONG_KEY),
        pytest.param({"error": 67200006}, RUN_OUT, marks=pytest.mark.slow),
        pytest.param({"status": 404}, NO_ACCESS, marks=pytest.mark.slow),
        ({"status": 503}, FINISHED),
        pytest.param({"body": "html"}, FINISHED, marks=pytest.mark.slow),
        pytest.param({"cut": "reset"}, FINISHED, marks=pytest.mark.slow),
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


async def test_task_status_that_nobody_knows_loses_no_report(world, app):
    world.sandbox.faults.add(patsnap_fault("report", times=3, data={"task_status": "seven"}))
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
        pytest.param("token", {"error": 67200003}, WRONG_KEY, marks=pytest.mark.slow),
        ("image-upload", {"body": "html"}, UNREADABLE),
        pytest.param("submit", {"error": 68300008}, UNREACHABLE, marks=pytest.mark.slow),
        pytest.param("submit", {"error": 67200009}, WRONG_KEY, marks=pytest.mark.slow),
        ("report", {"status": 503}, NO_ANSWER),
    ],
    ids=str,
)
async def test_fault_that_stays_ends_in_one_sentence_and_another_try_finishes(world, running, endpoint, what, words):
    # A task that runs is asked for until it expires; before that, tries are counted.
    async with running(LOOKALIKE_CHECK_TIMEOUT_S=2 if endpoint == "report" else 1800) as app:
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


async def test_endless_answer_of_a_look_up_does_no_harm(world, app):
    """The app goes on, and the check beside it too."""

    def told():
        messages = world.slack.state.messages(PRODUCT_DESIGN)
        return [message for message in messages if message.ephemeral_to == ADA and UNREADABLE in message.text]

    world.sandbox.faults.add(patsnap_fault("patent-search-pn", body="endless"))
    world.sandbox.faults.add(patsnap_fault("search-id", body="endless"))
    await world.slack.command(ADA, PRODUCT_DESIGN, "/patent", "USD1055174S1")
    await world.wait_for(lambda: len(told()) == 1)
    await world.slack.command(ADA, PRODUCT_DESIGN, "/lookalike", "similar https://example.com/mug.jpg")
    await world.wait_for(lambda: len(told()) == 2)
    assert is_report(await outcome_of(world, await world.post(PNG)))


async def test_answer_that_takes_seconds_is_waited_for_and_asked_for_once(world, app):
    assert patsnap.TIMEOUT.read >= 15  # what a busy Patsnap was seen to take
    for endpoint in ("token", "image-upload", "submit", "report"):
        world.sandbox.faults.add(patsnap_fault(endpoint, delay_s=0.5))
    assert is_report(await outcome_of(world, await world.post(PNG)))
    assert not world.sandbox.faults.list()
    for endpoint in ("token", "image-upload", "submit"):
        assert sent(app, endpoint) == 1
    assert sent(app, "report") == world.patsnap.calls["report"]

"""Whatever fails, nothing that was sent or received shows up in an error or a log."""

import logging
import traceback
from datetime import date

import httpx
import pytest

from bot.errors import PatsnapError
from bot.model import Engine

from .conftest import CLIENT_ID, CLIENT_SECRET, start_check

SIGNED = "https://images.test/mug.png?sign=4f9a"
BODY = "customer-text-77"
BASIC = "Y2xpZW50LWlkLTVmMmE6Y2xpZW50LXNlY3JldC05MWNj"


def echo(*, code):
    """A refusal that repeats everything it was sent."""

    async def answer(request):
        sent = f"{request.url} {request.headers['Authorization']} {request.content.decode(errors='replace')}"
        return httpx.Response(200, json={"status": False, "error_code": code, "error_msg": sent})

    return answer


FAILURES = [
    *(echo(code=code) for code in (68300004, 68300005, 67200003, 67200005, 68399999)),
    httpx.Response(200, html=f"<p>{BODY}"),
    httpx.Response(200, json={"status": True, "error_code": 0, "data": {"task_status": 2, "report": {"x": BODY}}}),
    httpx.Response(500, html=f"<p>{BODY}"),
    httpx.Response(302, headers={"Location": f"https://elsewhere.test/?{BODY}"}),
    httpx.ReadTimeout(f"while reading {BODY}"),
    httpx.RemoteProtocolError(f"illegal header line: {BODY}"),
    httpx.ConnectError(f"no route to {SIGNED}"),
]


@pytest.mark.parametrize("failing", ["token", "submit", "report", "image-upload", "v2"])
@pytest.mark.parametrize("failure", FAILURES)
async def test_no_failure_shows_what_was_sent_or_received(patsnap, server, time, caplog, success, failing, failure):
    caplog.set_level(logging.DEBUG)
    server.script("report", success({"task_status": 1}))
    server.script(failing, failure)
    calls = {
        "token": lambda: patsnap.engine(Engine.V2).poll("task-8812"),
        "report": lambda: patsnap.engine(Engine.V2).poll("task-8812"),
        "submit": lambda: start_check(patsnap, [SIGNED]),
        "image-upload": lambda: patsnap.upload_image(b"x", "image/png", "mug.png"),
        "v2": lambda: patsnap.statement(date(2026, 11, 1), date(2026, 11, 26)),  # the secret stands in its body
    }

    [error] = await time.run(calls[failing]())

    assert isinstance(error, PatsnapError)
    shown = "".join([repr(error), str(error), str(vars(error)), *traceback.format_exception(error), caplog.text])
    if failing != "token":
        assert 'HTTP Request: POST http://patsnap.test/patsnap/oauth/token "HTTP/1.1 200 OK"' in caplog.text
    for secret in (CLIENT_ID, CLIENT_SECRET, BASIC, "token-1", "token-2", "apikey=", "sign=4f9a", BODY):
        assert secret not in shown, secret


async def test_no_error_leads_back_to_the_request(patsnap, server, time):
    server.script("report", httpx.ReadTimeout("silent"))

    [error] = await time.run(patsnap.engine(Engine.V2).poll("t-1"))

    assert error.__cause__ is None
    assert error.__context__ is None


async def test_nothing_that_is_handed_out_shows_a_secret(patsnap, server, time, success):
    server.script("image-upload", success({"url": SIGNED}))

    [image] = await time.run(patsnap.upload_image(b"x", "image/png", "mug.png"))

    for thing in (image, patsnap, patsnap.client, patsnap.client.__dict__, patsnap.statements):
        shown = repr(thing)
        assert not any(secret in shown for secret in (CLIENT_ID, CLIENT_SECRET, BASIC, "token-1", "sign="))


async def test_retries_are_logged_in_plain_words(patsnap, server, time, caplog, reply, refusal):
    caplog.set_level(logging.WARNING)
    server.script("report", refusal(68300005, "search failure"), reply("running_bare"))

    await time.run(patsnap.engine(Engine.V2).poll("t-1"))

    [record] = [record for record in caplog.records if record.name == "bot.patsnap.client"]
    assert record.getMessage().startswith(
        "patsnap report: service_failed (unavailable(api=AI39-2, code=68300005)), attempt 2 in "
    )

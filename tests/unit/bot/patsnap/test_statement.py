"""The statement of account: asked for with the secret, read leniently, and no trouble to accounts without it."""

from datetime import date

import pytest

from bot.errors import BadCredentials, BadResponse, SettingsError
from bot.model.statement import CallUsage, PlanUsage, Statement
from tests.sentences import words_of

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 26)


async def test_statement_is_asked_for_by_days_and_read(patsnap, server, time, reply):
    server.script("v2", reply("statement"))

    [statement] = await time.run(patsnap.statement(FIRST, LAST))

    assert server.last("v2").url.path == "/patsnap/open-user/statement/v2"
    assert server.body("v2") == {
        "apikey": "client-id-5f2a",
        "client_secret": "client-secret-91cc",
        "time_start": "20261101",
        "time_end": "20261126",
    }
    assert statement == Statement(
        first_day=FIRST,
        last_day=LAST,
        usage=(
            CallUsage(
                path="/search/patent/image-single",
                api="P060",
                name="Image Search",
                calls=100,
                billed_calls=80,
                money=123.45,
            ),
            CallUsage(path="/oauth/token", api="T1", name="令牌", calls=3, billed_calls=None, money=0.0),
        ),
        plan_usage=(PlanUsage(path="/ai/image-search/submit", api="AI39-1", name="Submit", calls=21),),
        money=123.45,
    )


async def test_statement_of_nothing_is_empty(patsnap, server, time, success):
    server.script("v2", success({"usage": None}))

    assert await time.run(patsnap.statement(FIRST, LAST)) == [Statement(first_day=FIRST, last_day=LAST)]


@pytest.mark.parametrize("data", [None, [], "none", {"items": []}])
async def test_statement_that_is_no_object_is_no_answer(patsnap, server, time, success, data):
    server.script("v2", success(data))

    assert [type(error) for error in await time.run(patsnap.statement(FIRST, LAST))] == [BadResponse]


@pytest.mark.parametrize("code", [67200003, 67200004, 67200101])
async def test_account_that_may_not_ask_keeps_no_other_call_from_patsnap(patsnap, server, time, refusal, success, code):
    server.script("v2", refusal(code))
    server.script("image-upload", success({"url": "https://images.test/1.png"}))

    [error] = await time.run(patsnap.statement(FIRST, LAST))

    assert type(error) is BadCredentials
    assert error.problem.details["api"] == "Statement of account V2"
    assert await patsnap.trouble() is None
    assert (await time.run(patsnap.upload_image(b"x", "image/png", "x")))[0].url


async def test_account_with_one_key_is_told_what_it_takes(connected, server, time):
    async with connected(server, PATSNAP_API_KEY="sk-77") as patsnap:
        [error] = await time.run(patsnap.statement(FIRST, LAST))

    assert type(error) is SettingsError
    assert "PATSNAP_CLIENT_SECRET" in words_of(error)
    assert not server.calls

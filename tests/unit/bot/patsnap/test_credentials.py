import asyncio
import base64

import httpx
import pytest

from bot.errors import BadCredentials, BadResponse, ServiceFailed, Unavailable
from bot.model import Engine, ProblemKind
from tests.sentences import refused, words_of

from .conftest import start_check

BARE = {"token": "tok-1", "token_type": "BearerToken", "expires_in": 1799, "status": "approved"}
WRAPPED = {"data": {"token": "tok-1", "expires_in": 1799}, "status": True, "error_code": 0}


@pytest.fixture(autouse=True)
def running(server, reply):
    server.script("report", reply("running_bare"))


@pytest.fixture
def poll(patsnap):
    return lambda: patsnap.engine(Engine.V2).poll("t-1")


def token_of(request):
    return request.headers["Authorization"].removeprefix("Bearer ")


@pytest.mark.parametrize("body", [BARE, WRAPPED], ids=["bare", "wrapped"])
async def test_both_shapes_of_the_token_reply_are_read(poll, server, time, body):
    server.script("token", httpx.Response(200, json=body))

    assert await time.run(poll()) == [None]
    assert token_of(server.last("report")) == "tok-1"


async def test_the_token_is_asked_for_as_documented(poll, server, time):
    await time.run(poll())

    request = server.last("token")
    pair = base64.b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
    assert pair == "client-id-5f2a:client-secret-91cc"
    assert request.content == b"grant_type=client_credentials"
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert request.url == "http://patsnap.test/patsnap/oauth/token"


async def test_every_call_carries_token_and_apikey(poll, server, time):
    await time.run(poll())

    request = server.last("report")
    assert request.headers["Authorization"] == "Bearer token-1"
    assert dict(request.url.params) == {"apikey": "client-id-5f2a"}


async def test_many_callers_at_once_fetch_one_token(poll, server, time):
    assert await time.run(*(poll() for _ in range(20))) == [None] * 20

    assert server.calls["token"] == 1


async def test_a_token_is_used_until_shortly_before_its_end(poll, server, time):
    await time.run(poll())
    time.now += 1799 - 61
    await time.run(poll())
    assert server.calls["token"] == 1

    time.now += 2
    await time.run(*(poll() for _ in range(5)))

    assert server.calls["token"] == 2
    assert token_of(server.last("report")) == "token-2"


@pytest.mark.parametrize(("sent", "life_s"), [("100", 100), (100, 100), (None, 1799), ("soon", 1799)])
async def test_the_life_of_a_token_is_read_leniently(poll, server, time, sent, life_s):
    server.token_life = sent
    await time.run(poll())

    time.now += life_s * 0.9 - (1 if life_s == 100 else -120)
    await time.run(poll())
    assert server.calls["token"] == 1 if life_s == 100 else 2

    time.now += 2
    await time.run(poll())
    assert server.calls["token"] == 2


@pytest.mark.parametrize("refused", [67200003, 67200009, 401])
async def test_a_refused_token_is_replaced_once(poll, server, time, refusal, reply, refused):
    answer = httpx.Response(401) if refused == 401 else refusal(refused)
    server.script("report", answer, reply("running_bare"))

    assert await time.run(poll()) == [None]

    assert server.calls == {"token": 2, "report": 2}
    assert token_of(server.last("report")) == "token-2"


async def test_a_token_refused_again_is_given_up(poll, server, time, refusal):
    server.script("report", refusal(67200003))

    [error] = await time.run(poll())

    assert type(error) is BadCredentials
    assert error.problem.details == {"api": "AI39-2", "code": "67200003"}
    assert server.calls == {"token": 2, "report": 2}


async def test_callers_refused_together_fetch_one_new_token(poll, server, time, reply):
    async def by_token(request):
        await time.sleep(1)  # all of them are under way with the old token before the first is refused
        return httpx.Response(401) if token_of(request) == "token-1" else reply("running_bare")

    server.script("report", by_token)

    assert await time.run(*(poll() for _ in range(20))) == [None] * 20

    assert server.calls == {"token": 2, "report": 40}


async def test_callers_who_queue_while_a_token_is_refused_go_on_with_the_new_one(connected, server, time, reply):
    async def by_token(request):
        return httpx.Response(401) if token_of(request) == "token-1" else reply("running_bare")

    server.script("report", by_token)
    async with connected(server, PATSNAP_QPS=5) as patsnap:
        assert await time.run(*(patsnap.engine(Engine.V2).poll("t-1") for _ in range(20))) == [None] * 20

    assert server.calls["token"] == 2
    assert server.calls["report"] <= 22  # the new token overtakes the queue, so few waste a call on the old one


async def test_a_renewed_token_is_one_attempt_more_and_not_three(poll, server, time, refusal):
    server.script("report", refusal(67200003), refusal(68300008))

    [error] = await time.run(poll())

    assert type(error) is ServiceFailed
    assert server.calls["report"] == 4


async def test_a_token_is_renewed_once_per_call_however_many_attempts_it_takes(poll, server, time, refusal):
    server.script("report", refusal(67200003), refusal(68300008), refusal(67200003))

    [error] = await time.run(poll())

    assert type(error) is BadCredentials
    assert server.calls == {"token": 2, "report": 3}


async def test_submit_with_a_refused_token_is_sent_once_and_the_next_one_has_a_new_token(
    patsnap, server, time, refusal, success
):
    server.script("submit", refusal(67200009), success({"task_id": "t-1"}))

    [error] = await time.run(start_check(patsnap))
    assert type(error) is Unavailable
    assert server.calls["submit"] == 1

    assert await time.run(start_check(patsnap)) == ["t-1"]
    assert token_of(server.last("submit")) == "token-2"


async def test_submits_refused_with_a_new_token_too_end_as_bad_credentials(patsnap, server, time, refusal):
    server.script("submit", refusal(67200003))

    errors = [(await time.run(start_check(patsnap)))[0] for _ in range(3)]

    assert [type(error) for error in errors] == [Unavailable, BadCredentials, BadCredentials]
    assert server.calls == {"token": 2, "submit": 2}


async def test_token_that_worked_is_replaced_again_when_it_is_refused_later(patsnap, poll, server, time, refusal):
    server.script("submit", refusal(67200003))
    for _ in range(3):
        assert type((await time.run(start_check(patsnap)))[0]) is Unavailable
        assert await time.run(poll()) == [None]


@pytest.mark.parametrize("answer", [401, 67200003])
async def test_a_wrong_secret_is_final_and_asked_once(poll, server, time, refusal, answer):
    server.script("token", httpx.Response(401, html="no") if answer == 401 else refusal(answer))

    [error] = await time.run(poll())

    assert type(error) is BadCredentials
    assert error.problem.details == {"api": "OAuth", "code": str(answer)}
    assert server.calls == {"token": 1}


async def test_a_failing_token_call_fails_all_who_wait_with_one_call_each_round(poll, server, time):
    server.script("token", httpx.ConnectError("refused"))

    errors = await time.run(*(poll() for _ in range(10)))

    assert {type(error) for error in errors} == {Unavailable}
    assert server.calls["token"] <= 3 * 10
    assert server.calls["report"] == 0


async def test_the_token_call_is_tried_again_when_it_was_unavailable(poll, server, time):
    server.script("token", httpx.Response(503), httpx.ReadTimeout("slow"), httpx.Response(200, json=BARE))

    assert await time.run(poll()) == [None]


@pytest.mark.parametrize("token", [None, "", 7.5, ["t"], "two\nlines", "ключ", "a b"])
async def test_a_reply_without_a_usable_token_is_no_answer(poll, server, time, token):
    usable = token == 7.5
    server.script("token", httpx.Response(200, json={"token": token, "status": "approved"}))

    [outcome] = await time.run(poll())

    if usable:  # a number is a strange token, and still one
        assert token_of(server.last("report")) == "7.5"
    else:
        assert type(outcome) is BadResponse
        assert outcome.problem.kind is ProblemKind.BAD_RESPONSE
        assert server.calls["report"] == 0


async def test_a_cancelled_caller_leaves_the_token_to_the_others(poll, server, time):
    asked = asyncio.Event()

    async def slow(request):
        asked.set()
        await time.sleep(5)
        return httpx.Response(200, json=BARE)

    async def leave(caller):
        await asked.wait()
        caller.cancel()

    server.script("token", slow)
    leaving, staying = asyncio.ensure_future(poll()), asyncio.ensure_future(poll())

    left, stayed, _ = await time.run(leaving, staying, leave(leaving))

    assert isinstance(left, asyncio.CancelledError)
    assert stayed is None
    assert server.calls == {"token": 1, "report": 1}


async def test_closing_gives_up_a_token_that_is_under_way(connected, server):
    asked = asyncio.Event()

    async def hang(request):
        asked.set()
        await asyncio.Event().wait()

    server.script("token", hang)
    async with connected(server) as patsnap:
        waiting = asyncio.create_task(patsnap.engine(Engine.V2).poll("t-1"))
        await asked.wait()

    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_authorise_tries_the_credentials_without_a_paid_call(patsnap, server, time, refusal):
    assert await time.run(patsnap.authorise()) == [None]
    assert server.calls == {"token": 1}

    time.now += 3600
    server.script("token", refusal(67200003))
    [error] = await time.run(patsnap.authorise())
    assert type(error) is BadCredentials


async def test_callers_refused_with_a_token_that_is_issued_again_fetch_it_once(poll, server, time, reply):
    first_round = iter(range(5))

    async def refuse_five(request):
        refused = next(first_round, None) is not None
        await time.sleep(1)
        return httpx.Response(401) if refused else reply("running_bare")

    server.script("token", httpx.Response(200, json=BARE))
    server.script("report", refuse_five)

    assert await time.run(*(poll() for _ in range(5))) == [None] * 5

    assert server.calls == {"token": 2, "report": 10}


@pytest.mark.parametrize("host", ["https://connect.patsnap.com", "https://connect.zhihuiya.com"])
async def test_an_api_key_goes_in_both_places_of_either_host_without_a_token_call(connected, server, time, host):
    async with connected(
        server,
        PATSNAP_CLIENT_ID=None,
        PATSNAP_CLIENT_SECRET=None,
        PATSNAP_API_KEY=" sk-77\n",
        PATSNAP_BASE_URL=f"{host}/patsnap",
    ) as patsnap:
        await time.run(patsnap.authorise())
        await time.run(patsnap.engine(Engine.V2).poll("t-1"))

    request = server.last("report")
    assert str(request.url).startswith(host)
    assert request.headers["Authorization"] == "Bearer sk-77"
    assert request.url.params["apikey"] == "sk-77"
    assert server.calls == {"report": 1}


async def test_a_refused_api_key_is_final(connected, server, time, refusal):
    server.script("report", refusal(67200003))
    async with connected(server, PATSNAP_API_KEY="key-77") as patsnap:
        [error] = await time.run(patsnap.engine(Engine.V2).poll("t-1"))

    assert type(error) is BadCredentials
    assert server.calls == {"report": 1}


@pytest.mark.parametrize("key", ["ключ", "two words", "a\x00b"])
async def test_an_api_key_that_no_header_carries_is_a_wrong_setting(connected, server, key):
    with refused(r"PATSNAP_API_KEY holds") as caught:
        async with connected(server, PATSNAP_API_KEY=key):
            pass
    assert key not in words_of(caught.value)


async def test_missing_credentials_are_a_wrong_setting(connected, server):
    with refused("PATSNAP_CLIENT_SECRET is not set"):
        async with connected(server, PATSNAP_CLIENT_SECRET=None):
            pass

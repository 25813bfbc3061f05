"""Tokens, the apikey, the rate, and what is no API at all."""

import base64

import pytest

from bot.sandbox.faults import Fault
from bot.sandbox.patsnap import API_KEY, CLIENT_ID, CLIENT_SECRET, endpoint_of

TOKEN = "/patsnap/oauth/token"
GRANT = {"grant_type": "client_credentials"}
LOOKUP = ("GET", "/basic-patent-data/simple-legal-status")
KNOWN = {"patent_id": "none"}


async def test_token_comes_in_the_plain_shape(caller):
    reply = (await caller.http.post(TOKEN, data=GRANT, auth=(CLIENT_ID, CLIENT_SECRET))).json()
    assert set(reply) == {"token", "token_type", "expires_in", "issued_at", "status"}
    assert (reply["token_type"], reply["expires_in"], reply["status"]) == ("BearerToken", 1799, "approved")
    caller.token = reply["token"]
    assert await caller.data(*LOOKUP, params=KNOWN) == []


async def test_token_comes_in_the_envelope_on_demand(caller, world):
    world.enveloped_tokens = True
    reply = (await caller.http.post(TOKEN, data=GRANT, auth=(CLIENT_ID, CLIENT_SECRET))).json()
    assert (reply["status"], reply["error_code"]) == (True, 0)
    caller.token = reply["data"]["token"]
    assert await caller.data(*LOOKUP, params=KNOWN) == []


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "Basic " + base64.b64encode(f"{CLIENT_ID}:wrong".encode()).decode(),
        "Basic " + base64.b64encode(f"wrong:{CLIENT_SECRET}".encode()).decode(),
        "Basic ???",
        "Bearer " + base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode(),
    ],
)
async def test_token_is_refused_to_a_wrong_client(caller, authorization):
    headers = {"Authorization": authorization} if authorization else {}
    reply = await caller.http.post(TOKEN, data=GRANT, headers=headers)
    assert reply.status_code == 200
    assert (reply.json()["status"], reply.json()["error_code"]) == (False, 67200003)


@pytest.mark.parametrize(
    ("body", "kind", "named"),
    [
        (b'{"grant_type": "client_credentials"}', "application/json", "content-type"),
        (b"grant_type=password", "application/x-www-form-urlencoded", "grant_type"),
        (b"", "application/x-www-form-urlencoded", "grant_type"),
    ],
)
async def test_token_is_refused_to_a_wrong_request(caller, body, kind, named):
    sent = {"content": body, "headers": {"content-type": kind}, "auth": (CLIENT_ID, CLIENT_SECRET)}
    reply = (await caller.http.post(TOKEN, **sent)).json()
    assert reply["error_code"] == 68300004
    assert named in reply["error_msg"]


async def test_token_ends_after_half_an_hour(caller, clock):
    clock.tick(1798)
    assert await caller.data(*LOOKUP, params=KNOWN) == []
    clock.tick(1)
    assert (await caller.refusal(*LOOKUP, params=KNOWN))[0] == 67200003


async def test_token_life_can_be_set(caller, world, clock):
    world.tokens.life_s = 5
    reply = (await caller.http.post(TOKEN, data=GRANT, auth=(CLIENT_ID, CLIENT_SECRET))).json()
    assert reply["expires_in"] == 5
    caller.token = reply["token"]
    clock.tick(5)
    assert (await caller.refusal(*LOOKUP, params=KNOWN))[0] == 67200003


async def test_all_tokens_can_be_expired(caller, world):
    world.tokens.expire_all()
    assert (await caller.refusal(*LOOKUP, params=KNOWN))[0] == 67200003


async def test_call_without_bearer_is_unauthorized(caller):
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Basic {caller.token}"}):
        reply = await caller.http.get("/patsnap/basic-patent-data/simple-legal-status", headers=headers)
        assert reply.status_code == 401


async def test_apikey_is_missing_or_another(caller):
    assert (await caller.refusal(*LOOKUP, params={"apikey": "", **KNOWN}))[0] == 67200008
    assert (await caller.refusal(*LOOKUP, params={"apikey": "another", **KNOWN}))[0] == 67200009
    assert (await caller.refusal(*LOOKUP, params={"apikey": API_KEY, **KNOWN}))[0] == 67200009


async def test_fixed_key_needs_no_token(caller):
    caller.token = API_KEY
    assert await caller.data(*LOOKUP, params={"apikey": API_KEY, **KNOWN}) == []
    assert (await caller.refusal(*LOOKUP, params=KNOWN))[0] == 67200009


async def test_calls_over_the_rate_are_refused_until_a_second_has_passed(caller, world, clock):
    world.qps = 2
    assert await caller.data(*LOOKUP, params=KNOWN) == []
    clock.tick(0.5)
    assert await caller.data(*LOOKUP, params=KNOWN) == []
    assert (await caller.refusal(*LOOKUP, params=KNOWN))[0] == 67200002
    clock.tick(0.5)
    assert await caller.data(*LOOKUP, params=KNOWN) == []
    assert (await caller.refusal(*LOOKUP, params=KNOWN))[0] == 67200002


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/nothing"), ("POST", "/a/b/c"), ("GET", "/ai/image-search/submit")]
)
async def test_what_is_no_api_is_said_so(caller, method, path):
    assert (await caller.refusal(method, path))[0] == 67200101


async def test_calls_are_counted_by_endpoint(caller, world):
    await caller.http.post(TOKEN, data=GRANT, auth=(CLIENT_ID, CLIENT_SECRET))
    await caller.call(*LOOKUP, params=KNOWN)
    await caller.call("POST", "/ai/infringement-detection-query", json={"task_id": "none"})
    await caller.http.get("/patsnap/images/full/NONE.png")
    assert world.calls == {"token": 1, "simple-legal-status": 1, "query": 1, "images": 1}


async def test_fault_hits_the_endpoint_it_names(caller, world):
    caller.faults.add(Fault(target="patsnap", endpoint="query", error=67200003))
    assert await caller.data(*LOOKUP, params=KNOWN) == []
    assert (await caller.refusal("POST", "/ai/infringement-detection-query", json={"task_id": "x"}))[0] == 67200003
    assert world.calls["query"] == 0


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/patsnap/oauth/token", "token"),
        ("/patsnap/image-search/image-upload", "image-upload"),
        ("/patsnap/ai/image-search/submit", "submit"),
        ("/patsnap/ai/image-search/report", "report"),
        ("/patsnap/search/patent/image-single", "image-single"),
        ("/patsnap/search/patent/image-multiple", "image-multiple"),
        ("/patsnap/ai/infringement-detection-creation", "creation"),
        ("/patsnap/ai/infringement-detection-query", "query"),
        ("/patsnap/image-search/search-id", "search-id"),
        ("/patsnap/image-search/results", "results"),
        ("/patsnap/search/patent/patent-search-pn", "patent-search-pn"),
        ("/patsnap/basic-patent-data/simple-bibliography", "simple-bibliography"),
        ("/patsnap/basic-patent-data/simple-legal-status", "simple-legal-status"),
        ("/patsnap/basic-patent-data/abstract-image", "abstract-image"),
        ("/patsnap/open-user/statement/v2", "statement"),
        ("/patsnap/images/thumb/USD9701037S1_120.png", "images"),
    ],
)
def test_endpoints_have_short_names(path, name):
    assert endpoint_of({"path": path}) == name

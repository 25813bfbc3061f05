"""The local Patsnap behind a real server, where connections can break."""

import asyncio

import httpx
import pytest

from bot.sandbox.app import Sandbox
from bot.sandbox.faults import Fault
from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.server import serve


@pytest.fixture
async def sandbox():
    sandbox = Sandbox(task_s=(0.0, 0.0))
    async with (
        serve(sandbox) as url,
        httpx.AsyncClient(base_url=f"{url}/patsnap", params={"apikey": CLIENT_ID}) as http,
    ):
        grant = {"grant_type": "client_credentials"}
        token = (await http.post("/oauth/token", data=grant, auth=(CLIENT_ID, CLIENT_SECRET))).json()["token"]
        http.headers["Authorization"] = f"Bearer {token}"
        yield sandbox, http


async def uploaded(http: httpx.AsyncClient, data: bytes) -> str:
    reply = await http.post("/image-search/image-upload", files={"image": ("a.png", data, "image/png")})
    return reply.json()["data"]["url"]


async def test_check_runs_over_http_and_its_drawings_are_there(sandbox, mug_png):
    _, http = sandbox
    body = {"url": await uploaded(http, mug_png), "country": ["US"], "lang": "en"}
    task_id = (await http.post("/ai/image-search/submit", json=body)).json()["data"]["task_id"]
    found = (await http.post("/ai/image-search/report", json={"task_id": task_id})).json()["data"]
    assert found["report"]["high_risk_country"] == ["US"]
    address = found["patent_messages"]["patent_messages"][0]["url"]
    assert address.startswith(f"{http.base_url}images/full/")
    assert (await http.get(address)).headers["content-type"] == "image/png"


@pytest.mark.parametrize(("cut", "tasks"), [("before", 0), ("after", 1)])
async def test_submit_whose_answer_is_lost_has_acted_or_not(sandbox, mug_png, cut, tasks):
    world, http = sandbox
    body = {"url": await uploaded(http, mug_png), "country": ["US"], "lang": "en"}
    world.faults.add(Fault(target="patsnap", endpoint="submit", cut=cut))
    with pytest.raises(httpx.RemoteProtocolError):
        await http.post("/ai/image-search/submit", json=body)
    assert len(world.patsnap.tasks) == tasks
    assert world.patsnap.calls["submit"] == tasks


async def test_ten_uploads_and_checks_at_once_do_not_mix(sandbox, mug_png):
    _, http = sandbox
    urls = await asyncio.gather(*(uploaded(http, mug_png) for _ in range(10)))
    assert len(set(urls)) == 10
    bodies = [
        {"url": url, "country": [country], "lang": "en"} for url, country in zip(urls, ["US", "EU"] * 5, strict=True)
    ]
    replies = await asyncio.gather(*(http.post("/ai/image-search/submit", json=body) for body in bodies))
    ids = [reply.json()["data"]["task_id"] for reply in replies]
    reports = await asyncio.gather(*(http.post("/ai/image-search/report", json={"task_id": id_}) for id_ in ids))
    found = [reply.json()["data"]["report"]["country"] for reply in reports]
    assert found == [body["country"] for body in bodies]

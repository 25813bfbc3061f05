"""The sandbox as a whole: one port, and its parts know each other."""

import httpx
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.app import Sandbox
from bot.sandbox.faults import Fault
from bot.sandbox.patsnap import CLIENT_ID, CLIENT_SECRET
from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.server import serve
from bot.sandbox.slack import BOT_TOKEN, PRODUCT_DESIGN, Workspace


async def _token(http: httpx.AsyncClient) -> str:
    answer = await http.post(
        "/patsnap/oauth/token", data={"grant_type": "client_credentials"}, auth=(CLIENT_ID, CLIENT_SECRET)
    )
    body = answer.json()
    return str(body.get("token") or body["data"]["token"])


async def test_page_slack_patsnap_and_faults_share_a_port() -> None:
    sandbox = Sandbox()
    async with serve(sandbox) as base_url, httpx.AsyncClient(base_url=base_url, trust_env=False) as http:
        page = await http.get("/")
        assert (page.status_code, page.headers["content-type"].partition(";")[0]) == (200, "text/html")
        assert await _token(http)
        assert (await http.post("/slack/api/auth.test")).json()["error"] == "not_authed"
        posted = await http.post("/sandbox/faults", json={"target": "slack", "error": "fatal_error"})
        assert posted.status_code == 201
        assert (await http.post("/slack/api/auth.test")).json()["error"] == "fatal_error"
    assert sandbox.slack.calls["auth.test"] == 2
    assert sandbox.patsnap.calls["token"] == 1


async def test_a_picture_of_patsnaps_is_fetched_by_slack() -> None:
    sandbox = Sandbox(slack=Workspace(limits=None))
    number = next(iter(load_catalogue().by_number))
    async with serve(sandbox) as base_url:
        client = AsyncWebClient(token=BOT_TOKEN, base_url=f"{base_url}/slack/api/")
        url = f"{base_url}/patsnap/images/full/{number}.png"
        image = {"type": "image", "image_url": url, "alt_text": "a drawing"}
        await client.chat_postMessage(channel=PRODUCT_DESIGN, text="x", blocks=[image])
        sandbox.faults.add(Fault(target="patsnap", endpoint="images", status=404))
        with pytest.raises(SlackApiError) as refused:
            await client.chat_postMessage(channel=PRODUCT_DESIGN, text="x", blocks=[image])
    assert refused.value.response["error"] == "invalid_blocks"
    assert sandbox.patsnap.calls["images"] == 1

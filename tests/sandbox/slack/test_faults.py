"""The local Slack fails on demand, and still counts the calls."""

import asyncio
from typing import Any

import httpx
import pytest

from bot.sandbox.faults import Fault
from bot.sandbox.slack import ADA, BOT_TOKEN, PRODUCT_DESIGN

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_method_fails_with_the_error_that_was_asked_for(slack: Any) -> None:
    slack.faults.add(Fault(target="slack", endpoint="chat.postMessage", error="internal_error"))
    assert await slack.error(slack.client.chat_postMessage(channel=PRODUCT_DESIGN, text="x")) == "internal_error"
    await slack.client.chat_postMessage(channel=PRODUCT_DESIGN, text="x")
    assert slack.workspace.calls["chat.postMessage"] == 2
    assert len(slack.workspace.messages(PRODUCT_DESIGN)) == 1


async def test_a_message_can_be_posted_though_the_answer_never_comes(slack: Any) -> None:
    slack.faults.add(Fault(target="slack", endpoint="chat.postMessage", cut="after"))
    headers = {"authorization": f"Bearer {BOT_TOKEN}"}
    with pytest.raises(httpx.RemoteProtocolError):
        await slack.http.post(
            "/slack/api/chat.postMessage", json={"channel": PRODUCT_DESIGN, "text": "x"}, headers=headers
        )
    assert len(slack.workspace.messages(PRODUCT_DESIGN)) == 1


async def test_a_download_fails_as_an_endpoint_of_its_own(slack: Any) -> None:
    slack.faults.add(Fault(target="slack", endpoint="files", status=503))
    ts = await slack.workspace.post(ADA, PRODUCT_DESIGN, files=[("a.png", b"x")])
    file = await slack.client.files_info(file=slack.workspace.message(PRODUCT_DESIGN, ts).file_ids[0])
    assert (await slack.http.get(file["file"]["url_private"])).status_code == 503


async def test_a_download_can_be_slow(slack: Any) -> None:
    ts = await slack.workspace.post(ADA, PRODUCT_DESIGN, files=[("a.png", b"12345")])
    file = await slack.client.files_info(file=slack.workspace.message(PRODUCT_DESIGN, ts).file_ids[0])
    slack.workspace.downloads.chunk_bytes = 1
    slack.workspace.downloads.chunk_delay_s = 60.0
    headers = {"authorization": f"Bearer {BOT_TOKEN}"}
    async with slack.http.stream("GET", file["file"]["url_private"], headers=headers) as answer:
        chunks = answer.aiter_bytes()
        assert await anext(chunks) == b"1"
        second = asyncio.create_task(anext(chunks))
        await slack.client.auth_test()  # others are answered meanwhile
        assert not second.done()
        second.cancel()
        await asyncio.wait({second})

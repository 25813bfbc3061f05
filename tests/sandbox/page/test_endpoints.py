"""The page's JSON: what it shows of a workspace, and what it refuses."""

import io
from collections.abc import AsyncIterator

import httpx
import pytest
from PIL import Image
from starlette.applications import Starlette

from bot.model.language import ENGLISH
from bot.sandbox.page import page_routes
from bot.sandbox.page.assets import STATIC, load_assets
from bot.sandbox.page.languages import page_translator
from bot.sandbox.page.stream import change_events
from bot.sandbox.page.thumbnails import SIDE
from bot.sandbox.patsnap.samples import samples
from bot.sandbox.slack import ADA, BEN, BOT_USER_ID, GROUP_DM, PRIVATE_LAUNCH, PRODUCT_DESIGN, Workspace


class OnlySlack:
    def __init__(self) -> None:
        self.slack = Workspace()


@pytest.fixture
def workspace() -> Workspace:
    return Workspace()


@pytest.fixture
async def client(workspace) -> AsyncIterator[httpx.AsyncClient]:
    sandbox = OnlySlack()
    sandbox.slack = workspace
    transport = httpx.ASGITransport(Starlette(routes=page_routes(sandbox)))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8100") as client:
        yield client


async def test_page_and_everything_it_refers_to_is_served(client):
    page = await client.get("/")
    assert page.status_code == 200
    assert page_translator(ENGLISH)("notice") in page.text
    assert "<style" not in page.text
    assert "onclick" not in page.text
    for file in STATIC.rglob("*.*"):
        address = f"{load_assets().root}/{file.relative_to(STATIC)}"
        response = await client.get(address)
        assert response.status_code == 200, file
        assert "Content-Security-Policy" in response.headers
        if file.suffix == ".js":
            assert response.headers["content-type"].startswith("text/javascript")
            assert file.name == "early.js" or f'"modulepreload" href="{address}"' in page.text


async def test_a_file_is_kept_by_browsers_and_an_unknown_one_is_refused(client):
    root = load_assets().root
    assert "immutable" in (await client.get(f"{root}/js/main.js")).headers["cache-control"]
    assert "immutable" not in (await client.get("/")).headers["cache-control"]
    for path in (
        "/static/of-yesterday/js/main.js",
        f"{root}/js/none.js",
        f"{root}/../../headers.py",
        f"{root}/%2e%2e/headers.py",
    ):
        assert (await client.get(path)).status_code == 404


async def test_state_is_that_of_the_person_who_looks(client):
    ada = (await client.get("/sandbox/state")).json()
    ben = (await client.get("/sandbox/state", params={"user": BEN})).json()
    assert (ada["me"], ben["me"]) == (ADA, BEN)
    names = {channel["id"]: channel["name"] for channel in ada["channels"]}
    assert names[PRODUCT_DESIGN] == "product-design"
    assert names[GROUP_DM] == "陈薇, Lookalike"
    assert GROUP_DM not in {channel["id"] for channel in ben["channels"]}
    assert ada["users"][BOT_USER_ID]["is_app"]
    assert len(ada["samples"]) == len(samples())


@pytest.mark.parametrize("user", ["U404", BOT_USER_ID])
async def test_nobody_else_can_look(client, user):
    response = await client.get("/sandbox/state", params={"user": user})
    assert (response.status_code, response.json()) == (404, {"error": "There is no such person in the sandbox."})


async def test_channel_counts_replies_and_leaves_them_to_the_thread(client, workspace):
    ts = await workspace.post(ADA, PRODUCT_DESIGN, "root")
    reply = await workspace.post(BEN, PRODUCT_DESIGN, "reply", thread_ts=ts)
    (root,) = (await client.get(f"/sandbox/channels/{PRODUCT_DESIGN}")).json()["messages"]
    assert root["replies"] == {"count": 1, "users": [BEN], "latest": reply}
    thread = (await client.get(f"/sandbox/channels/{PRODUCT_DESIGN}/threads/{ts}")).json()["messages"]
    assert [message["text"] for message in thread] == ["root", "reply"]


async def test_unknown_channel_is_refused_with_a_sentence(client):
    response = await client.get("/sandbox/channels/C404")
    assert response.status_code == 404
    assert "C404" in response.json()["error"]


async def test_post_outside_ones_channels_is_refused(client, workspace):
    response = await client.post(
        "/sandbox/messages", params={"user": "U0CHEN0001"}, data={"channel": PRIVATE_LAUNCH, "text": "hello"}
    )
    assert response.status_code == 404
    assert workspace.messages(PRIVATE_LAUNCH) == []


async def test_empty_post_is_refused(client):
    response = await client.post("/sandbox/messages", data={"channel": PRODUCT_DESIGN, "text": ""})
    assert (response.status_code, response.json()) == (400, {"error": "A post needs a text or a file."})


async def test_post_keeps_names_bytes_and_line_ends(client, workspace):
    response = await client.post(
        "/sandbox/messages",
        data={"channel": PRODUCT_DESIGN, "text": "one\r\ntwo"},
        files=[("files", ("产品 1.png", b"\x00\xff" * 600_000)), ("files", ("b.pdf", b"%PDF"))],
    )
    message = workspace.message(PRODUCT_DESIGN, response.json()["ts"])
    first, second = map(workspace.file, message.file_ids)
    assert message.text == "one\ntwo"
    assert (first.name, first.content) == ("产品 1.png", b"\x00\xff" * 600_000)
    assert (second.name, second.content) == ("b.pdf", b"%PDF")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/sandbox/actions", b"{}"),
        ("/sandbox/actions", b"not json"),
        ("/sandbox/samples", b'{"name": 1, "channel": "C"}'),
        ("/sandbox/view/submit", b'{"view": "V1", "values": []}'),
        ("/sandbox/commands", b'{"channel": "C", "command": "/x", "extra": 1}'),
    ],
)
async def test_malformed_body_is_refused_with_a_sentence(client, path, body):
    response = await client.post(path, content=body)
    assert response.status_code == 400
    assert response.json()["error"]


async def test_action_of_a_message_that_is_gone_is_refused(client):
    body = {"channel": PRODUCT_DESIGN, "ts": "1.0", "block": "b", "action": "a"}
    response = await client.post("/sandbox/actions", json=body)
    assert response.status_code == 404


async def test_sample_is_posted_as_a_picture(client, workspace):
    sample = samples()[0]
    response = await client.post("/sandbox/samples", json={"name": sample.name, "channel": PRODUCT_DESIGN})
    message = workspace.message(PRODUCT_DESIGN, response.json()["ts"])
    assert workspace.file(message.file_ids[0]).content == sample.png_bytes


async def test_sample_is_offered_as_a_small_picture(client):
    response = await client.get(f"/sandbox/samples/{samples()[0].name}")
    with Image.open(io.BytesIO(response.content)) as image:
        assert (image.format, max(image.size)) == ("PNG", SIDE)
    assert response.headers["content-type"] == "image/png"
    assert (await client.get("/sandbox/samples/none")).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("a.svg", b"<svg onload='alert(1)'/>", "application/octet-stream"),
        ("a.html", b"<script>alert(1)</script>", "application/octet-stream"),
    ],
)
async def test_file_runs_nothing_when_it_is_opened_by_itself(client, workspace, name, content, kind):
    await workspace.post(ADA, PRODUCT_DESIGN, files=[(name, content)])
    file_id = workspace.messages(PRODUCT_DESIGN)[0].file_ids[0]
    response = await client.get(f"/sandbox/files/{file_id}")
    assert response.content == content
    assert response.headers["content-type"] == kind
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert ("attachment" in response.headers.get("Content-Disposition", "")) == (kind == "application/octet-stream")


async def test_deleted_file_is_gone(client, workspace):
    await workspace.post(ADA, PRODUCT_DESIGN, files=[("a.png", b"x")])
    file_id = workspace.messages(PRODUCT_DESIGN)[0].file_ids[0]
    await client.post("/sandbox/files/delete", json={"file": file_id})
    response = await client.get(f"/sandbox/files/{file_id}")
    assert (response.status_code, response.json()) == (404, {"error": "This file was deleted."})


async def test_stream_tells_each_person_of_what_they_see(workspace):
    events = change_events(workspace, ADA)
    assert (await anext(events)).event == "ready"
    await workspace.post(ADA, PRODUCT_DESIGN, "hello", files=[("a.png", b"x")])
    kinds = [(await anext(events)).data for _ in range(2)]
    assert '"kind": "file"' in kinds[0]
    assert '"kind": "posted"' in kinds[1]
    workspace.modals.open(BEN, {"type": "modal", "title": {"type": "plain_text", "text": "Ben's"}, "blocks": []})
    workspace.modals.open(ADA, {"type": "modal", "title": {"type": "plain_text", "text": "Ada's"}, "blocks": []})
    await workspace.post(BEN, PRODUCT_DESIGN, "after")
    assert ['"view"' in (await anext(events)).data for _ in range(2)] == [True, False]
    await events.aclose()


@pytest.mark.parametrize(("query", "thread"), [("", "1700000000.000200"), ("?thread_ts=1.000100&cid=C1", "1.000100")])
async def test_link_to_a_message_leads_to_its_thread_on_the_page(client, query, thread):
    answer = await client.get(f"/archives/C1/p1700000000000200{query}")
    assert answer.headers["location"] == f"/#C1/{thread}"

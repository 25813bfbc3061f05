"""Files: down with the token, up in three steps, scanned, deleted, shown in blocks."""

from typing import Any

import pytest

from bot.sandbox.slack import ADA, BOT_TOKEN, BOT_USER_ID, PRODUCT_DESIGN, RANDOM

pytestmark = pytest.mark.asyncio(loop_scope="session")

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 200_000
TOKEN = {"authorization": f"Bearer {BOT_TOKEN}"}


async def shared(slack: Any, name: str = "mug.png", content: bytes = PNG, channel: str = PRODUCT_DESIGN) -> str:
    ts = await slack.workspace.post(ADA, channel, files=[(name, content)])
    return slack.workspace.message(channel, ts).file_ids[0]


async def info(slack: Any, file_id: str) -> dict[str, Any]:
    return (await slack.client.files_info(file=file_id))["file"]


async def uploaded(slack: Any, content: bytes = PNG, name: str = "drawing.png") -> str:
    slot = await slack.client.files_getUploadURLExternal(filename=name, length=len(content))
    answer = await slack.http.post(slot["upload_url"], content=content)
    assert answer.text == f"OK - {len(content)}"
    return slot["file_id"]


def image_of(**source: Any) -> dict[str, Any]:
    return {"type": "image", "alt_text": "a"} | source


async def test_a_file_comes_down_with_the_token(slack: Any) -> None:
    file = await info(slack, await shared(slack))
    assert (file["mimetype"], file["filetype"], file["size"], file["user"]) == ("image/png", "png", len(PNG), ADA)
    for address in (file["url_private"], file["url_private_download"]):
        answer = await slack.http.get(address, headers=TOKEN)
        assert (answer.content, answer.headers["content-type"]) == (PNG, "image/png")


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer xoxb-wrong"}])
async def test_a_stranger_gets_the_login_page_with_status_200(slack: Any, headers: dict[str, str]) -> None:
    file = await info(slack, await shared(slack))
    answer = await slack.http.get(file["url_private"], headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "Sign in" in answer.text


async def test_the_login_page_comes_where_the_scope_is_missing(slack: Any) -> None:
    file = await info(slack, await shared(slack))
    slack.workspace.missing_scopes.add("files:read")
    answer = await slack.http.get(file["url_private"], headers=TOKEN)
    assert answer.headers["content-type"].startswith("text/html")


async def test_a_file_of_a_channel_without_the_app_is_hidden(slack: Any) -> None:
    file_id = await shared(slack, channel=RANDOM)
    assert await slack.error(slack.client.files_info(file=file_id)) == "file_not_found"
    answer = await slack.http.get(f"/slack/files/T0SANDBOX-{file_id}/mug.png", headers=TOKEN)
    assert answer.headers["content-type"].startswith("text/html")


async def test_a_deleted_file_is_gone(slack: Any) -> None:
    file_id = await shared(slack)
    file = await info(slack, file_id)
    await slack.workspace.delete_file(file_id)
    assert (await slack.http.get(file["url_private"], headers=TOKEN)).status_code == 410
    assert await slack.error(slack.client.files_info(file=file_id)) == "file_deleted"
    history = await slack.client.conversations_history(channel=PRODUCT_DESIGN)
    assert history["messages"][0]["files"] == [{"id": file_id, "mode": "tombstone"}]


async def test_a_fresh_file_has_no_address_until_it_is_scanned(serve_slack: Any, clock: Any) -> None:
    slack = await serve_slack(scan_s=2.0)
    file_id = await shared(slack)
    fresh = await info(slack, file_id)
    assert "url_private" not in fresh
    assert "mimetype" not in fresh
    clock.advance(2.0)
    assert (await info(slack, file_id))["url_private"]


async def test_a_file_in_a_shared_channel_comes_as_a_mere_id(slack: Any) -> None:
    slack.workspace.set_connect_channel(PRODUCT_DESIGN)
    file_id = await shared(slack)
    event = next(event for event in slack.workspace.delivery.events.values() if event.type == "message")
    assert event.inner["files"][0] | {"created": 0, "user": ""} == {
        "id": file_id,
        "mode": "file_access",
        "file_access": "check_file_info",
        "created": 0,
        "user": "",
    }
    assert (await info(slack, file_id))["url_private"]


async def test_a_download_can_lead_to_another_host(slack: Any) -> None:
    file = await info(slack, await shared(slack))
    slack.workspace.downloads.redirect_to = "https://elsewhere.example"
    answer = await slack.http.get(file["url_private"], headers=TOKEN, follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"].startswith("https://elsewhere.example/slack/files/")


@pytest.mark.parametrize(
    ("name", "mimetype"),
    [
        ("IMG_1.HEIC", "image/heic"),
        ("photo.jpeg", "image/jpeg"),
        ("scan.tif", "image/tiff"),
        ("image", "image/png"),
        ("drawing.pdf", "application/pdf"),
        ("lies.jpg", "image/jpeg"),
        ("notes.xyzzy", "image/png"),
    ],
)
async def test_the_type_is_guessed_from_the_name_before_the_content(slack: Any, name: str, mimetype: str) -> None:
    assert (await info(slack, await shared(slack, name)))["mimetype"] == mimetype


async def test_an_upload_is_a_file_of_the_apps_own(slack: Any) -> None:
    file_id = await uploaded(slack)
    assert await slack.error(slack.client.files_info(file=file_id)) == "file_not_found"
    await slack.client.files_completeUploadExternal(files=[{"id": file_id, "title": "Drawing"}])
    file = await info(slack, file_id)
    assert (file["title"], file["user"], file["size"]) == ("Drawing", BOT_USER_ID, len(PNG))
    assert slack.workspace.messages(PRODUCT_DESIGN) == []


async def test_an_upload_of_another_size_than_announced_is_refused(slack: Any) -> None:
    slot = await slack.client.files_getUploadURLExternal(filename="a.png", length=10)
    answer = await slack.http.post(slot["upload_url"], content=b"short")
    assert answer.status_code == 400
    complete = slack.client.files_completeUploadExternal(files=[{"id": slot["file_id"], "title": "a"}])
    assert await slack.error(complete) == "file_not_found"


async def test_files_upload_v2_shares_in_a_thread(slack: Any) -> None:
    parent = await slack.workspace.post(ADA, PRODUCT_DESIGN, "x")
    await slack.client.files_upload_v2(
        channel=PRODUCT_DESIGN, thread_ts=parent, content=PNG, filename="a.png", initial_comment="here"
    )
    reply = slack.workspace.thread(PRODUCT_DESIGN, parent)[1]
    assert (reply.text, reply.subtype, len(reply.file_ids)) == ("here", "file_share", 1)
    assert slack.workspace.file(reply.file_ids[0]).content == PNG


async def test_a_share_shows_after_the_scan_and_the_answer_came_before(serve_slack: Any) -> None:
    slack = await serve_slack(scan_s=0.05)
    file_id = await uploaded(slack)
    await slack.client.files_completeUploadExternal(files=[{"id": file_id, "title": "a"}], channel_id=PRODUCT_DESIGN)
    assert slack.workspace.messages(PRODUCT_DESIGN) == []
    await slack.workspace.wait_for(lambda: slack.workspace.messages(PRODUCT_DESIGN), timeout_s=5)


async def test_only_own_files_can_be_deleted(slack: Any) -> None:
    assert await slack.error(slack.client.files_delete(file=await shared(slack))) == "cant_delete_file"
    file_id = await uploaded(slack)
    await slack.client.files_completeUploadExternal(files=[{"id": file_id, "title": "a"}])
    await slack.client.files_delete(file=file_id)
    assert slack.workspace.file(file_id).deleted


async def test_a_block_shows_a_file_that_the_app_uploaded(serve_slack: Any, clock: Any) -> None:
    slack = await serve_slack(scan_s=1.0)
    file_id = await uploaded(slack)
    await slack.client.files_completeUploadExternal(files=[{"id": file_id, "title": "a"}])
    post = {"channel": PRODUCT_DESIGN, "text": "x", "blocks": [image_of(slack_file={"id": file_id})]}
    refused = await slack.refusal(slack.client.chat_postMessage(**post))
    assert refused["errors"] == ["invalid slack file [json-pointer:/blocks/0/slack_file]"]
    clock.advance(1.0)
    await slack.client.chat_postMessage(**post)


async def test_a_block_shows_no_file_that_is_hidden_missing_or_no_picture(slack: Any) -> None:
    hidden = await shared(slack, channel=RANDOM)
    document = await shared(slack, "a.pdf")
    for file_id in (hidden, document, "F0000000404"):
        call = slack.client.chat_postMessage(
            channel=PRODUCT_DESIGN, text="x", blocks=[image_of(slack_file={"id": file_id})]
        )
        assert await slack.error(call) == "invalid_blocks"


@pytest.mark.parametrize(
    ("url", "is_shown"),
    [
        ("{home}/pictures/good.png", True),
        ("{home}/pictures/missing.png", False),
        ("{home}/pictures/page.png", False),
        ("{home}/pictures/empty.png", False),
        ("{home}/pictures/photo.webp", False),
        ("https://images.example.com/a.png", False),
    ],
)
async def test_a_picture_in_a_block_is_fetched(slack: Any, url: str, is_shown: bool) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}
    block = section | {"accessory": image_of(image_url=url.format(home=slack.base_url))}
    call = slack.client.chat_postMessage(channel=PRODUCT_DESIGN, text="x", blocks=[section, block])
    if is_shown:
        await call
    else:
        refused = await slack.refusal(call)
        assert refused["errors"] == ["downloading image failed [json-pointer:/blocks/1/accessory/image_url]"]

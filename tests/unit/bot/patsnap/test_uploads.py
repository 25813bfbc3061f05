import httpx
import pytest

from bot.errors import BadResponse, Rejected
from bot.model import ProblemKind
from bot.patsnap import UploadedImage


async def test_an_upload_gives_the_address_and_its_life(patsnap, server, time, success):
    server.script("image-upload", success({"url": "https://images.test/1.png?sign=x", "expire": 3600}))

    assert await time.run(patsnap.upload_image(b"\x89PNG", "image/png", "mug.png")) == [
        UploadedImage("https://images.test/1.png?sign=x", 3600)
    ]
    request = server.last("image-upload")
    assert request.url.path == "/patsnap/image-search/image-upload"
    assert request.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    assert b'name="image"; filename="image.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n' in request.content


async def test_an_upload_does_not_tell_the_name_of_the_file(patsnap, server, time, success):
    server.script("image-upload", success({"url": "https://images.test/1.jpg"}))

    await time.run(patsnap.upload_image(b"\xff\xd8", "image/jpeg", "secret project.heic"))

    assert b"secret" not in server.last("image-upload").content
    assert b'filename="image.jpg"' in server.last("image-upload").content


@pytest.mark.parametrize(("expire", "life_s"), [(None, 32400), ("1800", 1800), (0, 32400), (-5, 32400), ("?", 32400)])
async def test_the_life_of_an_upload_is_nine_hours_where_the_reply_does_not_say(
    patsnap, server, time, success, expire, life_s
):
    server.script("image-upload", success({"url": "https://images.test/1.png", "expire": expire}))

    [image] = await time.run(patsnap.upload_image(b"x", "image/png", "mug.png"))

    assert image.expires_in_s == life_s


@pytest.mark.parametrize("status", [200, 400])
async def test_a_picture_against_the_rules_is_refused_by_its_name(patsnap, server, time, refusal, status):
    server.script("image-upload", refusal(68300010, "the file does not comply", http=status))

    [error] = await time.run(patsnap.upload_image(b"x", "image/png", "mug.png"))

    assert type(error) is Rejected
    assert error.problem.kind is ProblemKind.IMAGE_REFUSED
    assert error.problem.details == {"name": "mug.png"}
    assert error.code == 68300010
    assert server.calls["image-upload"] == 1


async def test_a_picture_too_large_for_the_gateway_is_refused_by_its_name(patsnap, server, time):
    server.script("image-upload", httpx.Response(413, html="too large"))

    [error] = await time.run(patsnap.upload_image(b"x", "image/png", "mug.png"))

    assert error.problem.kind is ProblemKind.IMAGE_REFUSED
    assert error.problem.details == {"name": "mug.png"}


async def test_another_refusal_of_an_upload_keeps_its_reason(patsnap, server, time, refusal):
    server.script("image-upload", refusal(68300007, "bad request"))

    [error] = await time.run(patsnap.upload_image(b"x", "image/png", "mug.png"))

    assert error.problem.kind is ProblemKind.REJECTED


async def test_an_upload_whose_answer_was_lost_is_sent_again_whole(patsnap, server, time, success):
    server.script("image-upload", httpx.ReadTimeout("silent"), success({"url": "https://images.test/1.png"}))

    [image] = await time.run(patsnap.upload_image(b"x" * 1000, "image/png", "mug.png"))

    assert image.url == "https://images.test/1.png"
    assert server.calls["image-upload"] == 2
    assert b"x" * 1000 in server.last("image-upload").content


async def test_an_upload_that_succeeded_is_not_sent_again(patsnap, server, time, success):
    server.script("image-upload", success({"url": "https://images.test/1.png"}))

    await time.run(patsnap.upload_image(b"x", "image/png", "mug.png"))

    assert server.calls["image-upload"] == 1


@pytest.mark.parametrize("data", [None, {}, {"url": ""}, {"url": "javascript:alert(1)"}, ["https://x"], "https://x"])
async def test_an_upload_without_an_address_is_no_answer(patsnap, server, time, success, data):
    server.script("image-upload", success(data))

    [error] = await time.run(patsnap.upload_image(b"x", "image/png", "mug.png"))

    assert type(error) is BadResponse

"""Uploads (P010) and the images that are served."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from bot.sandbox.patsnap import uploads
from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.patsnap.uploads import Uploads

UPLOAD = ("POST", "/image-search/image-upload")


def encoded(form: str, size: tuple[int, int] = (80, 60)) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, (90, 20, 20)).save(target, form)
    return target.getvalue()


@pytest.mark.parametrize(("form", "kind"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
async def test_upload_is_served_byte_for_byte(caller, form, kind):
    data = encoded(form)
    url = await caller.upload(data)
    assert url.startswith("http://sandbox.test/patsnap/images/uploads/")
    reply = await caller.http.get(url)
    assert (reply.content, reply.headers["content-type"]) == (data, kind)


@pytest.mark.parametrize(
    "data",
    [encoded("GIF"), encoded("WEBP"), b"", b"<html>", encoded("PNG")[:20], encoded("PNG") + b"\0" * 4096 * 1024],
    ids=["gif", "webp", "empty", "html", "cut off", "over 4096 KB"],
)
async def test_upload_against_the_rules_is_refused(caller, data):
    code, _ = await caller.refusal(*UPLOAD, files={"image": ("image.png", data, "image/png")})
    assert code == 68300010


async def test_upload_of_exactly_4096_kb_is_taken(caller):
    data = encoded("PNG")
    await caller.upload(data + b"\0" * (4096 * 1024 - len(data)))


@pytest.mark.parametrize("side", [8_000, 40_000])
async def test_upload_of_far_too_many_pixels_is_refused(caller, side):
    header = struct.pack(">II5B", side, side, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
    code, _ = await caller.refusal(*UPLOAD, files={"image": ("image.png", data, "image/png")})
    assert code == 68300010


@pytest.mark.parametrize(
    "content",
    [
        {"files": {"picture": ("image.png", encoded("PNG"), "image/png")}},
        {"files": {"other": ("a", b"b")}, "data": {"image": "text"}},
        {"content": encoded("PNG"), "headers": {"content-type": "image/png"}},
        {"content": b"no boundary", "headers": {"content-type": "multipart/form-data"}},
        {"json": {"image": "x"}},
    ],
    ids=["another field", "no file", "bare bytes", "no boundary", "json"],
)
async def test_upload_in_a_wrong_form_is_refused(caller, content):
    assert (await caller.refusal(*UPLOAD, **content))[0] == 68300004


async def test_upload_is_gone_after_nine_hours(caller, clock):
    url = await caller.upload(encoded("PNG"))
    clock.tick(32399)
    assert (await caller.http.get(url)).status_code == 200
    clock.tick(1)
    assert (await caller.http.get(url)).status_code == 404


def test_uploads_are_bounded_by_number_and_bytes(monkeypatch):
    kept = Uploads(clock=lambda: 0.0)
    monkeypatch.setattr(uploads, "_MAX_KEPT", 3)
    names = [kept.add(encoded("PNG")).name for _ in range(5)]
    assert [kept.get(name) is not None for name in names] == [False, False, True, True, True]
    monkeypatch.setattr(uploads, "_MAX_KEPT_BYTES", 2 * len(encoded("PNG")))
    last = kept.add(encoded("PNG")).name
    assert len(kept) == 2
    assert kept.get(last)


@pytest.mark.parametrize(("kind", "ending", "side"), [("full", ".png", 600), ("thumb", "_120.png", 120)])
async def test_drawings_are_served_without_a_token(caller, kind, ending, side):
    filing = load_catalogue().filings[0]
    reply = await caller.http.get(f"/patsnap/images/{kind}/{filing.number}{ending}")
    assert reply.headers["content-type"] == "image/png"
    drawing = Image.open(BytesIO(reply.content))
    assert drawing.size == (side, side)
    assert drawing.getextrema()[0] < 60
    assert drawing.getpixel((side - 1, 0)) == 255


@pytest.mark.parametrize("path", ["full/USD1.png", "thumb/USD1_120.png", "uploads/x.png", "other/x.png"])
async def test_unknown_image_is_not_found(caller, path):
    assert (await caller.http.get(f"/patsnap/images/{path}")).status_code == 404


async def test_drawing_says_that_it_is_made_up(caller):
    filing = load_catalogue().filings[0]
    drawing = Image.open(BytesIO((await caller.http.get(f"/patsnap/images/full/{filing.number}.png")).content))
    corner = drawing.crop((0, 570, 150, 600))
    assert corner.getextrema()[0] < 230

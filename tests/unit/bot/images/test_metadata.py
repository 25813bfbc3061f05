"""Nothing leaves the company but the picture: no place, no names, no comments, nothing behind the end."""

import zipfile
import zlib
from io import BytesIO

import pytest
from PIL import Image

from bot.images import normalise
from tests.pictures import (
    GREEN,
    RED,
    SECRET,
    check_bare,
    encoded,
    exif,
    photo,
    png,
    png_chunk,
    png_header,
    png_text,
    quarters,
    with_jpeg_segment,
    with_png_chunk,
    xmp,
)

EVERY_KIND = {
    "JPEG": {"exif": exif(orientation=6), "xmp": xmp(), "comment": SECRET},
    "PNG": {"exif": exif(orientation=6), "pnginfo": png_text(), "dpi": (300, 300)},
    "WEBP": {"exif": exif(orientation=6).tobytes(), "xmp": xmp()},
    "GIF": {"comment": SECRET},
    "TIFF": {"exif": exif(orientation=6), "description": SECRET, "artist": SECRET, "software": SECRET},
    "HEIF": {"exif": exif().tobytes(), "xmp": xmp()},
    "AVIF": {"exif": exif(orientation=6), "xmp": xmp()},
}


@pytest.mark.parametrize("drawn", [quarters(), photo()], ids=["to-png", "to-jpeg"])
@pytest.mark.parametrize("form", EVERY_KIND)
def test_normalise_metadata_of_every_kind_is_removed(form, drawn):
    data = encoded(drawn, form, **EVERY_KIND[form])
    assert SECRET.encode() in data

    image = normalise(data, name="x")

    assert not image.passed_through
    check_bare(image.data)


@pytest.mark.parametrize(
    ("marker", "body"),
    [
        (0xE1, b"Exif\0\0" + SECRET.encode()),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\0" + SECRET.encode()),
        (0xE2, b"ICC_PROFILE\0\1\1" + SECRET.encode()),
        (0xE2, b"MPF\0" + SECRET.encode()),
        (0xE0, b"JFXX\0\x10" + SECRET.encode()),
        (0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1" + SECRET.encode()[:3]),
        (0xEB, b"JP\0\1" + SECRET.encode()),  # JUMBF: content credentials
        (0xEC, b"Ducky" + SECRET.encode()),
        (0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x1f" + SECRET.encode() * 3),
        (0xEE, b"Adobe\0\x64\0\0\0\0\x01" + SECRET.encode()),
        (0xEF, SECRET.encode()),
        (0xFE, SECRET.encode()),
    ],
)
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_normalise_jpeg_segment_that_is_no_picture_is_removed(mode, marker, body):
    data = with_jpeg_segment(encoded(photo().convert(mode), "JPEG"), marker, body)

    image = normalise(data, name="x")

    assert not image.passed_through
    check_bare(image.data)


@pytest.mark.parametrize(
    "name", ["tEXt", "zTXt", "iTXt", "eXIf", "tIME", "iCCP", "caBX", "vpAg", "sPLT", "acTL", "hIST"]
)
def test_normalise_png_chunk_that_is_no_picture_is_removed(name):
    body = {"zTXt": b"Place\0\0" + zlib.compress(SECRET.encode()), "acTL": bytes(8)}.get(
        name, b"x\0\0" + SECRET.encode()
    )
    data = with_png_chunk(encoded(photo(), "PNG"), name.encode(), body)

    image = normalise(data, name="x")

    assert not image.passed_through
    check_bare(image.data)


@pytest.mark.parametrize("name", ["gAMA", "cHRM", "sRGB", "pHYs", "sBIT", "IEND"])
def test_normalise_text_hidden_in_a_png_chunk_of_another_size_is_removed(name):
    pixels = encoded(photo(), "PNG")
    body = SECRET.encode()
    hidden = (
        pixels[:-12] + png_chunk(b"IEND", body) if name == "IEND" else with_png_chunk(pixels, name.encode(), body * 3)
    )

    image = normalise(hidden, name="x")

    assert not image.passed_through
    check_bare(image.data)


def archive() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("price-list.txt", SECRET)
    return buffer.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "HEIF"])
@pytest.mark.parametrize(
    "tail",
    [
        pytest.param(archive(), id="archive"),
        pytest.param(b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + SECRET.encode() * 9, id="motion-photo"),
        pytest.param(encoded(photo(), "JPEG", comment=SECRET), id="picture"),
        pytest.param(b"\n", id="line-feed"),
    ],
)
def test_normalise_bytes_behind_the_end_are_removed(form, tail):
    image = normalise(encoded(photo(), form) + tail, name="x")

    assert not image.passed_through
    check_bare(image.data)
    assert not zipfile.is_zipfile(BytesIO(image.data))


def test_normalise_bytes_behind_the_pixels_of_a_png_are_removed():
    """A cropped screenshot may still hold the rows that were cropped."""
    rows = (b"\0" + bytes(RED) * 32 + bytes(GREEN) * 32) * 64
    behind_the_rows = zlib.compress(rows + SECRET.encode(), 0)
    behind_the_stream = zlib.compress(rows, 0) + SECRET.encode()
    clean = png(png_header(64, 64), png_chunk(b"IDAT", zlib.compress(rows, 0)))
    assert normalise(clean, name="x").passed_through

    for pixels in (behind_the_rows, behind_the_stream):
        image = normalise(png(png_header(64, 64), png_chunk(b"IDAT", pixels)), name="x")

        assert not image.passed_through
        check_bare(image.data)


def test_normalise_second_picture_of_an_mpo_is_removed():
    second = encoded(photo(), "JPEG", comment=SECRET)
    data = encoded(photo(), "MPO", save_all=True, append_images=[Image.open(BytesIO(second))])

    image = normalise(data, name="x")

    check_bare(image.data)
    assert image.data.count(b"\xff\xd8\xff") == 1

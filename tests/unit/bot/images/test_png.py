"""A PNG is sound when its pixels are, whatever became of what stands beside them."""

import struct
import zlib

import pytest

from bot.images import normalise
from bot.model import ProblemKind
from tests.pictures import (
    GREEN,
    RED,
    check_upload_form,
    corners,
    encoded,
    exif,
    is_near,
    png_chunk,
    problem_of,
    quarters,
    with_png_chunk,
)

SOUND = encoded(quarters(), "PNG")
END = png_chunk(b"IEND", b"")


def damaged(chunk: bytes) -> bytes:
    """A chunk with a wrong checksum."""
    return chunk[:-1] + bytes((chunk[-1] ^ 1,))


def with_chunk(chunk: bytes, *, data: bytes = SOUND) -> bytes:
    """The same PNG with a chunk as it stands, right after its header."""
    return data[:33] + chunk + data[33:]


SIDE_CHUNKS = {
    b"iCCP": b"x\0\0" + zlib.compress(bytes(200)),
    b"eXIf": exif(orientation=6).tobytes()[6:],
    b"tRNS": struct.pack(">HHH", *RED),
    b"gAMA": struct.pack(">I", 45455),
    b"cHRM": bytes(32),
    b"pHYs": bytes(9),
    b"tIME": bytes(7),
    b"bKGD": bytes(6),
    b"sRGB": b"\0",
    b"PLTE": bytes(RED + GREEN),
    b"prVt": b"of some program",
}


@pytest.mark.parametrize("name", SIDE_CHUNKS)
def test_normalise_side_chunk_with_wrong_checksum_is_left_out(name):
    data = with_chunk(damaged(png_chunk(name, SIDE_CHUNKS[name])))

    picture = check_upload_form(normalise(data, name="x"))

    assert picture.size == (120, 80)
    assert corners(picture)[:2] == (RED, GREEN)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"a name alone", id="no-end-of-name"),
        pytest.param(b"x\0", id="no-method"),
        pytest.param(b"x\0\1" + zlib.compress(b"profile"), id="unknown-method"),
        pytest.param(b"x\0\0no stream", id="no-stream"),
        pytest.param(b"x\0\0" + zlib.compress(bytes(1024 * 1024 + 1)), id="too-large"),
        pytest.param(b"x\0\0" + zlib.compress(b"profile")[:-6], id="cut-off"),
    ],
)
def test_normalise_profile_that_cannot_be_unpacked_is_left_out(body):
    assert corners(check_upload_form(normalise(with_png_chunk(SOUND, b"iCCP", body), name="x")))[0] == RED


@pytest.mark.parametrize(
    ("mode", "body"),
    [
        ("RGB", b"\0\xff"),
        ("RGB", b""),
        ("L", b"\0"),
        ("L", bytes(6)),
        ("RGBA", bytes(6)),
        ("P", b""),
        ("P", bytes(300)),
    ],
)
def test_normalise_transparency_of_another_length_is_left_out(mode, body):
    drawn = quarters().quantize() if mode == "P" else quarters(mode=mode)
    data = encoded(drawn, "PNG")
    header_end = data.index(b"IDAT") - 4
    data = data[:header_end] + png_chunk(b"tRNS", body) + data[header_end:]

    found = corners(check_upload_form(normalise(data, name="x")))

    assert is_near(found[0], drawn.convert("RGB").getpixel((5, 5)))


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param(b"", id="no-end"),
        pytest.param(damaged(END), id="end-with-wrong-checksum"),
        pytest.param(png_chunk(b"eXIf", SIDE_CHUNKS[b"eXIf"])[:40], id="cut-off-in-a-side-chunk"),
        pytest.param(damaged(png_chunk(b"tEXt", b"a\0b")) + END, id="damaged-text"),
    ],
)
def test_normalise_whole_pixels_before_a_damaged_tail_are_read(tail):
    assert corners(check_upload_form(normalise(SOUND[:-12] + tail, name="x")))[0] == RED


@pytest.mark.parametrize("name", [b"IHDR", b"PLTE"])
def test_normalise_main_chunk_with_wrong_checksum_is_refused(name):
    data = bytearray(encoded(quarters().quantize(), "PNG"))
    at = data.index(name)
    data[at + 4 + int.from_bytes(data[at - 4 : at], "big")] ^= 1

    assert problem_of(bytes(data))[0] is ProblemKind.BROKEN_IMAGE


def test_normalise_png_made_for_an_iphone_is_a_rare_kind():
    assert problem_of(with_chunk(b"", data=SOUND[:8] + png_chunk(b"CgBI", b"P\0 \2") + SOUND[8:]), name="a.png") == (
        ProblemKind.UNSUPPORTED_IMAGE,
        {"name": "a.png", "form": "png"},
    )

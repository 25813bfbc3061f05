"""Samples of 10, 12 and 14 bits in 16 are as light as they are meant."""

import struct
import zlib

import pytest
from PIL import Image

from bot.images import normalise, sixteen_bit
from tests.pictures import check_upload_form, encoded, is_near, png, png_chunk, png_header, quarters
from tests.unit.bot.images.builders import Page, tiff_of

BITS = pytest.mark.parametrize("bits", [8, 10, 12, 14, 16])
SHARES = (0.2, 0.5, 1.0)
"""How light each third of the picture is."""


def samples(bits: int) -> list[int]:
    return [round(share * ((1 << bits) - 1)) for share in SHARES]


def grey(bits: int, mode: str = "I;16") -> Image.Image:
    picture = Image.new("I", (90, 90))
    for number, value in enumerate(samples(bits)):
        picture.paste(value, (number * 30, 0, number * 30 + 30, 90))
    return picture.convert(mode)


def colour_rows(bits: int, channels: int, order: str) -> bytes:
    """Red as in SHARES; green a half of it; blue none; opaque."""
    row = b"".join(
        struct.pack(f"{order}{channels}H", *(value, value // 2, 0, 65535)[:channels]) * 30 for value in samples(bits)
    )
    return row * 90


def lightness(data: bytes) -> list[tuple[int, ...]]:
    picture = check_upload_form(normalise(data, name="x")).convert("RGB")
    return [picture.getpixel((x, 45)) for x in (15, 45, 75)]


def is_meant(found: list[tuple[int, ...]], *, colour: bool) -> bool:
    meant = [(255 * share, 127 * share, 0) if colour else (255 * share,) * 3 for share in SHARES]
    return all(is_near(seen, wanted, tolerance=4) for seen, wanted in zip(found, meant, strict=True))


@BITS
@pytest.mark.parametrize(("form", "mode"), [("PNG", "I;16"), ("TIFF", "I;16"), ("TIFF", "I;16B"), ("TIFF", "I")])
def test_normalise_deep_greys_are_scaled_by_the_bits_in_use(form, mode, bits):
    assert is_meant(lightness(encoded(grey(bits, mode), form)), colour=False)


@BITS
def test_normalise_floating_greys_are_scaled_by_the_bits_in_use(bits):
    assert is_meant(lightness(encoded(grey(bits, "I").convert("F"), "TIFF")), colour=False)


@BITS
@pytest.mark.parametrize("channels", [3, 4])
def test_normalise_deep_colours_of_png_are_scaled_by_the_bits_in_use(channels, bits):
    rows = colour_rows(bits, channels, ">")
    width = len(rows) // 90
    filtered = b"".join(b"\0" + rows[at : at + width] for at in range(0, len(rows), width))
    header = png_header(90, 90, depth=16, colour=2 if channels == 3 else 6)

    data = png(header, png_chunk(b"IDAT", zlib.compress(filtered)))

    assert is_meant(lightness(data), colour=True)


@BITS
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("compression", [1, 8])
def test_normalise_deep_colours_of_tiff_are_scaled_by_the_bits_in_use(compression, order, bits):
    rows = colour_rows(bits, 3, order)
    tags = {256: 90, 258: [16, 16, 16], 259: compression, 262: 2, 277: 3}

    data = tiff_of(
        Page(quarters((90, 90)), tags, packed=zlib.compress(rows) if compression == 8 else rows), order=order
    )

    assert is_meant(lightness(data), colour=True)


@pytest.mark.parametrize(
    ("highest", "white"),
    [(0, 255), (255, 255), (256, 1023), (1023, 1023), (1024, 4095), (4096, 16383), (16384, 65535), (65535, 65535)],
)
def test_white_of_a_sample_is_that_of_the_bits_it_takes(highest, white):
    assert sixteen_bit.white_of(highest) == white


def test_highest_grey_is_looked_for_in_every_band(monkeypatch):
    monkeypatch.setattr(sixteen_bit, "_BAND_PIXELS", 200)
    picture = Image.new("I", (90, 90), 7)
    picture.putpixel((89, 89), 3000)

    assert sixteen_bit.highest_grey(picture.convert("I;16B")) == 3000

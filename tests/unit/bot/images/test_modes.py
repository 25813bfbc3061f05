"""Every kind of pixel ends up as 8-bit greyscale or sRGB."""

import struct
from contextlib import suppress

import pytest
from PIL import Image

from bot.errors import ImageError
from bot.images import normalise
from tests.pictures import (
    RED,
    WHITE,
    check_upload_form,
    corners,
    encoded,
    is_near,
    patch,
    pixel,
    quarters,
    raw_png,
    without_jfif,
)


@pytest.mark.parametrize(
    ("mode", "form"),
    [
        ("1", "PNG"),
        ("1", "TIFF"),
        ("1", "BMP"),
        ("L", "PNG"),
        ("L", "TIFF"),
        ("P", "PNG"),
        ("P", "GIF"),
        ("P", "TIFF"),
        ("P", "BMP"),
        ("RGBA", "PNG"),
        ("RGBA", "WEBP"),
        ("RGBA", "TIFF"),
        ("RGBA", "AVIF"),
        ("RGBA", "HEIF"),
        ("LA", "PNG"),
        ("LA", "TIFF"),
        ("PA", "TIFF"),
        ("CMYK", "TIFF"),
        ("CMYK", "JPEG"),
        ("YCbCr", "TIFF"),
        ("LAB", "TIFF"),
    ],
)
def test_normalise_pixels_of_every_mode_keep_their_picture(mode, form):
    drawn = quarters().quantize() if mode in {"P", "PA"} else quarters()
    if mode == "1":
        drawn = Image.new("L", (120, 80), 255)
        drawn.paste(0, (0, 0, 60, 40))
    options = {"lossless": True} if form == "WEBP" else {"quality": 95} if form in {"JPEG", "AVIF"} else {}

    picture = check_upload_form(normalise(encoded(drawn.convert(mode), form, **options), name="x"))

    for found, meant in zip(corners(picture), corners(drawn.convert(mode)), strict=True):
        assert is_near(found, meant, tolerance=20)
    if mode == "1":
        assert corners(picture) == ((0, 0, 0), WHITE, WHITE, WHITE)


@pytest.mark.parametrize(
    ("inks", "seen"),
    [
        ((0, 255, 255, 0), (255, 0, 0)),
        ((255, 0, 255, 0), (0, 255, 0)),
        ((0, 0, 0, 0), WHITE),
        ((0, 0, 0, 255), (0, 0, 0)),
    ],
)
@pytest.mark.parametrize("form", ["JPEG", "TIFF"])
def test_normalise_inks_are_shown_as_they_print(form, inks, seen):
    assert is_near(pixel(encoded(patch("CMYK", inks), form)), seen)


def test_normalise_inks_turned_over_by_adobe_are_turned_back():
    """What Photoshop writes: an Adobe marker, and each ink as 255 less itself."""
    data = encoded(patch("CMYK", (0, 255, 255, 0)), "JPEG")

    assert b"Adobe" in data[:200]
    assert is_near(pixel(data), (255, 0, 0))


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
@pytest.mark.parametrize(("value", "seen"), [(0, 0), (32768, 128), (65535, 255)])
def test_normalise_16_bit_greys_are_scaled(form, value, seen):
    assert pixel(encoded(patch("I;16", value), form)) == (seen,) * 3


def test_normalise_16_bit_greys_of_the_other_byte_order_are_scaled():
    assert pixel(encoded(patch("I;16B", 32768), "TIFF")) == (128,) * 3


def test_normalise_16_bit_colours_are_scaled():
    row = struct.pack(">HHH", 0xDC80, 0x1E80, 0x1E80) * 64

    assert pixel(raw_png(row, depth=16, colour=2)) == RED


def test_normalise_16_bit_greys_with_transparency_are_scaled():
    row = struct.pack(">HH", 0x5000, 0xFFFF) * 64

    assert pixel(raw_png(row, depth=16, colour=4)) == (0x50,) * 3


@pytest.mark.parametrize(
    ("mode", "values", "seen"),
    [
        ("I", (0, 255), (0, 255)),
        ("I", (0, 65535), (0, 255)),
        ("I", (1000, 200_000), (0, 255)),
        ("I", (-300, 300), (0, 255)),
        ("F", (0.0, 1.0), (0, 255)),
        ("F", (0.25, 0.5), (63, 127)),
        ("F", (0.0, 255.0), (0, 255)),
        ("F", (-2.0, 3.5), (0, 255)),
    ],
)
def test_normalise_32_bit_pictures_are_exposed_so_that_they_can_be_seen(mode, values, seen):
    drawn = Image.new(mode, (80, 80), values[0])
    drawn.paste(values[1], (0, 0, 40, 80))

    left, right, _, _ = corners(check_upload_form(normalise(encoded(drawn, "TIFF"), name="x")))

    assert is_near((right[0], left[0]), seen, tolerance=1)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 3e38])
def test_normalise_numbers_that_are_none_are_a_picture_or_a_problem(value):
    drawn = Image.new("F", (80, 80), 0.5)
    drawn.paste(value, (0, 0, 40, 80))

    with suppress(ImageError):  # a picture or a problem, and nothing else
        check_upload_form(normalise(encoded(drawn, "TIFF"), name="x"))


@pytest.mark.parametrize("depth", [1, 2, 4])
def test_normalise_few_greys_are_scaled(depth):
    assert pixel(raw_png(b"\xff" * (64 * depth // 8), depth=depth, colour=0)) == WHITE


def test_normalise_jpeg_without_jfif_passes_through():
    data = without_jfif(encoded(quarters(), "JPEG"))

    assert normalise(data, name="x").passed_through

"""What was transparent is white."""

import pytest
from PIL import Image

from bot.images import normalise
from bot.images.pixels import to_upload_pixels
from tests.pictures import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    check_upload_form,
    corners,
    encoded,
    is_near,
    opened,
    patch,
    pixel,
    png_chunk,
    raw_png,
)


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("PNG", {}),
        ("WEBP", {"lossless": True}),
        ("TIFF", {}),
        ("AVIF", {"quality": 100}),
        ("HEIF", {"chroma": 444}),
    ],
)
def test_normalise_transparent_colours_are_laid_on_white(form, options):
    drawn = Image.new("RGBA", (80, 80), (0, 0, 0, 0))
    drawn.paste((*RED, 255), (0, 0, 40, 80))
    drawn.paste((*BLUE, 128), (40, 40, 80, 80))

    found = corners(check_upload_form(normalise(encoded(drawn, form, **options), name="x")))

    half_blue = tuple((255 + value) // 2 for value in BLUE)
    for seen, meant in zip(found, (RED, WHITE, RED, half_blue), strict=True):
        assert is_near(seen, meant, tolerance=16)


def test_normalise_transparent_greys_are_laid_on_white():
    drawn = Image.new("LA", (80, 80), (0, 0))
    drawn.paste((90, 255), (0, 0, 40, 80))

    image = normalise(encoded(drawn, "PNG"), name="x")

    assert corners(check_upload_form(image)) == ((90,) * 3, WHITE, (90,) * 3, WHITE)


def test_normalise_premultiplied_colours_are_laid_on_white():
    straight, premultiplied = b"\x52\x01\x03\0\1\0\0\0\2\0", b"\x52\x01\x03\0\1\0\0\0\1\0"
    data = encoded(patch("RGBA", (100, 100, 100, 100)), "TIFF")
    assert data.count(straight) == 1  # the tag ExtraSamples

    assert pixel(data) == (194,) * 3
    assert pixel(data.replace(straight, premultiplied)) == WHITE


def test_to_upload_pixels_premultiplied_pixels_are_laid_on_white():
    for mode, meant in (("RGBa", tuple((255 + value) // 2 for value in BLUE)), ("La", (155,) * 3)):
        straight = Image.new("RGBA", (80, 80), (*BLUE, 128)) if mode == "RGBa" else Image.new("LA", (80, 80), (55, 128))

        pixels = to_upload_pixels(straight.convert(mode), orientation=1)

        assert is_near(pixels.convert("RGB").getpixel((40, 40)), meant)


@pytest.mark.parametrize("alphas", [b"\0\xff\xff\xff", b"\0\x80\xff\xff"])
def test_normalise_transparent_palette_is_laid_on_white(alphas):
    drawn = Image.new("P", (80, 80), 0)
    drawn.putpalette((*RED, *GREEN, *BLUE, 0, 0, 0))
    drawn.paste(1, (40, 0, 80, 40))
    drawn.paste(2, (0, 40, 40, 80))

    found = corners(check_upload_form(normalise(encoded(drawn, "PNG", transparency=alphas), name="x")))

    green = GREEN if alphas[1] == 255 else tuple((255 + value) // 2 for value in GREEN)
    for seen, meant in zip(found, (WHITE, green, BLUE, WHITE), strict=True):
        assert is_near(seen, meant)


def test_normalise_transparent_gif_is_laid_on_white():
    drawn = Image.new("P", (80, 80), 0)
    drawn.putpalette((*RED, *GREEN))
    drawn.paste(1, (40, 0, 80, 80))

    assert corners(check_upload_form(normalise(encoded(drawn, "GIF", transparency=0), name="x")))[0] == WHITE


@pytest.mark.parametrize(
    ("depth", "colour", "row", "transparent"),
    [
        (2, 0, b"\x55" * 16, b"\0\1"),
        (4, 0, b"\x33" * 32, b"\0\3"),
        (8, 0, b"\x50" * 64, b"\0\x50"),
        (16, 0, b"\x50\x40" * 64, b"\x50\x40"),
        (8, 2, bytes(RED) * 64, b"\0\xdc\0\x1e\0\x1e"),
        (16, 2, b"\x50\x40\x51\x41\x52\x42" * 64, b"\x50\x40\x51\x41\x52\x42"),
    ],
)
def test_normalise_transparent_colour_of_a_png_is_laid_on_white(depth, colour, row, transparent):
    opaque = raw_png(row, depth=depth, colour=colour)
    cut_out = raw_png(row, depth=depth, colour=colour, chunks=(png_chunk(b"tRNS", transparent),))

    assert pixel(opaque) != WHITE
    assert pixel(cut_out) == WHITE


def test_normalise_colours_under_what_is_transparent_leave_no_trace():
    """Editors keep the colours under a cut-out: the room behind the product must not go out with it."""
    drawn = Image.new("RGBA", (80, 80), (*RED, 0))
    drawn.paste((0, 0, 0, 255), (0, 0, 40, 80))

    image = normalise(encoded(drawn, "PNG"), name="x")

    assert set(opened(image.data).convert("RGB").getcolors()) == {(3200, WHITE), (3200, (0, 0, 0))}

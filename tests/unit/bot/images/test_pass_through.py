"""What already is an upload form comes back byte for byte; anything else does not."""

import pytest
from PIL import Image

from bot.images import normalise
from tests.pictures import check_upload_form, encoded, patch, photo, quarters, with_jpeg_segment, with_png_chunk


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize(
    ("form", "options"), [("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("PNG", {"dpi": (72, 72)})]
)
def test_normalise_picture_that_fits_passes_through_byte_for_byte(form, options, mode):
    data = encoded(photo((2048, 160)).convert(mode), form, **options)

    image = normalise(data, name="x")

    assert image.passed_through
    assert image.data == data
    check_upload_form(image)


@pytest.mark.parametrize("drawn", [photo((2100, 80)), quarters((2100, 80))], ids=["jpeg", "png"])
def test_normalise_own_output_passes_through(drawn):
    first = normalise(encoded(drawn, "BMP"), name="x")

    second = normalise(first.data, name="x")

    assert second.passed_through
    assert second.data == first.data


@pytest.mark.parametrize("name", ["gAMA", "cHRM", "sRGB", "pHYs", "sBIT"])
def test_normalise_png_that_says_how_its_pixels_are_meant_passes_through(name):
    body = {"gAMA": b"\0\0\xb1\x8f", "cHRM": bytes(32), "sRGB": b"\0", "pHYs": bytes(9), "sBIT": b"\x08\x08\x08"}[name]
    data = with_png_chunk(encoded(quarters(), "PNG"), name.encode(), body)

    assert normalise(data, name="x").passed_through


def test_normalise_jpeg_with_adobe_colours_passes_through():
    adobe = b"Adobe\0\x64\0\0\0\0\x01"
    data = with_jpeg_segment(encoded(quarters(), "JPEG"), 0xEE, adobe)

    assert normalise(data, name="x").passed_through


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(encoded(photo((2049, 100)), "JPEG"), id="large-jpeg"),
        pytest.param(encoded(photo((100, 2049)), "PNG"), id="large-png"),
        pytest.param(encoded(photo().convert("CMYK"), "JPEG"), id="cmyk-jpeg"),
        pytest.param(encoded(photo().quantize(), "PNG"), id="palette-png"),
        pytest.param(encoded(photo().convert("1"), "PNG"), id="one-bit-png"),
        pytest.param(encoded(photo().convert("RGBA"), "PNG"), id="alpha-png"),
        pytest.param(encoded(photo().convert("LA"), "PNG"), id="grey-alpha-png"),
        pytest.param(encoded(patch("I;16", 40000), "PNG"), id="16-bit-png"),
        pytest.param(encoded(photo(), "PNG", transparency=(1, 2, 3)), id="transparent-colour-png"),
        pytest.param(encoded(photo(), "PNG", save_all=True, append_images=[quarters((160, 120))]), id="apng"),
        pytest.param(encoded(photo(), "PNG") + b"\0", id="png-and-a-byte"),
        pytest.param(encoded(photo(), "JPEG") + b"\0", id="jpeg-and-a-byte"),
        pytest.param(encoded(photo(), "PNG")[:-12], id="png-without-end"),
    ],
)
def test_normalise_picture_that_does_not_fit_is_encoded_anew(data):
    image = normalise(data, name="x")

    assert not image.passed_through
    assert image.data != data
    check_upload_form(image)


def test_normalise_picture_of_too_many_bytes_is_encoded_anew():
    grain = Image.effect_noise((1250, 1250), 255)
    noise = Image.merge("RGB", (grain, grain.transpose(Image.Transpose.ROTATE_90), grain))
    data = encoded(noise, "PNG", compress_level=0)
    assert len(data) > 4096 * 1024

    image = normalise(data, name="x")

    assert not image.passed_through
    check_upload_form(image)

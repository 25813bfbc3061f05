"""Whatever comes in, what goes out is at most 2,048 pixels and 4096 KB."""

import pytest
from PIL import Image

from bot.images import decode, formats, normalise, pixels
from bot.images.encode import encode
from tests.pictures import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    check_upload_form,
    corners,
    drawing,
    encoded,
    is_near,
    opened,
    photo,
    quarters,
)


@pytest.mark.parametrize(
    ("posted", "expected"),
    [
        ((2048, 100), (2048, 100)),
        ((2049, 100), (2048, 100)),
        ((200, 4096), (100, 2048)),
        ((3000, 200), (2048, 137)),
        ((64, 9000), (15, 2048)),
    ],
)
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_normalise_long_side_over_the_limit_is_brought_to_it(form, posted, expected):
    image = normalise(encoded(quarters(posted), form), name="x")

    assert check_upload_form(image).size == expected


@pytest.mark.parametrize("form", ["JPEG", "TIFF"])
def test_normalise_side_that_would_vanish_keeps_one_pixel(form):
    data = encoded(quarters((60_000 if form == "JPEG" else 200_000, 64), "L"), form)

    image = normalise(data, name="x")

    assert (image.width, image.height) == (2048, 2 if form == "JPEG" else 1)
    check_upload_form(image)


def test_normalise_small_picture_is_never_enlarged():
    assert normalise(encoded(quarters((64, 64)), "GIF"), name="x").width == 64


@pytest.mark.parametrize("size", [(8200, 400), (400, 8200), (4097, 333), (2100, 1900)])
def test_normalise_picture_shrunk_in_bands_keeps_its_places(size):
    picture = check_upload_form(normalise(encoded(quarters(size).quantize(), "PNG", compress_level=1), name="x"))

    for found, drawn in zip(corners(picture), (RED, GREEN, BLUE, WHITE), strict=True):
        assert is_near(found, drawn)


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "CMYK", "I;16", "F", "1"])
@pytest.mark.parametrize("size", [(200, 150), (2500, 90), (70, 4200)])
def test_to_upload_pixels_in_bands_shows_no_seam(monkeypatch, mode, size):
    drawn = photo(size)
    picture = drawn.convert("L").convert(mode) if mode in {"I;16", "F"} else drawn.convert(mode)
    monkeypatch.setattr(pixels, "_BAND_PIXELS", 10**9)
    whole = pixels.to_upload_pixels(picture, orientation=1)

    monkeypatch.setattr(pixels, "_BAND_PIXELS", 7000)
    banded = pixels.to_upload_pixels(picture, orientation=1)

    assert banded.mode == whole.mode
    assert banded.tobytes() == whole.tobytes()


@pytest.mark.parametrize(("width", "decoded"), [(4095, 4095), (4096, 2048), (8191, 4096), (8200, 2050), (16_400, 2050)])
def test_load_pixels_large_jpeg_is_decoded_at_a_fraction_of_its_size(width, decoded):
    data = encoded(quarters((width, 80)), "JPEG")

    picture = decode.open_picture(data, formats.Format.JPEG, name="x")
    picture = decode.load_pixels(picture, data, formats.Format.JPEG, name="x")

    assert picture.size[0] == decoded


@pytest.mark.parametrize("width", [2049, 4095, 4096, 4097, 8191, 8193, 11600])
def test_normalise_large_jpeg_is_decoded_at_no_less_than_the_upload_size(width):
    image = normalise(encoded(quarters((width, 80)), "JPEG", quality=90), name="x")

    assert image.width == 2048
    assert image.height == round(80 * 2048 / width)


def test_normalise_noise_is_fitted_into_the_upload_limit():
    grain = Image.effect_noise((2048, 2048), 255)
    noise = Image.merge(
        "RGB", (grain, grain.transpose(Image.Transpose.ROTATE_90), grain.transpose(Image.Transpose.ROTATE_180))
    )

    image = normalise(encoded(noise, "BMP"), name="x")

    assert image.content_type == "image/jpeg"
    assert check_upload_form(image).size == (2048, 2048)


def test_encode_too_many_bytes_lower_the_quality():
    pixels = photo((400, 300))
    best, _, _ = encode(pixels)

    data, content_type, size = encode(pixels, max_bytes=len(best) // 2)

    assert len(data) <= len(best) // 2
    assert (content_type, size) == ("image/jpeg", (400, 300))


def test_encode_when_no_quality_fits_halves_the_pixels():
    data, _, size = encode(photo((400, 300)), max_bytes=4000)

    assert len(data) <= 4000
    assert size in {(200, 150), (100, 75)}
    assert opened(data).size == size


def test_encode_line_drawing_is_png():
    data = encoded(drawing(), "WEBP", lossless=True)

    image = normalise(data, name="x")

    assert image.content_type == "image/png"
    assert opened(image.data).convert("RGB").tobytes() == drawing().tobytes()


def test_encode_photo_is_jpeg():
    assert normalise(encoded(photo(), "WEBP", lossless=True), name="x").content_type == "image/jpeg"

"""What cannot be checked is refused, and the problem says why."""

from functools import cache
from io import BytesIO

import pytest

from bot.images import normalise
from bot.model import ProblemKind
from tests.pictures import FORMS, encoded, photo, png, png_chunk, png_header, problem_of, quarters


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xd8", id="two-bytes"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", id="pdf"),
        pytest.param(b"<!DOCTYPE html><title>Sign in | Slack</title>", id="html"),
        pytest.param(b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>', id="svg"),
        pytest.param("Ein Text über Kaffee".encode(), id="text"),
        pytest.param(b"PK\x03\x04" + bytes(100), id="zip"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", id="eps"),
        pytest.param(b"8BPS\0\x01" + bytes(100), id="psd"),
        pytest.param(b"SIMPLE  =                    T", id="fits"),
        pytest.param(b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(100), id="mp4"),
        pytest.param(b"BM" + b"x" * 200, id="bm-text"),
    ],
)
def test_normalise_file_that_is_no_picture_is_refused(data):
    assert problem_of(data, name="mug.png") == (ProblemKind.NOT_AN_IMAGE, {"name": "mug.png"})


@cache
def encoded_photo(form: str) -> bytes:
    return encoded(photo(), form, **FORMS[form])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_normalise_file_cut_off_is_refused(form, share):
    data = encoded_photo(form)

    assert problem_of(data[: int(len(data) * share)]) == (ProblemKind.BROKEN_IMAGE, {"name": "IMG_1.jpg"})


@pytest.mark.parametrize("form", FORMS)
def test_normalise_file_whose_head_is_all_there_is_is_refused(form):
    head = encoded_photo(form)[:40]

    assert problem_of(head + b"<html>" * 20)[0] is ProblemKind.BROKEN_IMAGE


def test_normalise_file_over_the_limit_is_refused_unread():
    data = b"<html>" + bytes(50 * 1024 * 1024)

    assert problem_of(data) == (ProblemKind.IMAGE_TOO_LARGE, {"name": "IMG_1.jpg", "limit_mb": "50"})


def test_normalise_file_at_the_limit_is_taken():
    data = encoded(quarters(), "JPEG")
    data += bytes(50 * 1024 * 1024 - len(data))

    assert normalise(data, name="x").width == 120


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", [(63, 200), (200, 63), (8, 8)])
def test_normalise_side_too_small_is_refused(form, size):
    kind, details = problem_of(encoded(quarters(size), form, **FORMS[form]))

    assert kind is ProblemKind.IMAGE_TOO_SMALL
    width, height = size
    assert details == {"name": "IMG_1.jpg", "width": str(width), "height": str(height), "min_side": "64"}


def test_normalise_smallest_side_is_taken():
    assert normalise(encoded(quarters((64, 64)), "PNG"), name="x").passed_through


def test_normalise_pixels_over_the_limit_are_refused():
    header = png_header(10_000, 10_001)
    data = png(header, png_chunk(b"IDAT", b"never read"))

    assert problem_of(data) == (ProblemKind.TOO_MANY_PIXELS, {"name": "IMG_1.jpg", "limit_megapixels": "100"})


def test_normalise_pixels_at_the_limit_are_read():
    data = png(png_header(10_000, 10_000, depth=1, colour=0), png_chunk(b"IDAT", b"broken"))

    assert problem_of(data)[0] is ProblemKind.BROKEN_IMAGE


def test_normalised_image_printed_shows_no_bytes():
    image = normalise(encoded(quarters(), "PNG"), name="x")

    assert "data" not in repr(image)
    assert BytesIO(image.data).read(4) == b"\x89PNG"

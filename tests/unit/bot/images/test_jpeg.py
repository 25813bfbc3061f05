"""A JPEG is sound when its scan is whole, with or without the two bytes that end it."""

import struct

import pytest

from bot.images import normalise
from bot.model import ProblemKind
from tests.pictures import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    check_upload_form,
    corners,
    encoded,
    exif,
    is_near,
    opened,
    photo,
    problem_of,
    quarters,
    with_jpeg_segment,
)

KINDS = {
    "baseline": {},
    "progressive": {"progressive": True},
    "optimised": {"optimize": True},
    "full-chroma": {"subsampling": 0},
    "restarts": {"restart_marker_blocks": 3},
    "restart-each-row": {"restart_marker_rows": 1},
    "exif": {"exif": exif(orientation=1)},
}


def without_end(data: bytes) -> bytes:
    assert data.endswith(b"\xff\xd9")
    return data[:-2]


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("kind", KINDS)
def test_normalise_jpeg_without_its_end_is_read(kind, mode):
    whole = encoded(photo().convert(mode), "JPEG", **KINDS[kind])

    image = normalise(without_end(whole), name="x")

    assert not image.passed_through
    again = normalise(with_jpeg_segment(whole, 0xFE, b"not to be passed through"), name="x")
    assert opened(image.data).tobytes() == opened(again.data).tobytes()


@pytest.mark.parametrize(
    "tail", [b"\xff", b"\0" * 700, b"\xff" * 9, b"\n", b"<html>502</html>", b"\xff\xd8", encoded(photo(), "JPEG")]
)
def test_normalise_jpeg_with_something_else_for_its_end_is_read(tail):
    data = without_end(encoded(quarters(), "JPEG", quality=95)) + tail

    for found, drawn in zip(
        corners(check_upload_form(normalise(data, name="x"))), (RED, GREEN, BLUE, WHITE), strict=True
    ):
        assert is_near(found, drawn)


def test_normalise_large_jpeg_without_its_end_is_read_at_a_fraction():
    data = without_end(encoded(quarters((8200, 200)), "JPEG", quality=95))

    image = normalise(data, name="x")

    assert image.width == 2048
    assert is_near(corners(check_upload_form(image))[1], GREEN)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("missing", [0.02, 0.3, 0.6])
def test_normalise_jpeg_that_lacks_pixels_is_refused(kind, missing):
    whole = encoded(photo(), "JPEG", **KINDS[kind])

    cut = whole[: int(len(whole) * (1 - missing))]

    assert problem_of(cut)[0] is ProblemKind.BROKEN_IMAGE


def test_normalise_jpeg_cut_off_at_a_restart_is_refused():
    """There the decoder waits for a restart, and would take any other bytes as well as none."""
    whole = encoded(photo(), "JPEG", restart_marker_blocks=4)
    restarts = [at for at in range(len(whole)) if whole[at] == 0xFF and whole[at + 1 : at + 2] >= b"\xd0"]
    restarts = [at for at in restarts if 0xD0 <= whole[at + 1] <= 0xD7]
    assert len(restarts) > 12

    for at in restarts[3:12]:
        assert problem_of(whole[:at])[0] is ProblemKind.BROKEN_IMAGE
        assert problem_of(whole[: at + 2])[0] is ProblemKind.BROKEN_IMAGE


@pytest.mark.parametrize("frame", [0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xF7])
def test_normalise_jpeg_of_a_rare_coding_is_told_from_a_damaged_one(frame):
    data = encoded(photo(), "JPEG").replace(b"\xff\xc0\0\x11", bytes((0xFF, frame, 0, 0x11)))

    assert problem_of(data) == (ProblemKind.UNSUPPORTED_IMAGE, {"name": "IMG_1.jpg", "form": "jpeg"})


def test_normalise_jpeg_of_12_bits_is_told_from_a_damaged_one():
    data = encoded(photo(), "JPEG").replace(b"\xff\xc0\0\x11\x08", b"\xff\xc1\0\x11\x0c")

    assert problem_of(data)[0] is ProblemKind.UNSUPPORTED_IMAGE


def test_normalise_jpeg_with_no_tables_is_damaged():
    data = encoded(photo(), "JPEG")
    start = data.index(b"\xff\xdb")
    length = struct.unpack(">H", data[start + 2 : start + 4])[0]

    assert problem_of(data[:start] + data[start + 2 + length :][:200])[0] is ProblemKind.BROKEN_IMAGE

"""A picture comes out as it is meant to be looked at."""

import struct

import pytest

from bot.images import normalise
from tests.pictures import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    check_bare,
    check_upload_form,
    corners,
    encoded,
    exif,
    is_near,
    quarters,
    with_jpeg_segment,
    xmp,
)

# Orientation: what is drawn as red, green / blue, white is seen with these corners.
# From the meaning of the values: where row 0 and column 0 of the file are in the picture (TIFF 6.0, Exif 2.32).
SEEN = {
    1: (RED, GREEN, BLUE, WHITE),
    2: (GREEN, RED, WHITE, BLUE),
    3: (WHITE, BLUE, GREEN, RED),
    4: (BLUE, WHITE, RED, GREEN),
    5: (RED, BLUE, GREEN, WHITE),
    6: (BLUE, RED, WHITE, GREEN),
    7: (WHITE, GREEN, BLUE, RED),
    8: (GREEN, WHITE, RED, BLUE),
}


def check_turned(data: bytes, orientation: int) -> None:
    image = normalise(data, name="x")

    picture = check_upload_form(image)
    assert picture.size == ((120, 80) if orientation < 5 else (80, 120))
    for seen, meant in zip(corners(picture), SEEN[orientation], strict=True):
        assert is_near(seen, meant)
    assert not image.passed_through
    check_bare(image.data)


@pytest.mark.parametrize("orientation", SEEN)
@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("JPEG", {"quality": 95}),
        ("PNG", {}),
        ("WEBP", {"lossless": True}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("AVIF", {"quality": 95}),
    ],
)
def test_normalise_turned_picture_is_turned_upright(form, options, orientation):
    check_turned(encoded(quarters(), form, exif=exif(orientation=orientation), **options), orientation)


@pytest.mark.parametrize("orientation", SEEN)
def test_normalise_turned_heif_is_turned_by_its_own_properties(orientation):
    """HEIF says in properties how it is turned (irot, imir), and its EXIF is not to be asked again."""
    data = encoded(quarters(), "HEIF", exif=exif(orientation=orientation).tobytes())

    check_turned(data, orientation)


@pytest.mark.parametrize("orientation", [3, 6])
def test_normalise_turned_large_jpeg_is_turned_after_decoding_at_half_size(orientation):
    data = encoded(quarters((4400, 200)), "JPEG", quality=95, exif=exif(orientation=orientation))

    picture = check_upload_form(normalise(data, name="x"))

    assert picture.size == ((2048, 93) if orientation == 3 else (93, 2048))
    for seen, meant in zip(corners(picture), SEEN[orientation], strict=True):
        assert is_near(seen, meant)


def test_normalise_exif_of_the_other_byte_order_is_read():
    block = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, 6, 0, 0)
    data = with_jpeg_segment(encoded(quarters(), "JPEG", quality=95), 0xE1, block)

    check_turned(data, 6)


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "AVIF", "TIFF"])
def test_normalise_orientation_of_xmp_alone_leaves_the_picture_as_it_is(form):
    """As browsers and Slack do."""
    packet = xmp(orientation=6)
    if form == "JPEG":
        segment = b"http://ns.adobe.com/xap/1.0/\0" + packet
        data = with_jpeg_segment(encoded(quarters(), form, quality=95), 0xE1, segment)
    elif form == "TIFF":
        data = encoded(quarters(), form, tiffinfo={700: packet})
    else:
        data = encoded(quarters(), form, xmp=packet, quality=95)

    check_turned(data, 1)


@pytest.mark.parametrize("value", [0, 9, 255, 65535])
def test_normalise_unknown_orientation_leaves_the_picture_as_it_is(value):
    check_turned(encoded(quarters(), "JPEG", quality=95, exif=exif(orientation=value)), 1)


@pytest.mark.parametrize(
    "block",
    [
        b"Exif\0\0",
        b"Exif\0\0II*\0",
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0II*\0\x08\0\0\0\xff\xff",
        b"Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\2\0\xff\xff\xff\xff\xff\xff\xff\xff",
        b"Exif\0\0II*\0\x08\0\0\0\1\0\x12\1\x05\0\1\0\0\0\x1a\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0",
        b"Exif\0\0not a TIFF header",
    ],
)
def test_normalise_damaged_exif_leaves_the_picture_as_it_is(block):
    check_turned(with_jpeg_segment(encoded(quarters(), "JPEG", quality=95), 0xE1, block), 1)

"""BMPs have their bit fields in any order and of any width, and say with alpha what they mean."""

import struct

import pytest
from PIL import Image

from bot.images import normalise
from bot.model import ProblemKind
from tests.pictures import BLUE, GREEN, RED, WHITE, check_upload_form, corners, encoded, is_near, problem_of, quarters
from tests.unit.bot.images.builders import BMP_HEADERS, bmp_of_fields

ORDERS = {
    "green-not-on-a-byte": (32, 0xFF000000, 0xFF0, 0xFF0000),
    "rgbx": (32, 0xFF, 0xFF00, 0xFF0000),
    "xrgb": (32, 0xFF00, 0xFF0000, 0xFF000000),
    "gbr": (32, 0xFF0000, 0xFF, 0xFF00),
    "10-10-10": (32, 0x3FF00000, 0xFFC00, 0x3FF),
    "11-11-10": (32, 0xFFE00000, 0x1FFC00, 0x3FF),
    "11-11-10-turned": (32, 0x7FF, 0x3FF800, 0xFFC00000),
    "5-6-5": (16, 0xF800, 0x7E0, 0x1F),
    "5-6-5-turned": (16, 0x1F, 0x7E0, 0xF800),
    "5-5-5-high": (16, 0xF800, 0x7C0, 0x3E),
    "4-4-4": (16, 0xF00, 0xF0, 0xF),
    "6-5-5": (16, 0xFC00, 0x3E0, 0x1F),
}


@pytest.mark.parametrize("top_down", [False, True])
@pytest.mark.parametrize("order", ORDERS)
def test_normalise_bit_fields_in_any_order_are_read(order, top_down):
    bits, *masks = ORDERS[order]
    data = bmp_of_fields(quarters((121, 80)), masks, bits=bits, top_down=top_down)

    picture = check_upload_form(normalise(data, name="x"))

    assert picture.size == (121, 80)
    for found, drawn in zip(corners(picture), (RED, GREEN, BLUE, WHITE), strict=True):
        assert is_near(found, drawn)


@pytest.mark.parametrize("header", BMP_HEADERS)
def test_normalise_bit_fields_are_found_behind_every_header(header):
    data = bmp_of_fields(quarters(), ORDERS["11-11-10"][1:], header=header)

    assert is_near(corners(check_upload_form(normalise(data, name="x")))[2], BLUE, tolerance=2)


def clear(alpha: int) -> Image.Image:
    drawn = quarters().convert("RGBA")
    drawn.putalpha(alpha)
    return drawn


@pytest.mark.parametrize("header", [40, 56, 108, 124])
@pytest.mark.parametrize(
    ("bits", "masks"),
    [
        (32, (0xFF0000, 0xFF00, 0xFF, 0xFF000000)),
        (32, (0xFF, 0xFF00, 0xFF0000, 0xFF000000)),
        (16, (0xF00, 0xF0, 0xF, 0xF000)),
    ],
)
def test_normalise_bmp_with_alpha_of_zero_everywhere_keeps_its_colours(header, bits, masks):
    found = corners(check_upload_form(normalise(bmp_of_fields(clear(0), masks, bits=bits, header=header), name="x")))

    for seen, drawn in zip(found, (RED, GREEN, BLUE, WHITE), strict=True):
        assert is_near(seen, drawn)


def test_normalise_bmp_with_alpha_somewhere_is_laid_on_white():
    drawn = clear(255)
    drawn.paste((0, 0, 0, 0), (0, 0, 60, 40))

    found = corners(check_upload_form(normalise(bmp_of_fields(drawn, (0xFF0000, 0xFF00, 0xFF, 0xFF000000)), name="x")))

    assert (found[0], found[1]) == (WHITE, GREEN)


def test_normalise_bmp_of_32_bits_without_fields_has_no_alpha():
    data = bytearray(bmp_of_fields(clear(0), (0xFF0000, 0xFF00, 0xFF), header=40))
    data[30:34] = bytes(4)

    assert problem_of(bytes(data[:100]))[0] is ProblemKind.BROKEN_IMAGE
    del data[54:66]
    data[10:14] = struct.pack("<I", 54)
    assert corners(check_upload_form(normalise(bytes(data), name="x")))[0] == RED


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_normalise_bit_fields_cut_off_are_refused(share):
    data = bmp_of_fields(quarters(), ORDERS["10-10-10"][1:])

    assert problem_of(data[: int(len(data) * share)])[0] is ProblemKind.BROKEN_IMAGE


def test_normalise_bit_fields_without_the_padding_of_the_last_row_are_read():
    data = bmp_of_fields(quarters((121, 80)), ORDERS["4-4-4"][1:], bits=16, top_down=True)

    assert normalise(data[:-2], name="x").width == 121


def of_kind(bits: int, compression: int) -> bytes:
    return (
        b"BM"
        + struct.pack("<IHHI", 0, 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, 100, 100, 1, bits, compression, 0, 0, 0, 0, 0)
        + bytes(9999)
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(of_kind(2, 0), id="2-bits"),
        pytest.param(of_kind(0, 4), id="holds-a-jpeg"),
        pytest.param(of_kind(0, 5), id="holds-a-png"),
        pytest.param(of_kind(24, 9), id="unknown-compression"),
        pytest.param(bmp_of_fields(quarters(), (0xFF0000, 0xF0F0, 0xFF)), id="field-with-a-gap"),
        pytest.param(bmp_of_fields(quarters(), (0xFF0000, 0xFF00, 0)), id="no-blue"),
    ],
)
def test_normalise_bmp_of_a_rare_kind_is_told_from_a_damaged_one(data):
    assert problem_of(data, name="a.bmp") == (ProblemKind.UNSUPPORTED_IMAGE, {"name": "a.bmp", "form": "bmp"})


@pytest.mark.parametrize("colours", [257, 300, 70_000])
def test_normalise_bmp_that_declares_too_many_colours_is_read(colours):
    data = bytearray(encoded(quarters().quantize(), "BMP"))
    data[46:50] = struct.pack("<I", colours)

    assert is_near(corners(check_upload_form(normalise(bytes(data), name="x")))[1], GREEN)

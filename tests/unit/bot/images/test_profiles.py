"""Colours come out as their profile means them, and the profile stays behind."""

import struct

import pytest
from PIL import ImageCms

from bot.images import normalise
from tests.pictures import (
    BLUE,
    GREEN,
    RED,
    WHITE,
    check_upload_form,
    corners,
    encoded,
    is_near,
    patch,
    pixel,
    quarters,
)


def swapped() -> bytes:
    """A profile that no screen has: sRGB with its red and green turned round."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(profile[128:132], "big")
    entries = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * count, 12)}
    red, green = entries[b"rXYZ"], entries[b"gXYZ"]
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("JPEG", {"quality": 95}),
        ("PNG", {}),
        ("TIFF", {}),
        ("WEBP", {"lossless": True}),
        ("AVIF", {"quality": 95}),
        ("HEIF", {}),
    ],
)
def test_normalise_colours_with_a_profile_are_shown_as_it_means_them(form, options):
    data = encoded(patch("RGB", (255, 0, 0)), form, icc_profile=swapped(), **options)

    assert is_near(pixel(data), (0, 255, 0), tolerance=20)


def test_normalise_srgb_stays_as_it_is():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    found = corners(check_upload_form(normalise(encoded(quarters(), "PNG", icc_profile=srgb), name="x")))

    for seen, meant in zip(found, (RED, GREEN, BLUE, WHITE), strict=True):
        assert is_near(seen, meant, tolerance=2)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("profile", [b"broken", b"\0" * 200, swapped()[:300]])
def test_normalise_broken_profile_is_left_out(mode, profile):
    drawn = quarters().convert(mode)

    found = corners(check_upload_form(normalise(encoded(drawn, "JPEG", icc_profile=profile, quality=95), name="x")))

    assert is_near(found[0], drawn.convert("RGB").getpixel((20, 20)), tolerance=20)


def test_normalise_profile_of_other_colours_is_left_out():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()

    assert is_near(pixel(encoded(patch("RGB", RED), "PNG", icc_profile=lab)), RED)


def test_normalise_greys_with_a_profile_of_colours_are_read_by_it():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(patch("L", 100), "JPEG", icc_profile=srgb)

    assert is_near(pixel(data), (100, 100, 100), tolerance=2)


def test_normalise_transparent_colours_with_a_profile_are_laid_on_white_first():
    drawn = patch("RGBA", (255, 0, 0, 0))

    assert is_near(pixel(encoded(drawn, "PNG", icc_profile=swapped())), WHITE, tolerance=2)


def of_green_magenta() -> bytes:
    """The profile of a press whose magenta is green, whatever the other inks (ICC.1:2001, lut8Type)."""
    paper, green = (255, 128, 128), (224, 49, 209)  # Lab, in bytes
    clut = b"".join(bytes(green if magenta else paper) for _ in range(2) for magenta in range(2) for _ in range(4))
    straight = bytes(range(256))
    identity = struct.pack(">9i", *(65536 if at % 4 == 0 else 0 for at in range(9)))
    lut = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + identity + straight * 4 + clut + straight * 3
    head = bytes(8) + struct.pack(">I", 0x02400000) + b"prtrCMYKLab " + bytes(12) + b"acsp" + bytes(28)
    head += struct.pack(">3i", 63190, 65536, 54061) + bytes(48)  # the light of D50
    tags = struct.pack(">I4sII", 1, b"A2B0", 128 + 16, len(lut))
    return struct.pack(">I", 128 + 16 + len(lut)) + (head + tags + lut)[4:]


@pytest.mark.parametrize("form", ["JPEG", "TIFF"])
def test_normalise_inks_with_a_profile_are_shown_as_it_means_them(form):
    inks = patch("CMYK", (0, 255, 0, 0))

    plain, meant = encoded(inks, form), encoded(inks, form, icc_profile=of_green_magenta())

    assert is_near(pixel(plain), (255, 0, 255))
    assert is_near(pixel(meant), (0, 255, 0), tolerance=30)

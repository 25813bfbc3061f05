"""Every format is recognised by its content and decoded."""

import subprocess
import sys

import pytest
from PIL import Image, features

from bot.images import formats, normalise
from tests.pictures import (
    BLUE,
    FORMS,
    GREEN,
    RED,
    WHITE,
    check_upload_form,
    corners,
    encoded,
    is_near,
    patch,
    quarters,
)


@pytest.mark.parametrize("form", FORMS)
def test_normalise_file_of_every_format_keeps_its_picture(form):
    image = normalise(encoded(quarters(), form, **FORMS[form]), name="x")

    picture = check_upload_form(image)
    assert picture.size == (120, 80)
    for found, drawn in zip(corners(picture), (RED, GREEN, BLUE, WHITE), strict=True):
        assert is_near(found, drawn)


@pytest.mark.parametrize("form", FORMS)
def test_normalise_file_with_another_name_is_told_by_its_content(form):
    data = encoded(quarters(), form, **FORMS[form])

    names = ("a.pdf", "a.png", "a.jpg", "", "../../etc/passwd", "图片.heic")

    assert len({normalise(data, name=name) for name in names}) == 1


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP", "TIFF"])
def test_normalise_several_frames_are_the_first(form):
    frames = [patch("RGB", colour) for colour in (RED, GREEN, BLUE)]
    options = {"duration": 50, "loop": 0} if form != "TIFF" else {}
    if form == "WEBP":
        options["lossless"] = True
    data = encoded(frames[0], form, save_all=True, append_images=frames[1:], **options)

    picture = check_upload_form(normalise(data, name="x"))

    assert not getattr(picture, "is_animated", False)
    assert is_near(picture.convert("RGB").getpixel((40, 40)), RED)


def test_normalise_mpo_is_its_primary_picture():
    data = encoded(quarters(), "MPO", save_all=True, append_images=[Image.new("RGB", (120, 80), BLUE)])
    assert formats.recognise(data) is formats.Format.JPEG

    image = normalise(data, name="x")

    assert not image.passed_through
    assert is_near(corners(check_upload_form(image))[0], RED)
    assert image.data.count(b"\xff\xd8\xff") <= 1


def test_normalise_progressive_jpeg_is_read():
    picture = check_upload_form(normalise(encoded(quarters(), "JPEG", progressive=True), name="x"))

    assert is_near(corners(picture)[1], GREEN)


@pytest.mark.parametrize("compression", ["tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits", None])
def test_normalise_compressed_tiff_is_read(compression):
    data = encoded(quarters(), "TIFF", compression=compression)

    assert is_near(corners(check_upload_form(normalise(data, name="x")))[2], BLUE)


def test_normalise_big_tiff_is_read():
    data = encoded(quarters(mode="L"), "TIFF", big_tiff=True)

    assert normalise(data, name="x").width == 120


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", formats.Format.HEIF),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", formats.Format.HEIF),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", formats.Format.AVIF),
        (b"\0\0\0\x18ftypavis\0\0\0\0avifmsf1", formats.Format.AVIF),
        (b"\0\0\0\x18ftypisom\0\0\0\0iso2avc1", None),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  mif1heic", None),  # brands after the box are none
        (b"BM" + bytes(12) + b"\x28\0\0\0", formats.Format.BMP),
        (b"BMW makes cars, and this is a text", None),
        (b"RIFF\0\0\0\0WAVEfmt ", None),
        (b"MM\0+\0\x08\0\0", formats.Format.TIFF),
    ],
)
def test_recognise_signature_is_its_format(head, found):
    assert formats.recognise(head) is found


def test_installed_libraries_decode_every_format():
    assert features.check("avif")
    assert features.check("webp")
    assert features.check("libtiff")
    assert features.check("littlecms2")


def test_importing_the_package_loads_no_decoder():
    """``lookalike --help`` imports the app; it must not wait for Pillow."""
    script = "import sys, bot.images; sys.exit(bool({'PIL', 'pillow_heif'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0

"""Files made to hurt: every one ends as a good picture or as a problem, and never as anything else."""

import struct
import warnings
import zlib
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from bot.errors import ImageError
from bot.images import decode, normalise
from bot.model import ProblemKind
from tests.pictures import (
    GREEN,
    PNG_SIGNATURE,
    RED,
    check_upload_form,
    corners,
    encoded,
    exif,
    is_near,
    photo,
    png,
    png_chunk,
    png_header,
    png_text,
    problem_of,
    quarters,
    raw_png,
    with_jpeg_segment,
    with_png_chunk,
    xmp,
)

KINDS = {
    ProblemKind.NOT_AN_IMAGE,
    ProblemKind.BROKEN_IMAGE,
    ProblemKind.TOO_MANY_PIXELS,
    ProblemKind.IMAGE_TOO_SMALL,
    ProblemKind.UNSUPPORTED_IMAGE,
    ProblemKind.BLANK_IMAGE,
}
BOMB = zlib.compress(bytes(40_000_000))


def outcome(data: bytes) -> ProblemKind | None:
    """The problem with a file; None for a good picture."""
    try:
        image = normalise(data, name="x")
    except ImageError as error:
        return error.problem.kind
    check_upload_form(image)
    return None


def check_good(data: bytes) -> None:
    assert is_near(corners(check_upload_form(normalise(data, name="x")))[0], RED)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("zTXt", b"Comment\0\0" + BOMB),
        ("iTXt", b"Comment\0\1\0\0\0" + BOMB),
        ("iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + BOMB),
        ("tEXt", b"Workflow\0" + bytes(3_000_000)),
        ("tEXt", b"\0"),
        ("iCCP", b"x\0\0" + BOMB),
        ("fcTL", bytes(3)),
        ("acTL", bytes(1)),
        ("acTL", b"\xff" * 8),
        ("pHYs", b""),
        ("gAMA", b""),
        ("cHRM", bytes(7)),
    ],
)
def test_normalise_chunk_that_it_does_not_need_is_never_inflated(name, body):
    check_good(with_png_chunk(encoded(quarters(), "PNG"), name.encode(), body))


def test_normalise_png_of_many_chunks_is_read():
    text = png_chunk(b"tEXt", b"a\0b") * 20_000

    check_good(with_png_chunk(encoded(quarters(), "PNG"), b"tEXt", b"a\0b").replace(png_chunk(b"tEXt", b"a\0b"), text))


@pytest.mark.parametrize("size", [(200, 80), (9000, 9000)])
def test_normalise_png_with_fewer_pixels_than_its_header_says_is_refused(size):
    honest = encoded(quarters(), "PNG")
    lying = PNG_SIGNATURE + png_header(*size) + honest[33:]

    assert problem_of(lying)[0] is ProblemKind.BROKEN_IMAGE


def test_normalise_png_with_more_pixels_than_its_header_says_is_cut():
    rows = (b"\0" + bytes(GREEN) * 32 + bytes(RED) * 32) * 640
    data = png(png_header(64, 64), png_chunk(b"IDAT", zlib.compress(rows)))

    image = normalise(data, name="x")

    assert not image.passed_through
    assert check_upload_form(image).size == (64, 64)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(PNG_SIGNATURE + b"\xff\xff\xff\xffIHDR" + bytes(99), id="endless-chunk"),
        pytest.param(PNG_SIGNATURE + png_header(64, 64), id="header-alone"),
        pytest.param(png(), id="no-header"),
        pytest.param(png(png_header(64, 64)), id="no-pixels"),
        pytest.param(png(png_header(64, 64), png_chunk(b"IDAT", b"")), id="empty-pixels"),
        pytest.param(raw_png(bytes(64), depth=8, colour=3), id="no-palette"),
        pytest.param(raw_png(bytes(64), depth=8, colour=5), id="no-such-colour"),
        pytest.param(raw_png(bytes(64), depth=3, colour=0), id="no-such-depth"),
        pytest.param(b"\xff\xd8\xff", id="start-of-jpeg"),
        pytest.param(b"\xff\xd8" * 5000, id="many-starts"),
        pytest.param(b"\xff\xd8\xff\xd9", id="start-and-end"),
        pytest.param(b"\xff\xd8\xff\xda\0\2" + bytes(500), id="scan-without-frame"),
        pytest.param(b"GIF89a" + struct.pack("<HH", 100, 100) + b"\0\0\0;", id="gif-without-frame"),
        pytest.param(b"II*\0\xff\xff\xff\xff" + bytes(50), id="tiff-without-directory"),
        pytest.param(b"II*\0\x08\0\0\0\xff\xff" + b"\0\1\3\0\xff\xff\xff\xff" * 900, id="tiff-with-crazy-tags"),
        pytest.param(b"MM\0*\0\0\0\x08\0\1\1\0\0\4\0\0\0\1\xff\xff\xff\xff\0\0\0\x08", id="tiff-that-loops"),
        pytest.param(b"RIFF\xff\xff\xff\xffWEBPVP8X" + bytes(50), id="webp-without-pixels"),
        pytest.param(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99), id="heic-without-boxes"),
        pytest.param(b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + bytes(99), id="avif-without-boxes"),
    ],
)
def test_normalise_broken_file_is_refused(data):
    assert problem_of(data) == (ProblemKind.BROKEN_IMAGE, {"name": "IMG_1.jpg"})


def of_size(form: str, width: int, height: int) -> bytes:
    """A file that says it has this size, and has not."""
    data = bytearray(encoded(photo(), form))
    if form == "JPEG":
        frame = data.index(b"\xff\xc0")
        data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    elif form == "PNG":
        data[8:33] = png_header(width, height)
    elif form == "GIF":
        data[6:10] = struct.pack("<HH", width, height)
    elif form == "BMP":
        data[18:26] = struct.pack("<ii", width, height)
    elif form == "WEBP":
        chunk = (
            b"VP8X" + struct.pack("<II", 10, 0) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        )
        data[12:12] = chunk
        data[4:8] = struct.pack("<I", len(data) - 8)
    elif form == "TIFF":
        for tag, value in ((256, width), (257, height)):
            at = data.index(struct.pack("<HHI", tag, 4, 1))
            data[at + 8 : at + 12] = struct.pack("<I", value)
    else:
        size = data.index(b"ispe") + 8
        data[size : size + 8] = struct.pack(">II", width, height)
    return bytes(data)


@pytest.mark.parametrize(
    ("form", "size"),
    [
        ("JPEG", (65_500, 65_500)),
        ("PNG", (2**31 - 1, 2**31 - 1)),
        ("PNG", (100_000, 100_000)),
        ("GIF", (65_535, 65_535)),
        ("BMP", (2**31 - 1, 65_535)),
        ("WEBP", (16_000, 16_000)),
        ("TIFF", (2**32 - 1, 2**32 - 1)),
        ("HEIF", (40_000, 40_000)),
        ("AVIF", (11_000, 11_000)),
        ("AVIF", (40_000, 40_000)),
        ("AVIF", (2**32 - 1, 2**32 - 1)),
        ("HEIF", (2**32 - 1, 2**32 - 1)),
    ],
)
def test_normalise_bomb_is_refused_before_it_is_decoded(form, size):
    kind, details = problem_of(of_size(form, *size))

    assert kind is ProblemKind.TOO_MANY_PIXELS
    assert details == {"name": "IMG_1.jpg", "limit_megapixels": "100"}


def test_normalise_gif_frame_far_outside_its_screen_is_refused():
    data = bytearray(encoded(quarters(), "GIF"))
    frame = data.index(b"," + struct.pack("<HHHH", 0, 0, 120, 80))
    data[frame + 1 : frame + 5] = struct.pack("<HH", 60_000, 60_000)

    assert problem_of(bytes(data))[0] is ProblemKind.TOO_MANY_PIXELS


def test_normalise_gif_frame_on_a_larger_screen_is_taken():
    image = normalise(of_size("GIF", 1000, 900), name="x")

    assert check_upload_form(image).size == (1000, 900)


@pytest.mark.parametrize("form", ["HEIF", "PNG", "JPEG", "BMP"])
def test_normalise_header_that_promises_other_pixels_is_a_picture_or_a_problem(form):
    for size in ((64, 64), (1000, 64), (3000, 3000)):
        assert outcome(of_size(form, *size)) in {None, ProblemKind.BROKEN_IMAGE}


def test_normalise_picture_of_95_megapixels_is_within_the_limit():
    """Pillow warns from 89 megapixels on, and errors from 179 on: neither is our limit."""
    rows = zlib.compress((b"\0" + b"\xff" * 600 + bytes(619)) * 9750)
    data = png(png_header(9750, 9750, depth=1, colour=0), png_chunk(b"IDAT", rows))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        image = normalise(data, name="x")

    assert (image.width, image.height) == (2048, 2048)


def test_normalise_any_picture_leaves_the_settings_of_its_libraries_alone():
    before = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES, list(warnings.filters), sorted(Image.OPEN)

    normalise(encoded(photo((2100, 100)), "JPEG"), name="x")
    normalise(encoded(photo(), "HEIF"), name="x")

    after = Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES, list(warnings.filters), sorted(Image.OPEN)
    assert after == before
    assert before[1] is False


@pytest.mark.parametrize("marker", [0xE1, 0xE2, 0xED, 0xFE])
@pytest.mark.parametrize(
    "body", [b"", b"\0", b"Exif\0\0", b"MPF\0MM\0*", b"Photoshop 3.0\x008BIM\4", b"ICC_PROFILE\0\1\1", b"\xff" * 99]
)
def test_normalise_jpeg_with_damaged_segments_keeps_its_picture(marker, body):
    check_good(with_jpeg_segment(encoded(quarters(), "JPEG", quality=95), marker, body))


@cache
def seeds() -> tuple[bytes, ...]:
    """A small file of every format and of every way to read it."""
    drawn = photo((72, 66))
    clear = drawn.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    grey = drawn.convert("L")
    turned = exif(orientation=6)
    return (
        encoded(drawn, "JPEG"),
        encoded(drawn, "JPEG", exif=turned, xmp=xmp(), comment="a", progressive=True),
        encoded(drawn.convert("CMYK"), "JPEG"),
        encoded(drawn, "MPO", save_all=True, append_images=[quarters((72, 66))]),
        encoded(drawn, "PNG"),
        encoded(drawn.quantize(), "PNG", exif=turned, pnginfo=png_text(), transparency=b"\0\x80"),
        encoded(drawn, "PNG", save_all=True, append_images=[quarters((72, 66))]),
        encoded(Image.new("I;16", (64, 64), 999), "PNG"),
        encoded(clear, "WEBP", exif=turned.tobytes(), xmp=xmp()),
        encoded(drawn, "WEBP", save_all=True, append_images=[quarters((72, 66))]),
        encoded(drawn, "GIF", save_all=True, append_images=[quarters((72, 66))], comment=b"a", transparency=3),
        encoded(clear, "TIFF", exif=turned),
        encoded(drawn, "TIFF", compression="tiff_lzw"),
        encoded(drawn, "TIFF", compression="jpeg"),
        encoded(drawn.convert("1"), "TIFF", compression="group4"),
        encoded(grey.convert("F"), "TIFF"),
        encoded(drawn.quantize(), "BMP"),
        encoded(drawn, "BMP"),
        encoded(clear, "HEIF", exif=turned.tobytes()),
        encoded(clear, "AVIF", exif=turned),
    )


EDITS = st.lists(
    st.tuples(
        st.sampled_from(("set", "set", "set", "insert", "delete")),
        st.floats(0, 1, exclude_max=True),
        st.one_of(
            st.sampled_from((b"\0", b"\xff", b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff")),
            st.binary(min_size=1, max_size=6),
        ),
    ),
    max_size=6,
)


def mutated(data: bytes, edits: list[tuple[str, float, bytes]], *, keep: float, head: bool) -> bytes:
    """Edit a file near its head or anywhere, cut it off, and mend the checksums that would give a PNG away."""
    edited = bytearray(data)
    for action, place, value in edits:
        at = int(place * (min(len(edited), 200) if head else len(edited)))
        edited[at : at + (0 if action == "insert" else len(value))] = b"" if action == "delete" else value
    cut = bytes(edited[: int(len(edited) * keep)])
    return mended(cut) if cut.startswith(PNG_SIGNATURE) else cut


def mended(data: bytes) -> bytes:
    chunks, position = [], len(PNG_SIGNATURE)
    while position + 12 <= len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        if position + 12 + length > len(data):
            break
        chunks.append(png_chunk(data[position + 4 : position + 8], data[position + 8 : position + 8 + length]))
        position += 12 + length
    return PNG_SIGNATURE + b"".join(chunks) + data[position:]


@settings(
    max_examples=max(10, settings.default.max_examples // 4),
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.integers(0, len(seeds()) - 1), EDITS, st.one_of(st.just(1.0), st.floats(0, 1)), st.booleans())
def test_normalise_any_damaged_file_is_a_picture_or_a_problem(monkeypatch, seed, edits, keep, head):
    monkeypatch.setattr(decode, "MAX_PIXELS", 1_000_000)  # for the time that the test takes

    assert outcome(mutated(seeds()[seed], edits, keep=keep, head=head)) in {None, *KINDS}

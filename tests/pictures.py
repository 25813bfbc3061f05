"""Pictures for the tests, drawn here: what is asserted of them can be read from how they are made."""

import struct
import zlib
from functools import cache
from io import BytesIO

import pillow_heif
import pytest
from PIL import ExifTags, Image, ImageDraw, ImageOps
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from bot.errors import ImageError
from bot.images import NormalisedImage, normalise
from bot.model import ProblemKind

SECRET = "51.5007N-SECRET"
"""Stands in every kind of metadata that the tests write; no output may contain it."""

FORMS = {
    "JPEG": {"quality": 95},
    "PNG": {},
    "WEBP": {"quality": 95},
    "GIF": {},
    "TIFF": {},
    "BMP": {},
    "HEIF": {},
    "AVIF": {"quality": 95},
}
"""What the normaliser takes, and how to write it without losing colours."""

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 160, 60), (40, 60, 200), (255, 255, 255)


def quarters(size: tuple[int, int] = (120, 80), mode: str = "RGB") -> Image.Image:
    """Red, green / blue, white: each corner tells where it is."""
    width, height = size
    picture = Image.new("RGB", size, WHITE)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), RED)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), GREEN)
    draw.rectangle((0, height // 2, width // 2 - 1, height), BLUE)
    return picture if mode == "RGB" else picture.convert(mode)


@cache
def photo(size: tuple[int, int] = (160, 120), *, noise: float = 0.3) -> Image.Image:
    """Gradients and noise, as a camera sees them."""
    across = Image.linear_gradient("L").rotate(90).resize(size)
    down = Image.linear_gradient("L").resize(size)
    round_ = ImageOps.invert(Image.radial_gradient("L").resize(size))
    grain = Image.merge("RGB", [Image.effect_noise(size, 60) for _ in range(3)])
    return Image.blend(Image.merge("RGB", (across, down, round_)), grain, noise)


def patch(mode: str, colour: float | tuple[int, ...]) -> Image.Image:
    """One colour, and a spot of another in its last corner: a picture of one colour alone is refused."""
    picture = Image.new(mode, (80, 80), colour)
    black = {"RGBA": (0, 0, 0, 255), "LA": (0, 255), "CMYK": (0, 0, 0, 255), "RGB": (0, 0, 0)}.get(mode, 0)
    white = {"CMYK": (0, 0, 0, 0), "RGB": (255, 255, 255), "I;16": 65535, "I;16B": 65535}.get(mode, 255)
    picture.paste(white if colour == black else black, (72, 72, 80, 80))
    return picture


def drawing(size: tuple[int, int] = (900, 700)) -> Image.Image:
    """A mug in black lines, as in a patent."""
    width, height = size
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((width * 0.2, height * 0.2, width * 0.6, height * 0.9), outline="black", width=4)
    draw.arc((width * 0.5, height * 0.35, width * 0.8, height * 0.75), -90, 90, fill="black", width=4)
    return picture


def encoded(picture: Image.Image, form: str, **options: object) -> bytes:
    """The bytes of a file; ``HEIF`` through libheif, everything else through Pillow."""
    buffer = BytesIO()
    if form == "HEIF":
        pillow_heif.from_pillow(picture).save(buffer, quality=90, enc_params={"preset": "ultrafast"}, **options)
    else:
        picture.save(buffer, form, **({"speed": 10} if form == "AVIF" else {}), **options)
    return buffer.getvalue()


def opened(data: bytes) -> Image.Image:
    """The output of the normaliser, decoded in full."""
    picture = Image.open(BytesIO(data), formats=("JPEG", "PNG"))
    picture.load()
    return picture


def corners(picture: Image.Image) -> tuple[tuple[int, ...], ...]:
    """The colours near the corners: top left, top right, bottom left, bottom right."""
    picture = picture.convert("RGB")
    width, height = picture.size
    x, y = width // 4, height // 4
    places = ((x, y), (width - x - 1, y), (x, height - y - 1), (width - x - 1, height - y - 1))
    return tuple(picture.getpixel(place) for place in places)


def is_near(colour: tuple[int, ...], other: tuple[int, ...], *, tolerance: int = 14) -> bool:
    return len(colour) == len(other) and all(abs(a - b) <= tolerance for a, b in zip(colour, other, strict=True))


def exif(*, orientation: int | None = None) -> Image.Exif:
    """EXIF of a phone: the place, a maker's note and a comment, all with SECRET in them."""
    block = Image.Exif()
    if orientation is not None:
        block[ExifTags.Base.Orientation] = orientation
    block[ExifTags.Base.Make] = SECRET
    block[ExifTags.Base.ImageDescription] = SECRET
    details = block.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.UserComment] = SECRET.encode()
    details[ExifTags.Base.MakerNote] = SECRET.encode() * 10
    place = block.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (IFDRational(51), IFDRational(30), IFDRational(2, 3))
    place[ExifTags.GPS.GPSAreaInformation] = SECRET.encode()
    return block


def xmp(*, orientation: int | None = None) -> bytes:
    turned = f' tiff:Orientation="{orientation}"' if orientation else ""
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description exif:GPSLatitude="{SECRET}"{turned}/></rdf:RDF></x:xmpmeta>'
    ).encode()


def png_text() -> PngInfo:
    """A text chunk of each kind."""
    text = PngInfo()
    text.add_text("Comment", SECRET)
    text.add_text("Place", SECRET * 20, zip=True)
    text.add_itxt("XML:com.adobe.xmp", xmp().decode())
    return text


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*chunks: bytes) -> bytes:
    return PNG_SIGNATURE + b"".join(chunks) + png_chunk(b"IEND", b"")


def png_header(width: int, height: int, *, depth: int = 8, colour: int = 2, interlaced: int = 0) -> bytes:
    return png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))


def raw_png(samples: bytes, *, depth: int, colour: int, chunks: tuple[bytes, ...] = ()) -> bytes:
    """64 x 64 pixels, of one value down to the last eight rows, which are turned over; ``samples`` is one row."""
    turned = bytes(255 - sample for sample in samples)
    pixels = zlib.compress((b"\0" + samples) * 56 + (b"\0" + turned) * 8)
    return png(png_header(64, 64, depth=depth, colour=colour), *chunks, png_chunk(b"IDAT", pixels))


def png_chunk_names(data: bytes) -> list[bytes]:
    names, position = [], len(PNG_SIGNATURE)
    while position < len(data):
        names.append(data[position + 4 : position + 8])
        position += 12 + int.from_bytes(data[position : position + 4], "big")
    return names


def with_png_chunk(data: bytes, name: bytes, body: bytes) -> bytes:
    """The same PNG with one chunk more, right after its header."""
    after_header = len(PNG_SIGNATURE) + 25
    return data[:after_header] + png_chunk(name, body) + data[after_header:]


def with_jpeg_segment(data: bytes, marker: int, body: bytes) -> bytes:
    """The same JPEG with one segment more, right after its start."""
    return data[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body + data[2:]


def without_jfif(data: bytes) -> bytes:
    assert data[2:4] == b"\xff\xe0"
    return data[:2] + data[4 + int.from_bytes(data[4:6], "big") :]


def problem_of(data: bytes, *, name: str = "IMG_1.jpg") -> tuple[ProblemKind, dict[str, str]]:
    with pytest.raises(ImageError) as caught:
        normalise(data, name=name)
    return caught.value.problem.kind, dict(caught.value.problem.details)


def check_upload_form(image: NormalisedImage) -> Image.Image:
    """Everything that must hold for any output."""
    assert len(image.data) <= 4096 * 1024
    assert max(image.width, image.height) <= 2048
    picture = opened(image.data)
    assert picture.get_format_mimetype() == image.content_type
    assert picture.size == (image.width, image.height)
    assert picture.mode in {"L", "RGB"}
    assert not picture.has_transparency_data
    return picture


def pixel(data: bytes, place: tuple[int, int] = (40, 40)) -> tuple[int, ...]:
    """A pixel of the upload form."""
    return check_upload_form(normalise(data, name="x")).convert("RGB").getpixel(place)


def check_bare(data: bytes) -> None:
    """Hold an output against a list of what it may be made of."""
    picture = check_upload_form(normalise(data, name="x"))
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    for trace in (
        SECRET.encode(),
        SECRET.encode("utf-16-le"),
        SECRET.encode("utf-16-be"),
        b"Exif",
        b"ns.adobe",
        b"ICC",
    ):
        assert trace not in data
    if data.startswith(b"\x89PNG"):
        assert set(png_chunk_names(data)) == {b"IHDR", b"IDAT", b"IEND"}
        assert data.endswith(png_chunk(b"IEND", b""))
    else:
        assert set(jpeg_markers(data)) <= {0xE0, 0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDA}
        assert data.endswith(b"\xff\xd9")


def jpeg_markers(data: bytes) -> list[int]:
    markers, position = [], 2
    while data[position + 1] != 0xDA:
        assert data[position] == 0xFF
        markers.append(data[position + 1])
        position += 2 + int.from_bytes(data[position + 2 : position + 4], "big")
    return markers

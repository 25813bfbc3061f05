"""Bytes from anywhere -> pixels. Every failure of a decoder is an ImageError."""

import re
import struct
from collections.abc import Callable
from io import BytesIO
from typing import Final, cast

import pillow_heif
from PIL import ExifTags, Image
from PIL.AvifImagePlugin import AvifImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from bot.errors import ImageError
from bot.images import bmp, jpeg, sixteen_bit, tiff
from bot.images.formats import Format
from bot.images.upload_form import MAX_MEGAPIXELS, MAX_PIXELS, MAX_UPLOAD_SIDE, MIN_SIDE
from bot.model import ProblemKind

_DECODERS: Final[dict[Format, Callable[[bytes], Image.Image]]] = {
    Format.JPEG: lambda data: JpegImageFile(BytesIO(data)),
    Format.PNG: lambda data: PngImageFile(BytesIO(data)),
    Format.WEBP: lambda data: WebPImageFile(BytesIO(data)),
    Format.GIF: lambda data: GifImageFile(BytesIO(data)),
    Format.TIFF: lambda data: TiffImageFile(BytesIO(data)),
    Format.BMP: bmp.open_bmp,
    Format.HEIF: lambda data: cast("Image.Image", pillow_heif.HeifImageFile(BytesIO(data))),  # type: ignore[no-untyped-call]
    Format.AVIF: lambda data: AvifImageFile(BytesIO(data)),
}
"""Called directly and not through ``Image.open``, which would load every plugin there is (Ghostscript's among them),
turn JPEGs with several pictures into MPOs, and hold its own, lower limit on pixels against us."""

_SAYS_UNSUPPORTED: Final = re.compile(
    r"unsupported|not supported|unknown (?:pixel mode|data organization)", re.IGNORECASE
)
"""What Pillow, libheif and libavif say of a file that is sound and beyond them."""

_XMP = ("xmp", "XML:com.adobe.xmp")
"""Where Pillow looks for an orientation that EXIF does not give. No browser does, nor Slack: nobody has seen a picture
turned by it."""

_BOXED = frozenset({Format.HEIF, Format.AVIF})
_EXTENTS = re.compile(rb"ispe\0{4}(.{8})", re.DOTALL)
"""The box that says how large an image is: version and flags, width, height (ISO/IEC 23008-12, 6.5.3)."""

_MAX_META_BYTES = 1024 * 1024


def open_picture(data: bytes, found: Format, *, name: str) -> Image.Image:
    """Read the header and hold the size against the limits. As a rule, no pixel is decoded yet.

    Raises:
        ImageError: BROKEN_IMAGE, UNSUPPORTED_IMAGE, TOO_MANY_PIXELS or IMAGE_TOO_SMALL.
    """
    try:
        picture = _DECODERS[found](data)
    except Exception as error:
        # Decoders answer hostile bytes with whatever comes first: KeyError, OverflowError, MemoryError, …
        raise _refusal(error, data, found, name=name) from error
    for text in _XMP:
        picture.info.pop(text, None)
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(name)
    if min(width, height) < MIN_SIDE:
        raise ImageError.of(ProblemKind.IMAGE_TOO_SMALL, name=name, width=width, height=height, min_side=MIN_SIDE)
    return picture


def load_pixels(picture: Image.Image, data: bytes, found: Format, *, name: str) -> Image.Image:
    """Decode the first frame; a JPEG at the smallest of 1, 1/2, 1/4 and 1/8 that is no smaller than the upload form.

    Raises:
        ImageError: BROKEN_IMAGE or UNSUPPORTED_IMAGE, or TOO_MANY_PIXELS if the header had promised less.
    """
    try:
        if found is Format.JPEG:
            return _load_jpeg(picture, data)
        is_deep = sixteen_bit.is_of_deep_colours(picture)
        picture.load()
        return sixteen_bit.brightened(picture, lambda: _DECODERS[found](data)) if is_deep else picture
    except Exception as error:
        raise _refusal(error, data, found, name=name) from error


def _load_jpeg(picture: Image.Image, data: bytes) -> Image.Image:
    """Decode a JPEG, also one of which nothing but its end is missing."""
    # Four times fewer pixels are a fourth of the memory, and most of the time saved.
    picture.draft(None, fit(picture.size))
    try:
        picture.load()
    except OSError:
        scans = jpeg.up_to_last_scan(data)
        endings = [JpegImageFile(BytesIO(scans + ending)) for ending in jpeg.ENDINGS]
        for ended in endings:
            ended.draft(None, fit(ended.size))
        picture, *others = endings
        if any(other.tobytes() != picture.tobytes() for other in others):
            raise
    return picture


def fit(size: tuple[int, int]) -> tuple[int, int]:
    """The size of the upload form: the long side at most ``MAX_UPLOAD_SIDE``, never enlarged, no side under 1."""
    long_side = max(size)
    if long_side <= MAX_UPLOAD_SIDE:
        return size
    width, height = (max(1, round(side * MAX_UPLOAD_SIDE / long_side)) for side in size)
    return width, height


def orientation(picture: Image.Image) -> int:
    """What EXIF says of the loaded picture, from 1 (upright) to 8; 1 if it says nothing that can be read.

    The decoders of HEIF and TIFF have turned the picture already, and say 1.
    """
    try:
        value = picture.getexif().get(ExifTags.Base.Orientation)
    except (ArithmeticError, LookupError, OSError, SyntaxError, TypeError, ValueError, struct.error):
        # A damaged EXIF block is no reason to refuse a picture that can be seen.
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _declares_too_many_pixels(data: bytes) -> bool:
    """Whether a box of the file gives a size over our limit: libavif and libheif have limits too, and say less."""
    sizes = (struct.unpack(">II", size) for size in _EXTENTS.findall(data, 0, _MAX_META_BYTES))
    return any(width * height > MAX_PIXELS for width, height in sizes)


def broken(name: str) -> ImageError:
    return ImageError.of(ProblemKind.BROKEN_IMAGE, name=name)


def _refusal(error: Exception, data: bytes, found: Format, *, name: str) -> ImageError:
    """What a decoder's failure says of the file."""
    if isinstance(error, Image.DecompressionBombError) or (found in _BOXED and _declares_too_many_pixels(data)):
        return _too_many_pixels(name)
    if _is_rare(error, data, found):
        return ImageError.of(ProblemKind.UNSUPPORTED_IMAGE, name=name, form=found)
    return broken(name)


def _is_rare(error: Exception, data: bytes, found: Format) -> bool:
    """Whether the file is sound, as far as can be told, and of a kind that its decoder does not know."""
    if found is Format.JPEG:
        return jpeg.is_rare(data)
    says_so = _SAYS_UNSUPPORTED.search(str(error)) is not None
    return tiff.is_rare(data) or (says_so and tiff.is_whole(data)) if found is Format.TIFF else says_so


def _too_many_pixels(name: str) -> ImageError:
    return ImageError.of(ProblemKind.TOO_MANY_PIXELS, name=name, limit_megapixels=MAX_MEGAPIXELS)

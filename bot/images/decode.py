"""Bytes that nobody vouches for -> pixels. Every failure of a decoder is an ImageError."""

import re
import struct
from collections.abc import Callable
from io import BytesIO
from typing import Final

import pillow_heif
from PIL import ExifTags, Image
from PIL.AvifImagePlugin import AvifImageFile
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from bot.errors import ImageError
from bot.images import png
from bot.images.formats import Format
from bot.images.upload_form import MAX_MEGAPIXELS, MAX_PIXELS, MAX_UPLOAD_SIDE, MIN_SIDE
from bot.model import ProblemKind

_DECODERS: Final[dict[Format, Callable[[BytesIO], ImageFile]]] = {
    Format.JPEG: JpegImageFile,
    Format.PNG: PngImageFile,
    Format.WEBP: WebPImageFile,
    Format.GIF: GifImageFile,
    Format.TIFF: TiffImageFile,
    Format.BMP: BmpImageFile,
    Format.HEIF: pillow_heif.HeifImageFile,
    Format.AVIF: AvifImageFile,
}
"""Called directly and not through ``Image.open``, which would load every plugin there is (Ghostscript's among them),
turn JPEGs with several pictures into MPOs, and hold its own, lower limit on pixels against us."""


_BOXED = frozenset({Format.HEIF, Format.AVIF})
_EXTENTS = re.compile(rb"ispe\0{4}(.{8})", re.DOTALL)
"""The box that says how large an image is: version and flags, width, height (ISO/IEC 23008-12, 6.5.3)."""

_MAX_META_BYTES = 1024 * 1024


def open_picture(data: bytes, found: Format, *, name: str) -> ImageFile:
    """Read the header and hold the size against the limits. No pixel is decoded yet.

    Raises:
        ImageError: BROKEN_IMAGE, TOO_MANY_PIXELS or IMAGE_TOO_SMALL.
    """
    try:
        picture = _DECODERS[found](BytesIO(png.essential(data) if found is Format.PNG else data))
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(name) from error
    except Exception as error:
        # Decoders answer hostile bytes with whatever comes first: KeyError, OverflowError, MemoryError, …
        if found in _BOXED and _declares_too_many_pixels(data):
            raise _too_many_pixels(name) from error
        raise broken(name) from error
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(name)
    if min(width, height) < MIN_SIDE:
        raise ImageError.of(ProblemKind.IMAGE_TOO_SMALL, name=name, width=width, height=height, min_side=MIN_SIDE)
    return picture


def load_pixels(picture: ImageFile, found: Format, *, name: str) -> None:
    """Decode the first frame; a JPEG at the smallest of 1, 1/2, 1/4 and 1/8 that is no smaller than the upload form.

    Raises:
        ImageError: BROKEN_IMAGE, or TOO_MANY_PIXELS where the header had promised less.
    """
    try:
        if found is Format.JPEG:
            # Four times fewer pixels are a fourth of the memory, and most of the time saved.
            picture.draft(None, fit(picture.size))
        picture.load()
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(name) from error
    except Exception as error:
        raise broken(name) from error


def fit(size: tuple[int, int]) -> tuple[int, int]:
    """The size of the upload form: the long side at most ``MAX_UPLOAD_SIDE``, never enlarged, no side under 1."""
    long_side = max(size)
    if long_side <= MAX_UPLOAD_SIDE:
        return size
    width, height = (max(1, round(side * MAX_UPLOAD_SIDE / long_side)) for side in size)
    return width, height


def orientation(picture: ImageFile) -> int:
    """What EXIF says of the loaded picture, from 1 (upright) to 8; 1 where it says nothing that can be read.

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


def _too_many_pixels(name: str) -> ImageError:
    return ImageError.of(ProblemKind.TOO_MANY_PIXELS, name=name, limit_megapixels=MAX_MEGAPIXELS)

"""BMPs whose pixels are bit fields, in any order and of any width (Microsoft, BITMAPV5HEADER).

Pillow knows a dozen layouts of bit fields and refuses the others.
"""

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageMath
from PIL.BmpImagePlugin import BmpImageFile

_BIT_FIELDS: Final = 3
_ALPHA_BIT_FIELDS: Final = 6
_MASKS_AT: Final = 54
"""Behind the oldest header, and in the same place inside the later ones."""
_ALPHA_HEADERS: Final = frozenset({56, 108, 124})
_OS2_1_HEADER, _OS2_2_HEADER = 12, 64
_COLOURS_AT: Final = 46
_MAX_FIELD_BITS: Final = 24


@dataclass(frozen=True, slots=True)
class _Field:
    """One channel's place in a pixel."""

    shift: int
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    size: tuple[int, int]
    is_top_down: bool
    bits: int
    pixels_at: int
    fields: tuple[_Field, ...]
    """Red, green, blue, and alpha if there is one."""


def open_bmp(data: bytes) -> Image.Image:
    """Open a BMP; one of bit fields is decoded at once, which its bytes limit: they cannot be compressed.

    Raises:
        OSError: the file is cut off, or of a kind that is not supported.
    """
    layout = _read_layout(data)
    return BmpImageFile(BytesIO(_with_sane_palette(data))) if layout is None else _read_pixels(data, layout)


def _with_sane_palette(data: bytes) -> bytes:
    """The same file with no more colours declared than its pixels can name; some programs write more."""
    if len(data) < _COLOURS_AT + 4 or int.from_bytes(data[14:18], "little") == _OS2_1_HEADER:
        return data
    bits, colours = int.from_bytes(data[28:30], "little"), int.from_bytes(data[_COLOURS_AT : _COLOURS_AT + 4], "little")
    return data if bits > 8 or colours <= 1 << bits else data[:_COLOURS_AT] + bytes(4) + data[_COLOURS_AT + 4 :]


def _read_layout(data: bytes) -> _Layout | None:
    """The layout of the bit fields; None for any other BMP, and for a file without room for one."""
    if len(data) < _MASKS_AT + 12:
        return None
    pixels_at, header, width, height, _, bits, compression = struct.unpack_from("<IIiiHHI", data, 10)
    if (
        compression not in {_BIT_FIELDS, _ALPHA_BIT_FIELDS}
        or bits not in {16, 32}
        or header in {_OS2_1_HEADER, _OS2_2_HEADER}
    ):
        return None
    masks = list(struct.unpack_from("<3I", data, _MASKS_AT))
    if (compression == _ALPHA_BIT_FIELDS or header in _ALPHA_HEADERS) and len(data) >= _MASKS_AT + 16:
        masks += struct.unpack_from("<I", data, _MASKS_AT + 12)
    if not any(masks[:3]):
        return None
    fields = tuple(_field(mask) for mask in masks if mask)
    if width <= 0 or not height or not all(masks[:3]):
        raise OSError("unsupported bit fields")
    return _Layout(size=(width, abs(height)), is_top_down=height < 0, bits=bits, pixels_at=pixels_at, fields=fields)


def _field(mask: int) -> _Field:
    shift = (mask & -mask).bit_length() - 1
    limit = mask >> shift
    if limit & (limit + 1) or limit.bit_length() > _MAX_FIELD_BITS:
        raise OSError("unsupported bit field: its bits do not stand side by side, or are too many")
    return _Field(shift, limit)


def _read_pixels(data: bytes, layout: _Layout) -> Image.Image:
    width, height = layout.size
    row_bytes = (width * layout.bits + 31) // 32 * 4
    rows = memoryview(data)[layout.pixels_at : layout.pixels_at + row_bytes * height]
    if len(rows) < row_bytes * (height - 1) + width * layout.bits // 8:
        raise OSError("image file is truncated")
    raw_mode = "I;16" if layout.bits == 16 else "I;32S"
    order = 1 if layout.is_top_down else -1
    padded = bytes(rows).ljust(row_bytes * height, b"\0")
    pixels = Image.frombytes("I", layout.size, padded, "raw", raw_mode, row_bytes, order)
    channels = [_channel(pixels, field) for field in layout.fields]
    if len(channels) == 4 and channels[3].getextrema() == (0, 0):
        # Many programs declare alpha and leave it at zero: then it says nothing, and the colours are what was meant.
        channels.pop()
    return Image.merge("RGBA" if len(channels) == 4 else "RGB", channels)


def _channel(pixels: Image.Image, field: _Field) -> Image.Image:
    def value(images: dict[str, Any]) -> Any:
        return (images["pixels"] >> field.shift & field.limit) * 255 / field.limit

    # ImageMath has no unsigned numbers: a shift brings ones in from above, which the limit masks.
    scaled: Image.Image = ImageMath.lambda_eval(value, pixels=pixels)
    return scaled.convert("L")

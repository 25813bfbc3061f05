"""Samples of 16 bits -> 8 bits, by the range that is really used.

Many cameras and scanners store 10, 12 or 14 bits in 16: taken at their word, such a picture is nearly black.
"""

import sys
from collections.abc import Callable
from typing import Final, cast

from PIL import Image, ImageChops, ImageFile

USED_BITS: Final = (8, 10, 12, 14, 16)
_BAND_PIXELS = 4_000_000
_SWAPPED: Final = {"L": "B", "B": "L", "N": "B" if sys.byteorder == "little" else "L"}
"""A byte order -> the other: in which the low byte of a sample comes out where the high one would."""
_COLOURS: Final = frozenset({"RGB", "RGBA"})


def white_of(highest: int) -> int:
    """The lightest value of a picture of 16-bit samples, of which this is the highest."""
    return next((1 << bits) - 1 for bits in USED_BITS if highest < 1 << bits)


def highest_grey(picture: Image.Image) -> int:
    """The highest sample of a picture of mode ``I;16`` in any byte order."""
    width, height = picture.size
    rows = max(1, _BAND_PIXELS // width)
    bands = (
        picture.crop((0, top, width, min(top + rows, height))).convert("I").getextrema()
        for top in range(0, height, rows)
    )
    return int(max(cast("tuple[float, float]", band)[1] for band in bands))


def is_of_deep_colours(picture: Image.Image) -> bool:
    """Whether Pillow is about to leave out the low byte of each sample, as it does for colours."""
    return (
        isinstance(picture, ImageFile.ImageFile)
        and picture.mode in _COLOURS
        and "transparency" not in picture.info
        and bool(picture.tile)
        and all(_raw_mode(tile)[:-1] == f"{picture.mode};16" for tile in picture.tile)
    )


def brightened(picture: Image.Image, reopened: Callable[[], Image.Image]) -> Image.Image:
    """A loaded picture of high bytes; if those are nearly empty, made of both bytes.

    Args:
        reopened: the same picture again, not loaded yet.
    """
    used_bits = white_of(max(high for _, high in _extrema(picture)) << 8).bit_length()
    if used_bits == 16:
        return picture
    low = cast("ImageFile.ImageFile", reopened())
    low.tile = [_swapped(tile) for tile in low.tile]
    low.load()
    high_table = [min(255, value << (16 - used_bits)) for value in range(256)]
    low_table = [value >> (used_bits - 8) for value in range(256)]
    bands = [
        ImageChops.add(high_band.point(high_table), low_band.point(low_table))
        for high_band, low_band in zip(picture.split(), low.split(), strict=True)
    ]
    made = Image.merge(picture.mode, bands)
    made.info = picture.info
    return made


def _extrema(picture: Image.Image) -> list[tuple[int, int]]:
    """Of every band but alpha."""
    bands = cast("tuple[tuple[int, int], ...]", picture.getextrema())
    return list(bands[:3] if picture.mode == "RGBA" else bands)


def _raw_mode(tile: ImageFile._Tile) -> str:
    return tile.args if isinstance(tile.args, str) else str(next(iter(tile.args or ()), ""))


def _swapped(tile: ImageFile._Tile) -> ImageFile._Tile:
    raw_mode = _raw_mode(tile)
    swapped = raw_mode[:-1] + _SWAPPED[raw_mode[-1]]
    return tile._replace(args=swapped if isinstance(tile.args, str) else (swapped, *(tile.args or ())[1:]))

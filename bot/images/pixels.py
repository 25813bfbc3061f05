"""Pixels of any kind -> upright, opaque, 8-bit greyscale or sRGB in the size of the upload form."""

from collections.abc import Callable
from io import BytesIO
from math import isfinite
from typing import cast

from PIL import Image, ImageCms, ImageColor

from bot.images import sixteen_bit
from bot.images.decode import fit

_TURN = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation -> what makes the picture upright."""

_PROFILE_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
_BAND_PIXELS = 4_000_000

_USUAL_WHITES = (1.0, *(float((1 << bits) - 1) for bits in sixteen_bit.USED_BITS))

_Convert = Callable[[Image.Image], Image.Image]


def to_upload_pixels(picture: Image.Image, *, orientation: int, ground: str = "white") -> Image.Image:
    """Convert a loaded picture; what comes back has mode ``L`` or ``RGB`` and carries no metadata.

    Args:
        orientation: EXIF's, from 1 to 8.
        ground: what shows through where the picture is transparent; ``white`` or ``black``.
    """
    profile = picture.info.get("icc_profile")
    upload_size = fit(picture.size)
    pixels = _shrink(picture, upload_size, _converter(picture, ground))
    if pixels.size != upload_size:
        pixels = pixels.resize(upload_size, _filter(pixels.width / upload_size[0]))
    if isinstance(profile, bytes) and profile:
        pixels = _to_srgb(pixels, profile)
    if pixels.mode == "CMYK":
        pixels = pixels.convert("RGB")
    if orientation in _TURN:
        pixels = pixels.transpose(_TURN[orientation])
    if pixels is picture:
        pixels = picture.copy()
    pixels.info = {}  # the encoders would write a profile, a resolution or a transparent colour from here
    return pixels


def _shrink(picture: Image.Image, upload_size: tuple[int, int], convert: _Convert) -> Image.Image:
    """Convert, and average down to no less than twice the upload size, in bands.

    A band at a time, because a conversion of 100 megapixels at once would need hundreds of megabytes more.
    """
    width, height = picture.size
    by_x, by_y = (max(1, side // (2 * target)) for side, target in zip(picture.size, upload_size, strict=True))
    if by_x == by_y == 1 and picture.mode in {"L", "RGB", "CMYK"} and not picture.has_transparency_data:
        return picture
    band_height = max(1, _BAND_PIXELS // width // by_y) * by_y
    bands = (
        convert(picture.crop((0, top, width, min(top + band_height, height)))).reduce((by_x, by_y))
        for top in range(0, height, band_height)
    )
    first = next(bands)
    shrunk = Image.new(first.mode, (first.width, -(-height // by_y)))
    shrunk.paste(first)
    for number, band in enumerate(bands, start=1):
        shrunk.paste(band, (0, number * band_height // by_y))
    return shrunk


def _filter(shrinks_by: float) -> Image.Resampling:
    """Bicubic keeps thin lines crisp; when many pixels become one they are lost anyway, and Hamming is faster."""
    return Image.Resampling.HAMMING if shrinks_by > 1.5 else Image.Resampling.BICUBIC


def _converter(picture: Image.Image, ground: str) -> _Convert:
    """What makes a band of this picture ``L``, ``RGB`` or ``CMYK``; ValueError if nothing can."""
    if picture.mode in {"P", "PA"} and picture.palette is None:
        raise ValueError("a picture of palette entries without a palette")
    if picture.mode.startswith("I;16"):
        shift = sixteen_bit.white_of(sixteen_bit.highest_grey(picture)).bit_length() - 8
        table = [min(value >> shift, 255) for value in range(1 << 16)]
        transparent = picture.info.get("transparency")
        if isinstance(transparent, int) and 0 <= transparent < len(table):
            table[transparent] = ImageColor.getrgb(ground)[0]
        return lambda band: band.convert("I").point(table, "L")
    if picture.mode in {"I", "F"}:
        scale, offset = _exposure(*cast("tuple[float, float]", picture.getextrema()))
        return lambda band: band.convert("F").point(lambda value: value * scale + offset).convert("L")
    if picture.has_transparency_data:
        return lambda band: _on_ground(band, ground)
    if picture.mode in {"L", "RGB", "CMYK"}:
        return lambda band: band
    return lambda band: band.convert("L" if band.mode == "1" else "RGB")


def _exposure(low: float, high: float) -> tuple[float, float]:
    """Scale and offset that bring the values of a 32-bit picture to 0..255.

    Such pictures do not say what is white. A range that looks like one of the usual ones is taken for it; any other
    is stretched, so that the product can be seen.
    """
    if low >= 0:
        for white in _USUAL_WHITES:
            if high <= white:
                return 255.0 / white, 0.0
    span = high - low
    if not isfinite(span) or span == 0:
        return 1.0, 0.0
    return 255.0 / span, -255.0 * low / span


def _on_ground(band: Image.Image, ground: str) -> Image.Image:
    grey = band.mode in {"1", "L", "LA", "La"}
    if band.mode in {"La", "RGBa"}:  # premultiplied: only its straight form converts
        band = band.convert(band.mode.upper())
    band = band.convert("LA" if grey else "RGBA")
    flat = Image.new("L" if grey else "RGB", band.size, ground)
    flat.paste(band.convert(flat.mode), mask=band.getchannel("A"))
    return flat


def _to_srgb(pixels: Image.Image, profile: bytes) -> Image.Image:
    """The colours as they were meant; as they are if the profile is broken, or one of other colours."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = _PROFILE_MODES.get(source.profile.xcolor_space.strip())
        if mode == "RGB" and pixels.mode == "L":
            pixels = pixels.convert("RGB")
        if mode != pixels.mode:
            return pixels
        converted = ImageCms.profileToProfile(pixels, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return pixels
    return converted or pixels

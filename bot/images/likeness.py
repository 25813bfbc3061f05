"""Pixels -> the fingerprint by which the same picture is known again."""

from PIL import Image, ImageStat

from bot.model.fingerprint import SIDE, Fingerprint

_ACROSS, _DOWN = 9, 8
_STEP = 2
"""Levels of 255 by which a place is darker than its neighbour: what compression does to a plain ground is less."""


def fingerprint(pixels: Image.Image, size: tuple[int, int]) -> Fingerprint:
    """Of ``L`` or ``RGB`` pixels. Args: size: of the picture, which the pixels may show in a smaller one."""
    small = pixels.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX)
    grey = small.convert("L")
    stat = ImageStat.Stat(grey)
    width, height = size
    return Fingerprint(
        hash=_hash(pixels),
        tone=round(stat.mean[0]),
        contrast=round(stat.stddev[0]),
        small=small.tobytes(),
        width=width,
        height=height,
    )


def _hash(pixels: Image.Image) -> int:
    cells = pixels.convert("L").resize((_ACROSS, _DOWN), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(_DOWN):
        for column in range(_ACROSS - 1):
            left, right = cells[row * _ACROSS + column], cells[row * _ACROSS + column + 1]
            bits = bits << 1 | (left > right + _STEP)
    return bits

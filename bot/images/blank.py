"""Whether a picture shows nothing: one colour within noise, for which a search would be paid in vain."""

from PIL import Image

_GRAIN = 64
"""Levels of 255 by which single pixels of one colour may differ, with a grain that scanners and sensors add."""
_STEP = 16
"""Of so many pixels, across and down, one is looked at first: enough for nearly every picture that shows something."""
_SAMPLE_SPECKS = 0.001

_BLOCK = 4
"""Pixels across and down that are averaged: grain goes, and a line one pixel wide stays."""
_BLOCK_CONTRAST = 8
"""Levels of 255 by which such blocks of one colour may differ."""

_SPECKS = 0.0001
"""The share that may be of any colour: dust on a scanned page is no product."""


def is_blank(pixels: Image.Image) -> bool:
    """Whether ``L`` or ``RGB`` pixels are of one colour within noise."""
    across, down = (-(-side // _STEP) for side in pixels.size)
    sample = pixels.resize((across, down), Image.Resampling.NEAREST).convert("L")
    if _contrast(sample, _SAMPLE_SPECKS) > _GRAIN:
        return False
    return _contrast(pixels, _SPECKS) <= _GRAIN and _contrast(pixels.reduce(_BLOCK), _SPECKS) <= _BLOCK_CONTRAST


def _contrast(pixels: Image.Image, specks_share: float) -> int:
    """Levels between the darkest and the lightest pixels of the band in which that is most, specks left out."""
    counts = pixels.histogram()
    specks = int(pixels.width * pixels.height * specks_share)
    return max(
        255 - _first_over(specks, counts[start : start + 256][::-1]) - _first_over(specks, counts[start : start + 256])
        for start in range(0, len(counts), 256)
    )


def _first_over(limit: int, counts: list[int]) -> int:
    """The first level up to which there are more pixels than the limit."""
    total = 0
    for level, count in enumerate(counts):
        total += count
        if total > limit:
            return level
    return len(counts) - 1

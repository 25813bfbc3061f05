"""Samples in the size of the strip that offers them."""

import io
from functools import cache

from PIL import Image

from bot.sandbox.patsnap.samples import Sample

SIDE = 168
"""Pixels; twice what the page shows, for dense screens."""


@cache
def thumbnail(sample: Sample) -> bytes:
    """A PNG of at most ``SIDE`` by ``SIDE`` pixels; drawing it takes some tenths of a second, once."""
    with Image.open(io.BytesIO(sample.png_bytes)) as image:
        image.thumbnail((SIDE, SIDE))
        target = io.BytesIO()
        image.save(target, "PNG")
    return target.getvalue()

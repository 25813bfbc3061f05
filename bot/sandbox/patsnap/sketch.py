"""A product picture as a line drawing: the crests of its edges."""

import base64
import io

import numpy as np
from PIL import Image, ImageFilter

from bot.sandbox.patsnap.segmentation import Field, find_product, grown

_SIDE = 400
_FAINTEST = 0.1
"""The weakest edge that is drawn, by the strongest ones of the picture."""

_RIM = 2
"""How far around the product lines are drawn, in pixels of a picture of half the size."""


def draw_lines(image: Image.Image) -> Image.Image:
    """Black on white, at most 400 px a side."""
    picture = image.convert("RGB")
    picture.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    soft = np.asarray(picture.filter(ImageFilter.GaussianBlur(1.4)), dtype=np.float32) / 255
    crests = _crests(soft) * _near_product(picture)
    strongest = float(np.percentile(crests[crests > 0], 98)) if (crests > 0).any() else 1.0
    ink = np.clip((crests / strongest - _FAINTEST) * 6, 0, 1)
    drawn = Image.fromarray((ink * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.8))
    return drawn.point([255 - min(255, level * 2) for level in range(256)])


def as_data_url(image: Image.Image) -> str:
    """A PNG of sixteen greys as ``data:image/png;base64,…``."""
    target = io.BytesIO()
    image.quantize(16).save(target, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(target.getvalue()).decode()


def _crests(pixels: Field) -> Field:
    """Edge strength where it is greater than on both sides of the edge, 0 elsewhere."""
    down, across = np.gradient(pixels, axis=(0, 1))
    strongest = np.argmax(down**2 + across**2, axis=2)[..., None]
    dy = np.take_along_axis(down, strongest, axis=2)[..., 0]
    dx = np.take_along_axis(across, strongest, axis=2)[..., 0]
    strength: Field = np.hypot(dx, dy)
    around = np.pad(strength, 1)
    left, right, above, below = around[1:-1, :-2], around[1:-1, 2:], around[:-2, 1:-1], around[2:, 1:-1]
    steep = np.abs(dx) >= np.abs(dy)
    crest = np.where(steep, (strength >= left) & (strength > right), (strength >= above) & (strength > below))
    return strength * crest


def _near_product(picture: Image.Image) -> Field:
    half = (max(picture.width // 2, 1), max(picture.height // 2, 1))
    mask = find_product(np.asarray(picture.resize(half, Image.Resampling.BOX), dtype=np.float32) / 255)
    near = Image.fromarray(grown(mask, _RIM).astype(np.uint8) * 255).resize(picture.size)
    return np.asarray(near, dtype=np.float32) / 255

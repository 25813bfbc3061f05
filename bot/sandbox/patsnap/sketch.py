"""A product picture as a line drawing, by differences of two blurs."""

import base64
import io

import numpy as np
from PIL import Image, ImageFilter

from bot.sandbox.patsnap.segmentation import find_product

_SIDE = 400


def draw_lines(image: Image.Image) -> Image.Image:
    """Black on white, at most 400 px a side."""
    picture = image.convert("RGB")
    picture.thumbnail((_SIDE, _SIDE), Image.Resampling.LANCZOS)
    small = picture.resize((max(picture.width // 2, 1), max(picture.height // 2, 1)), Image.Resampling.BOX)
    mask = find_product(np.asarray(small, dtype=np.float32) / 255)
    product = Image.fromarray(mask.astype(np.uint8) * 255).resize(picture.size, Image.Resampling.BICUBIC)
    inside = np.asarray(product.filter(ImageFilter.MinFilter(5)), dtype=np.float32) / 255
    grey = picture.convert("L")
    fine = np.asarray(grey.filter(ImageFilter.GaussianBlur(1.0)), dtype=np.float32)
    coarse = np.asarray(grey.filter(ImageFilter.GaussianBlur(2.4)), dtype=np.float32)
    strokes = np.clip((coarse - fine) / 9 - 0.35, 0, 1) * inside
    soft = np.asarray(product.filter(ImageFilter.GaussianBlur(1.2)), dtype=np.float32) / 255
    rim = np.clip(1 - np.abs(soft - 0.5) * 2.6, 0, 1) if mask.mean() < 1 else np.zeros_like(soft)
    ink = np.maximum(strokes, rim)
    return Image.fromarray((255 * (1 - ink)).astype(np.uint8))


def as_data_url(image: Image.Image) -> str:
    """A PNG of sixteen greys as ``data:image/png;base64,…``."""
    target = io.BytesIO()
    image.quantize(16).save(target, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(target.getvalue()).decode()

"""Parts as a shop would show them: coloured, lit from the upper left, on a plain ground with a soft shadow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from bot.sandbox.patsnap.drawings.linework import scaled
from bot.sandbox.patsnap.drawings.shapes import Part, Point, Tone

Field = NDArray[np.floating[Any]]
Colour = tuple[int, int, int]
_Window = tuple[slice, slice]

_LIGHT = np.array((-0.52, -0.62, 0.59), dtype=np.float32)
_OVERSAMPLING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The colours of one product picture; the ground runs from ``above`` to ``below``."""

    tones: Mapping[Tone, Colour]
    above: Colour
    below: Colour
    standing: bool = True


@dataclass(slots=True)
class _Surface:
    """What is seen so far, pixel by pixel: colour, how much light falls on it, and its gloss."""

    albedo: Field
    shade: Field
    gloss: Field
    covered: Field


@dataclass(frozen=True, slots=True)
class _Layer:
    """A part, the window of the picture that it lies in, and its mask in that window."""

    part: Part
    window: _Window
    mask: Field


def render_photo(parts: Sequence[Part], palette: Palette, size: int) -> Image.Image:
    """Paint parts in order. Returns an RGB image of ``size`` by ``size`` pixels."""
    surface = _ground(palette, size)
    layers = [_layer(part, size) for part in parts]
    silhouette = np.zeros((size, size), dtype=np.float32)
    for layer in layers:
        if layer.part.tone is not None and not layer.part.flat:
            silhouette[layer.window] = np.maximum(silhouette[layer.window], layer.mask)
    _cast_shadow(surface, silhouette, size, standing=palette.standing)
    for layer in layers:
        tone = layer.part.tone
        if tone is None:
            surface.albedo[layer.window] *= 1 - 0.45 * layer.mask[..., None]
        elif layer.part.flat:
            _mix(surface.albedo[layer.window], _colour(palette.tones[tone]), layer.mask)
        else:
            _add_body(surface, layer, _colour(palette.tones[tone]), size)
    lit = surface.albedo * surface.shade[..., None] + surface.gloss[..., None]
    return Image.fromarray((np.clip(lit, 0, 1) * 255).astype(np.uint8))


def _ground(palette: Palette, size: int) -> _Surface:
    y = np.linspace(0, 1, size, dtype=np.float32)[:, None, None]
    x = np.linspace(-1, 1, size, dtype=np.float32)[None, :, None]
    depth = y**1.4
    albedo = _colour(palette.above) * (1 - depth) + _colour(palette.below) * depth
    albedo = albedo * (1 - 0.05 * (x**2 + (2 * y - 1) ** 2))
    blank = np.zeros((size, size), dtype=np.float32)
    return _Surface(albedo.astype(np.float32), blank + 1, blank.copy(), blank.copy())


def _cast_shadow(surface: _Surface, silhouette: Field, size: int, *, standing: bool) -> None:
    rows = np.flatnonzero(silhouette.max(axis=1) > 0.5)
    if standing:
        floor = int(rows[-1])
        feet = np.flatnonzero(silhouette[max(floor - size // 25, 0) : floor + 1].max(axis=0) > 0.5)
        image = Image.new("L", (size, size), 0)
        thick = size * 0.02
        ImageDraw.Draw(image).ellipse((feet[0] - thick, floor - thick, feet[-1] + thick * 2, floor + thick), fill=255)
        shadow = _field(image.filter(ImageFilter.GaussianBlur(size * 0.018))) * 0.5
    else:
        shifted = np.roll(silhouette, (round(size * 0.022), round(size * 0.014)), axis=(0, 1))
        shadow = _blurred(shifted, size * 0.02) * 0.38
    surface.shade *= 1 - shadow


def _add_body(surface: _Surface, layer: _Layer, colour: Field, size: int) -> None:
    """Lay a rounded body over what is there, with the shadow it throws on that."""
    thickness = layer.mask.sum() / max(layer.mask.shape)
    rounding = float(np.clip(thickness * 0.22, 1.5, size * 0.07))
    window, local = _widened(layer, round(rounding * 3) + 4, size)
    thrown = np.roll(_blurred(local, size * 0.012), (round(size * 0.01), round(size * 0.006)), axis=(0, 1))
    surface.shade[window] *= 1 - 0.35 * thrown * surface.covered[window]

    height = _blurred(local, rounding) ** 0.75 * rounding * 2.6
    slope_y, slope_x = np.gradient(height)
    length = np.sqrt(slope_x**2 + slope_y**2 + 1)
    facing = (-slope_x * _LIGHT[0] - slope_y * _LIGHT[1] + _LIGHT[2]) / length
    across = np.linspace(-1, 1, local.shape[1], dtype=np.float32)[None, :]
    shade = 0.42 + 0.78 * np.clip(facing, 0, 1) - 0.12 * across
    mirrored = np.clip(2 * facing / length - _LIGHT[2], 0, 1)
    _mix(surface.albedo[window], colour, local)
    for field, value in ((surface.shade, shade), (surface.gloss, 0.32 * mirrored**12), (surface.covered, local)):
        field[window] += (value - field[window]) * local


def _mix(albedo: Field, colour: Field, mask: Field) -> None:
    albedo += (colour - albedo) * mask[..., None]


def _layer(part: Part, size: int) -> _Layer:
    """Where a part lies, and its mask there: the share of each pixel that it covers."""
    xs, ys = [x * size / 100 for x, _ in part.points], [y * size / 100 for _, y in part.points]
    left, right = (int(np.clip(edge, 0, size)) for edge in (min(xs) - 3, max(xs) + 4))
    top, bottom = (int(np.clip(edge, 0, size)) for edge in (min(ys) - 3, max(ys) + 4))
    image = Image.new("L", (max(right - left, 1) * _OVERSAMPLING, max(bottom - top, 1) * _OVERSAMPLING), 0)
    draw = ImageDraw.Draw(image)

    def placed(points: Sequence[Point]) -> list[Point]:
        fine = size * _OVERSAMPLING
        return [(x - left * _OVERSAMPLING, y - top * _OVERSAMPLING) for x, y in scaled(points, fine / 100)]

    if part.tone is None:
        draw.line(placed(part.points), fill=255, width=max(2, size * _OVERSAMPLING // 200), joint="curve")
    else:
        draw.polygon(placed(part.points), fill=255)
        for hole in part.holes:
            draw.polygon(placed(hole), fill=0)
    mask = _field(image.reduce(_OVERSAMPLING))
    return _Layer(part, (slice(top, top + mask.shape[0]), slice(left, left + mask.shape[1])), mask)


def _widened(layer: _Layer, margin: int, size: int) -> tuple[_Window, Field]:
    """A layer's window and mask with nothing around them, as far as the picture goes."""
    rows, columns = layer.window
    before = (min(margin, rows.start), min(margin, columns.start))
    after = (min(margin, size - rows.stop), min(margin, size - columns.stop))
    window = (
        slice(rows.start - before[0], rows.stop + after[0]),
        slice(columns.start - before[1], columns.stop + after[1]),
    )
    return window, np.pad(layer.mask, ((before[0], after[0]), (before[1], after[1])))


def _blurred(field: Field, radius: float) -> Field:
    """Three running means, together close to a Gaussian; in floats, as the steps of bytes would show as rings."""
    rough = max(1, int(radius / 4))
    if rough == 1:
        return np.clip(_running_means(field, max(1, round(radius))), 0, 1)
    height, width = field.shape
    image = Image.fromarray(field)
    small = image.resize((max(width // rough, 1), max(height // rough, 1)), Image.Resampling.BOX)
    soft = _running_means(np.asarray(small, dtype=np.float32), round(radius / rough))
    smooth = Image.fromarray(soft).resize((width, height), Image.Resampling.BICUBIC)
    return np.clip(np.asarray(smooth, dtype=np.float32), 0, 1)  # the bicubic overshoots at its ends


def _running_means(field: Field, half: int) -> Field:
    span = 2 * half + 1
    for _ in range(3):
        total = np.cumsum(np.pad(field, ((half + 1, half), (0, 0))), axis=0)
        field = (total[span:] - total[:-span]) / span
        total = np.cumsum(np.pad(field, ((0, 0), (half + 1, half))), axis=1)
        field = (total[:, span:] - total[:, :-span]) / span
    return field


def _field(image: Image.Image) -> Field:
    return np.asarray(image, dtype=np.float32) / 255


def _colour(colour: Colour) -> Field:
    return np.array(colour, dtype=np.float32) / 255

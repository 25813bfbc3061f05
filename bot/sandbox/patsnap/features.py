"""What a picture looks like, whatever its colours: outline, edges and a perceptual hash, of the product alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from bot.sandbox.patsnap.drawings.linework import part_mask, render_lines
from bot.sandbox.patsnap.drawings.shapes import Part, fitted
from bot.sandbox.patsnap.segmentation import Field, find_product, without_holes

_WORKING_SIDE = 224
_SIDE = 96
_MARGIN = 4
_CELLS = 8
_DIRECTIONS = 8
_HASH_SIDE = 12
OUTLINE_SIDE = 32


@dataclass(frozen=True, slots=True)
class Canonical:
    """The product on a square of its own size: its filled outline and the edges on it, with direction.

    Attributes:
        outline: (96, 96), 1 inside.
        dx, dy: (96, 96), edge strength across and down, at most about 1.
        aspect: width by height of the outline.
    """

    outline: Field
    dx: Field
    dy: Field
    aspect: float

    def mirrored(self) -> "Canonical":
        return Canonical(self.outline[:, ::-1], -self.dx[:, ::-1], self.dy[:, ::-1], self.aspect)


@dataclass(frozen=True, slots=True)
class Features:
    """Numbers to compare.

    Attributes:
        outline: (1024,), the outline at 32 by 32, softened.
        edges: (512,), directions of edges in 8 by 8 cells, of length 1.
        hashes: (288,), bits of the difference hashes of the edge picture.
        aspect: width by height of the outline.
        detail: edge strength within the outline, per pixel of it.
    """

    outline: Field
    edges: Field
    hashes: NDArray[np.bool_]
    aspect: float
    detail: float


def canonical(image: Image.Image) -> Canonical:
    """Find the product in a picture of any mode and cut it out."""
    picture = image.convert("RGB")
    scale = _WORKING_SIDE / max(picture.size)
    size = (max(8, round(picture.width * scale)), max(8, round(picture.height * scale)))
    picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    mask = find_product(np.asarray(picture, dtype=np.float32) / 255)
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    window = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
    product, covered = np.asarray(picture)[window].copy(), mask[window]
    # The ground takes the product's mean, so that the outline alone marks where it ends.
    mean = tuple(int(value) for value in product[covered].mean(axis=0))
    product[~covered] = mean
    outline = _on_square(Image.fromarray(covered.astype(np.uint8) * 255), 0)
    planes = np.stack([_unit(plane) for plane in _on_square(Image.fromarray(product), mean).split()])
    # If nothing was found, the outline is the picture's own and says nothing.
    return _canonical(_unit(outline), planes, covered.shape[1] / covered.shape[0], rim=0 if mask.all() else 4)


def canonical_of_parts(parts: Sequence[Part]) -> Canonical:
    """What ``canonical`` finds in the line drawing of these parts, without looking for what is known."""
    placed = fitted(parts, margin=100 * _MARGIN / _SIDE)
    covered = np.zeros((_SIDE, _SIDE), dtype=bool)
    for part in placed:
        if part.tone is not None and not part.flat:
            covered |= np.asarray(part_mask(part, _SIDE)) > 0
    covered = without_holes(covered)
    rows, columns = np.flatnonzero(covered.any(axis=1)), np.flatnonzero(covered.any(axis=0))
    aspect = (columns[-1] - columns[0] + 1) / (rows[-1] - rows[0] + 1)
    return _canonical(covered.astype(np.float32), _unit(render_lines(placed, _SIDE))[None], float(aspect), rim=4)


def describe(product: Canonical) -> Features:
    strength = np.hypot(product.dx, product.dy)
    inside = product.outline > 0.5
    return Features(
        outline=_softened(product.outline).ravel(),
        edges=_directions(product.dx, product.dy, strength),
        hashes=_hashes(strength),
        aspect=product.aspect,
        detail=float(strength[inside].mean()) if inside.any() else 0.0,
    )


def extract(image: Image.Image) -> Features:
    """All at once, for a picture of any mode."""
    return describe(canonical(image))


def _on_square(image: Image.Image, ground: int | tuple[int, ...]) -> Image.Image:
    scale = (_SIDE - 2 * _MARGIN) / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    square = Image.new(image.mode, (_SIDE, _SIDE), ground)
    small = image.resize(size, Image.Resampling.BILINEAR)
    square.paste(small, ((_SIDE - size[0]) // 2, (_SIDE - size[1]) // 2))
    return square


def _canonical(outline: Field, planes: Field, aspect: float, *, rim: float) -> Canonical:
    """Edges of the strongest colour plane, brought to one scale, and those of the outline on top."""
    soft: Field = np.stack([_blurred(plane, 1.0) for plane in planes])
    down, across = np.gradient(soft, axis=(1, 2))
    strongest = np.argmax(down**2 + across**2, axis=0)[None]
    inside = _blurred(outline, 1.5) > 0.9
    dx: Field = np.take_along_axis(across, strongest, axis=0)[0] * inside
    dy: Field = np.take_along_axis(down, strongest, axis=0)[0] * inside
    strength = np.hypot(dx, dy)
    scale = float(np.percentile(strength[inside], 97)) if inside.any() else 0.0
    # Shading is weak everywhere and says nothing: what stays below a quarter of the strong edges goes.
    gain = 0.7 * np.clip(strength / max(scale, 0.02) - 0.25, 0, 1) / np.maximum(strength, 1e-6)
    rim_y, rim_x = np.gradient(_blurred(outline, 1.2))
    return Canonical(outline, dx * gain + rim_x * rim, dy * gain + rim_y * rim, aspect)


def _directions(dx: Field, dy: Field, strength: Field) -> Field:
    """A histogram of edge directions (the sign left out) in each cell, neighbours sharing."""
    angle = np.mod(np.arctan2(dy, dx), np.pi) / np.pi * _DIRECTIONS
    planes = []
    for direction in range(_DIRECTIONS):
        gap = np.abs(angle - direction)
        weight = np.clip(1 - np.minimum(gap, _DIRECTIONS - gap), 0, 1) * strength
        soft = Image.fromarray(weight.astype(np.float32)).resize((_CELLS, _CELLS), Image.Resampling.BILINEAR)
        planes.append(np.asarray(soft, dtype=np.float32))
    vector = np.sqrt(np.stack(planes).ravel().clip(0))
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-6), dtype=np.float32)


def _hashes(strength: Field) -> NDArray[np.bool_]:
    """Two difference hashes: whether each pixel is lighter than its left neighbour, and than the one above."""
    picture = Image.fromarray((np.clip(_blurred(strength, 3), 0, 1) * 255).astype(np.uint8))
    across = np.diff(_shrunk(picture, _HASH_SIDE + 1, _HASH_SIDE), axis=1) > 0
    down = np.diff(_shrunk(picture, _HASH_SIDE, _HASH_SIDE + 1), axis=0) > 0
    return np.concatenate([across.ravel(), down.ravel()])


def _shrunk(picture: Image.Image, width: int, height: int) -> NDArray[np.int16]:
    return np.asarray(picture.resize((width, height), Image.Resampling.LANCZOS), dtype=np.int16)


def _unit(image: Image.Image) -> Field:
    return np.asarray(image, dtype=np.float32) / 255


def _softened(outline: Field) -> Field:
    small = Image.fromarray(outline).resize((OUTLINE_SIDE, OUTLINE_SIDE), Image.Resampling.BILINEAR)
    return np.asarray(small, dtype=np.float32)


def _blurred(field: Field, radius: float) -> Field:
    image = Image.fromarray((np.clip(field, 0, 1) * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius))
    return np.asarray(image, dtype=np.float32) / 255

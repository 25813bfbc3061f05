"""The product in a picture, apart from what it stands on."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Field = NDArray[np.floating[Any]]

_SMALLEST_SHARE = 0.08
"""Regions under this share of the largest one are captions, watermarks and specks."""

_BRIDGED = 3
"""Half the widest gap in an outline that is closed, in pixels."""
_STEEP = 0.06
"""A change over two pixels that no shadow makes."""


def find_product(pixels: Field) -> Mask:
    """What differs from the ground, holes filled.

    Args:
        pixels: (height, width, 3), from 0 to 1.

    Returns:
        (height, width); all true if nothing stands out or all of it does.
    """
    difference = _difference_from_ground(pixels)
    light, hue = difference[..., 0], np.hypot(difference[..., 1], difference[..., 2])
    # A shadow is a little darker than the ground and has its hue.
    shadow = (light < 0) & (light > -0.4) & (hue < 0.06)
    distance = np.hypot(np.where(shadow, 0.3, 0.8) * light, hue)
    threshold = max(_otsu(distance), 0.05)
    mask = _main_regions(_closed((distance > threshold) | (_steepness(difference) > _STEEP)))
    share = mask.mean()
    if not 0.005 < share < 0.97:
        return np.ones_like(mask)
    return mask


def _difference_from_ground(pixels: Field) -> Field:
    """Lightness and two hues of each pixel, less those of the ground, a smooth surface through the picture's rim."""
    red, green, blue = (pixels[..., channel] for channel in range(3))
    light = (red + green + blue) / 3
    planes = np.stack([light, (red - green) * 0.9, ((red + green) / 2 - blue) * 0.9], axis=-1)
    height, width = light.shape
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    basis = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=-1)
    rim = np.zeros((height, width), dtype=bool)
    depth = max(2, min(height, width) // 24)
    rim[:depth], rim[-depth:], rim[:, :depth], rim[:, -depth:] = True, True, True, True
    points, values = basis[rim], planes[rim]
    weights = np.ones(len(points), dtype=np.float32)
    for _ in range(6):  # what crosses the rim is no ground: it loses its say
        weighted = points * weights[:, None]
        factors = np.linalg.solve(weighted.T @ points + 1e-3 * np.eye(6), weighted.T @ values)
        residue = np.linalg.norm(values - points @ factors, axis=1)
        weights = 1 / (1 + (residue / 0.03) ** 2) ** 2
    return np.asarray(planes - basis @ factors, dtype=np.float32)


def _steepness(difference: Field) -> Field:
    """The largest change from a pixel to the next but one: sharp where a product ends, soft where a shadow does."""
    steep = np.zeros(difference.shape[:2], dtype=np.float32)
    across = np.abs(difference[:, 2:] - difference[:, :-2]).max(axis=-1)
    down = np.abs(difference[2:] - difference[:-2]).max(axis=-1)
    steep[:, 1:-1] = across
    steep[1:-1] = np.maximum(steep[1:-1], down)
    return steep


def _otsu(values: Field) -> float:
    """The threshold that parts the values best into two classes, moved towards the ground."""
    top = max(float(values.max()), 1e-6)
    counts = np.bincount((values.ravel() * (63 / top)).astype(np.intp), minlength=64)
    centres = (np.arange(64) + 0.5) * top / 64
    below = np.cumsum(counts)
    above = below[-1] - below
    sums = np.cumsum(counts * centres)
    gap = sums / np.maximum(below, 1) - (sums[-1] - sums) / np.maximum(above, 1)
    between = below * above * gap**2
    # If nothing lies between the classes, every threshold there is as good: the middle keeps off both.
    best = float(np.flatnonzero(between >= 0.98 * between.max()).mean())
    return (best + 1) * top / 64 * 0.6


def _closed(mask: Mask) -> Mask:
    """Gaps in outlines bridged, such as where a white product meets a white ground, and holes filled."""
    return ~grown(~without_holes(grown(mask, _BRIDGED)), _BRIDGED)


def grown(mask: Mask, pixels: int) -> Mask:
    """Wider by so many pixels on every side."""
    for _ in range(pixels):
        wide = mask.copy()
        wide[1:] |= mask[:-1]
        wide[:-1] |= mask[1:]
        mask = wide.copy()
        mask[:, 1:] |= wide[:, :-1]
        mask[:, :-1] |= wide[:, 1:]
    return mask


def without_holes(mask: Mask) -> Mask:
    """Filled wherever the ground cannot be reached from the rim."""
    ground = ~np.pad(mask, 1)
    labels, _ = label_regions(ground)
    outside: Mask = labels == labels[0, 0]
    return ~outside[1:-1, 1:-1]


def _main_regions(mask: Mask) -> Mask:
    labels, areas = label_regions(mask)
    if not areas.size:
        return mask
    kept = np.concatenate([[False], areas >= areas.max() * _SMALLEST_SHARE])
    return np.asarray(kept[labels], dtype=bool)


def label_regions(mask: Mask) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Number the connected regions of a mask, by runs of pixels in rows that touch.

    Returns:
        Labels from 1 (0 outside the mask), and the area of each region.
    """
    height, width = mask.shape
    padded = np.zeros((height, width + 2), dtype=np.int8)
    padded[:, 1:-1] = mask
    steps = np.diff(padded, axis=1)
    rows, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    parent = list(range(len(rows)))

    def root(run: int) -> int:
        while parent[run] != run:
            parent[run] = parent[parent[run]]
            run = parent[run]
        return run

    first_of_row: list[int] = np.searchsorted(rows, np.arange(height + 1)).tolist()
    for row in range(1, height):
        above, last_above = first_of_row[row - 1], first_of_row[row]
        for run in range(first_of_row[row], first_of_row[row + 1]):
            while above < last_above and ends[above] <= starts[run]:
                above += 1
            other = above
            while other < last_above and starts[other] < ends[run]:
                parent[root(other)] = root(run)
                other += 1
    roots = np.array([root(run) for run in range(len(parent))], dtype=np.int64)
    names, numbers = np.unique(roots, return_inverse=True)
    labels = np.zeros((height, width), dtype=np.int32)
    areas = np.zeros(len(names), dtype=np.int64)
    for run, number in enumerate(numbers):
        labels[rows[run], starts[run] : ends[run]] = number + 1
        areas[number] += ends[run] - starts[run]
    return labels, areas

"""Parts as a patent office wants them: black lines on white."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from bot.sandbox.patsnap.drawings.shapes import Part, Point

_OVERSAMPLING = 2


def render_lines(parts: Sequence[Part], size: int) -> Image.Image:
    """Draw parts in order, each hiding what lies behind it. Returns a grey image of ``size`` by ``size`` pixels."""
    scale = size * _OVERSAMPLING / 100
    image = Image.new("L", (size * _OVERSAMPLING, size * _OVERSAMPLING), 255)
    draw = ImageDraw.Draw(image)
    bold, fine = max(2, round(scale * 0.62)), max(1, round(scale * 0.36))
    for part in parts:
        outline = scaled(part.points, scale)
        if part.tone is not None:
            if part.holes:
                mask = part_mask(part, image.width)
                image.paste(255, (0, 0), mask)
            else:
                draw.polygon(outline, fill=255)
        for path in (outline, *(scaled(hole, scale) for hole in part.holes)):
            _stroke(draw, path, closed=part.closed, width=fine if part.tone is None or part.flat else bold)
    return image.reduce(_OVERSAMPLING)


def part_mask(part: Part, size: int) -> Image.Image:
    """White where the part covers an image of ``size`` by ``size`` pixels."""
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    draw.polygon(scaled(part.points, size / 100), fill=255)
    for hole in part.holes:
        draw.polygon(scaled(hole, size / 100), fill=0)
    return mask


def scaled(points: Sequence[Point], scale: float) -> list[Point]:
    """Units of the drawing -> pixels."""
    return [(x * scale, y * scale) for x, y in points]


def _stroke(draw: ImageDraw.ImageDraw, path: list[Point], *, closed: bool, width: int) -> None:
    joined = [*path, *path[:2]] if closed else path
    draw.line(joined, fill=0, width=width, joint="curve")

"""The drawings of the catalogue as files: white sheets with the figure, its caption and a mark that all is made up."""

import io
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from bot.sandbox.patsnap.catalogue import Filing
from bot.sandbox.patsnap.drawings.linework import render_lines

FULL_SIDE = 600
THUMBNAIL_SIDE = 120
_CAPTION = 110
_MARK = 190


def figures_of(filing: Filing) -> int:
    """How many figures a patent has, from 3 to 9: the first is its drawing, the others other views of it."""
    return 3 + (filing.design.number + 3) % 7


@lru_cache(maxsize=64)
def full_png(filing: Filing, figure: int = 1) -> bytes:
    """600 by 600 px. Args: figure: from 1 to ``figures_of``."""
    sheet = _view(_sheet(filing), figure)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(16)
    draw.text((FULL_SIDE / 2, FULL_SIDE - 16), f"FIG. {figure}", fill=_CAPTION, font=font, anchor="mm")
    draw.text((14, FULL_SIDE - 16), "MADE UP", fill=_MARK, font=font, anchor="lm")
    return _png(sheet)


@lru_cache(maxsize=512)
def thumbnail_png(filing: Filing) -> bytes:
    """120 by 120 px."""
    sheet = _sheet(filing).resize((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    ImageDraw.Draw(sheet).text(
        (3, THUMBNAIL_SIDE - 3), "MADE UP", fill=_MARK, font=ImageFont.load_default(9), anchor="ls"
    )
    return _png(sheet)


def _view(sheet: Image.Image, figure: int) -> Image.Image:
    """The sheet as another figure shows it: from behind, from the side, from above, and then ever closer details."""
    if figure == 1:
        return sheet
    if figure == 2:
        return sheet.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if figure in (3, 4):
        across, down = (0.55, 0.9) if figure == 3 else (0.9, 0.4)
        size = (round(FULL_SIDE * across), round(FULL_SIDE * down))
        turned = Image.new("L", sheet.size, 255)
        corner = ((FULL_SIDE - size[0]) // 2, (FULL_SIDE - size[1]) // 2)
        turned.paste(sheet.resize(size, Image.Resampling.LANCZOS), corner)
        return turned
    side = FULL_SIDE * 3 // (figure + 1)
    left, top = (FULL_SIDE - side) // 2, (figure - 5) * (FULL_SIDE - side) // 4
    return sheet.resize(sheet.size, Image.Resampling.LANCZOS, box=(left, top, left + side, top + side))


def _sheet(filing: Filing) -> Image.Image:
    return render_lines(filing.design.parts(), FULL_SIDE)


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()

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


@lru_cache(maxsize=64)
def full_png(filing: Filing) -> bytes:
    """600 by 600 px."""
    sheet = _sheet(filing)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(16)
    draw.text((FULL_SIDE / 2, FULL_SIDE - 16), "FIG. 1", fill=_CAPTION, font=font, anchor="mm")
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


def _sheet(filing: Filing) -> Image.Image:
    return render_lines(filing.design.parts(), FULL_SIDE)


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()

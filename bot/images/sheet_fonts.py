"""The type of a sheet: Noto Sans CJK out of a wheel, in the regional forms that a text asks for."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PIL import ImageFont

_PACKAGE: Final = "manimgx_fonts_cjk"
_FILE: Final = "NotoSansCJK-VF.otf.ttc"
_JAPANESE, _KOREAN, _CHINESE = 0, 1, 2
"""Faces of the collection: they differ in the forms of the characters that these languages share."""

_KANA = re.compile("[\u3040-\u30ff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_NO_GLYPH = "\U0010ffff"
_MISSING = "□"
_SHORTEST = 0.75
"""How small a text may be set before it is cut."""

_PLAIN = re.compile("[\x20-\x7e\u00a0-\u017f\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uff9f]*")
"""What the font certainly holds, so that the other characters alone are looked up."""

Font = ImageFont.FreeTypeFont


def font_for(text: str, size: int, *, bold: bool = False) -> Font:
    """The font for a text: in Japanese forms if there are kana in it, in Korean ones if there is Hangul."""
    face = _JAPANESE if _KANA.search(text) else _KOREAN if _HANGUL.search(text) else _CHINESE
    return _load(face, size, 700 if bold else 400)


def fitted(text: str, size: int, width: float, *, bold: bool = False) -> tuple[str, Font]:
    """A text on one line of so many pixels, set smaller or cut where it is too long, and the font for it.

    Runs of characters that the font does not hold, such as Arabic, become one box: what is left stays readable.
    """
    text = _shown(text, font_for(text, size, bold=bold))
    for smaller in (size, round(size * (1 + _SHORTEST) / 2), round(size * _SHORTEST)):
        font = font_for(text, smaller, bold=bold)
        if font.getlength(text) <= width:
            return text, font
    font = font_for(text, size, bold=bold)
    return _cut(text, font, width), font


def _cut(text: str, font: Font, width: float) -> str:
    fits, fits_not = 0, len(text)
    while fits_not - fits > 1:
        middle = (fits + fits_not) // 2
        if font.getlength(text[:middle].rstrip() + "…") <= width:
            fits = middle
        else:
            fits_not = middle
    return text[:fits].rstrip() + "…"


def _shown(text: str, font: Font) -> str:
    if _PLAIN.fullmatch(text):
        return text
    none = _drawn(font, _NO_GLYPH)
    missing = {char for char in set(text) if not char.isspace() and _drawn(font, char) == none}
    marked = "".join(_MISSING if char in missing else char for char in text)
    return re.sub(f"{_MISSING}(?:[ ]*{_MISSING})+", _MISSING, marked)


def _drawn(font: Font, char: str) -> bytes:
    mask = font.getmask(char)
    return bytes(mask)


@cache
def _load(face: int, size: int, weight: int) -> Font:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(_PACKAGE)
    path = Path(spec.origin).with_name(_FILE)
    font = ImageFont.truetype(path, size, index=face, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font

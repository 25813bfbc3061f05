"""The sheet of a report, drawn: the product and its line drawing above, the nearest designs below.

Of one patent that was asked for by its number, the product and beside it, as large, the design.

1,080 pixels wide and set large, so that it can be read at a third of that, on a phone. It brings its own light ground
with an edge around it: Slack shows it in dark mode as it is. A rating is a word, a shape, the width of a frame and
only then a colour. The same words and pictures give the same bytes.

As JPEG: photos in a palette show bands, and a full PNG of them takes more than a message should.
"""

import io
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw

from bot.images.sheet_fonts import fitted
from bot.model.report import Risk
from bot.model.sheet import Sheet, SheetCard, SheetPanel

WIDTH: Final = 1080
MAX_BYTES: Final = 1_000_000

_MARGIN, _GAP, _COLUMNS = 24, 16, 3
_PANEL = (WIDTH - 2 * _MARGIN - _GAP) // 2, 366
_PANEL_TEXT = 96
_CARD = (WIDTH - 2 * _MARGIN - (_COLUMNS - 1) * _GAP) // _COLUMNS, 404
_CARD_PICTURE = 232
_HEADING, _NOTE = 74, 60
_PADDING = 18
_LARGE, _TEXT, _SMALL = 37, 34, 31
_QUALITIES = (88, 75, 60, 40, 25)

_Colour = str
_Box = tuple[int, int, int, int]
_GROUND, _PAPER, _EDGE, _INK, _GREY, _EMPTY = "#eef0f3", "#ffffff", "#c3c8d0", "#1d2129", "#545c69", "#f4f5f7"
_COLOURS: dict[Risk, _Colour] = {
    Risk.HIGH: "#c1121f",
    Risk.MEDIUM: "#b35000",
    Risk.LOW: "#1f5fbf",
    Risk.UNRATED: "#5d6673",
}
_FRAMES: dict[Risk, int] = {Risk.HIGH: 11, Risk.MEDIUM: 7, Risk.LOW: 4, Risk.UNRATED: 2}


def draw_sheet(sheet: Sheet, pictures: Sequence[bytes]) -> bytes:
    """The sheet as JPEG, smaller than ``MAX_BYTES``.

    Args:
        pictures: JPEG or PNG of the panels, then of each card; empty for one that cannot be had.
    """
    drawings = pictures[len(sheet.panels) :]
    beside = len(sheet.panels) == 1
    rows = 0 if beside else -(-len(sheet.cards) // _COLUMNS)
    below = _HEADING + rows * (_CARD[1] + _GAP) - _GAP if rows else 0
    top = _MARGIN + (_CARD if beside else _PANEL)[1]
    height = top + below + _NOTE + _PADDING
    image = Image.new("RGB", (WIDTH, height), _GROUND)
    pen = ImageDraw.Draw(image)
    for number, panel in enumerate(sheet.panels):
        _draw_panel(
            image, pen, (_MARGIN + number * (_PANEL[0] + _GAP), _MARGIN), panel, pictures[number], top - _MARGIN
        )
    if beside:
        _draw_card(image, pen, (_MARGIN + _PANEL[0] + _GAP, _MARGIN), sheet.cards[0], drawings[0], _PANEL[0])
    elif rows:
        _write(pen, (_MARGIN, top + _HEADING // 2 + 2), sheet.heading, _LARGE, WIDTH - 2 * _MARGIN, bold=True)
        for number, card in enumerate(sheet.cards):
            row, column = divmod(number, _COLUMNS)
            at = _MARGIN + column * (_CARD[0] + _GAP), top + _HEADING + row * (_CARD[1] + _GAP)
            _draw_card(image, pen, at, card, drawings[number], _CARD[0])
    _write(pen, (_MARGIN, top + below + _NOTE // 2 + 4), sheet.note, _SMALL, WIDTH - 2 * _MARGIN, colour=_GREY)
    pen.rectangle((0, 0, WIDTH - 1, height - 1), outline=_EDGE, width=3)
    return _encoded(image)


def _draw_panel(
    image: Image.Image, pen: ImageDraw.ImageDraw, at: tuple[int, int], panel: SheetPanel, data: bytes, height: int
) -> None:
    left, top = at
    middle = top + height - _PANEL_TEXT
    pen.rounded_rectangle((left, top, left + _PANEL[0], top + height), 18, _PAPER, _EDGE, 2)
    _place(image, pen, (left + _PADDING, top + _PADDING, left + _PANEL[0] - _PADDING, middle), data, panel.gap)
    room, text_left = _PANEL[0] - 2 * _PADDING, left + _PADDING
    if panel.name:
        _write(pen, (text_left, middle + 30), panel.label, _TEXT, room, bold=True)
        _write(pen, (text_left, middle + 70), panel.name, _SMALL, room, colour=_GREY)
    else:
        _write(pen, (text_left, middle + 50), panel.label, _TEXT, room, bold=True)


def _draw_card(
    image: Image.Image, pen: ImageDraw.ImageDraw, at: tuple[int, int], card: SheetCard, data: bytes, width: int
) -> None:
    left, top = at
    right, bottom, colour = left + width, top + _CARD[1], _COLOURS[card.risk]
    pen.rounded_rectangle((left, top, right, bottom), 18, _PAPER, colour, _FRAMES[card.risk])
    inset = 18
    box = left + inset, top + inset, right - inset, top + _CARD_PICTURE
    _place(image, pen, box, data, card.gap)
    text_left, room = left + inset, width - 2 * inset
    middle = top + _CARD_PICTURE + 34
    used = _draw_rating(pen, (text_left, middle), card, room)
    if card.score:
        _write(pen, (right - inset, middle), card.score, _TEXT, room - used - 8, bold=True, anchor="rm")
    if card.country:
        _draw_badge(pen, (text_left, top + inset + 20), card.country, room)
    _write(pen, (text_left, middle + 55), card.number, _TEXT, room, bold=True)
    _write(pen, (text_left, middle + 103), card.title, _SMALL, room, colour=_GREY)


def _draw_rating(pen: ImageDraw.ImageDraw, at: tuple[int, int], card: SheetCard, room: int) -> int:
    """The rating in white on its colour, behind a shape of its own; how wide it is."""
    left, middle = at
    text, font = fitted(card.rating, _TEXT, room * 0.72 - 56, bold=True)
    width = round(font.getlength(text)) + 56
    pen.rounded_rectangle((left, middle - 25, left + width, middle + 25), 25, _COLOURS[card.risk])
    x, y, size = left + 24, middle, 11
    match card.risk:
        case Risk.HIGH:
            pen.polygon([(x, y - size), (x + size + 1, y + size - 2), (x - size - 1, y + size - 2)], _PAPER)
        case Risk.MEDIUM:
            pen.polygon([(x, y - size - 1), (x + size + 1, y), (x, y + size + 1), (x - size - 1, y)], _PAPER)
        case Risk.LOW:
            pen.ellipse((x - size + 1, y - size + 1, x + size - 1, y + size - 1), _PAPER)
        case Risk.UNRATED:
            pen.ellipse((x - size, y - size, x + size, y + size), outline=_PAPER, width=4)
    pen.text((left + 41, middle), text, _PAPER, font, anchor="lm")
    return width


def _draw_badge(pen: ImageDraw.ImageDraw, at: tuple[int, int], country: str, room: int) -> None:
    """The office's code on a dark ground. No flag: the font holds none."""
    left, middle = at
    text, font = fitted(country, _SMALL, room - 20, bold=True)
    width = round(font.getlength(text)) + 20
    pen.rounded_rectangle((left, middle - 22, left + width, middle + 22), 8, _INK)
    pen.text((left + width / 2, middle), text, _PAPER, font, anchor="mm")


def _place(image: Image.Image, pen: ImageDraw.ImageDraw, box: _Box, data: bytes, gap: str) -> None:
    """A picture as large as its box allows, in the middle of it; or a gap that says why there is none."""
    left, top, right, bottom = box
    picture = _opened(data, (right - left, bottom - top)) if data else None
    if picture is not None:
        image.paste(picture, (left + (right - left - picture.width) // 2, top + (bottom - top - picture.height) // 2))
        return
    pen.rounded_rectangle(box, 10, _EMPTY, _EDGE, 2)
    text, font = fitted(gap, _SMALL, (right - left) * 1.8 - 60)
    half, lines = len(text) // 2, [text]
    if font.getlength(text) > right - left - 24:
        space = min((at for at, char in enumerate(text) if char == " "), key=lambda at: abs(at - half), default=half)
        lines = [text[:space].strip(), text[space:].strip()]
    for number, line in enumerate(lines):
        y = (top + bottom) / 2 + (number - (len(lines) - 1) / 2) * 42
        _write(pen, ((left + right) / 2, y), line, _SMALL, right - left - 20, colour=_GREY, anchor="mm")


def _opened(data: bytes, size: tuple[int, int]) -> Image.Image | None:
    """None for one that does not decode: it was decoded once already, but nothing of a sheet hangs on that."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            picture.draft("RGB", (size[0] * 2, size[1] * 2))
            rgb = picture.convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    scale = min(size[0] / rgb.width, size[1] / rgb.height)
    new = max(1, round(rgb.width * scale)), max(1, round(rgb.height * scale))
    return rgb.resize(new, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _write(
    pen: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    size: int,
    width: float,
    *,
    bold: bool = False,
    colour: _Colour = _INK,
    anchor: str = "lm",
) -> None:
    if text:
        shown, font = fitted(text, size, width, bold=bold)
        pen.text(at, shown, colour, font, anchor=anchor)


def _encoded(image: Image.Image) -> bytes:
    """As JPEG, as good as its bytes allow."""
    data = b""
    for quality in _QUALITIES:
        file = io.BytesIO()
        image.save(file, "JPEG", quality=quality, subsampling=0 if quality == _QUALITIES[0] else 2)
        data = file.getvalue()
        if len(data) < MAX_BYTES:
            break
    return data

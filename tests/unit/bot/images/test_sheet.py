"""The sheet of a report, drawn: its size, its gaps, its bytes, and texts in any script."""

import io
import random

import pytest
from PIL import Image

from bot.images import ImageNormaliser, sheet
from bot.images.sheet import MAX_BYTES, WIDTH, draw_sheet
from bot.images.sheet_fonts import fitted, font_for
from bot.model import Risk
from bot.model.sheet import Sheet, SheetCard, SheetPanel
from tests.pictures import encoded, photo, quarters

PICTURE = encoded(quarters(), "PNG")


def made(cards=6, **changes):
    values = {
        "number": "USD1055174S1",
        "country": "US",
        "risk": Risk.HIGH,
        "rating": "High",
        "score": "85%",
        "title": "充气圣诞老人",
        "gap": "No drawing available",
    }
    panels = (
        SheetPanel(label="Posted picture", name="mug.png", gap="The picture could not be loaded"),
        SheetPanel(label="Patsnap's line drawing", name="", gap="No line drawing available"),
    )
    card = SheetCard(**(values | changes))
    return Sheet(panels=panels, heading="Nearest designs", cards=(card,) * cards, note="Ratings by Patsnap.")


def opened(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize(("cards", "rows"), [(0, 0), (1, 1), (6, 2), (12, 4)])
def test_sheet_is_as_wide_for_any_number_of_cards_and_a_row_higher_for_three(cards, rows):
    drawn = opened(draw_sheet(made(cards), [PICTURE] * (cards + 2)))
    assert drawn.width == WIDTH
    one_row = opened(draw_sheet(made(1), [b""] * 3)).height
    none = opened(draw_sheet(made(0), [b""] * 2)).height
    assert drawn.height == (none if not rows else one_row + (rows - 1) * (sheet._CARD[1] + sheet._GAP))


def test_one_design_that_was_asked_for_stands_beside_the_product_as_large():
    one = made(1)
    beside = Sheet(panels=one.panels[:1], heading=one.heading, cards=one.cards, note=one.note)
    drawn = opened(draw_sheet(beside, [PICTURE, PICTURE]))
    assert drawn.width == WIDTH
    assert drawn.height < opened(draw_sheet(one, [PICTURE] * 3)).height
    assert Sheet.from_json(beside.to_json()) == beside
    left, right = drawn.crop((0, 0, WIDTH // 2, 260)), drawn.crop((WIDTH // 2, 0, WIDTH, 260))
    assert len(left.getcolors(2**24)) > 100 < len(right.getcolors(2**24)), "a picture in each half"
    assert draw_sheet(beside, [PICTURE, b""]) != draw_sheet(beside, [PICTURE, PICTURE])


def test_same_words_and_pictures_give_the_same_bytes():
    assert draw_sheet(made(), [PICTURE] * 8) == draw_sheet(made(), [PICTURE] * 8)


@pytest.mark.parametrize("data", [b"", b"no picture", PICTURE[:80]])
def test_picture_that_cannot_be_had_leaves_a_gap_with_its_words(data):
    drawn = draw_sheet(made(1), [PICTURE, PICTURE, data])
    assert drawn == draw_sheet(made(1), [PICTURE, PICTURE, b""])
    assert drawn != draw_sheet(made(1, gap=""), [PICTURE, PICTURE, b""])
    assert drawn != draw_sheet(made(1), [PICTURE] * 3)


def test_twelve_pictures_that_compress_badly_stay_under_a_megabyte():
    noise = Image.frombytes("RGB", (900, 700), random.Random(1).randbytes(900 * 700 * 3))
    data = encoded(noise, "JPEG")
    assert len(draw_sheet(made(12), [data] * 14)) < MAX_BYTES


def test_ratings_differ_without_their_colours(monkeypatch):
    monkeypatch.setattr(sheet, "_COLOURS", dict.fromkeys(Risk, "#444444"))
    drawn = {draw_sheet(made(1, risk=risk, rating=""), [b""] * 3) for risk in Risk}
    assert len(drawn) == len(Risk)


@pytest.mark.parametrize("text", ["充气圣诞老人", "サンタクロース", "산타클로스", "Weihnachtsmann ÄÖÜ", "Дед Мороз"])
def test_text_in_a_script_of_the_font_is_drawn_as_it_is(text):
    assert fitted(text, 34, 900)[0] == text


def test_shared_characters_take_the_forms_of_the_language_around_them():
    faces = {font_for(text, 34).getname() for text in ("直", "直の", "直산")}
    assert len(faces) == 3


def test_script_that_the_font_does_not_hold_becomes_one_box():
    assert fitted("Mug كوب شاي A", 34, 900)[0] == "Mug □ A"


def test_text_that_is_too_long_is_set_smaller_and_then_cut():
    shown, font = fitted("USD1055174S1", 34, 220, bold=True)
    assert shown == "USD1055174S1"
    assert font.size < 34
    shown, font = fitted("圣诞老人" * 1250, 34, 300)
    assert shown.endswith("…")
    assert font.getlength(shown) <= 300


async def test_child_draws_what_the_function_draws():
    pictures = [encoded(photo(), "JPEG"), b"", PICTURE, b"broken"]
    async with ImageNormaliser() as normaliser:
        assert await normaliser.draw(made(2), pictures) == draw_sheet(made(2), pictures)


async def test_child_still_decodes_after_a_sheet():
    async with ImageNormaliser() as normaliser:
        await normaliser.draw(made(1), [b""] * 3)
        assert (await normaliser.normalise(PICTURE, name="x")).data == PICTURE


def test_low_contrast_is_nowhere():
    """White words on each colour of a rating, by the formula of WCAG: 4.5 to 1 at least."""

    def light(colour):
        parts = [part / 255 for part in Image.new("RGB", (1, 1), colour).getpixel((0, 0))]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for colour in sheet._COLOURS.values():
        assert 1.05 / (light(colour) + 0.05) >= 4.5

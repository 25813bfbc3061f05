"""A picture that would arrive blank is told, and never paid for; one that shows anything is not."""

import random

import pytest
from PIL import Image, ImageDraw, ImageFilter

from bot.images import normalise
from bot.images.blank import is_blank
from bot.model import ProblemKind
from tests.pictures import FORMS, WHITE, check_upload_form, drawing, encoded, pixel, problem_of, quarters, raw_png

BLANK = (ProblemKind.BLANK_IMAGE, {"name": "IMG_1.jpg"})


def grain(size: tuple[int, int], level: int, sigma: float) -> Image.Image:
    """One grey with the noise of a sensor."""
    return Image.effect_noise(size, sigma).point(lambda value: value - 128 + level)


def dusty(size: tuple[int, int] = (1000, 1000)) -> Image.Image:
    """A scanned page with nothing on it."""
    page = grain(size, 245, 2)
    dice = random.Random(7)
    for _ in range(5):
        page.putpixel((dice.randrange(size[0]), dice.randrange(size[1])), 40)
    return page


BLANKS = {
    "white": Image.new("RGB", (400, 300), "white"),
    "black": Image.new("L", (400, 300), 0),
    "one-colour": Image.new("RGB", (400, 300), (200, 30, 90)),
    "palette": Image.new("P", (400, 300), 3),
    "bilevel": Image.new("1", (400, 300), 1),
    "ink": Image.new("CMYK", (400, 300), (10, 20, 30, 40)),
    "all-transparent": Image.new("RGBA", (400, 300), (200, 30, 90, 0)),
    "all-transparent-drawing": Image.merge("RGBA", [*drawing((400, 300)).split(), Image.new("L", (400, 300), 0)]),
    "half-transparent": Image.new("RGBA", (400, 300), (200, 30, 90, 128)),
    "scanner-noise": grain((1000, 1000), 245, 2),
    "lens-cap": grain((800, 600), 9, 2.5),
    "dust": dusty(),
    "hardly-a-gradient": Image.linear_gradient("L").point(lambda value: 250 + value // 64),
}


@pytest.mark.parametrize("kind", BLANKS)
def test_normalise_picture_of_one_colour_is_refused(kind):
    assert problem_of(encoded(BLANKS[kind], "TIFF")) == BLANK


@pytest.mark.parametrize("form", FORMS)
def test_normalise_white_picture_of_every_format_is_refused(form):
    assert problem_of(encoded(Image.new("RGB", (400, 300), "white"), form)) == BLANK


def stroke(width: int, level: int = 0, size: int = 2000) -> Image.Image:
    picture = Image.new("L", (size, size), 255)
    ImageDraw.Draw(picture).ellipse((size * 0.3, size * 0.4, size * 0.7, size * 0.5), outline=level, width=width)
    return picture


SHOWN = {
    "hairline": stroke(1),
    "hairline-of-a-pencil": stroke(1, 170),
    "pale-line": stroke(3, 225),
    "white-on-nearly-white": Image.merge("L", [stroke(6, 230)]),
    "small-drawing": stroke(1, size=64),
    "quarters": quarters(),
    "same-lightness": Image.merge("RGB", [quarters().split()[0], *[Image.new("L", (120, 80), 128)] * 2]),
    "blue-alone": Image.merge("RGB", [*[Image.new("L", (120, 80), 128)] * 2, quarters().split()[0]]),
    "soft-shadow": stroke(40, 200).filter(ImageFilter.GaussianBlur(30)),
    "grain-and-a-line": Image.blend(grain((800, 800), 240, 4), stroke(4, 60, 800), 0.5),
    "fine-stripes": Image.new("L", (400, 300), 255),
    "one-corner": Image.new("L", (1000, 1000), 255),
}
SHOWN["fine-stripes"].putdata([0, 255] * (400 * 150))
SHOWN["one-corner"].paste(0, (0, 0, 20, 20))


@pytest.mark.parametrize("kind", SHOWN)
def test_is_blank_of_anything_drawn_is_false(kind):
    assert not is_blank(SHOWN[kind])


WHITE_DRAWING = Image.merge("RGBA", [*[Image.new("L", (300, 200), 255)] * 3, stroke(5, 255, 200).resize((300, 200))])
WHITE_DRAWING.putalpha(Image.new("L", (300, 200), 0))
ImageDraw.Draw(WHITE_DRAWING).rectangle((100, 60, 200, 140), fill=(255, 255, 255, 255))


@pytest.mark.parametrize(
    ("form", "picture", "options"),
    [
        ("PNG", WHITE_DRAWING, {}),
        ("PNG", WHITE_DRAWING.convert("LA"), {}),
        ("WEBP", WHITE_DRAWING, {"lossless": True}),
        ("TIFF", WHITE_DRAWING, {}),
        ("AVIF", WHITE_DRAWING, {"quality": 95}),
        ("HEIF", WHITE_DRAWING, {}),
        ("PNG", WHITE_DRAWING.quantize(), {}),
        ("GIF", WHITE_DRAWING, {}),
    ],
)
def test_normalise_white_drawing_on_nothing_is_laid_on_black(form, picture, options):
    """Its shape is what a search goes by; its colour is left as it is."""
    shown = check_upload_form(normalise(encoded(picture, form, **options), name="x")).convert("RGB")

    assert min(shown.getpixel((150, 100))) > 240
    assert max(shown.getpixel((20, 20))) < 15


@pytest.mark.parametrize(("depth", "row"), [(1, b"\0" * 8), (2, b"\0" * 16), (16, bytes(128))])
def test_normalise_white_on_a_transparent_colour_is_laid_on_black(depth, row):
    """The last rows are white, and the others of the colour that is transparent."""
    from tests.pictures import png_chunk

    data = raw_png(row, depth=depth, colour=0, chunks=(png_chunk(b"tRNS", b"\0\0"),))

    assert (pixel(data, (40, 20)), pixel(data, (40, 60))) == ((0, 0, 0), WHITE)


def test_normalise_drawing_that_shows_on_white_stays_on_white():
    black = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    ImageDraw.Draw(black).rectangle((100, 60, 200, 140), fill=(0, 0, 0, 255))

    assert pixel(encoded(black, "PNG"), (20, 20)) == WHITE

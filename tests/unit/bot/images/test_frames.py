"""Of several frames or pages the first that shows something is taken."""

import pytest
from PIL import Image

from bot.images import frames, normalise
from bot.model import ProblemKind
from tests.pictures import RED, check_upload_form, corners, encoded, is_near, png_chunk, problem_of, quarters
from tests.unit.bot.images.builders import Page, tiff_of

EMPTY = Image.new("RGB", (120, 80), "white")
CLEAR = Image.new("RGBA", (120, 80), (0, 0, 0, 0))
MANY = {
    "GIF": {"duration": 50},
    "PNG": {"duration": 50},
    "WEBP": {"duration": 50, "lossless": True},
    "AVIF": {"duration": 50, "quality": 95},
    "TIFF": {},
}


def several(form: str, *pictures: Image.Image, **options: object) -> bytes:
    return encoded(pictures[0], form, save_all=True, append_images=pictures[1:], **{**MANY[form], **options})


@pytest.mark.parametrize("form", MANY)
@pytest.mark.parametrize(
    "empty",
    [
        pytest.param([EMPTY], id="white"),
        pytest.param([CLEAR], id="transparent"),
        pytest.param([EMPTY, Image.new("RGB", (120, 80), "black"), Image.new("RGB", (120, 80), "blue")], id="several"),
    ],
)
def test_normalise_first_frame_that_shows_something_is_taken(form, empty):
    shown = quarters().convert(empty[0].mode)

    picture = check_upload_form(normalise(several(form, *empty, shown, shown.rotate(90)), name="x"))

    assert picture.size == (120, 80)
    assert is_near(corners(picture)[0], RED)


@pytest.mark.parametrize("form", MANY)
def test_normalise_frames_that_are_all_empty_are_refused(form):
    data = several(form, EMPTY, Image.new("RGB", (120, 80), "black"), EMPTY)

    assert problem_of(data)[0] is ProblemKind.BLANK_IMAGE


def test_normalise_default_picture_that_is_no_frame_and_empty_gives_way():
    data = several("PNG", EMPTY, quarters(), quarters().rotate(90), default_image=True)

    assert is_near(corners(check_upload_form(normalise(data, name="x")))[0], RED)


def test_normalise_page_that_cannot_be_read_behind_an_empty_one_is_no_damage():
    """The file opens everywhere, and shows nothing."""
    assert problem_of(tiff_of(Page(EMPTY), Page(quarters(), {259: 65000})))[0] is ProblemKind.BLANK_IMAGE


def test_normalise_frame_that_cannot_be_read_behind_an_empty_one_is_no_damage():
    data = several("PNG", EMPTY, quarters())
    at = data.index(b"fdAT")
    data = data[: at - 4] + png_chunk(b"fdAT", b"\0\0\0\2no stream") + png_chunk(b"IEND", b"")

    assert problem_of(data)[0] is ProblemKind.BLANK_IMAGE


def test_normalise_animation_without_frames_is_its_default_picture():
    data = encoded(EMPTY, "PNG")

    assert problem_of(data[:33] + png_chunk(b"acTL", b"\0\0\0\2\0\0\0\0") + data[33:])[0] is ProblemKind.BLANK_IMAGE


def test_normalise_second_page_too_small_is_no_picture():
    assert problem_of(tiff_of(Page(EMPTY), Page(quarters((20, 20)))))[0] is ProblemKind.BLANK_IMAGE


def test_later_frames_cost_no_more_than_one_large_picture(monkeypatch):
    data = several(
        "GIF", EMPTY, *(Image.new("RGB", (120, 80), (grey, 0, 0)) for grey in range(10, 200, 10)), quarters()
    )
    assert normalise(data, name="x").width == 120

    monkeypatch.setattr(frames, "MAX_PIXELS", 10 * 120 * 80)

    assert problem_of(data)[0] is ProblemKind.BLANK_IMAGE

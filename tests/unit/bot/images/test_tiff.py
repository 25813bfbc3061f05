"""Of a TIFF the picture is taken, never its thumbnail; and a raw photo is none."""

import pytest
from PIL import Image

from bot.images import normalise, tiff
from bot.model import ProblemKind
from tests.pictures import RED, check_upload_form, corners, encoded, is_near, photo, problem_of, quarters
from tests.unit.bot.images.builders import Page, tiff_of

FULL = Page(quarters((200, 120)))
SENSOR = Page(Image.linear_gradient("L").resize((200, 120)), {262: 32803})
ORDERS = pytest.mark.parametrize(("order", "big"), [("<", False), (">", False), ("<", True)])


def thumbnail(*children: Page, **tags: int) -> Page:
    return Page(photo((96, 64)), {254: 1, **{int(tag[1:]): value for tag, value in tags.items()}}, list(children))


TOLD_RAW = {
    "dng": tiff_of(thumbnail(SENSOR, t50706=0x0401)),
    "dng-without-thumbnail": tiff_of(Page(photo((96, 64)), {50706: 0x0401, 262: 34892})),
    "sensor-in-a-sub-directory": tiff_of(thumbnail(SENSOR)),
    "sensor-among-several": tiff_of(thumbnail(Page(photo((150, 100)), {254: 1}), SENSOR)),
    "sensor-in-the-chain": tiff_of(thumbnail(), SENSOR),
    "sensor-first": tiff_of(SENSOR),
    "linear-raw": tiff_of(thumbnail(Page(quarters(), {262: 34892}))),
    "thumbnail-not-marked": tiff_of(Page(photo((96, 64)), {}, [SENSOR])),
    "big-endian": tiff_of(thumbnail(SENSOR), order=">"),
    "bigtiff": tiff_of(thumbnail(SENSOR, t50706=0x0701), big=True),
    "cr2": b"II*\0\x10\0\0\0CR\2\0" + bytes(100),
    "cr3": b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + bytes(100),
    "raf": b"FUJIFILMCCD-RAW 0201FF389501" + bytes(100),
    "rw2": b"IIU\0\x18\0\0\0" + bytes(100),
    "orf": b"IIRO\x08\0\0\0" + bytes(100),
    "x3f": b"FOVb\0\0\2\0" + bytes(100),
}


@pytest.mark.parametrize("kind", TOLD_RAW)
def test_normalise_raw_photo_is_refused_as_such(kind):
    assert problem_of(TOLD_RAW[kind], name="a.dng") == (
        ProblemKind.UNSUPPORTED_IMAGE,
        {"name": "a.dng", "form": "raw"},
    )


@ORDERS
@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([FULL], id="alone"),
        pytest.param([thumbnail(), FULL], id="thumbnail-first"),
        pytest.param([thumbnail(), thumbnail(), FULL], id="two-thumbnails-first"),
        pytest.param([thumbnail(FULL)], id="in-a-sub-directory"),
        pytest.param([thumbnail(thumbnail(), FULL)], id="second-sub-directory"),
        pytest.param([Page(photo((96, 64)), {255: 2}), FULL], id="thumbnail-marked-of-old"),
        pytest.param([Page(photo((96, 64)).convert("L"), {254: 4}), FULL], id="mask-first"),
        pytest.param([Page(photo((96, 64)), {254: 5}), FULL], id="mask-of-thumbnail-first"),
        pytest.param([Page(FULL.picture, {}, [thumbnail()]), thumbnail()], id="thumbnails-behind"),
        pytest.param([Page(FULL.picture, {254: 2}), Page(photo((96, 64)), {254: 2})], id="first-of-two-pages"),
        pytest.param([Page(photo((96, 64)), {254: 1}), Page(FULL.picture, {254: 1})], id="largest-of-thumbnails"),
    ],
)
def test_normalise_tiff_is_its_picture_and_not_its_thumbnail(pages, order, big):
    picture = check_upload_form(normalise(tiff_of(*pages, order=order, big=big), name="x"))

    assert picture.size == (200, 120)
    assert is_near(corners(picture)[0], RED)


def test_pages_of_a_loop_come_once():
    data = bytearray(tiff_of(FULL, FULL))
    data[-4:] = data[4:8]

    assert len(list(tiff.pages(bytes(data)))) == 2


@pytest.mark.parametrize(
    "data", [b"II*\0", b"MM\0*\0\0\0\x08", b"II*\0\x08\0\0\0\xff\xff", b"II+\0\x08\0\0\0" + b"\xff" * 90]
)
def test_pages_of_a_broken_file_are_the_file_itself(data):
    assert list(tiff.pages(data)) == [data]


@pytest.mark.parametrize(
    ("tag", "value"),
    [(259, 34712), (259, 34661), (259, 34925), (259, 50002), (259, 65000), (262, 9999), (258, 3)],
)
def test_normalise_tiff_of_a_rare_kind_is_told_from_a_damaged_one(tag, value):
    data = tiff_of(Page(quarters(mode="L"), {tag: value}))

    assert problem_of(data, name="a.tif") == (ProblemKind.UNSUPPORTED_IMAGE, {"name": "a.tif", "form": "tiff"})


def test_normalise_big_tiff_in_the_order_that_pillow_takes_wrong_is_told_from_a_damaged_one():
    assert problem_of(tiff_of(FULL, order=">", big=True))[0] is ProblemKind.UNSUPPORTED_IMAGE


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "tiff_adobe_deflate"])
def test_normalise_tiff_that_is_cut_off_is_damaged(compression):
    data = encoded(photo(), "TIFF", compression=compression, strip_size=4096)

    assert problem_of(data[: len(data) // 2])[0] is ProblemKind.BROKEN_IMAGE

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from bot.sandbox.patsnap.segmentation import find_product, label_regions, without_holes

SIDE = 224


def product_mask(box: tuple[int, int, int, int] = (70, 60, 150, 170)) -> Image.Image:
    mask = Image.new("L", (SIDE, SIDE), 0)
    ImageDraw.Draw(mask).ellipse(box, fill=255)
    return mask


def overlap(picture: Image.Image, truth: Image.Image) -> float:
    found = find_product(np.asarray(picture, dtype=np.float32) / 255)
    known = np.asarray(truth) > 0
    return float((found & known).sum() / (found | known).sum())


def painted(ground: Image.Image, mask: Image.Image, colour: tuple[int, int, int] = (60, 90, 150)) -> Image.Image:
    picture = ground.convert("RGB")
    picture.paste(colour, (0, 0), mask)
    return picture


def shaded_ground() -> Image.Image:
    return Image.linear_gradient("L").resize((SIDE, SIDE)).point(lambda value: 150 + value * 0.35)


@pytest.mark.parametrize(
    ("ground", "colour"),
    [
        (Image.new("L", (SIDE, SIDE), 255), (60, 90, 150)),
        (Image.new("L", (SIDE, SIDE), 20), (200, 190, 60)),
        (shaded_ground(), (180, 60, 60)),
        (Image.new("RGB", (SIDE, SIDE), (200, 120, 90)), (90, 150, 200)),
    ],
    ids=["white", "black", "shaded", "coloured"],
)
def test_product_is_found_on_its_ground(ground, colour):
    mask = product_mask()
    assert overlap(painted(ground, mask, colour), mask) > 0.93


def test_shadow_stays_with_the_ground():
    mask = product_mask()
    shadow = product_mask((70, 130, 200, 200)).filter(ImageFilter.GaussianBlur(8))
    ground = Image.new("RGB", (SIDE, SIDE), (225, 225, 225))
    ground.paste((158, 158, 158), (0, 0), shadow)
    assert overlap(painted(ground, mask), mask) > 0.9


def test_outline_is_filled_although_it_has_a_gap():
    picture = Image.new("RGB", (SIDE, SIDE), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((70, 60, 150, 170), outline="black", width=2)
    draw.rectangle((108, 58, 112, 64), fill="white")
    assert overlap(picture, product_mask()) > 0.9


def test_caption_is_left_out():
    mask = product_mask()
    picture = painted(Image.new("L", (SIDE, SIDE), 255), mask)
    ImageDraw.Draw(picture).text((8, SIDE - 14), "MADE UP", fill=(150, 150, 150))
    assert overlap(picture, mask) > 0.93


def test_product_that_touches_the_rim_is_found():
    mask = product_mask((60, 90, 160, 300))
    assert overlap(painted(Image.new("L", (SIDE, SIDE), 240), mask), mask) > 0.9


@pytest.mark.parametrize("picture", [Image.new("RGB", (90, 60), "teal"), Image.new("RGB", (8, 300), "white")])
def test_picture_of_nothing_is_all_product(picture):
    assert find_product(np.asarray(picture, dtype=np.float32) / 255).all()


def test_regions_are_numbered_by_what_touches():
    rows = ["##..#", "#..##", "..#..", "#.#.#", "###.#"]
    mask = np.array([[sign == "#" for sign in row] for row in rows])
    labels, areas = label_regions(mask)
    assert sorted(areas.tolist()) == [2, 3, 3, 6]
    assert (labels > 0).tolist() == mask.tolist()
    assert labels[0, 0] == labels[1, 0] != labels[3, 0] == labels[2, 2]
    assert areas[labels[4, 1] - 1] == 6


def test_no_region_is_numbered_where_there_is_none():
    labels, areas = label_regions(np.zeros((4, 5), dtype=bool))
    assert not labels.any()
    assert not areas.size


def test_holes_are_filled_and_bays_are_not():
    mask = np.array([[sign == "#" for sign in row] for row in ["####.", "#..#.", "####.", "#..#.", "#..#."]])
    filled = without_holes(mask)
    assert filled[1, 1]
    assert filled[1, 2]
    assert not filled[3:, 1:3].any()
    assert not filled[:, 4].any()

"""Whether what looks alike is found, whatever happened to the picture on its way."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageOps

from bot.sandbox.patsnap.catalogue import first_design, load_catalogue
from bot.sandbox.patsnap.drawings import FAMILIES
from bot.sandbox.patsnap.drawings.toys import FLOAT
from bot.sandbox.patsnap.drawings.vessels import MUG
from bot.sandbox.patsnap.pictures import full_png, thumbnail_png
from bot.sandbox.patsnap.report import HIGH_FROM, MEDIUM_FROM
from bot.sandbox.patsnap.search import find, load_index


def search(*images: Image.Image):
    likenesses = load_index().compare(images)
    return likenesses, find(likenesses, accepts=lambda _: True, prefers=lambda _: False)


def jpeg(image: Image.Image, quality: int) -> Image.Image:
    target = BytesIO()
    image.save(target, "JPEG", quality=quality)
    return Image.open(target)


def on_ground(image: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    """The product of a sample (far from its ground in colour) on another ground."""
    pixels = np.asarray(image.convert("RGB")).astype(int)
    spread = pixels.max(axis=2) - pixels.min(axis=2)
    ground = (spread < 45) & (pixels.min(axis=2) > 110)
    product = pixels.copy()
    product[ground] = colour
    return Image.fromarray(product.astype(np.uint8))


def cropped(image: Image.Image, share: float) -> Image.Image:
    width, height = image.size
    return image.crop((int(width * share), int(height * share), int(width * (1 - share)), int(height * (1 - share))))


CHANGES = {
    "as it is": lambda image: image,
    "resized": lambda image: image.resize((210, 210)),
    "small": lambda image: image.resize((96, 96)),
    "enlarged": lambda image: image.resize((1500, 1500)),
    "compressed": lambda image: jpeg(image, 25),
    "cropped": lambda image: cropped(image, 0.07),
    "wide": lambda image: ImageOps.pad(image, (1000, 640), color=(220, 212, 199)),
    "on white": lambda image: on_ground(image, (255, 255, 255)),
    "on green": lambda image: on_ground(image, (178, 214, 190)),
    "on black": lambda image: on_ground(image, (8, 8, 10)),
    "recoloured": lambda image: Image.merge("RGB", [image.getchannel(band) for band in "BGR"]),
    "grey": lambda image: image.convert("L"),
    "dark": lambda image: image.point(lambda value: value * 0.55),
    "mirrored": ImageOps.mirror,
    "transparent": lambda image: image.convert("RGBA"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_mug_finds_mugs_and_the_same_mug_stays_high(picture, change):
    likenesses, hits = search(CHANGES[change](picture("mug")))
    assert sum(hit.filing.design.family is MUG for hit in hits[:5]) >= 4
    assert likenesses[first_design(MUG).number].score >= HIGH_FROM
    assert hits[0].filing.design is first_design(MUG)


def test_plain_drawing_of_another_mug_finds_mugs():
    image = Image.new("RGB", (480, 480), (236, 236, 232))
    draw = ImageDraw.Draw(image)
    draw.ellipse((288, 168, 412, 336), outline=(40, 40, 60), width=20)
    draw.rounded_rectangle((96, 96, 326, 408), 20, fill=(60, 90, 150))
    _, hits = search(image)
    assert sum(hit.filing.design.family is MUG for hit in hits[:5]) >= 4


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.key)
def test_drawing_of_a_patent_finds_that_patent(family):
    filing = next(filing for filing in load_catalogue().filings if filing.design.family is family)
    likenesses, hits = search(Image.open(BytesIO(full_png(filing))))
    assert likenesses[filing.design.number].score > 0.9
    assert hits[0].filing.design is filing.design
    assert sum(hit.filing.design.family is family for hit in hits[:5]) >= 4


def test_thumbnail_finds_its_patent(filings_of):
    filing = filings_of(FLOAT)[0]
    _, hits = search(Image.open(BytesIO(thumbnail_png(filing))))
    assert hits[0].filing.design is filing.design


@pytest.mark.parametrize("name", ["guitar", "rocket", "cactus"])
def test_what_is_not_in_the_catalogue_is_like_nothing_in_it(picture, name):
    likenesses, _ = search(picture(name))
    assert max(likeness.score for likeness in likenesses) < MEDIUM_FROM


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGB", (300, 200), (120, 130, 140)),
        Image.effect_noise((256, 256), 80),
        Image.linear_gradient("L"),
        Image.new("L", (64, 1200), 255),
    ],
    ids=["one colour", "noise", "gradient", "thin"],
)
def test_picture_without_a_product_is_low_risk(image):
    likenesses, hits = search(image)
    assert max(likeness.score for likeness in likenesses) < MEDIUM_FROM
    assert len(hits) == len(load_catalogue().filings)


def test_best_view_of_several_counts(picture):
    alone, _ = search(picture("mug"))
    with_others, _ = search(picture("guitar"), picture("mug"))
    number = first_design(MUG).number
    assert with_others[number].score == alone[number].score


def test_keyword_moves_a_family_up_without_touching_the_likeness(picture):
    likenesses, plain = search(picture("cactus"))
    lamps = [hit.rerank_rank for hit in plain if hit.filing.design.family.key == "lamp"]
    helped = find(likenesses, accepts=lambda _: True, prefers=lambda filing: filing.design.family.key == "lamp")
    better = [hit.rerank_rank for hit in helped if hit.filing.design.family.key == "lamp"]
    assert sum(better) < sum(lamps)
    assert {hit.filing.number: hit.likeness.score for hit in helped} == {
        hit.filing.number: hit.likeness.score for hit in plain
    }


def test_fusion_follows_both_rankings(picture):
    _, hits = search(picture("lamp"))
    assert sorted(hit.traditional_rank for hit in hits) == list(range(1, len(hits) + 1))
    assert sorted(hit.rerank_rank for hit in hits) == list(range(1, len(hits) + 1))
    assert [hit.rrf_score for hit in hits] == sorted((hit.rrf_score for hit in hits), reverse=True)
    first = hits[0]
    assert first.rrf_score == pytest.approx(1 / (60 + first.traditional_rank) + 1 / (60 + first.rerank_rank))

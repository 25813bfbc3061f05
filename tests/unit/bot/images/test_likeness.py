"""What counts as the same picture, and that no two different ones ever do."""

import io
import itertools
from functools import cache

import pytest
from PIL import Image, ImageDraw

from bot.images import ImageNormaliser, normalise
from bot.model.fingerprint import MAX_DISTANCE
from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.patsnap.drawings.linework import render_lines
from bot.sandbox.patsnap.samples import samples

SAMPLES = {sample.name: sample for sample in samples()}


def encoded(picture, form="PNG", **options):
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def known_by(data):
    found = normalise(data, name="a.png").fingerprint
    assert found is not None
    return found


@cache
def original(name):
    return Image.open(io.BytesIO(SAMPLES[name].png_bytes)).convert("RGB")


def scaled(picture, factor):
    size = tuple(round(side * factor) for side in picture.size)
    return picture.resize(size, Image.Resampling.LANCZOS)


CHANGES = {
    "png": encoded,
    "jpeg 90": lambda picture: encoded(picture, "JPEG", quality=90),
    "jpeg 60": lambda picture: encoded(picture, "JPEG", quality=60),
    "webp": lambda picture: encoded(picture, "WEBP", quality=70),
    "two thirds": lambda picture: encoded(scaled(picture, 0.67)),
    "twice": lambda picture: encoded(scaled(picture, 2)),
    "smaller and compressed": lambda picture: encoded(scaled(picture, 0.75), "JPEG", quality=80),
}

OTHERS = {
    "cut": lambda picture: encoded(picture.crop((13, 13, *picture.size))),
    "cut all around": lambda picture: encoded(picture.crop((9, 9, picture.width - 9, picture.height - 9))),
    "mirrored": lambda picture: encoded(picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)),
    "turned": lambda picture: encoded(picture.transpose(Image.Transpose.ROTATE_90)),
    "stretched": lambda picture: encoded(picture.resize((picture.width, picture.height * 9 // 8))),
    "in other colours": lambda picture: encoded(Image.merge("RGB", picture.split()[::-1])),
    "with another detail": lambda picture: encoded(dotted(picture)),
}


def dotted(picture):
    """With a dark knob of three hundredths of its width on it."""
    changed, side = picture.copy(), picture.width
    ImageDraw.Draw(changed).ellipse((side * 0.5, side * 0.5, side * 0.53, side * 0.53), fill=(20, 20, 20))
    return changed


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", ["mug", "lamp", pytest.param("sneaker", marks=pytest.mark.slow)])
def test_picture_that_was_resized_or_compressed_is_the_same(name, change):
    before, after = known_by(encoded(original(name))), known_by(CHANGES[change](original(name)))
    assert before.is_same_picture(after)
    assert after.is_same_picture(before)
    assert any(a == b for a, b in zip(before.bands, after.bands, strict=True))


@pytest.mark.parametrize("change", OTHERS)
@pytest.mark.parametrize("name", ["mug", pytest.param("sneaker", marks=pytest.mark.slow)])
def test_picture_that_was_cut_or_changed_is_another(name, change):
    assert not known_by(encoded(original(name))).is_same_picture(known_by(OTHERS[change](original(name))))


def test_no_two_sample_pictures_are_the_same():
    found = [known_by(sample.png_bytes) for sample in samples()]
    assert not any(a.is_same_picture(b) for a, b in itertools.combinations(found, 2))


@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.slow)])
def test_no_two_designs_of_the_catalogue_are_the_same(step):
    drawn = [encoded(render_lines(design.parts(), 300)) for design in load_catalogue().designs[::step]]
    found = [known_by(data) for data in drawn]
    assert not any(a.is_same_picture(b) for a, b in itertools.combinations(found, 2))


def test_faint_pictures_are_the_same_only_where_they_hardly_differ():
    def faint(left):
        picture = Image.new("RGB", (200, 200), (250, 250, 250))
        ImageDraw.Draw(picture).rectangle((left, 60, left + 60, 140), fill=(225, 225, 225))
        return known_by(encoded(picture))

    assert faint(60).is_same_picture(faint(60))
    assert not faint(60).is_same_picture(faint(66))


def test_hash_in_bands_is_the_whole_hash_and_near_within_its_distance():
    found = known_by(encoded(original("mug")))
    assert sum(band.bit_count() for band in found.bands) == found.hash.bit_count()
    assert found.may_be(found.hash ^ (1 << MAX_DISTANCE) - 1)
    assert not found.may_be(found.hash ^ (1 << MAX_DISTANCE + 1) - 1)


async def test_child_process_brings_the_same_fingerprint():
    data = encoded(original("mug"), "JPEG")
    async with ImageNormaliser() as normaliser:
        assert (await normaliser.normalise(data, name="a.jpg")).fingerprint == known_by(data)


async def test_picture_of_one_colour_is_taken_if_somebody_says_so():
    data = encoded(Image.new("RGB", (100, 100), (200, 200, 200)))
    async with ImageNormaliser() as normaliser:
        taken = await normaliser.normalise(data, name="a.png", blank_too=True)
    assert (taken.width, taken.height) == (100, 100)
    assert taken.fingerprint is not None

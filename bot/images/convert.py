"""One picture, from the bytes that a person posted to the upload form."""

import warnings
from collections.abc import Iterator

from PIL import Image

from bot.errors import ImageError
from bot.images import jpeg, png, tiff
from bot.images.blank import is_blank
from bot.images.decode import broken, load_pixels, open_picture, orientation
from bot.images.encode import encode
from bot.images.formats import Format, accept
from bot.images.frames import later_frames
from bot.images.likeness import fingerprint
from bot.images.pixels import to_upload_pixels
from bot.images.upload_form import (
    MAX_UPLOAD_BYTES,
    MAX_UPLOAD_SIDE,
    ContentType,
    NormalisedImage,
)
from bot.model import ProblemKind


def normalise_picture(data: bytes, *, name: str, blank_too: bool = False) -> NormalisedImage:
    """What :func:`bot.images.normalise` says."""
    found = accept(data, name=name)
    with warnings.catch_warnings():
        # Pillow warns of odd metadata and of sizes that are within our limits; neither decides anything here.
        warnings.simplefilter("ignore")
        readable = _readable(data, found)
        picture = open_picture(readable, found, name=name)
        posted_size = picture.size
        picture = load_pixels(picture, readable, found, name=name)
        if _fits_already(data, found, posted_size, picture.mode) and not is_blank(picture):
            content_type: ContentType = "image/png" if found is Format.PNG else "image/jpeg"
            return _image(data, content_type, posted_size, picture, passed_through=True)
        pixels = _visible_pixels(picture, data, found, name=name, blank_too=blank_too)
        data, content_type, size = encode(pixels)
        return _image(data, content_type, size, pixels, passed_through=False)


def _image(
    data: bytes, content_type: ContentType, size: tuple[int, int], pixels: Image.Image, *, passed_through: bool
) -> NormalisedImage:
    width, height = size
    return NormalisedImage(
        data=data,
        content_type=content_type,
        width=width,
        height=height,
        passed_through=passed_through,
        fingerprint=fingerprint(pixels, size),
    )


def _readable(data: bytes, found: Format) -> bytes:
    """The file as its decoder gets it: without what is no part of the picture, and with the picture first."""
    if found is Format.PNG:
        return png.essential(data)
    return next(tiff.pages(data)) if found is Format.TIFF else data


def _fits_already(data: bytes, found: Format, size: tuple[int, int], mode: str) -> bool:
    if len(data) > MAX_UPLOAD_BYTES or max(size) > MAX_UPLOAD_SIDE:
        return False
    if found is Format.JPEG:
        return mode in {"L", "RGB"} and jpeg.is_bare(data)
    return found is Format.PNG and png.is_bare(data)


def _visible_pixels(picture: Image.Image, data: bytes, found: Format, *, name: str, blank_too: bool) -> Image.Image:
    """The upload pixels of the first frame that shows something, or, if blank ones are taken too, of the first.

    Raises:
        ImageError: BLANK_IMAGE if none does.
    """
    turned = orientation(picture)
    if blank_too:
        return _convert(picture, turned, "white", name=name)
    for pixels in _candidates(picture, turned, name=name):
        if not is_blank(pixels):
            return pixels
    for frame in later_frames(picture, data, found, name=name):
        for pixels in _candidates(frame, turned, name=name):
            if not is_blank(pixels):
                return pixels
    raise ImageError.of(ProblemKind.BLANK_IMAGE, name=name)


def _candidates(picture: Image.Image, turned: int, *, name: str) -> Iterator[Image.Image]:
    """The picture on white, and for what does not show there, on black.

    A white drawing on nothing has content, and who drew it saw it on a dark ground: its shape is what a search goes
    by, and its colours stay what they are.
    """
    yield _convert(picture, turned, "white", name=name)
    if picture.has_transparency_data:
        yield _convert(picture, turned, "black", name=name)


def _convert(picture: Image.Image, turned: int, ground: str, *, name: str) -> Image.Image:
    try:
        return to_upload_pixels(picture, orientation=turned, ground=ground)
    except (MemoryError, OSError, ValueError) as error:
        # Palettes and transparencies are read when they are used, and may turn out to be nonsense only then.
        raise broken(name) from error

"""One picture, from the bytes that a person posted to the upload form."""

import warnings

from PIL import Image
from PIL.ImageFile import ImageFile

from bot.images import jpeg, png
from bot.images.convert import to_upload_pixels
from bot.images.decode import broken, load_pixels, open_picture, orientation
from bot.images.encode import encode
from bot.images.formats import Format, accept
from bot.images.upload_form import (
    MAX_UPLOAD_BYTES,
    MAX_UPLOAD_SIDE,
    ContentType,
    NormalisedImage,
)


def normalise_picture(data: bytes, *, name: str) -> NormalisedImage:
    """What :func:`bot.images.normalise` says."""
    found = accept(data, name=name)
    with warnings.catch_warnings():
        # Pillow warns of odd metadata and of sizes that are within our limits; neither decides anything here.
        warnings.simplefilter("ignore")
        picture = open_picture(data, found, name=name)
        posted_size = picture.size
        load_pixels(picture, found, name=name)
        if _fits_already(data, found, posted_size, picture.mode):
            content_type: ContentType = "image/png" if found is Format.PNG else "image/jpeg"
            width, height = posted_size
            passed_through = True
        else:
            data, content_type, (width, height) = encode(_convert(picture, name=name))
            passed_through = False
    return NormalisedImage(
        data=data, content_type=content_type, width=width, height=height, passed_through=passed_through
    )


def _fits_already(data: bytes, found: Format, size: tuple[int, int], mode: str) -> bool:
    if len(data) > MAX_UPLOAD_BYTES or max(size) > MAX_UPLOAD_SIDE:
        return False
    if found is Format.JPEG:
        return mode in {"L", "RGB"} and jpeg.is_bare(data)
    return found is Format.PNG and png.is_bare(data)


def _convert(picture: ImageFile, *, name: str) -> Image.Image:
    try:
        return to_upload_pixels(picture, orientation=orientation(picture))
    except (MemoryError, OSError, ValueError) as error:
        # Palettes and transparencies are read when they are used, and may turn out to be nonsense only then.
        raise broken(name) from error

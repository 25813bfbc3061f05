"""The frames of an animation and the pages of a TIFF, for a file whose first one shows nothing."""

from collections.abc import Iterator
from itertools import count

from PIL import Image

from bot.images import png, tiff
from bot.images.decode import load_pixels, open_picture
from bot.images.formats import Format
from bot.images.upload_form import MAX_PIXELS

_MAX_FRAMES = 200


def later_frames(first: Image.Image, data: bytes, found: Format, *, name: str) -> Iterator[Image.Image]:
    """The frames behind the first, loaded one after the other; as many as cost no more than one large picture.

    A frame that cannot be decoded is the end: the file is not refused for it.
    """
    pixels = first.width * first.height
    frames = _pages(data, name) if found is Format.TIFF else _animation(first, data, found, name)
    for _ in range(_MAX_FRAMES):
        try:
            frame = next(frames, None)
        except Exception:  # noqa: BLE001 - decoders raise whatever comes first
            return
        if frame is None:
            return
        pixels += frame.width * frame.height
        if pixels > MAX_PIXELS:
            return
        yield frame


def _pages(data: bytes, name: str) -> Iterator[Image.Image]:
    pages = tiff.pages(data)
    next(pages)
    for page in pages:
        yield load_pixels(open_picture(page, Format.TIFF, name=name), page, Format.TIFF, name=name)


def _animation(first: Image.Image, data: bytes, found: Format, name: str) -> Iterator[Image.Image]:
    frame = first
    if found is Format.PNG:
        if not png.is_animated(data):
            return
        frame = open_picture(png.essential(data, animated=True), found, name=name)
    for number in count(1):
        try:
            frame.seek(number)
        except EOFError:
            return
        frame.load()
        yield frame

"""Pixels -> the bytes that are uploaded."""

from io import BytesIO

from PIL import Image

from bot.images.upload_form import MAX_UPLOAD_BYTES, ContentType

_QUALITIES = (92, 85, 75, 60, 40)
_MAX_DRAWING_COLOURS = 1 << 14


def encode(pixels: Image.Image, *, max_bytes: int = MAX_UPLOAD_BYTES) -> tuple[bytes, ContentType, tuple[int, int]]:
    """Encode ``L`` or ``RGB`` pixels in at most ``max_bytes``; the last of the answer is the size in pixels.

    PNG if it is no larger than a good JPEG, as it is for line drawings and flat colours; else the best JPEG that
    fits. Pixels that fit at no quality, which takes more than noise, are halved until they do.
    """
    jpeg = _to_jpeg(pixels, quality=_QUALITIES[0])
    if _is_drawing(pixels):
        buffer = BytesIO()
        pixels.save(buffer, "PNG")
        if buffer.tell() <= min(len(jpeg), max_bytes):
            return buffer.getvalue(), "image/png", pixels.size
    for quality in _QUALITIES[1:]:
        if len(jpeg) <= max_bytes:
            break
        jpeg = _to_jpeg(pixels, quality=quality)
    while len(jpeg) > max_bytes and pixels.size != (1, 1):
        pixels = pixels.reduce(2)
        jpeg = _to_jpeg(pixels, quality=_QUALITIES[-1])
    return jpeg, "image/jpeg", pixels.size


def _is_drawing(pixels: Image.Image) -> bool:
    """Whether trying PNG is worth the time. Counting stops at the limit, so that a photo is told at once."""
    return pixels.getcolors(_MAX_DRAWING_COLOURS) is not None


def _to_jpeg(pixels: Image.Image, *, quality: int) -> bytes:
    buffer = BytesIO()
    pixels.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()

"""Pictures that scenarios post: drawn here, in every format that people use."""

from io import BytesIO

import pillow_heif
from PIL import Image, ImageDraw


def mug(size: tuple[int, int] = (480, 480), *, mode: str = "RGB") -> Image.Image:
    """A plain mug with one handle, on a light ground."""
    width, height = size
    picture = Image.new("RGB", size, (236, 236, 232))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((width * 0.60, height * 0.35, width * 0.86, height * 0.70), outline=(40, 40, 60), width=width // 24)
    draw.rounded_rectangle((width * 0.2, height * 0.2, width * 0.68, height * 0.85), width // 24, fill=(60, 90, 150))
    draw.ellipse((width * 0.2, height * 0.15, width * 0.68, height * 0.25), fill=(40, 60, 110))
    return picture.convert(mode)


def encoded(form: str, *, mode: str = "RGB", size: tuple[int, int] = (480, 480), **options: object) -> bytes:
    buffer = BytesIO()
    picture = mug(size, mode=mode)
    if form == "HEIF":
        pillow_heif.from_pillow(picture).save(buffer)
    else:
        picture.save(buffer, form, **options)
    return buffer.getvalue()


PNG = encoded("PNG")

GOOD: dict[str, bytes] = {
    "photo.jpg": encoded("JPEG"),
    "screenshot.png": PNG,
    "shop.webp": encoded("WEBP"),
    "turning.gif": encoded("GIF"),
    "scan.tiff": encoded("TIFF"),
    "old.bmp": encoded("BMP"),
    "IMG_0001.HEIC": encoded("HEIF"),
    "new.avif": encoded("AVIF"),
    "print.jpg": encoded("JPEG", mode="CMYK"),
    "transparent.png": encoded("PNG", mode="RGBA"),
}
"""One of each format and of the colour modes that trip people up: ten, as many as one post takes."""


def bomb() -> bytes:
    """144 megapixels in a few kilobytes."""
    buffer = BytesIO()
    Image.new("1", (12_000, 12_000)).save(buffer, "PNG")
    return buffer.getvalue()


def blank() -> bytes:
    """A drawing whose alpha is zero everywhere: nothing of it would arrive."""
    buffer = BytesIO()
    picture = mug(mode="RGBA")
    picture.putalpha(0)
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def bad() -> dict[str, tuple[bytes, str]]:
    """Name -> bytes, and words of the sentence that a person reads."""
    return {
        "contract.png": (b"%PDF-1.7\n%made up", "is not a picture"),
        "broken.jpg": (encoded("JPEG")[:2000], "damaged or incomplete"),
        "empty.png": (b"", "is not a picture"),
        "page.png": (b"<!DOCTYPE html><html><body>Sign in</body></html>", "is not a picture"),
        "icon.png": (encoded("PNG", size=(32, 32)), "32 × 32"),
        "blank.png": (blank(), "is blank"),
        "bomb.png": (bomb(), "megapixels"),
        "huge.png": (PNG + b"\0" * (51 * 1024 * 1024), "larger than 50 MB"),
    }

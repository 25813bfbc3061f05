"""The upload form of a picture, and the limits on what comes in and what goes out."""

from dataclasses import dataclass, field
from typing import Literal

from bot.model.fingerprint import Fingerprint

MAX_FILE_MB = 50
MAX_FILE_BYTES = MAX_FILE_MB * 1024 * 1024
MAX_MEGAPIXELS = 100
MAX_PIXELS = MAX_MEGAPIXELS * 1_000_000
MIN_SIDE = 64
"""Pixels that each side of the picture as posted must have."""

MAX_UPLOAD_SIDE = 2048
MAX_UPLOAD_BYTES = 4096 * 1024
"""What Patsnap's image upload takes: JPEG or PNG of at most 4096 KB."""

ContentType = Literal["image/jpeg", "image/png"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalisedImage:
    """A picture that Patsnap takes: one upright, opaque 8-bit frame, and no metadata.

    Attributes:
        width, height: in pixels, at most ``MAX_UPLOAD_SIDE``.
        passed_through: the bytes are those that came in.
        fingerprint: by which the same picture is known again.
    """

    data: bytes = field(repr=False)
    content_type: ContentType
    width: int
    height: int
    passed_through: bool
    fingerprint: Fingerprint | None = None

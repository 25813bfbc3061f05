"""Uploaded images, in memory, for nine hours."""

import io
import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from PIL import Image, UnidentifiedImageError

from bot.sandbox.patsnap.envelope import Code, Refusal

LIFE_S = 32400
MAX_FILE_BYTES = 4096 * 1024
_MAX_PIXELS = 50_000_000
_MAX_KEPT = 200
_MAX_KEPT_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """One image; ``name`` is the last part of its address, and not to be guessed."""

    name: str
    data: bytes = field(repr=False)
    content_type: str
    ends_at: float


class Uploads:
    """Bounded: the oldest go first."""

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, Upload] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, data: bytes) -> Upload:
        """Keep an image.

        Raises:
            Refusal: it is no JPG or PNG, or over 4096 KB.
        """
        if len(data) > MAX_FILE_BYTES:
            raise Refusal(Code.WRONG_FILE, "image: larger than 4096 KB")
        kind = _kind(data)
        upload = Upload(
            name=f"{secrets.token_urlsafe(18)}.{'png' if kind == 'PNG' else 'jpg'}",
            data=data,
            content_type=f"image/{kind.lower()}",
            ends_at=self._clock() + LIFE_S,
        )
        self._kept[upload.name] = upload
        total = sum(len(kept.data) for kept in self._kept.values())
        while len(self._kept) > _MAX_KEPT or total > _MAX_KEPT_BYTES:
            _, oldest = self._kept.popitem(last=False)
            total -= len(oldest.data)
        return upload

    def get(self, name: str) -> Upload | None:
        """None if it never was, or is no more."""
        upload = self._kept.get(name)
        return upload if upload and upload.ends_at > self._clock() else None


def open_image(data: bytes) -> Image.Image:
    """A JPG or PNG, its pixels not read yet.

    Raises:
        UnidentifiedImageError: it is neither, or far too large.
    """
    try:
        image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise UnidentifiedImageError("neither JPG nor PNG") from error
    if image.width * image.height > _MAX_PIXELS:
        raise UnidentifiedImageError("too many pixels")
    return image


def _kind(data: bytes) -> str:
    try:
        return str(open_image(data).format)
    except UnidentifiedImageError as error:
        raise Refusal(Code.WRONG_FILE, "image: neither JPG nor PNG") from error

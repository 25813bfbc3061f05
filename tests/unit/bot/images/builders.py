"""Files that no library here writes: BMPs of bit fields, TIFFs of several directories."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from PIL import Image

BMP_HEADERS = (40, 52, 56, 108, 124)


def bmp_of_fields(
    picture: Image.Image, masks: Sequence[int], *, bits: int = 32, header: int = 124, top_down: bool = False
) -> bytes:
    """A BMP whose pixels hold red, green, blue, and alpha if there is a fourth mask that is not 0.

    A fourth mask behind the oldest header calls for a compression of its own.
    """
    rows = [_bmp_row(picture, row, masks, bits) for row in range(picture.height)]
    pixels = b"".join(rows if top_down else reversed(rows))
    height = -picture.height if top_down else picture.height
    compression = 6 if header == 40 and len(masks) == 4 else 3
    info = struct.pack("<IiiHHIIiiII", header, picture.width, height, 1, bits, compression, len(pixels), 0, 0, 0, 0)
    info += struct.pack(f"<{len(masks)}I", *masks)
    info = info.ljust(header, b"\0")
    return b"BM" + struct.pack("<IHHI", 14 + len(info) + len(pixels), 0, 0, 14 + len(info)) + info + pixels


def _bmp_row(picture: Image.Image, row: int, masks: Sequence[int], bits: int) -> bytes:
    samples = picture.crop((0, row, picture.width, row + 1)).tobytes()
    step = len(picture.getbands())
    packed = b"".join(_bmp_pixel(samples[at : at + step], tuple(masks), bits) for at in range(0, len(samples), step))
    return packed.ljust(-(-len(packed) // 4) * 4, b"\0")


@cache
def _bmp_pixel(samples: bytes, masks: tuple[int, ...], bits: int) -> bytes:
    value = sum(_placed(sample, mask) for sample, mask in zip(samples, masks, strict=False))
    return value.to_bytes(bits // 8, "little")


def _placed(sample: int, mask: int) -> int:
    if not mask:
        return 0
    shift = (mask & -mask).bit_length() - 1
    return round(sample * (mask >> shift) / 255) << shift


@dataclass
class Page:
    """One directory of a TIFF and its pixels; what stands in ``tags`` replaces or adds to its tags.

    ``packed`` stands in for the pixels as they are.
    """

    picture: Image.Image
    tags: dict[int, int] = field(default_factory=dict)
    children: list["Page"] = field(default_factory=list)
    packed: bytes = b""


def tiff_of(*pages: Page, order: str = "<", big: bool = False) -> bytes:
    """A TIFF of these directories, one after the other, each with its sub-directories."""
    return _Tiff(order, big=big).file(pages)


class _Tiff:
    def __init__(self, order: str, *, big: bool) -> None:
        self._order = order
        self._big = big
        self._word = "Q" if big else "I"
        mark = b"II" if order == "<" else b"MM"
        head = (43, 8, 0) if big else (42,)
        self._data = bytearray(mark + struct.pack(order + "H" * len(head), *head) + bytes(8 if big else 4))

    def file(self, pages: Sequence[Page]) -> bytes:
        link = len(self._data) - struct.calcsize(self._order + self._word)
        for page in pages:
            offset, following = self._directory(page)
            struct.pack_into(self._order + self._word, self._data, link, offset)
            link = following
        return bytes(self._data)

    def _directory(self, page: Page) -> tuple[int, int]:
        """Where it is, and where the place of its successor is to be written."""
        children = [self._directory(child)[0] for child in page.children]
        pixels = page.packed or page.picture.tobytes()
        pixels_at = self._append(pixels)
        samples = len(page.picture.getbands())
        tags: dict[int, int | list[int]] = {
            256: page.picture.width,
            257: page.picture.height,
            258: [8, 8, 8] if samples == 3 else 8,
            259: 1,
            262: 2 if samples == 3 else 1,
            273: pixels_at,
            277: samples,
            278: page.picture.height,
            279: len(pixels),
            **page.tags,
        }
        if children:
            tags[330] = children
        entries = b"".join(self._entry(tag, value) for tag, value in sorted(tags.items()))
        offset = self._append(struct.pack(self._order + ("Q" if self._big else "H"), len(tags)) + entries)
        following = self._append(struct.pack(self._order + self._word, 0))
        return offset, following

    def _entry(self, tag: int, value: int | list[int]) -> bytes:
        values = value if isinstance(value, list) else [value]
        packed = struct.pack(f"{self._order}{len(values)}I", *values)
        room = 8 if self._big else 4
        if len(packed) > room:
            packed = struct.pack(self._order + self._word, self._append(packed))
        return struct.pack(self._order + "HH" + self._word, tag, 4, len(values)) + packed.ljust(room, b"\0")

    def _append(self, chunk: bytes) -> int:
        at = len(self._data)
        self._data += chunk
        return at

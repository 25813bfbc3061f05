"""The directories of a TIFF: which hold pictures, which thumbnails, and which the pixels of a camera's sensor.

TIFF 6.0, sections 2 and 8; TIFF/EP (ISO 12234-2) and DNG for thumbnails first and raw pixels in sub-directories.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

_NEW_SUBFILE_TYPE: Final = 254
_SUBFILE_TYPE: Final = 255
_WIDTH, _HEIGHT = 256, 257
_COMPRESSION: Final = 259
_PHOTOMETRIC: Final = 262
_STRIP_OFFSETS, _STRIP_BYTES = 273, 279
_TILE_OFFSETS, _TILE_BYTES = 324, 325
_SUB_DIRECTORIES: Final = 330
_DNG_VERSION: Final = 50706
_REDUCED, _MASK = 1, 4  # bits of NewSubfileType
_OLD_REDUCED: Final = 2  # a value of SubfileType
_SENSOR_PHOTOMETRICS: Final = frozenset({32803, 34892})  # a colour filter array; linear raw
_COMMON_COMPRESSIONS: Final = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946})
"""None, fax, LZW, JPEG, Deflate and PackBits."""
_BIG_OF_MOTOROLA: Final = b"MM\0+"
_CR2_MARK: Final = b"CR"
_SIZES: Final = {1: 1, 3: 2, 4: 4, 13: 4, 16: 8, 18: 8}  # of the types that hold whole numbers
_MAX_DIRECTORIES = 64
_MAX_ENTRIES = 4096
_MAX_VALUES = 64


@dataclass(frozen=True, slots=True)
class _Directory:
    """One picture of the file, told by a few of its tags."""

    offset: int
    tags: dict[int, tuple[int, ...]]
    following: int

    @property
    def is_whole(self) -> bool:
        """Neither a smaller version of another picture nor a mask for one."""
        kind = self._first(_NEW_SUBFILE_TYPE)
        return not kind & (_REDUCED | _MASK) and self._first(_SUBFILE_TYPE) != _OLD_REDUCED

    @property
    def is_raw(self) -> bool:
        return _DNG_VERSION in self.tags or self._first(_PHOTOMETRIC) in _SENSOR_PHOTOMETRICS

    @property
    def pixels(self) -> int:
        return self._first(_WIDTH) * self._first(_HEIGHT)

    @property
    def compression(self) -> int:
        return self._first(_COMPRESSION) or 1

    @property
    def end_of_pixels(self) -> int:
        """Where the last strip or tile ends that this directory names; 0 if it names none."""
        places = zip(self._both(_STRIP_OFFSETS, _TILE_OFFSETS), self._both(_STRIP_BYTES, _TILE_BYTES), strict=False)
        return max((offset + size for offset, size in places), default=0)

    def _both(self, tag: int, other: int) -> tuple[int, ...]:
        return self.tags.get(tag, ()) + self.tags.get(other, ())

    def _first(self, tag: int) -> int:
        return next(iter(self.tags.get(tag, ())), 0)


def is_raw(data: bytes) -> bool:
    """Whether this is what a camera's sensor saw (DNG, NEF, CR2, ARW, …), beside thumbnails that anybody can show."""
    return data[8:10] == _CR2_MARK or any(directory.is_raw for directory in _Reader(data).directories())


def pages(data: bytes) -> Iterator[bytes]:
    """The same file once for each picture in it, with that picture first.

    Thumbnails and masks are left out; a file of nothing else is its largest thumbnail.
    """
    reader = _Reader(data)
    directories = list(reader.directories())
    pictures = [directory for directory in directories if directory.is_whole]
    pictures = pictures or sorted(directories, key=lambda directory: directory.pixels)[-1:]
    for directory in pictures:
        yield data if directory is directories[0] else reader.with_first(directory)
    if not pictures:
        yield data  # for the decoder to refuse


def is_whole(data: bytes) -> bool:
    """Whether the pixels that the first directory tells of lie inside the file."""
    first = next(_Reader(data).directories(), None)
    return first is not None and first.pixels > 0 and 0 < first.end_of_pixels <= len(data)


def is_rare(data: bytes) -> bool:
    """Whether a whole file is of a kind that few programs read: how it is packed, or a BigTIFF of this byte order."""
    first = next(_Reader(data).directories(), None)
    if first is None or not is_whole(data):
        return False
    return first.compression not in _COMMON_COMPRESSIONS or data.startswith(_BIG_OF_MOTOROLA)


class _Reader:
    """Reads a classic or a big TIFF of either byte order; what lies outside the file is left out."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._order: Literal["little", "big"] = "little" if data[:2] == b"II" else "big"
        is_big = data[2:4] in {b"+\0", b"\0+"}
        self._offset_bytes = 8 if is_big else 4
        self._count_bytes = 8 if is_big else 2

    def directories(self) -> Iterator[_Directory]:
        """The chain of directories, each followed by its sub-directories."""
        waiting = [self._number(self._offset_bytes, self._offset_bytes)]
        seen = {0}
        while waiting and len(seen) <= _MAX_DIRECTORIES:
            offset = waiting.pop(0)
            if offset in seen:
                continue
            seen.add(offset)
            count = self._number(offset, self._count_bytes)
            if 0 < count <= _MAX_ENTRIES:
                directory = self._directory(offset, count)
                yield directory
                waiting[:0] = [*directory.tags.get(_SUB_DIRECTORIES, ()), directory.following]

    def with_first(self, directory: _Directory) -> bytes:
        """The same file with another directory at the head of its chain."""
        size = self._offset_bytes
        return self._data[:size] + directory.offset.to_bytes(size, self._order) + self._data[2 * size :]

    def _directory(self, offset: int, count: int) -> _Directory:
        entry_bytes = 4 + 2 * self._offset_bytes
        start = offset + self._count_bytes
        end = start + count * entry_bytes
        tags = {self._number(at, 2): self._values(at) for at in range(start, end, entry_bytes)}
        return _Directory(offset, tags, self._number(end, self._offset_bytes))

    def _values(self, entry: int) -> tuple[int, ...]:
        size = _SIZES.get(self._number(entry + 2, 2), 0)
        count = min(self._number(entry + 4, self._offset_bytes), _MAX_VALUES)
        at = entry + 4 + self._offset_bytes
        if size * count > self._offset_bytes:
            at = self._number(at, self._offset_bytes)
        return tuple(self._number(at + size * number, size) for number in range(count)) if size else ()

    def _number(self, at: int, size: int) -> int:
        """0 outside the file, where no directory is and which no tag that matters here has."""
        return int.from_bytes(self._data[at : at + size], self._order) if at + size <= len(self._data) else 0

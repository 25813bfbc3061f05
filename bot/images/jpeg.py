"""The segments of a JPEG (ITU-T T.81, annex B)."""

import re
from collections.abc import Iterator
from typing import Final

_EOI, _SOS, _APP0, _APP14 = 0xD9, 0xDA, 0xE0, 0xEE
_READ_FRAMES: Final = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive, which every decoder reads."""
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC} | {0xF7}
_MADE_OF: Final = _READ_FRAMES | {0xC4, 0xDB, 0xDD, _SOS}
"""The frames, DHT, DQT, DRI; and the scans."""
_AFTER_SCAN: Final = re.compile(rb"\xff[^\x00\xd0-\xd7]")  # neither a stuffed byte nor a restart marker

_END: Final = bytes((0xFF, _EOI))
_FILLER: Final = b"\x55\xa3\x6c\x9a" * 16
"""Bytes that mean something to any Huffman table, and hold no marker."""
_RESTARTS: Final = b"".join(bytes((0xFF, 0xD0 + number % 8)) + _FILLER for number in range(16))
ENDINGS: Final = (_END, _FILLER + _END, _RESTARTS + _END)
"""What to put behind a file whose end is missing. Behind a whole scan, all of them make the same picture; if pixels
are missing, each makes up its own: the first greys, the others what their bytes mean, without or with restarts."""


def up_to_last_scan(data: bytes) -> bytes:
    """The file without what stands behind its last scan, be it the end mark or not."""
    ends = [end for marker, _, end in _segments(data) if marker == _SOS]
    return data[: ends[-1]].rstrip(b"\xff") if ends else data


def is_rare(data: bytes) -> bool:
    """Whether the pixels are coded in a way that few decoders read: lossless, arithmetic, of 12 bits, …"""
    return any(
        marker not in _READ_FRAMES or body[:1] != b"\x08" for marker, body, _ in _segments(data) if marker in _FRAMES
    )


def is_bare(data: bytes) -> bool:
    """Whether a JPEG that can be decoded holds one picture and what it takes to decode it, and not a byte more.

    False for EXIF, XMP, IPTC, ICC, comments, thumbnails, unknown segments, a second picture (MPO), and anything
    after the end of the image.
    """
    end = 2
    for marker, body, end in _segments(data):  # noqa: B007 - the last one counts
        if not (marker in _MADE_OF or (marker == _APP0 and _is_jfif(body)) or (marker == _APP14 and _is_adobe(body))):
            return False
    return data[end:] == _END


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """The marker, the body and the end of each segment, its scan included, up to the end mark or to what is none."""
    position = 2
    while data[position : position + 1] == b"\xff" and position + 4 <= len(data) and data[position + 1] != _EOI:
        marker = data[position + 1]
        body_end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        body = data[position + 4 : body_end]
        position = _scan_end(data, body_end) if marker == _SOS else body_end
        yield marker, body, position


def _scan_end(data: bytes, start: int) -> int:
    following = _AFTER_SCAN.search(data, start)
    return following.start() if following else len(data)


def _is_jfif(body: bytes) -> bool:
    """JFIF's header with no thumbnail in it."""
    return body.startswith(b"JFIF\0") and len(body) == 14


def _is_adobe(body: bytes) -> bool:
    """Adobe's marker: it says how the colours are coded, and nothing else."""
    return body.startswith(b"Adobe") and len(body) == 12

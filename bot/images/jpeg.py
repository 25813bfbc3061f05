"""The segments of a JPEG (ITU-T T.81, annex B)."""

import re

_EOI, _SOS, _APP0, _APP14 = 0xD9, 0xDA, 0xE0, 0xEE
_MADE_OF = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, _SOS})
"""Baseline, extended and progressive frames, which every decoder reads; DHT, DQT, DRI; and the scans."""
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7]")  # neither a stuffed byte nor a restart marker


def is_bare(data: bytes) -> bool:
    """Whether a JPEG that can be decoded holds one picture and what it takes to decode it, and not a byte more.

    False for EXIF, XMP, IPTC, ICC, comments, thumbnails, unknown segments, a second picture (MPO), and anything
    after the end of the image.
    """
    position = 2
    while data[position : position + 1] == b"\xff" and position + 4 <= len(data):
        marker = data[position + 1]
        length = int.from_bytes(data[position + 2 : position + 4], "big")
        body = data[position + 4 : position + 2 + length]
        if not (marker in _MADE_OF or (marker == _APP0 and _is_jfif(body)) or (marker == _APP14 and _is_adobe(body))):
            return False
        position += 2 + length
        if marker == _SOS:
            following = _AFTER_SCAN.search(data, position)
            if following is None:
                return False
            position = following.start()
    return data[position:] == bytes((0xFF, _EOI))


def _is_jfif(body: bytes) -> bool:
    """JFIF's header with no thumbnail in it."""
    return body.startswith(b"JFIF\0") and len(body) == 14


def _is_adobe(body: bytes) -> bool:
    """Adobe's marker: it says how the colours are coded, and nothing else."""
    return body.startswith(b"Adobe") and len(body) == 12

"""The chunks of a PNG (W3C PNG, third edition, sections 5 and 11)."""

import struct
import zlib
from collections.abc import Callable, Iterator

_SIGNATURE_BYTES = 8
_CHUNK_OVERHEAD_BYTES = 12  # length, name, checksum
_ANIMATION = (b"acTL", b"fcTL", b"fdAT")
_PALETTE_COLOUR = 3
_MAX_PROFILE_BYTES = 1024 * 1024
"""What Pillow inflates at most. Profiles of screens have some kilobytes."""
_BARE = {
    b"IHDR": (13,),
    b"gAMA": (4,),
    b"cHRM": (32,),
    b"sRGB": (1,),
    b"pHYs": (9,),
    b"sBIT": (1, 3),
    b"IEND": (0,),
}
"""Chunks that say how the pixels are meant, never where they come from; with the sizes that leave no room to."""
_DECODED_SAMPLE: dict[tuple[int, int], Callable[[int], int]] = {
    (2, 0): lambda sample: sample * 85,
    (4, 0): lambda sample: sample * 17,
    (16, 2): lambda sample: sample >> 8,
}
"""Bit depth and colour type -> what Pillow makes of a sample. It compares the transparent colour with decoded pixels,
and leaves that colour itself as it stands in the file."""
_CHANNELS = {0: 1, 2: 3}  # greyscale, truecolour


def essential(data: bytes, *, animated: bool = False) -> bytes:
    """The same PNG with nothing in it but pixels, palette, transparency, colour profile and EXIF.

    Text chunks never reach the decoder, which inflates them: they may be bombs, and they may be large and honest
    (editors store whole workflows there). A side chunk that is damaged is left out, as every browser does; a main one
    that is cut off is kept as it is, for the decoder to refuse.

    Args:
        animated: keep the chunks of an animation; without them, an animated PNG is its default picture.
    """
    header: list[bytes | memoryview] = []
    pixels: list[memoryview] = []
    depth, colour = 0, 0
    for name, body, chunk in _chunks(data):
        if name == b"IHDR":
            depth, colour = (body[8], body[9]) if len(body) >= 10 else (0, 0)
            header.append(chunk)
        elif name in {b"IDAT", b"IEND"} or (animated and name in _ANIMATION):
            pixels.append(chunk)
        elif name == b"PLTE":
            header += [chunk] if colour == _PALETTE_COLOUR else []  # to others a palette is advice
        elif _is_intact(chunk):
            header += _side_chunk(name, body, chunk, depth=depth, colour=colour)
    return b"".join((data[:_SIGNATURE_BYTES], *header, *pixels))


def is_animated(data: bytes) -> bool:
    return any(name == b"acTL" for name, _, _ in _chunks(data))


def _side_chunk(
    name: bytes, body: memoryview, chunk: memoryview, *, depth: int, colour: int
) -> list[bytes | memoryview]:
    """The chunk as the decoder gets it; nothing for one that it does not get."""
    if name == b"eXIf" or (name == b"iCCP" and _is_profile(bytes(body))):
        return [chunk]
    if name != b"tRNS" or not _is_transparency(body, colour):
        return []
    decoded = _DECODED_SAMPLE.get((depth, colour))
    return [_decoded_transparency(body, decoded) if decoded else chunk]


def _is_profile(body: bytes) -> bool:
    """A name, a compression method of 0, and what inflates to no more than the decoder takes."""
    method_at = body.find(b"\0") + 1
    if not method_at or body[method_at : method_at + 1] != b"\0":
        return False
    stream = zlib.decompressobj()
    try:
        stream.decompress(body[method_at + 1 :], _MAX_PROFILE_BYTES)
    except zlib.error:
        return False
    return not stream.unconsumed_tail


def _is_transparency(body: memoryview, colour: int) -> bool:
    """One alpha for each of the first entries of a palette, or the one colour that is transparent."""
    if colour == _PALETTE_COLOUR:
        return 0 < len(body) <= 256
    return len(body) == 2 * _CHANNELS.get(colour, 0) > 0


def _decoded_transparency(body: memoryview, decoded: Callable[[int], int]) -> bytes:
    samples = struct.iter_unpack(">H", body)
    chunk = b"tRNS" + b"".join(struct.pack(">H", decoded(sample) & 0xFF) for (sample,) in samples)
    return struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))


def is_bare(data: bytes) -> bool:
    """Whether a PNG is 8-bit greyscale or truecolour, opaque, and holds not a byte that is not part of the picture.

    False for palettes, 16 bits, interlacing, animation, text, EXIF, ICC, time, unknown chunks, and anything after the
    end, be it of the file or of the compressed pixels.
    """
    names: list[bytes] = []
    pixels: list[memoryview] = []
    header = b""
    end = _SIGNATURE_BYTES
    for name, body, chunk in _chunks(data):
        end += len(chunk)
        if not _is_intact(chunk):
            return False
        if name == b"IDAT":
            pixels.append(body)
            continue
        if len(body) not in _BARE.get(name, ()) or name in names or (pixels and name != b"IEND"):
            return False
        names.append(name)
        if name == b"IHDR":
            header = bytes(body)
        elif name == b"IEND":
            break
    if not header or names[-1] != b"IEND" or end != len(data):
        return False
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    if depth != 8 or colour not in _CHANNELS or interlaced:
        return False
    return _fills_exactly(b"".join(pixels), height * (1 + width * _CHANNELS[colour]))


def _is_intact(chunk: memoryview) -> bool:
    return zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:], "big")


def _fills_exactly(compressed: bytes, expected_bytes: int) -> bool:
    """Whether a zlib stream ends where its bytes end, and inflates to so many; never inflates much more."""
    stream = zlib.decompressobj()
    try:
        inflated_bytes = len(stream.decompress(compressed, expected_bytes + 1))
    except zlib.error:
        return False
    return inflated_bytes == expected_bytes and stream.eof and not stream.unused_data


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview, memoryview]]:
    """Name, body and whole of each chunk, the last maybe cut off. Checksums are the decoder's to check."""
    view = memoryview(data)
    position = _SIGNATURE_BYTES
    while position + _CHUNK_OVERHEAD_BYTES <= len(data):
        length = int.from_bytes(view[position : position + 4], "big")
        name = bytes(view[position + 4 : position + 8])
        end = position + _CHUNK_OVERHEAD_BYTES + length
        yield name, view[position + 8 : end - 4], view[position:end]
        position = end

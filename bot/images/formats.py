"""What a file is, told by its first bytes. Its name and its declared type are not asked."""

from enum import StrEnum

from bot.errors import ImageError
from bot.images import tiff
from bot.images.upload_form import MAX_FILE_BYTES, MAX_FILE_MB
from bot.model import ProblemKind


class Format(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    TIFF = "tiff"
    BMP = "bmp"
    HEIF = "heif"
    AVIF = "avif"


_SIGNATURES = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"II*\0", Format.TIFF),
    (b"MM\0*", Format.TIFF),
    (b"II+\0", Format.TIFF),  # BigTIFF
    (b"MM\0+", Format.TIFF),
)
_RAW_SIGNATURES = (
    b"FUJIFILMCCD-RAW",  # RAF
    b"IIU\0",  # RW2, Panasonic
    b"IIRO",  # ORF, Olympus
    b"IIRS",
    b"MMOR",
    b"FOVb",  # X3F, Sigma
    b"\0MRM",  # MRW, Minolta
    b"\0\0\0\x18ftypcrx ",  # CR3, Canon
)
_APPLE_PNG = slice(12, 16), b"CgBI"
"""The first chunk of what Xcode makes of a PNG for an iPhone, which only Apple's own programs read."""
RAW = "raw"
"""Stands in a problem for every format of a camera's sensor."""
_BMP_HEADER_SIZES = frozenset({12, 40, 52, 56, 64, 108, 124})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEVC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_CONTAINER_BRANDS = frozenset({b"mif1", b"mif2", b"msf1"})  # HEIF, without a word on what is inside
_MAX_FTYP_BYTES = 1024


def accept(data: bytes, *, name: str) -> Format:
    """The format of a file that may be looked into; all that can be told without a decoder.

    Raises:
        ImageError: IMAGE_TOO_LARGE, NOT_AN_IMAGE or UNSUPPORTED_IMAGE.
    """
    if len(data) > MAX_FILE_BYTES:
        raise ImageError.of(ProblemKind.IMAGE_TOO_LARGE, name=name, limit_mb=MAX_FILE_MB)
    found = recognise(data)
    if data.startswith(_RAW_SIGNATURES) or (found is Format.TIFF and tiff.is_raw(data)):
        raise ImageError.of(ProblemKind.UNSUPPORTED_IMAGE, name=name, form=RAW)
    place, mark = _APPLE_PNG
    if found is Format.PNG and data[place] == mark:
        raise ImageError.of(ProblemKind.UNSUPPORTED_IMAGE, name=name, form=found)
    if found is None:
        raise ImageError.of(ProblemKind.NOT_AN_IMAGE, name=name)
    return found


def recognise(data: bytes) -> Format | None:
    """The format of a file's content; None for none of ours."""
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            return found
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Format.WEBP
    # "BM" alone begins many a text; the size of the second header does not.
    if data.startswith(b"BM") and int.from_bytes(data[14:18], "little") in _BMP_HEADER_SIZES:
        return Format.BMP
    if data[4:8] == b"ftyp":
        return _by_brand(data)
    return None


def _by_brand(data: bytes) -> Format | None:
    """HEIF and AVIF share a container with MP4: the brands of the ``ftyp`` box tell (ISO/IEC 14496-12, 4.3)."""
    end = min(int.from_bytes(data[:4], "big"), len(data), _MAX_FTYP_BYTES)
    major = data[8:12]
    if major in _AVIF_BRANDS:
        return Format.AVIF
    if major in _HEVC_BRANDS:
        return Format.HEIF
    brands = {major, *(data[at : at + 4] for at in range(16, end, 4))}
    if brands & _AVIF_BRANDS:
        return Format.AVIF
    if brands & (_HEVC_BRANDS | _CONTAINER_BRANDS):
        return Format.HEIF
    return None

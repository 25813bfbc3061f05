"""What Slack calls a file: guessed from its name, and from its first bytes if the name does not say."""

import mimetypes
from pathlib import PurePath

_TYPES = {
    "avif": "image/avif",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "heic": "image/heic",
    "heif": "image/heif",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "tiff": "image/tiff",
    "webp": "image/webp",
}
_SAME = {"jpeg": "jpg", "jpe": "jpg", "tif": "tiff"}
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"%PDF-", "pdf"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)


def guess_type(name: str, content: bytes) -> tuple[str, str]:
    """``(mimetype, filetype)``, such as ``("image/jpeg", "jpg")``; the name goes before the content, as at Slack."""
    ending = PurePath(name).suffix.lstrip(".").lower()
    filetype = _SAME.get(ending, ending)
    if filetype in _TYPES:
        return _TYPES[filetype], filetype
    if filetype and (mimetype := mimetypes.guess_type(f"file.{filetype}")[0]):
        return mimetype, filetype
    for signature, known in _SIGNATURES:
        if content.startswith(signature):
            return _TYPES[known], known
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp", "webp"
    return "application/octet-stream", "binary"

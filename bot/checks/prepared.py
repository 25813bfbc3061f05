"""A picture as somebody posted it -> the form that Patsnap takes."""

import asyncio
import hashlib
from dataclasses import replace

from bot.checks.ports import Files, Normaliser, Picture
from bot.model import View


class NotAPictureError(Exception):
    """The file is none of the app's business; the check is dropped without a word."""


async def prepared(view: View, files: Files, normaliser: Normaliser, *, blank_too: bool) -> tuple[View, Picture]:
    """The view with its name and digests, and its picture; the download is given back before the upload.

    Raises:
        NotAPictureError: it is none.
        FileError, ImageError, SlackError: as the download and the normaliser say.
    """
    async with files.downloaded(view) as file:
        if file.data is None:
            raise NotAPictureError
        picture = await normaliser.normalise(file.data, name=file.name, blank_too=blank_too)
        posted = await asyncio.to_thread(_sha256, file.data)
    sent = await asyncio.to_thread(_sha256, picture.data)
    return replace(view, name=file.name, posted_sha256=posted, sent_sha256=sent), picture


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()

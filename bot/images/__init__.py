"""Any picture a person posts -> JPEG or PNG that Patsnap takes.

``normalise`` is the whole rule as one pure function; ``ImageNormaliser`` runs it for an event loop, away from
everything that must not fall over with a hostile file.
"""

from bot.images.decoder_pool import ImageNormaliser
from bot.images.decoder_process import DecoderError
from bot.images.upload_form import MAX_FILE_BYTES, MAX_FILE_MB, NormalisedImage

__all__ = ["MAX_FILE_BYTES", "MAX_FILE_MB", "DecoderError", "ImageNormaliser", "NormalisedImage", "normalise"]


def normalise(data: bytes, *, name: str, blank_too: bool = False) -> NormalisedImage:
    """Make the upload form of a picture: upright, opaque, 8-bit sRGB or greyscale, without any metadata.

    Recognised by content: JPEG (MPO too), PNG, WEBP, GIF, TIFF, BMP, HEIC/HEIF and AVIF. What is transparent becomes
    white, or black for a picture that would not show on white; of several frames or pages, the first that shows
    something is taken. A JPEG or PNG that already is all that comes back byte for byte.

    Pure and bound by the CPU. Neither time nor memory is limited here: the app goes through ``ImageNormaliser``.

    Args:
        name: the file's name as the person knows it; it decides nothing and comes back in the problem.
        blank_too: a person has said that a picture of one colour is to be taken.

    Raises:
        ImageError: with the problem NOT_AN_IMAGE, UNSUPPORTED_IMAGE for a sound file of a kind that cannot be read,
            BROKEN_IMAGE, BLANK_IMAGE, IMAGE_TOO_LARGE, TOO_MANY_PIXELS or IMAGE_TOO_SMALL.
    """
    # Pillow and libheif take a fifth of a second to load, and the app itself never decodes a picture.
    from bot.images.convert import normalise_picture  # noqa: PLC0415

    return normalise_picture(data, name=name, blank_too=blank_too)

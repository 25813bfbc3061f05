"""What is kept of a picture to know it again, resized or recompressed: never enough to see the product by."""

from dataclasses import dataclass, field

SIDE = 32
"""Cells across and down of the small picture."""

BANDS = 4
_BAND_BITS = 16
MAX_DISTANCE = 8
"""Bits by which the hashes of the same picture may differ. Up to three leave a band the same, by which it is found; of
more, as a rule, one does.
"""

SLACK = 1
"""Levels by which the tone and the contrast of the same picture may differ."""

_LARGEST_DIFFERENCE = 16
_OF_CONTRAST = 0.8
_RATIO_SLACK = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """
    Attributes:
        hash: 64 bits: whether a place is darker than the one to its left, in 8 rows of 8.
        tone: the mean of its grey, from 0 to 255.
        contrast: the standard deviation of its grey, likewise.
        small: the picture in ``SIDE`` by ``SIDE`` cells, as red, green and blue.
        width, height: of the picture, in pixels.
    """

    hash: int
    tone: int
    contrast: int
    small: bytes = field(repr=False)
    width: int
    height: int

    @property
    def bands(self) -> tuple[int, ...]:
        """The hash in four parts of 16 bits, each from all over the picture: a plain margin empties none of them."""
        return tuple(
            sum((self.hash >> (bit * BANDS + band) & 1) << bit for bit in range(_BAND_BITS)) for band in range(BANDS)
        )

    def may_be(self, other: int) -> bool:
        """Whether another picture's hash is near enough to be worth a second look."""
        return (self.hash ^ other).bit_count() <= MAX_DISTANCE

    def is_same_picture(self, other: "Fingerprint") -> bool:
        """Whether both are one picture, but for its size and how it was compressed.

        No cell may differ by more than a resize brings about: the same product from elsewhere, cut or mirrored, or
        another detail on it, does.
        """
        if abs(self.width * other.height - other.width * self.height) > _RATIO_SLACK * self.width * other.height:
            return False
        limit = min(_LARGEST_DIFFERENCE, _OF_CONTRAST * min(self.contrast, other.contrast))
        is_near = self.may_be(other.hash) and max(abs(a - b) for a, b in self._levels(other)) <= SLACK
        return is_near and all(abs(a - b) <= limit for a, b in zip(self.small, other.small, strict=True))

    def _levels(self, other: "Fingerprint") -> tuple[tuple[int, int], ...]:
        return (self.tone, other.tone), (self.contrast, other.contrast)

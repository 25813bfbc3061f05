"""A file that was posted, with its bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file's name and bytes; ``data`` is None for a file that is no picture and need not be one."""

    name: str
    data: bytes | None

"""How private files come down: the knobs that tests turn."""

from dataclasses import dataclass


@dataclass(slots=True)
class Downloads:
    """Set these at any time.

    Attributes:
        chunk_bytes: how much is sent at once.
        chunk_delay_s: the pause after each chunk; a slow network, or one that never ends.
        redirect_to: another host's base URL that every download is sent on to, such as ``https://files.example.com``.
    """

    chunk_bytes: int = 64 * 1024
    chunk_delay_s: float = 0.0
    redirect_to: str | None = None

"""Which languages there are, and which of them is nearest to a locale."""

import logging
import re
from functools import lru_cache
from pathlib import Path

from bot.model.language import Language

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parent

LANGUAGES = tuple(sorted(Language(path.stem) for path in FOLDER.glob("*.ftl")))
"""Every language that has a catalogue."""

_SEPARATORS = re.compile(r"[-_.@]")


@lru_cache(maxsize=256)  # so that each locale is logged once
def nearest_language(locale: str) -> Language | None:
    """The language for a locale such as ``zh-CN``, ``en_GB.UTF-8`` or ``zh-TW``; None if none is near."""
    tag = locale.strip().lower()
    base = Language(_SEPARATORS.split(tag, maxsplit=1)[0])
    if base not in LANGUAGES:
        if tag and base not in {"c", "posix"}:
            logger.info("a locale has no catalogue", extra={"locale": tag[:40]})
        return None
    if base == "zh" and any(part in {"tw", "hk", "mo", "hant"} for part in _SEPARATORS.split(tag)):
        logger.info("a locale is answered in the nearest language", extra={"locale": tag[:40], "language": base})
    return base

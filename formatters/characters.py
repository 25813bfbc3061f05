"""Where a text can be cut without breaking what people see as one character."""

import re
import unicodedata

# Besides Unicode's marks: both joiners, skin tones, tags, the voiced marks of half-width kana, Thai and Lao AM. They
# belong to the character before them.
_ATTACHED = re.compile("[\u200c\u200d\u0e33\u0eb3\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")
_JAMO = re.compile("[\u1100-\u11ff\ua960-\ua97c\uac00-\ud7fb]")
_JAMO_INSIDE = re.compile("[\u1160-\u11ff\ud7b0-\ud7fb]")
_JOINING = re.compile("[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d]")  # what makes one of two Indic consonants


def whole_characters(text: str, limit: int) -> str:
    """The longest beginning of a text within ``limit`` that ends where a visible character ends.

    A base and its marks, an emoji with its joiners and skin tone, a flag and a syllable of Hangul are one each.
    """
    end = min(max(limit, 0), len(text))
    while 0 < end < len(text) and not _is_between(text, end):
        end -= 1
    return text[:end]


def is_wide(char: str) -> bool:
    """Whether it is of a script such as Chinese that is written without spaces, or its punctuation."""
    return unicodedata.east_asian_width(char) in {"W", "F"}


def _is_between(text: str, at: int) -> bool:
    """Whether one character ends and another begins before this place."""
    before, after = text[at - 1], text[at]
    if after < "\u0300":
        return True
    if unicodedata.category(after).startswith("M") or _ATTACHED.match(after) or before == "\u200d":
        return False
    if _JOINING.match(before) and abs(ord(after) - ord(before)) < 128:
        return False
    if _JAMO.match(before) and (_JAMO_INSIDE.match(after) or ("\u1100" <= before < "\u1160" and _JAMO.match(after))):
        return False
    if "\ud800" <= before < "\udc00" <= after < "\ue000":  # two halves that came apart
        return False
    return not _FLAG_LETTER.match(after) or _flag_letters_before(text, at) % 2 == 0


def _flag_letters_before(text: str, at: int) -> int:
    first = at
    while first > 0 and _FLAG_LETTER.match(text[first - 1]):
        first -= 1
    return at - first

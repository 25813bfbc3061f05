"""Text from Slack, a terminal or a setting made plain: one spelling for each sign that means the same in an option."""

import re
import unicodedata
from html import unescape

from bot.model.text import storable

_WRAPPED = re.compile(r"<([^<>|\n]*)(?:\|([^<>\n]*))?>")
# These begin with the sign they look for: so the engine can jump from one to the next.
_EMPHASIS = re.compile(r"[*_~`][*_~`]{0,2}")
_FLAG_NAME = re.compile(r":(?<![^\W_]:)(?:flag-([a-z]{2})|(us|cn|jp|kr|gb|uk|de|fr|es|it|ru)):(?![^\W_])")
_EMOJI_NAME = re.compile(r":(?<![^\W_]:)[a-z][a-z0-9_+'-]{1,60}:(?![^\W_])")
_FLAG = re.compile("([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])")
_LINE_END = re.compile(r"[\r\v\f\x1c-\x1e\x85\u2028\u2029]\n?")
_INVISIBLE = re.compile("[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")

_LIGATURE = re.compile("[\ufdf0-\ufdff]")
"""Arabic phrases in one character: no option holds them, and spelled out one may be of eighteen."""

_LETTERS = (  # Latin, Greek, Cyrillic, Arabic, kana, Chinese, Hangul
    "\xc0-\xd6\xd8-\xf6\xf8-\u0131\u0391-\u03a1\u03a3-\u03c9\u0400-\u0481\u048a-\u052f\u0620-\u064a"
    "\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3"
)
_UNUSUAL = re.compile(f"[^\x00-\x7f{_LETTERS}][^\x00-\x7f{_LETTERS}]*")
"""All but ASCII and letters that have no other spelling: to ask for it takes long."""

_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e3a", "-"),
    **dict.fromkeys("“”„‟«»‹›「」『』〝〞〟", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("∶꞉", ":"),
    **dict.fromkeys("、،､", ","),
    "。": ".",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
}
_SENTENCE_ENDS = "。！？；"
"""In Chinese the next sentence follows at once."""
_SIGN = re.compile(f"[{''.join(_SIGNS)}]")
_LONG_VOWEL = re.compile(r"\u30fc(?<=\d\u30fc)")
"""What Japanese keyboards type for a dash between digits."""


def read_slack(text: str) -> str:
    """Slack's mrkdwn -> plain text: links become their labels, mentions go, entities and emphasis are undone.

    The emoji of a flag becomes the code of its country, every other emoji a space.
    """
    text = unescape(_WRAPPED.sub(_label, text))
    text = _EMOJI_NAME.sub(" ", _FLAG_NAME.sub(lambda match: f" {(match[1] or match[2]).upper()} ", text))
    return _EMPHASIS.sub(_without_emphasis, read_plain(text))


def read_plain(text: str) -> str:
    """Full-width letters and signs, typographic dashes and quotes, flags -> ASCII; what is invisible goes."""
    text = _LINE_END.sub("\n", storable(text))
    if text.isascii():
        return text
    for end in _SENTENCE_ENDS:
        text = text.replace(end, f"{end} ")
    text = _LIGATURE.sub(" ", _FLAG.sub(_code, _INVISIBLE.sub("", text)))
    text = _UNUSUAL.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text.replace("︰", ":"))
    text = unicodedata.normalize("NFC", text)  # letters and their accents are one, as in NFKC of the whole
    return _SIGN.sub(lambda match: _SIGNS[match[0]], _LONG_VOWEL.sub("-", text) if "ー" in text else text)


def _label(match: re.Match[str]) -> str:
    target, label = match[1], match[2]
    if target.startswith(("@", "#", "!")):  # a person, the app itself, a channel, everybody
        return " "
    return label or target


def _without_emphasis(match: re.Match[str]) -> str:
    """Signs of emphasis go, such as touch a word on both sides stay: ``snake_case``, ``2*4``."""
    text, start, end = match.string, match.start(), match.end()
    is_inside = start > 0 and text[start - 1].isalnum() and text[end : end + 1].isalnum()
    return match[0] if is_inside and "`" not in match[0] else ""


def _code(match: re.Match[str]) -> str:
    return " " + "".join(chr(ord(letter) - 0x1F1E6 + ord("A")) for letter in match.groups()) + " "

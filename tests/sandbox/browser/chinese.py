"""Whether what a page shows and reads out is Chinese."""

import re

from playwright.async_api import Locator

from bot.sandbox.slack.seed import CHANNELS, PARTNER, USERS
from tests.catalogues import foreign_words

WHAT_THE_APP_SAYS = (
    ".message-blocks, .message-words, #announcer, .confirm, #view h2, #view .modal-body, #view .modal-foot"
)
"""Its messages, modals and questions, and what people post."""

_KEYS = {"Enter", "Esc"}
_NAMES = sorted(
    _KEYS
    | {channel.name for channel in CHANNELS}
    | {name for user in (*USERS, PARTNER) for name in (user.name, user.real_name)},
    key=len,
    reverse=True,
)

_TEXTS = """(root, besides) => {
    const texts = [];
    const attributes = ["aria-label", "title", "placeholder", "alt"];
    const skipped = ["code", "kbd", "script", "option[lang]", besides].filter(Boolean).join(", ");
    const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
        if (node.nodeType !== Node.ELEMENT_NODE || node.matches(skipped) || !node.checkVisibility()) return;
        for (const name of attributes) texts.push(node.getAttribute(name) ?? "");
        for (const child of node.childNodes) walk(child);
    };
    walk(root);
    return texts.map((text) => text.trim()).filter(Boolean);
}"""


async def assert_chinese(locator: Locator, *, besides: str = "") -> None:
    """No Latin words but names, in what is seen and in what is read out; something is there at all.

    Args:
        besides: selects what is left out.
    """
    texts = await locator.evaluate(_TEXTS, besides)
    known = re.compile("|".join(map(re.escape, _NAMES)))
    foreign = {text: words for text in texts if (words := foreign_words(known.sub(" ", text)))}
    assert foreign == {}, foreign
    assert any("\u4e00" <= letter <= "\u9fff" for text in texts for letter in text), texts

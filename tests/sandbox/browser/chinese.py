"""Whether what a page shows and reads out is Chinese."""

import re

from playwright.async_api import Locator

from bot.sandbox.patsnap.catalogue import load_catalogue
from bot.sandbox.slack.seed import CHANNELS, PARTNER, USERS
from tests.catalogues import foreign_words

_TEXTS = """(root) => {
    const texts = [];
    const attributes = ["aria-label", "title", "placeholder", "alt"];
    const walk = (node) => {
        if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
        if (node.nodeType !== Node.ELEMENT_NODE || !node.checkVisibility()) return;
        if (node.matches("code, kbd, script, option[lang]")) return;
        for (const name of attributes) texts.push(node.getAttribute(name) ?? "");
        for (const child of node.childNodes) walk(child);
    };
    walk(root);
    return texts.map((text) => text.trim()).filter(Boolean);
}"""


def _names() -> re.Pattern[str]:
    """Of people, channels, keys and patents: what is not translated. A patent is titled in its own language."""
    people = {name for user in (*USERS, PARTNER) for name in (user.name, user.real_name)}
    titles = {filing.title.en for filing in load_catalogue().filings}
    names = {"Enter", "Esc"} | people | titles | {channel.name for channel in CHANNELS}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))


async def assert_chinese(locator: Locator) -> None:
    """No Latin words but names, in what is seen and in what is read out; something is there at all."""
    texts = await locator.evaluate(_TEXTS)
    names = _names()
    foreign = {text: words for text in texts if (words := foreign_words(names.sub(" ", text)))}
    assert foreign == {}, foreign
    assert any("\u4e00" <= letter <= "\u9fff" for text in texts for letter in text), texts

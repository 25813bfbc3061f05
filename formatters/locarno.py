"""Classes of the Locarno classification by number and name."""

from bot.languages import Translator
from bot.model.locarno import MISCELLANEOUS, LocarnoNumber, locarno_number


def locarno_name(tr: Translator, text: str) -> str:
    """``21-01`` -> ``21-01 Games and toys``; ``21 游戏器具、玩具`` -> ``21 Games, toys, tents and sports goods``.

    A subclass that has no name gets that of its class. What begins with no class number of the classification comes
    back as it is, on one line and without control characters.
    """
    number = locarno_number(text)
    if number is None:
        return " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return f"{number} {_name(tr, number)}"


def _name(tr: Translator, number: LocarnoNumber) -> str:
    main = tr(f"locarno-{number.main:02}")
    if number.sub is None:
        return main
    if number.sub == MISCELLANEOUS:
        return tr("locarno-miscellaneous", main=main)
    has_name = tr.has(f"locarno-{number.main:02}-{number.sub:02}")
    return tr(f"locarno-{number.main:02}-{number.sub:02}") if has_name else main

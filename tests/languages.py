"""The translators of the two languages, for tests."""

from typing import Final

from bot.languages import translator
from bot.model.language import CHINESE, ENGLISH

EN: Final = translator(ENGLISH)
ZH: Final = translator(CHINESE)

"""What people read, in each of the app's languages: one catalogue of messages a language, and numbers, dates, names.

A catalogue is a Fluent file beside this one, named after its language (``en.ftl``). English is the first: every other
one has the same messages with the same parameters. A further language is one more file.
"""

from bot.languages.catalogue import Catalogue, CatalogueError
from bot.languages.choice import LANGUAGES, nearest_language
from bot.languages.translator import Translator, check_catalogues, open_catalogues, translator, translators

__all__ = [
    "LANGUAGES",
    "Catalogue",
    "CatalogueError",
    "Translator",
    "check_catalogues",
    "nearest_language",
    "open_catalogues",
    "translator",
    "translators",
]

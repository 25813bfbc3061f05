"""The error for an option that is not followed: data, of which the sentence is made elsewhere."""

from bot.errors import OptionError
from bot.model import ProblemKind
from bot.model.option import OptionFault

_LONGEST = 80


def refused(option: str, fault: OptionFault, word: str = "", *, takes: str, nearest: str = "") -> OptionError:
    """
    Args:
        option: its name.
        word: the one word, or the few, that are wrong.
        takes: the kind of its values.
        nearest: what was probably meant, as data: of a country its code.
    """
    details = {"option": option, "fault": fault, "value": word.strip()[:_LONGEST].strip(), "takes": takes}
    return OptionError.of(ProblemKind.INVALID_OPTION, **details, **({"nearest": nearest} if nearest else {}))


def unknown(name: str, *, accepted: str, nearest: str = "") -> OptionError:
    """
    Args:
        name: what was typed as the name of an option, or stands where one should.
        accepted: the names that there are.
        nearest: the name that was probably meant.
    """
    details = {"option": name.strip()[:_LONGEST].strip(), "accepted": accepted}
    return OptionError.of(ProblemKind.UNKNOWN_OPTION, **details, **({"nearest": nearest} if nearest else {}))

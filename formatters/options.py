"""Options in words: their names, what they take, and why one is not followed."""

from collections.abc import Mapping

from bot.languages import Translator
from bot.model import Problem
from bot.model.countries import COUNTRIES
from bot.model.lookup import LEGAL_CODES
from bot.model.option import MAX_TEXT, MAX_WORDS, OptionFault, OptionPlace
from bot.model.similar import MAX_LIMIT
from formatters.text import plain, shorten_plain

_OF_COUNTRIES = frozenset({"countries", "country"})


def option_name(tr: Translator, name: str) -> str:
    """What people type before the colon; the name itself for one of another version."""
    return tr(f"option-name-{name}") if tr.has(f"option-name-{name}") else plain(name)


def accepted_values(tr: Translator, takes: str) -> str:
    """What an option takes, as a phrase: for refusals and for help alike.

    Args:
        takes: the kind of its values, as ``bot.options`` names it; for one of another version, *another value*.
    """
    if not tr.has(f"option-accepts-{takes}"):
        return tr("detail-accepted")
    codes = tr("list-separator").join(legal_code(tr, code) for code in LEGAL_CODES) if takes == "legal" else ""
    amounts: dict[str, str | float] = {"words": MAX_WORDS, "characters": MAX_TEXT, "limit": MAX_LIMIT, "codes": codes}
    return tr(f"option-accepts-{takes}", **amounts)


def legal_code(tr: Translator, code: int) -> str:
    """``3 authorization``; the number alone for a code that is not known."""
    return tr("legal-code", code=str(code), name=tr(f"legal-code-{code}")) if code in LEGAL_CODES else str(code)


def describe_fault(tr: Translator, problem: Problem) -> str:
    """What is wrong with the value of an option, and what it takes: a clause without its option, on one line."""
    details = {name: shorten_plain(value, 300).rstrip(" .。") for name, value in problem.details.items()}
    fault = _fault(details)
    value = details.get("value") or tr("option-value")
    values = {
        # What does not fit here may come from the app, as data.
        "value": _value(tr, details, value) if fault is OptionFault.UNFIT else value,
        "accepted": shorten_plain(accepted_values(tr, details.get("takes") or details.get("option", "")), 300),
        "nearest": _nearest(tr, details) or tr("option-nearest"),
        "meant": suggestion(tr, details),
    }
    return tr(f"option-fault-{fault.replace('_', '-')}", **values)


def suggestion(tr: Translator, details: Mapping[str, str]) -> str:
    """`` (did you mean Germany?)``, or nothing."""
    nearest = _nearest(tr, details)
    return tr("option-meant", nearest=nearest) if nearest else ""


def how_to_correct(tr: Translator, details: Mapping[str, str]) -> str:
    """That nothing was paid, and how the option is put right, as a sentence without its end."""
    is_post = details.get("place") == OptionPlace.POST
    return tr("option-nothing-sent-post" if is_post else "option-nothing-sent")


def _nearest(tr: Translator, details: Mapping[str, str]) -> str:
    nearest = shorten_plain(details.get("nearest", ""), 80)
    return _value(tr, details, nearest) if nearest else ""


def _value(tr: Translator, details: Mapping[str, str], value: str) -> str:
    """A value that came as data, in words that can be typed: of a country its name; any other text as it is.

    Of a problem without a fault it is the name of an option.
    """
    option = details.get("option", "")
    if "fault" not in details and tr.has(f"option-name-{value}"):
        return option_name(tr, value)
    if option in _OF_COUNTRIES and value in COUNTRIES:
        return tr.country(value)
    if option == "legal" and value.isdecimal() and len(value) < 4:
        return legal_code(tr, int(value))
    word = value.lower().replace("_", "-")
    return tr(f"option-word-{word}") if tr.has(f"option-word-{word}") else value


def _fault(details: Mapping[str, str]) -> OptionFault:
    """A fault of another version is told as a wrong word."""
    try:
        return OptionFault(details.get("fault", ""))
    except ValueError:
        return OptionFault.WRONG

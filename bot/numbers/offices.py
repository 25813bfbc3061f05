"""How each office writes its numbers, and how Patsnap spells them.

Patsnap's publication numbers are country, number and kind code without marks (``USD1055174S1``,
``EU0040356240003S``, ``JP1747893S``, ``KR3012345670000S``); its application numbers keep the office's mark
(``US29/961259``, ``CN202030123456.3``).
"""

from collections.abc import Callable

from bot.model.number import NumberFault, ParsedNumber
from bot.numbers.chinese import is_chinese, read_chinese
from bot.numbers.draft import Draft
from bot.numbers.readings import application, either, publication, refusal
from bot.numbers.words import lookup_series

_FEWEST_DIGITS = 4
"""With a country. Patsnap takes parts of numbers and bills each hit: fewer would bring half a register."""
_FEWEST_DIGITS_ANYWHERE = 6
_MOST_DIGITS = 16  # a German design of a multiple registration

_US_SERIES = frozenset({"D", "PP", "RE"})
_US_DESIGN_APPLICATIONS = ("29", "35")  # series 35: Hague registrations that designate the US
_US_S1_SINCE = 500_000
"""US designs bear S1 instead of S since 2001; this one was granted around the turn to 2005."""
_KOREAN_DESIGN = "30"
_KOREAN_RIGHTS = ("10", "20", _KOREAN_DESIGN)  # patent, utility model, design


def read(draft: Draft) -> ParsedNumber:
    """Apply the rules of the office.

    Raises:
        LookalikeError: it cannot be a number of that office (``INVALID_NUMBER``).
    """
    if draft.fault:
        raise refusal(draft, draft.fault)
    draft.country = draft.country or ("US" if draft.series in _US_SERIES else draft.hinted) or _country_of_form(draft)
    if draft.has_strange_words and not draft.country:
        raise refusal(draft, NumberFault.NOT_A_NUMBER)
    if len(draft.digits) > _MOST_DIGITS:
        raise refusal(draft, NumberFault.TOO_LONG)
    if len(draft.digits.lstrip("0")) < _FEWEST_DIGITS:
        raise refusal(draft, NumberFault.TOO_SHORT)
    if draft.series and not lookup_series(draft.series, draft.country):
        raise refusal(draft, NumberFault.NOT_A_NUMBER)
    return _READERS.get(draft.country, _read_other)(draft)


def _country_of_form(draft: Draft) -> str:
    """The country of a form that no other office has; empty for all others."""
    digits = draft.digits
    if is_chinese(draft):
        return "CN"
    if draft.kind:
        return ""
    if len(digits) == 13 and digits.startswith(("00", "01")):
        return "EU"
    if len(digits) == 13 and digits.startswith(_KOREAN_DESIGN) and _is_year(digits[2:6]):
        return "KR"
    return "US" if _has_us_slash(draft) and digits.startswith(_US_DESIGN_APPLICATIONS) else ""


def _read_us(draft: Draft) -> ParsedNumber:
    """``USD1055174S1``, ``US10123456B2``, ``US20200123456A1``, application ``US29/961259``."""
    digits, series = draft.digits, draft.series
    if not series and len(digits.lstrip("0")) <= 7 and (draft.is_design or draft.kind in {"S", "S1"}):
        series = "D"
    if series:
        number = digits.lstrip("0")
        if len(number) > 7:
            raise refusal(draft, NumberFault.WRONG_FORM)
        if series == "D" and draft.kind == "S" and int(number) >= _US_S1_SINCE:
            draft.kind = "S1"
        return publication(draft, f"US{series}{number}")
    is_application = _has_us_slash(draft) or draft.is_application or digits.startswith(_US_DESIGN_APPLICATIONS)
    if len(digits) == 8 and is_application and not draft.kind:
        return application(draft, f"US{digits[:2]}/{digits[2:]}")
    if len(digits) == 10 and _is_year(digits[:4]):
        digits = f"{digits[:4]}0{digits[4:]}"  # as the EPO's databases shorten published applications
    if len(digits) > 8 and not (len(digits) == 11 and _is_year(digits[:4])):
        raise refusal(draft, NumberFault.WRONG_FORM)
    return publication(draft, f"US{digits.lstrip('0')}")


def _has_us_slash(draft: Draft) -> bool:
    """Whether it is written ``29/961259``: in the US the slash tells an application from a patent."""
    is_slashed = bool(draft.joints) and draft.joints[0].strip() == "/"
    return is_slashed and len(draft.groups[0]) == 2 and len(draft.digits) == 8


def _read_eu(draft: Draft) -> ParsedNumber:
    """``EU0040356240003S``: nine digits of the registration, four of the design in it."""
    digits = draft.digits
    *registration, design = draft.groups
    if len(digits) < 13 and registration and draft.joints[-1].strip() in {"-", "/"} and len(design) <= 4:
        digits = "".join(registration).zfill(9) + design.zfill(4)
    elif 9 < len(digits) < 13 and not digits.startswith("0"):
        digits = digits.zfill(13)
    elif len(digits) <= 9:
        return publication(draft, f"EU{digits.zfill(9)}")  # every design of the registration
    if len(digits) != 13:
        raise refusal(draft, NumberFault.WRONG_FORM)
    return publication(draft, f"EU{digits}", kind="S")


def _read_japan(draft: Draft) -> ParsedNumber:
    """``JP1747893S``; published applications ``JP2020123456A``, ``JPH10123456A``; application ``JP2020012345``."""
    digits = draft.digits
    if draft.series in {"H", "S"}:
        era, *serial = draft.groups
        era, rest = (era, "".join(serial)) if serial else (era[:2], era[2:])
        if len(era) > 2 or not 0 < len(rest) <= 6:
            raise refusal(draft, NumberFault.WRONG_FORM)
        return publication(draft, f"JP{draft.series}{era.zfill(2)}{rest.zfill(6)}", kind=draft.implied_kind)
    year, *serial = draft.groups
    if serial and len(year) == 4 and _is_year(year) and len(digits) < 10:
        digits = year + "".join(serial).zfill(6)
    stem = f"JP{digits}"
    if len(digits) == 10 and _is_year(digits[:4]):
        if draft.is_application:
            return application(draft, stem)
        if not draft.kind and not draft.implied_kind:
            return either(draft, published=stem, applied=stem)
    elif len(digits) > 8:
        raise refusal(draft, NumberFault.WRONG_FORM)
    return publication(draft, stem, kind=draft.implied_kind)


def _read_korea(draft: Draft) -> ParsedNumber:
    """``KR3012345670000S``: right, seven digits, four of the design; application ``KR3020200012345``."""
    digits = draft.digits
    right, *serial = draft.groups
    if right in _KOREAN_RIGHTS and serial and len(digits) < 9:
        digits = right + "".join(serial).zfill(7)
    elif len(digits) <= 7 and (draft.is_design or draft.kind == "S"):
        digits = _KOREAN_DESIGN + digits.zfill(7)
    stem = f"KR{digits}"
    has_right = digits.startswith(_KOREAN_RIGHTS)
    if has_right and len(digits) == 13 and _is_year(digits[2:6]) and not draft.kind:
        if draft.is_application or digits.startswith(_KOREAN_DESIGN):
            return application(draft, stem)
        return either(draft, published=stem, applied=stem)
    if len(digits) > 8 and not (has_right and len(digits) in {9, 13}):
        raise refusal(draft, NumberFault.WRONG_FORM)
    if digits.startswith(_KOREAN_DESIGN) and (len(digits) == 9 or digits[9:] == "0000"):
        # Without its last four digits the number finds a design and those related to it.
        return publication(draft, stem[:11], tail="0000")
    return publication(draft, stem)


def _read_wipo(draft: Draft) -> ParsedNumber:
    """``WO2020123456A1``; Hague registration ``DM/212345``; application ``PCT/US2020/012345``."""
    digits, series = draft.digits, draft.series
    if series.startswith("PCT/"):
        if not (_is_year(digits[:4]) and 9 <= len(digits) <= 10):
            raise refusal(draft, NumberFault.WRONG_FORM)
        return application(draft, f"{series}{digits[:4]}/{digits[4:].zfill(6)}")
    if series:
        if len(digits) > 6:
            raise refusal(draft, NumberFault.WRONG_FORM)
        number = digits.zfill(6)
        return publication(draft, f"WODM{number}", more=(f"WOD{number}", number))
    year, *serial = draft.groups
    if serial and _is_year(year) and len(digits) < 10:
        digits = year + "".join(serial).zfill(6)
    elif len(digits) in {7, 8} and not "04" <= digits[:2] <= "77":  # until 2004: two digits of the year
        century = "20" if digits.startswith("0") else "19"
        digits = century + digits[:2] + digits[2:].zfill(6)
    if len(digits) > 6 and not (len(digits) == 10 and _is_year(digits[:4])):
        raise refusal(draft, NumberFault.WRONG_FORM)
    return publication(draft, f"WO{digits}")


def _read_epo(draft: Draft) -> ParsedNumber:
    """``EP1234567A1``; application ``EP20123456``, typed with its check digit or without."""
    digits = draft.digits
    if len(digits) <= 7 and not draft.is_application:
        return publication(draft, f"EP{digits.zfill(7)}")
    if len(digits) not in {8, 9} or draft.kind:
        raise refusal(draft, NumberFault.WRONG_FORM)
    return application(draft, f"EP{digits[:8]}")


def _read_germany(draft: Draft) -> ParsedNumber:
    """``DE4020120012340001S``: twelve digits of the registration, four of the design in it."""
    stem = f"DE{draft.series}{draft.digits}"
    return publication(draft, stem, more=(stem[:-4],) if len(draft.digits) == 16 else ())


def _read_other(draft: Draft) -> ParsedNumber:
    if not draft.country:
        return _read_anywhere(draft)
    stem = f"{draft.country}{draft.series}{draft.digits}{draft.suffix}"
    return application(draft, stem) if draft.is_application and not draft.kind else publication(draft, stem)


def _read_anywhere(draft: Draft) -> ParsedNumber:
    """Digits that several offices may have given: searched as they are."""
    if len(draft.digits) < _FEWEST_DIGITS_ANYWHERE:
        raise refusal(draft, NumberFault.COUNTRY_NEEDED)
    if draft.is_application and not draft.kind:
        return application(draft, draft.digits)
    return publication(draft, draft.digits)


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and "1900" <= digits <= "2099"


_READERS: dict[str, Callable[[Draft], ParsedNumber]] = {
    "US": _read_us,
    "EU": _read_eu,
    "CN": read_chinese,
    "JP": _read_japan,
    "KR": _read_korea,
    "WO": _read_wipo,
    "EP": _read_epo,
    "DE": _read_germany,
}

"""China's numbers. A patent number is ``ZL`` and the number of its application, which ends in a check digit.

Sources: CNIPA's standard of application numbers (2003), and the numbers of Patsnap's help page on kind codes.
"""

from itertools import cycle

from bot.numbers.forms import Draft, Form

_RIGHTS = "12389"  # invention, utility model, design; 8 and 9 are PCT applications
_FIRST_CHECKED_YEAR = "1989"


def check_digit(number: str) -> str:
    """The digit, or ``X``, that follows an application number of 8 or 12 digits."""
    remainder = sum(int(digit) * weight for digit, weight in zip(number, cycle(range(2, 10)), strict=False)) % 11
    return "X" if remainder == 10 else str(remainder)


def missed_check_digit(draft: Draft) -> str:
    """The digit in which an application number should end; empty if it does, or has none."""
    number, check = _split_application(draft)
    return check_digit(number) if check and check != check_digit(number) else ""


def find_chinese_form(draft: Draft) -> Form | None:
    """``CN307654321S``, ``CN202030123456``, ``ZL 97301765.4``, ``ZL2020 3 0123456.3``; None for others."""
    number, check = _split_application(draft)
    if number:
        has_check = len(number) == 12 or _year(number) >= _FIRST_CHECKED_YEAR
        applied = f"CN{number}.{check_digit(number)}" if has_check else f"CN{number}"
        # Until 1992 published under the same number.
        is_either = len(number) == 8 and not check and not draft.is_application
        return Form(pattern="", pn=(f"CN{number}",) if is_either else (), apno=applied)
    digits, kind = draft.digits, draft.kind
    is_publication = len(digits) in {7, 9} and digits[0] in "123"
    is_old_publication = bool(kind) and _has_old_form(digits)
    if kind.startswith("X") or not (is_publication or is_old_publication):
        return None
    return Form(pattern="", pn=(f"CN{digits}",))


def is_chinese(draft: Draft) -> bool:
    """Whether the form alone says so: year, right, and a check digit that is correct."""
    number, check = _split_application(draft)
    return len(number) == 12 and number[4] in _RIGHTS and check == check_digit(number)


def _split_application(draft: Draft) -> tuple[str, str]:
    """Number and check digit of an application (empty if none was typed); two empty texts for other forms."""
    if draft.kind not in {"", "X"}:
        return "", ""
    written = draft.digits + draft.kind
    for length, has_form in ((12, _has_new_form), (8, _has_old_form)):
        if len(written) in {length, length + 1} and has_form(written[:length]):
            return written[:length], written[length:]
    return "", ""


def _has_new_form(number: str) -> bool:
    return number.isdigit() and "2003" <= number[:4] <= "2099"


def _has_old_form(number: str) -> bool:
    return number.isdigit() and len(number) == 8 and "1985" <= _year(number) <= "2003" and number[2] in _RIGHTS


def _year(number: str) -> str:
    return ("20" if number.startswith("0") else "19") + number[:2]

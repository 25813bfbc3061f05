"""How each office writes its numbers, and how Patsnap spells them: one table.

Patsnap's publication numbers are country, number and kind code without marks (``USD1055174S1``,
``EU0040356240003S``, ``JP1747893S``, ``KR3012345670000S``); its application numbers keep the office's mark
(``US29/961259``, ``CN202030123456.3``).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.model.number import Right


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A number that is tried against the forms of one office.

    Attributes:
        written: series and digits, with ``/`` or ``-`` where those stand, a space at any other mark, and nothing where
            thousands are set off.
        compact: series and digits alone.
        implied_kind: the kind code that a word stands for.
        suffix: what follows the digits and is no kind code.
    """

    country: str
    written: str
    compact: str
    digits: str
    kind: str = ""
    implied_kind: str = ""
    suffix: str = ""
    right: Right | None = None
    is_application: bool = False
    is_publication: bool = False

    @property
    def is_design(self) -> bool:
        return self.right is Right.DESIGN or self.kind in {"S", "S1"}

    @property
    def may_be_either(self) -> bool:
        """Whether nothing says that it is a publication, or an application."""
        return not (self.kind or self.implied_kind or self.is_application or self.is_publication)


Condition = Callable[[Draft], bool]


def _always(_: Draft) -> bool:
    return True


def _kindless(draft: Draft) -> bool:
    return not draft.kind


def _application(draft: Draft) -> bool:
    return draft.is_application and not draft.kind


def _design(draft: Draft) -> bool:
    return draft.is_design


def _either(draft: Draft) -> bool:
    return draft.may_be_either


def _of_unknown_right(draft: Draft) -> bool:
    return draft.may_be_either and draft.right is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way in which an office writes numbers.

    Attributes:
        pattern: of the whole of ``written``, or else of ``compact``; the marks in its groups do not count.
        when: what else has to be the case.
        pn: publication numbers without the kind code, the most exact first, with the groups put in.
        apno: an application number, likewise.
        tail: what stands between number and kind code in a whole publication number.
        kind: the kind code that the form implies.
        right: what such a number protects.
        typed: a text that is read as this and nothing else; if it is empty, the spelling itself is.
        is_one_of_several: the same digits may be another number: the next forms are tried too.
    """

    pattern: str
    when: Condition = field(default=_always)
    pn: tuple[str, ...] = ()
    apno: str = ""
    tail: str = ""
    kind: str = ""
    right: Right | None = None
    typed: str = ""
    is_one_of_several: bool = False

    def groups(self, draft: Draft) -> tuple[str, ...] | None:
        """The parts of a number in this form; None if it has another one."""
        match = re.fullmatch(self.pattern, draft.written) or re.fullmatch(self.pattern, draft.compact)
        if match is None or not self.when(draft):
            return None
        return tuple(re.sub(r"[-/ ]", "", group) for group in match.groups())


_YEAR = r"(?:19|20)\d\d"
_SERIAL = rf"({_YEAR})(?:[-/ ]|(?=\d{{6}}$))(\d{{1,6}})"
"""A year and a number within it, apart or in ten digits."""

FORMS: dict[str, tuple[Form, ...]] = {
    "US": (
        Form(pattern=r"D0*(\d{1,7})", pn=("USD{0}",), right=Right.DESIGN),
        Form(pattern=r"([A-Z]+)0*(\d{1,7})", pn=("US{0}{1}",)),
        Form(pattern=r"0*(\d{1,7})", when=_design, pn=("USD{0}",), right=Right.DESIGN),
        # The slash tells an application from a patent; series 29 are designs, 35 Hague registrations.
        Form(pattern=r"(\d\d)/(\d{3} ?\d{3})", when=_kindless, apno="US{0}/{1}"),
        Form(pattern=r"(29|35)(\d{6})", when=_kindless, apno="US{0}/{1}"),
        Form(pattern=r"(\d\d)(\d{6})", when=_application, apno="US{0}/{1}"),
        # The EPO's databases leave a zero out of published applications.
        Form(pattern=rf"({_YEAR})(\d{{6}})", pn=("US{0}0{1}",)),
        Form(pattern=rf"({_YEAR}\d{{7}})", pn=("US{0}",)),
        # Designs count up to some 1,100,000 in 2026; patents have passed these numbers in 1935.
        Form(
            pattern=r"0*([1-9]\d{3,5}|1\d{6})",
            when=_of_unknown_right,
            pn=("USD{0}",),
            right=Right.DESIGN,
            is_one_of_several=True,
        ),
        Form(pattern=r"0*(\d{1,8})", pn=("US{0}",), right=Right.PATENT, typed="US utility patent {0}"),
    ),
    "EU": (  # nine digits of the registration, four of the design in it
        Form(pattern=r"((?:\d ?){1,9})[-/](\d{1,4})", pn=("EU{0:0>9}{1:0>4}",), kind="S"),
        Form(pattern=r"(\d{13})", pn=("EU{0}",), kind="S"),
        Form(pattern=r"([1-9]\d{9,11})", pn=("EU{0:0>13}",), kind="S"),
        Form(pattern=r"(\d{1,9})", pn=("EU{0:0>9}",)),  # every design of the registration
    ),
    "JP": (
        Form(pattern=r"([HS])(\d{1,2})[-/ ](\d{1,6})", pn=("JP{0}{1:0>2}{2:0>6}",)),
        Form(pattern=r"(H)(\d\d)(\d{5,6})", pn=("JP{0}{1}{2:0>6}",)),
        Form(pattern=r"(S)(4[6-9]|5\d|6[0-4])(\d{5,6})", pn=("JP{0}{1}{2:0>6}",)),
        Form(pattern=r"S(\d{7})", pn=("JP{0}",), kind="S"),
        Form(pattern=r"D(\d{4,7})", pn=("JP{0}",), right=Right.DESIGN),
        Form(pattern=_SERIAL, when=_application, apno="JP{0}{1:0>6}"),
        Form(
            pattern=_SERIAL,
            when=_either,
            pn=("JP{0}{1:0>6}",),
            typed="JP publication {0}-{1:0>6}",
            is_one_of_several=True,
        ),
        Form(pattern=_SERIAL, when=_either, apno="JP{0}{1:0>6}", typed="JP application {0}-{1:0>6}"),
        Form(pattern=_SERIAL, pn=("JP{0}{1:0>6}",)),
        Form(pattern=r"(\d{1,8})", when=lambda draft: not draft.is_application, pn=("JP{0}",)),
    ),
    "KR": (  # right (10 patent, 20 utility model, 30 design), seven digits, four of the design
        # Without its last four digits the number finds a design and those related to it.
        Form(pattern=r"30(?:[-/ ](\d{1,7}))", pn=("KR30{0:0>7}",), tail="0000", right=Right.DESIGN),
        Form(pattern=r"30(\d{7})(?:0000)?", pn=("KR30{0}",), tail="0000", right=Right.DESIGN),
        Form(pattern=r"(10|20)[-/ ](\d{1,7})", pn=("KR{0}{1:0>7}",)),
        Form(pattern=r"((?:10|20)\d{7})", pn=("KR{0}",)),
        Form(pattern=rf"(30{_YEAR}\d{{7}})", when=_kindless, apno="KR{0}", right=Right.DESIGN),
        Form(pattern=rf"((?:10|20){_YEAR}\d{{7}})", when=_application, apno="KR{0}"),
        Form(
            pattern=rf"((?:10|20){_YEAR}\d{{7}})",
            when=_either,
            pn=("KR{0}",),
            typed="KR publication {0}",
            is_one_of_several=True,
        ),
        Form(pattern=rf"((?:10|20){_YEAR}\d{{7}})", when=_either, apno="KR{0}", typed="KR application {0}"),
        Form(pattern=r"((?:10|20|30)\d{11})", pn=("KR{0}",)),
        Form(pattern=r"(\d{1,7})", when=_design, pn=("KR30{0:0>7}",), tail="0000", right=Right.DESIGN),
        Form(
            pattern=r"(\d{1,7})",
            when=_of_unknown_right,
            pn=("KR30{0:0>7}",),
            tail="0000",
            right=Right.DESIGN,
            is_one_of_several=True,
        ),
        Form(
            pattern=r"(\d{1,7})",
            when=lambda draft: not draft.kind and draft.right is not Right.UTILITY_MODEL,
            pn=("KR10{0:0>7}",),
            right=Right.PATENT,
            is_one_of_several=True,
        ),
        Form(
            pattern=r"(\d{1,7})",
            when=lambda draft: not draft.kind and draft.right is not Right.PATENT,
            pn=("KR20{0:0>7}",),
            right=Right.UTILITY_MODEL,
        ),
        Form(pattern=r"(\d{1,8})", when=lambda draft: bool(draft.kind) or len(draft.digits) == 8, pn=("KR{0}",)),
    ),
    "WO": (
        Form(pattern=rf"PCT/([A-Z]{{2}})({_YEAR})[-/ ]?(\d{{5,6}})", apno="PCT/{0}{1}/{2:0>6}"),
        Form(pattern=r"DM(\d{1,6})", pn=("WODM{0:0>6}", "WOD{0:0>6}", "{0:0>6}"), right=Right.DESIGN),
        Form(pattern=rf"({_YEAR})[-/ ]?(\d{{6}})", pn=("WO{0}{1}",)),
        Form(pattern=rf"({_YEAR})[-/ ](\d{{1,5}})", pn=("WO{0}{1:0>6}",)),
        # Until 2004 with two digits of the year.
        Form(pattern=r"(0[0-3])[-/ ]?(\d{5,6})", pn=("WO20{0}{1:0>6}",)),
        Form(pattern=r"(7[89]|[89]\d)[-/ ]?(\d{5,6})", pn=("WO19{0}{1:0>6}",)),
        Form(pattern=r"(\d{1,6})", pn=("WO{0}",)),
    ),
    "EP": (
        Form(pattern=r"(\d{1,7})", when=lambda draft: not draft.is_application, pn=("EP{0:0>7}",)),
        Form(pattern=r"(\d{8})\d?", when=_kindless, apno="EP{0}"),  # with its check digit or without
    ),
    "DE": (  # twelve digits of the registration, four of the design in it
        Form(pattern=r"(\d{12})(\d{4})", pn=("DE{0}{1}", "DE{0}")),
        Form(pattern=r"(M?\d+)", pn=("DE{0}",)),
    ),
}

COUNTRIES_OF_FORMS: tuple[tuple[str, str], ...] = (
    (r"0[01]\d{11}", "EU"),
    (rf"30{_YEAR}\d{{7}}", "KR"),
    (r"(?:29|35)/\d{3} ?\d{3}", "US"),
)
"""Forms that no other office has, of numbers without a kind code."""

"""From a candidate to the number it stands for: what is sure, what has to be asked, and what is refused."""

import re
from dataclasses import replace

from bot.errors import LookalikeError
from bot.model.number import NumberFault, NumberField, NumberQuery, ParsedNumber, Right
from bot.numbers.candidate import Candidate
from bot.numbers.chinese import find_chinese_form, is_chinese, missed_check_digit
from bot.numbers.dates import is_date, is_year
from bot.numbers.errors import invalid_number, shorten
from bot.numbers.forms import COUNTRIES_OF_FORMS, FORMS, Draft, Form
from bot.numbers.numerals import UNCOUNTED
from bot.numbers.words import lookup_series

_FEWEST_DIGITS = 4
"""With a country. Patsnap takes parts of numbers and bills each hit: fewer would bring half a register."""
_FEWEST_DIGITS_ANYWHERE = 6
_MOST_DIGITS = 16  # a German design of a multiple registration

_US_SERIES = frozenset({"D", "PP", "RE"})
_US_S1_SINCE = 500_000
"""US designs bear S1 instead of S since 2001; this one was granted around the turn to 2005."""
_TAIWANESE_D = re.compile(r"0*[12][0-9]{5}")
"""Taiwan's designs bear a D since 2004; the US gave the same numbers from 1936 to 1988."""


def read(candidate: Candidate) -> ParsedNumber:
    """Apply the rules of the office.

    Raises:
        LookalikeError: it cannot be a number of that office (``INVALID_NUMBER``).
    """
    if candidate.fault:
        raise _refusal(candidate, candidate.fault)
    countries = _countries(candidate)
    is_day = is_date(candidate.digits) and countries == ("US",)  # whose patents are far from 19,000,000
    if (is_year(candidate.digits) or is_day) and not candidate.context.series:
        raise _refusal(candidate, NumberFault.DATE)
    if candidate.has_strange_words and not any(countries):
        raise _refusal(candidate, NumberFault.NOT_A_NUMBER)
    if len(candidate.digits) > _MOST_DIGITS:
        raise _refusal(candidate, NumberFault.TOO_LONG, countries[0])
    if len(candidate.digits.lstrip("0")) < _FEWEST_DIGITS:
        raise _refusal(candidate, NumberFault.TOO_SHORT, countries[0])
    readings = [reading for country in countries for reading in _readings(candidate, country, len(countries) > 1)]
    if len(countries) > 1 and len({reading.country for reading in readings}) < len(countries):
        raise _refusal(candidate, NumberFault.TWO_COUNTRIES)
    return readings[0] if len(readings) == 1 else _ask(candidate, readings)


def _countries(candidate: Candidate) -> tuple[str, ...]:
    """Whose number it may be; an empty code for any country's."""
    context, behind = candidate.context, candidate.behind
    if context.country:
        return (context.country,)
    if len(behind) > 1:
        raise _refusal(candidate, NumberFault.TWO_COUNTRIES)
    if context.series in _US_SERIES:
        if not behind:
            return _countries_of_d(candidate)
        return (behind[0],) if lookup_series(context.series, behind[0]) else ("US", behind[0])
    return (behind[0] if behind else context.hinted or _country_of_form(candidate),)


def _countries_of_d(candidate: Candidate) -> tuple[str, ...]:
    is_taiwanese = candidate.context.series == "D" and _TAIWANESE_D.fullmatch(candidate.digits) is not None
    return ("US", "TW") if is_taiwanese and candidate.kind != "S1" else ("US",)


def _country_of_form(candidate: Candidate) -> str:
    """The country of a form that no other office has; empty for all others."""
    draft = _draft(candidate, "", "")
    if is_chinese(draft):
        return "CN"
    for form, country in COUNTRIES_OF_FORMS:
        if not draft.kind and (re.fullmatch(form, draft.written) or re.fullmatch(form, draft.compact)):
            return country
    return ""


def _readings(candidate: Candidate, country: str, is_one_of_several: bool) -> list[ParsedNumber]:
    """What the number may be in one country; at least one, unless it is one of several that may be meant."""
    series = lookup_series(candidate.context.series, country)
    draft = _draft(candidate, country, series)
    if candidate.context.series and not series and not is_one_of_several:
        raise _refusal(candidate, NumberFault.NOT_A_NUMBER, country)
    if country == "CN" and (expected := missed_check_digit(draft)):
        raise _refusal(candidate, NumberFault.CHECK_DIGIT, country, expected=expected)
    found = [_number(candidate, draft, form, groups) for form, groups in _forms(draft)]
    if not found and not is_one_of_several:
        is_short = not country and len(draft.digits) < _FEWEST_DIGITS_ANYWHERE
        raise _refusal(candidate, NumberFault.COUNTRY_NEEDED if is_short else NumberFault.WRONG_FORM, country)
    return found


def _draft(candidate: Candidate, country: str, series: str) -> Draft:
    context, numeral = candidate.context, candidate.numeral
    marks = ["" if "," in mark else next((char for char in mark if char in "/-"), " ") for mark in numeral.joints]
    return Draft(
        country=country,
        written=series + "".join(group + mark for group, mark in zip(numeral.groups, [*marks, ""], strict=True)),
        compact=series + numeral.digits,
        digits=numeral.digits,
        kind=candidate.kind,
        implied_kind=context.implied_kind if country == context.hinted else "",
        suffix=numeral.suffix,
        right=context.right or (Right.DESIGN if context.series == "D" else None),
        is_application=context.is_application,
        is_publication=context.is_publication,
    )


def _forms(draft: Draft) -> list[tuple[Form, tuple[str, ...]]]:
    """The forms that the number has in its country: one, unless the table says that several may be meant."""
    if draft.country == "CN":
        form = find_chinese_form(draft)
        return [(form, ())] if form else []
    if draft.country not in FORMS:
        form = _form_anywhere(draft)
        return [(form, ())] if form else []
    found = []
    for form in FORMS[draft.country]:
        groups = form.groups(draft)
        if groups is not None:
            found.append((form, groups))
            if not form.is_one_of_several:
                break
    return found


def _form_anywhere(draft: Draft) -> Form | None:
    """The form of an office without rules of its own; without a country, digits that are searched as they are."""
    if not draft.country and len(draft.digits) < _FEWEST_DIGITS_ANYWHERE:
        return None
    spelled = f"{draft.country}{draft.compact}{draft.suffix}"
    is_application = draft.is_application and not draft.kind
    return Form(pattern="", apno=spelled) if is_application else Form(pattern="", pn=(spelled,))


def _number(candidate: Candidate, draft: Draft, form: Form, groups: tuple[str, ...]) -> ParsedNumber:
    pn = [spelling.format(*groups) for spelling in form.pn]
    kind = "" if form.apno else draft.kind
    if pn and pn[0].startswith("USD") and kind == "S" and int(pn[0][3:]) >= _US_S1_SINCE:
        kind = "S1"
    whole_kind = kind or draft.implied_kind or form.kind if pn else ""
    queries = [NumberQuery(NumberField.PUBLICATION, spelling) for spelling in pn]
    if whole_kind:
        whole = NumberQuery(NumberField.PUBLICATION, pn[0] + form.tail + whole_kind)
        queries = [whole, *(queries[1:] or queries)]
    if form.apno:
        queries.append(NumberQuery(NumberField.APPLICATION, form.apno.format(*groups)))
    if candidate.numeral.similar:
        queries = _similar(candidate, draft.country, pn)
        whole_kind = ""
    return ParsedNumber(
        typed=shorten(candidate.typed),
        country=draft.country,
        publication_number=queries[0].value if whole_kind and draft.country else None,
        kind=kind,
        candidates=tuple(dict.fromkeys(queries)),
        right=form.right or draft.right,
        canonical=form.typed.format(*groups) or queries[0].value,
    )


def _similar(candidate: Candidate, country: str, pn: list[str]) -> list[NumberQuery]:
    """A similar design: Korea counts it behind the main one's number; how Patsnap spells Japan's is not known."""
    if not pn or country not in {"JP", "KR"}:
        raise _refusal(candidate, NumberFault.WRONG_FORM if country else NumberFault.COUNTRY_NEEDED, country)
    main = NumberQuery(NumberField.PUBLICATION, pn[0], is_part=True)
    if country == "JP" or candidate.numeral.similar == UNCOUNTED:
        return [main]
    return [NumberQuery(NumberField.PUBLICATION, pn[0] + candidate.numeral.similar.zfill(4)), main]


def _ask(candidate: Candidate, readings: list[ParsedNumber]) -> ParsedNumber:
    """A number of which a person has to say what it is; nothing is looked up before."""
    countries = {reading.country for reading in readings}
    return ParsedNumber(
        typed=shorten(candidate.typed),
        country=countries.pop() if len(countries) == 1 else "",
        publication_number=None,
        kind=candidate.kind,
        candidates=tuple(dict.fromkeys(query for reading in readings for query in reading.candidates))[:3],
        readings=tuple(replace(reading, typed=reading.canonical) for reading in readings),
    )


def _refusal(candidate: Candidate, fault: NumberFault, country: str = "", *, expected: str = "") -> LookalikeError:
    return invalid_number(fault, typed=candidate.typed, country=country, expected=expected)

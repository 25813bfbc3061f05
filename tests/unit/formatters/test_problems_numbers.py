import re

import pytest

from bot.model import NumberFault, Problem, ProblemKind
from bot.model.countries import COUNTRIES
from bot.model.number import NUMBER_EXAMPLES
from formatters.problems import describe
from tests.catalogues import foreign_words
from tests.languages import EN, ZH
from tests.unit.formatters.builders import NASTY_TEXT
from tests.unit.formatters.checker import FORBIDDEN_WORDS, check_visible


def sentence(fault, **details):
    return describe(EN, Problem(ProblemKind.INVALID_NUMBER, {"fault": fault, **details}))


@pytest.mark.parametrize("fault", NumberFault)
def test_every_fault_says_why_and_how_numbers_look(fault):
    said = sentence(fault, typed="XY 12", country="", expected="")
    assert said.startswith("“XY 12” is not a patent number that can be looked up: ")
    assert said.endswith(". Designs have numbers like " + said.partition("numbers like ")[2])
    assert all(example in said for example in NUMBER_EXAMPLES.values())
    assert len(re.findall(r"\.(?:\s|$)", said)) == 2
    assert not FORBIDDEN_WORDS.search(said)
    assert "{" not in said


def test_no_two_faults_say_the_same():
    assert len({sentence(fault, typed="XY 12") for fault in NumberFault}) == len(NumberFault)


@pytest.mark.parametrize("fault", ["", "of_a_later_version"])
def test_a_fault_that_is_not_known_still_makes_a_sentence(fault):
    assert "looked up: Lookalike cannot read it. Designs have" in sentence(fault, typed="x")


@pytest.mark.parametrize(("country", "example"), NUMBER_EXAMPLES.items())
def test_a_known_country_is_shown_its_own_numbers_only(country, example):
    said = sentence(NumberFault.WRONG_FORM, typed="1", country=country)
    assert said.endswith(
        f": {COUNTRIES[country]} writes its numbers differently. "
        f"Designs of {COUNTRIES[country]} have numbers like {example}."
    )


def test_a_country_without_example_is_named_and_sees_those_of_others():
    said = sentence(NumberFault.WRONG_FORM, typed="EP 12345678901", country="EP")
    assert "EP writes its numbers differently. Designs have numbers like US D1055174 S1, EU " in said


def test_a_wrong_check_digit_is_told_the_right_one():
    said = sentence(NumberFault.CHECK_DIGIT, typed="ZL202030123456.7", country="CN", expected="3")
    assert "and here it would be 3. Designs of China" in said


def test_nothing_typed_is_not_quoted():
    assert sentence(NumberFault.EMPTY, typed="").startswith("This is not a patent number")


def test_what_was_typed_cannot_act_or_grow():
    said = sentence(NumberFault.NOT_A_NUMBER, typed=NASTY_TEXT * 20)
    check_visible(said)
    assert len(said) < 600


def test_too_many_numbers_says_how_many_and_how_many_may_be():
    said = describe(EN, Problem(ProblemKind.TOO_MANY_NUMBERS, {"count": "30", "limit": "5"}))
    assert said.startswith("These are 30 numbers, and Lookalike looks up at most 5 at once.")


@pytest.mark.parametrize("fault", NumberFault)
def test_every_fault_is_said_in_chinese(fault):
    details = {"fault": fault, "typed": "专利 12", "country": "CN", "expected": "3"}
    said = describe(ZH, Problem(ProblemKind.INVALID_NUMBER, details))
    assert said.startswith("“专利 12”不是可以查询的专利号：")
    assert said.endswith("中国外观设计专利号的写法如 CN 307654321 S。")
    assert not foreign_words(said)
    assert len({describe(ZH, Problem(ProblemKind.INVALID_NUMBER, {"fault": other})) for other in NumberFault}) == len(
        NumberFault
    )

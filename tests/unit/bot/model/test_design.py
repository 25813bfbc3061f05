from dataclasses import replace
from datetime import date

import pytest

from bot.model import Comparison, LegalStatus, Patent, Report, Risk, designs_of


def registration(country: str, number: str = "", **changes) -> Comparison:
    patent = Patent(
        patent_id=f"p-{country}{number}",
        publication_number=f"{country}{number or 1}S",
        title="Mug",
        country=country,
        score=0.8757,
        filed=date(2020, 3, 1),
        current_assignee="Northpole Ltd",
    )
    patent_changes = {name: changes.pop(name) for name in list(changes) if name in Patent.__slots__ and name != "score"}
    return replace(
        Comparison(patent=replace(patent, **patent_changes), risk=Risk.LOW, risk_level="Low", score=0.9), **changes
    )


US, EU, CN = registration("US"), registration("EU"), registration("CN")


def designs(*comparisons: Comparison) -> list[list[str]]:
    return [
        [comparison.patent.publication_number for comparison in design.comparisons]
        for design in designs_of(Report(comparisons=comparisons))
    ]


def test_registrations_in_several_offices_are_one_design():
    assert designs(US, EU, CN) == [["US1S", "EU1S", "CN1S"]]


@pytest.mark.parametrize(
    "other",
    [
        registration("EU", current_assignee="Southpole Ltd"),
        registration("EU", current_assignee="", original_assignee=""),
        registration("EU", title="Cup"),
        registration("EU", title=""),
        registration("EU", score=0.91),
        registration("EU", score=None),
        registration("EU", filed=date(2020, 9, 20)),
        registration("", publication_number="EU1S"),
        replace(EU, patent=replace(EU.patent, score=0.8758)),
        replace(EU, patent=replace(EU.patent, score=None)),
        replace(EU, views=(1,)),
    ],
    ids=[
        *("owner", "no owner", "title", "no title", "score", "no score", "filed too late", "no office"),
        *("search score", "no search score", "found by another view"),
    ],
)
def test_registrations_that_differ_stay_apart(other):
    assert designs(US, other) == [["US1S"], ["EU1S"]] or designs(US, other) == [["EU1S"], ["US1S"]]


def test_registrations_of_which_one_office_has_two_stay_apart():
    twice = registration("US", "2")
    assert designs(US, twice, EU) == [["US1S"], ["US2S"], ["EU1S"]]


def test_one_owners_same_drawing_is_one_design_whatever_title_and_score_it_has():
    one = registration("US", image_id="D-1")
    other = registration("CN", image_id="D-1", title="马克杯", score=0.7)
    assert designs(one, other) == [["US1S", "CN1S"]]
    assert designs(one, replace(other, patent=replace(other.patent, current_assignee="Southpole Ltd"))) == [
        ["US1S"],
        ["CN1S"],
    ]


def test_owner_and_title_are_compared_without_regard_to_case_and_blanks():
    other = registration("EU", current_assignee=" NORTHPOLE  ltd", title="mug ")
    assert designs(US, other) == [["US1S", "EU1S"]]


def test_owner_is_the_current_one_or_else_the_first():
    other = registration("EU", current_assignee=" ", original_assignee="Northpole Ltd")
    assert designs(US, other) == [["US1S", "EU1S"]]


def test_design_has_the_highest_rating_of_its_registrations():
    [design] = designs_of(Report(comparisons=(US, replace(EU, risk=Risk.HIGH), replace(CN, risk=Risk.MEDIUM))))
    assert design.risk is Risk.HIGH
    assert [comparison.patent.country for comparison in design.comparisons] == ["EU", "CN", "US"]


def test_design_in_force_nowhere_comes_last_and_one_in_force_somewhere_does_not():
    lapsed = registration("JP", title="Cup", risk=Risk.HIGH, legal_status=LegalStatus.INVALID)
    mixed = replace(EU, risk=Risk.HIGH, legal_status=LegalStatus.INVALID)
    found = designs_of(Report(comparisons=(lapsed, mixed, US)))
    assert [design.is_lapsed for design in found] == [False, True]
    assert [design.lead.patent.country for design in found] == ["EU", "JP"]
    assert found[0].risk is Risk.HIGH


def test_no_comparison_vanishes_and_none_is_there_twice():
    many = [registration(country, str(number)) for number in range(20) for country in ("US", "EU")]
    many += [registration("US", f"9{number}", title="") for number in range(5)]
    found = [item for design in designs_of(Report(comparisons=tuple(many))) for item in design.comparisons]
    assert sorted(item.patent.patent_id for item in found) == sorted(item.patent.patent_id for item in many)

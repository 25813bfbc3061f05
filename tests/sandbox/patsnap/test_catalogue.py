import re
import subprocess
import sys
from collections import Counter

import pytest

from bot.model.countries import COUNTRIES
from bot.sandbox.patsnap.catalogue import State, first_design, load_catalogue
from bot.sandbox.patsnap.drawings import FAMILIES
from bot.sandbox.patsnap.drawings.linework import render_lines
from bot.sandbox.patsnap.offices import LOCARNO, OFFICES
from bot.sandbox.patsnap.samples import samples

CATALOGUE = load_catalogue()

PUBLICATION = {
    "US": r"USD\d{7}S1",
    "CN": r"CN\d{9}S",
    "JP": r"JP\d{7}S",
    "KR": r"KR30\d{11}S",
    "AU": r"AU\d{10}S",
    "EU": r"EU\d{13}S",
    "DE": r"DE40\d{14}S",
    "GB": r"GB\d{7}S",
}

UTILITY_MODEL = {"CN": r"CN\d{9}U", "DE": r"DE20\d{10}U1"}


def test_catalogue_holds_some_hundred_patents_of_many_families():
    assert len(FAMILIES) >= 10
    assert len(CATALOGUE.designs) >= 100
    assert len(CATALOGUE.filings) > len(CATALOGUE.designs)


def test_patents_spread_over_countries_and_legal_states():
    by_country = Counter(filing.country for filing in CATALOGUE.filings)
    assert set(by_country) == set(OFFICES) <= set(COUNTRIES)
    assert min(by_country.values()) > 20
    by_state = Counter(filing.state for filing in CATALOGUE.filings)
    assert all(by_state[state] >= 15 for state in State)
    assert by_state[State.VALID] > len(CATALOGUE.filings) / 2


def test_numbers_are_unique_and_look_like_their_country():
    everything = (*CATALOGUE.filings, *CATALOGUE.utility_models)
    assert len(CATALOGUE.by_number) == len(CATALOGUE.by_id) == len(everything)
    for filing in CATALOGUE.utility_models:
        assert re.fullmatch(UTILITY_MODEL[filing.country], filing.number)
        assert filing.locarno == ""
    for filing in CATALOGUE.filings:
        assert re.fullmatch(PUBLICATION[filing.country], filing.number)
        assert filing.filed < filing.published


def test_everything_says_that_it_is_made_up():
    for filing in CATALOGUE.filings:
        assert "made up" in filing.title.en
        assert "虚构" in filing.title.cn
        for owner in (filing.assignee, filing.original_assignee):
            assert "(made up)" in owner.en
            assert "（虚构）" in owner.cn


def test_well_known_designs_are_in_force_in_four_countries():
    for family in FAMILIES:
        filings = [filing for filing in CATALOGUE.filings if filing.design is first_design(family)]
        assert len(filings) == 4
        assert {"US", "EU", "CN"} < {filing.country for filing in filings}
        assert {filing.state for filing in filings} == {State.VALID}


def test_catalogue_is_the_same_in_every_process():
    code = (
        "from bot.sandbox.patsnap.catalogue import load_catalogue as load;"
        "print([(f.number, f.patent_id, dict(f.design.choices), dict(f.design.sizes)) for f in load().filings])"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    here = [(f.number, f.patent_id, dict(f.design.choices), dict(f.design.sizes)) for f in CATALOGUE.filings]
    assert other == str(here)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.key)
def test_every_variant_can_be_drawn_inside_its_sheet(family):
    assert family.locarno[:2] in LOCARNO
    middle = {measure: (low + high) / 2 for measure, (low, high) in family.sizes.items()}
    first = {trait: next(iter(variants)) for trait, variants in family.choices.items()}
    drawings = set()
    for trait, variants in family.choices.items():
        for variant in variants:
            parts = family.draw({**first, trait: variant}, middle)
            drawings.add(render_lines(parts, 100).tobytes())
    variants = sum(len(options) for options in family.choices.values())
    assert len(drawings) == variants - len(family.choices) + 1
    for design in CATALOGUE.designs:
        if design.family is family:
            points = [point for part in design.parts() for point in part.points]
            assert all(10 < x < 90 and 10 < y < 90 for x, y in points)


def test_designs_of_a_family_look_different():
    for family in FAMILIES:
        sheets = {
            render_lines(design.parts(), 100).tobytes() for design in CATALOGUE.designs if design.family is family
        }
        assert len(sheets) == 10


def test_samples_are_pictures_with_names_of_their_own():
    names = [sample.name for sample in samples()]
    assert len(set(names)) == len(names) >= 8
    for sample in samples():
        assert re.fullmatch(r"[a-z-]+", sample.name)
        assert sample.png_bytes.startswith(b"\x89PNG")
        assert len(sample.png_bytes) < 400_000
        assert sample.png_bytes is sample.png_bytes

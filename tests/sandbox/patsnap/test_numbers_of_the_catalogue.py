from collections import Counter

from bot.numbers import parse_number
from bot.sandbox.patsnap.catalogue import load_catalogue


def test_every_publication_number_of_the_catalogue_is_read_as_itself():
    for filing in load_catalogue().filings:
        number = parse_number(filing.number)
        assert (number.country, number.publication_number) == (filing.country, filing.number)
        assert number.matches(filing.number)


def test_every_application_number_of_the_catalogue_is_read_for_its_country():
    countries = Counter(filing.country for filing in load_catalogue().filings)
    read = Counter(parse_number(filing.application).country for filing in load_catalogue().filings)
    assert read == countries

from dataclasses import replace
from datetime import date

import pytest

from bot.model import LegalStatus, Report, Risk
from bot.model.selection import Facet, Order, Selection, choices_of, chosen_of, select
from tests.unit.formatters.builders import comparison


def made(number, risk=Risk.LOW, *, country="CN", owner="Acme", score=0.5, filed=None, status=LegalStatus.VALID):
    one = comparison(number, risk, country=country, score=score)
    patent = replace(one.patent, current_assignee=owner, filed=filed, score=None)
    return replace(one, patent=patent, legal_status=status)


REPORT = Report(
    comparisons=(
        made(0, Risk.HIGH, country="US", owner=" ACME ", score=0.6, filed=date(2020, 1, 1)),
        made(1, Risk.UNRATED, country="CN", owner="Other", score=None),
        made(2, Risk.LOW, country="CN", owner="acme", score=0.9, filed=date(2022, 1, 1)),
        made(3, Risk.LOW, country="", owner="", score=0.2, filed=date(2018, 1, 1), status=LegalStatus.INVALID),
    )
)
EXPIRIES = {"p-2": date(2030, 1, 1), "p-0": date(2035, 1, 1)}


def test_choices_are_what_occurs_and_how_often():
    found = {facet: [(choice.name, choice.count) for choice in choices_of(REPORT, facet)] for facet in Facet}
    assert found == {
        Facet.COUNTRY: [("CN", 2), ("US", 1), ("", 1)],
        Facet.RISK: [("high", 1), ("unrated", 1), ("low", 2)],
        Facet.STATUS: [("valid", 3), ("invalid", 1)],
        Facet.OWNER: [("ACME", 2), ("Other", 1), ("", 1)],
    }


@pytest.mark.parametrize(
    ("chosen", "places"),
    [
        ({}, {0, 1, 2, 3}),
        ({Facet.COUNTRY: (0,)}, {1, 2}),
        ({Facet.COUNTRY: (0, 1)}, {0, 1, 2}),
        ({Facet.OWNER: (0,)}, {0, 2}),
        ({Facet.OWNER: (2,)}, {3}),
        ({Facet.OWNER: (0,), Facet.RISK: (2,)}, {2}),
        ({Facet.STATUS: (1,), Facet.RISK: (0,)}, set()),
        ({Facet.STATUS: (99, -1)}, {0, 1, 2, 3}),
    ],
)
def test_selection_narrows_by_every_facet_of_which_something_is_chosen(chosen, places):
    assert set(select(REPORT, Selection(chosen), {})) == places


@pytest.mark.parametrize(
    ("order", "places"),
    [
        (Order.RISK, (1, 0, 2, 3)),
        (Order.SCORE, (2, 0, 3, 1)),
        (Order.NEWEST, (2, 0, 3, 1)),
        (Order.OLDEST, (3, 0, 2, 1)),
        (Order.EXPIRES_FIRST, (2, 0, 1, 3)),
        (Order.EXPIRES_LAST, (0, 2, 1, 3)),
    ],
)
def test_order_puts_what_it_does_not_know_last(order, places):
    assert select(REPORT, Selection(order=order), EXPIRIES) == places


def test_chosen_are_named_once_each():
    chosen = chosen_of(REPORT, Selection({Facet.COUNTRY: (1, 1, 50)}), Facet.COUNTRY)
    assert [choice.name for choice in chosen] == ["US"]

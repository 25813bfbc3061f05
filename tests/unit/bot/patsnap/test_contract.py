"""The check of requests against the document finds what it is there for."""

import httpx
import pytest

from .contract import violations

GOOD = {"country": ["US"], "lang": "en", "url": "https://images.test/1.png", "loc_items": ["21-01"]}


def submit(**changes):
    body = {name: value for name, value in (GOOD | changes).items() if value is not None}
    return httpx.Request("POST", "https://api.test/p/ai/image-search/submit?apikey=x", json=body)


def test_request_as_documented_violates_nothing():
    assert violations(submit(), prefix="/p") == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"loc": ["21-01"]}, "loc is no field"),
        ({"lang": None}, "lang is missing"),
        ({"country": "US"}, "country is str"),
        ({"country": [1]}, "country is list"),
        ({"apply_start_time": 20200101}, "apply_start_time is int"),
    ],
)
def test_request_with_a_wrong_field_is_told(changes, words):
    assert violations(submit(**changes), prefix="/p") == [f"/ai/image-search/submit: {words}"]


def test_request_to_another_place_or_by_another_method_is_told():
    assert violations(httpx.Request("POST", "https://api.test/nowhere"), prefix="") == ["/nowhere: no such call"]
    wrong = httpx.Request("GET", "https://api.test/oauth/token?grant_type=x")
    assert violations(wrong, prefix="") == [
        "/oauth/token: GET instead of POST",
        "/oauth/token: ['grant_type'] in the query",
        "/oauth/token: grant_type is missing",
    ]

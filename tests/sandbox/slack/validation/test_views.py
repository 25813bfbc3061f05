"""Each limit of a modal and of a Home tab."""

from typing import Any

import pytest

from bot.sandbox.slack.validation.schema import Faults
from bot.sandbox.slack.validation.views import check_view

View = dict[str, Any]
WHOLE = "failed to match all allowed schemas [json-pointer:/view]"


def plain(text: str) -> View:
    return {"type": "plain_text", "text": text}


def modal(**fields: Any) -> View:
    return {"type": "modal", "title": plain("T"), "blocks": []} | fields


def home(**fields: Any) -> View:
    return {"type": "home", "blocks": []} | fields


def faults_of(view: Any) -> list[str]:
    faults = Faults()
    check_view(view, faults)
    return faults.sentences


INPUT = {"type": "input", "label": plain("L"), "element": {"type": "plain_text_input"}}


@pytest.mark.parametrize(
    ("field", "limit", "make", "path"),
    [
        ("title", 24, plain, "/view/title/text"),
        ("submit", 24, plain, "/view/submit/text"),
        ("close", 24, plain, "/view/close/text"),
        ("private_metadata", 3000, str, "/view/private_metadata"),
        ("callback_id", 255, str, "/view/callback_id"),
        ("external_id", 255, str, "/view/external_id"),
    ],
)
def test_a_field_of_a_modal_is_refused_when_it_is_too_long(field: str, limit: int, make: Any, path: str) -> None:
    assert faults_of(modal(**{field: make("x" * limit)})) == []
    assert faults_of(modal(**{field: make("x" * (limit + 1))})) == [
        WHOLE,
        f"must be less than {limit + 1} characters [json-pointer:{path}]",
    ]


@pytest.mark.parametrize(
    ("view", "sentence"),
    [
        (modal(type="message"), "unsupported type: message [json-pointer:/view/type]"),
        ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
        ({"type": "modal", "title": plain("T")}, "missing required field: blocks [json-pointer:/view]"),
        (modal(colour="red"), "invalid additional property: colour [json-pointer:/view]"),
        (home(title=plain("T")), "invalid additional property: title [json-pointer:/view]"),
        (modal(blocks=[INPUT]), "`submit` is required when an input block is present [json-pointer:/view]"),
        (
            modal(blocks=[{"type": "container"}]),
            "unsupported type: container [json-pointer:/view/blocks/0/type]",
        ),
        (home(blocks=[{"type": "table"}]), "unsupported type: table [json-pointer:/view/blocks/0/type]"),
        (
            modal(blocks=[{"type": "divider"}] * 101),
            "no more than 100 items allowed [json-pointer:/view/blocks]",
        ),
    ],
)
def test_a_view_is_refused_for_what_it_is(view: View, sentence: str) -> None:
    assert faults_of(view) == [WHOLE, sentence]


@pytest.mark.parametrize(
    "view",
    [
        modal(blocks=[INPUT], submit=plain("Save"), close=plain("Cancel"), notify_on_close=True, clear_on_close=True),
        modal(blocks=[{"type": "divider"}] * 100),
        home(blocks=[{"type": "header", "text": plain("x")}], private_metadata=""),
    ],
)
def test_a_view_passes_with_all_that_it_may_hold(view: View) -> None:
    assert faults_of(view) == []

"""JSON against its published schema."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from jsonschema import Draft202012Validator

from bot.exports.document import SCHEMA, write_json
from bot.model import Engine, View
from tests.paths import REPOSITORY
from tests.unit.bot.exports.evidences import EXPORTED, LISTED, against_one, evidence_of, in_chinese, many
from tests.unit.formatters.builders import CHECK, CHINESE, CLEAN, HIGH, SANTA, UNRATED, nasty_report

SCHEMA_FILE = json.loads((REPOSITORY / "docs/export.schema.json").read_text(encoding="utf-8"))
ON_WEB = View(position=0, file_id="", name="mug.jpg", upload_url="https://example.com/mug.jpg?signature=5ec2e7")


@pytest.mark.parametrize(
    "evidence",
    [
        pytest.param(evidence_of(), id="all_known"),
        pytest.param(in_chinese(evidence_of(CHINESE)), id="chinese"),
        pytest.param(evidence_of(UNRATED, check=CHECK), id="of_an_older_version"),
        pytest.param(evidence_of(CLEAN, check=replace(CHECK, engine=Engine.V1, views=(ON_WEB,))), id="on_the_web"),
        pytest.param(evidence_of(replace(HIGH, comparisons=(), ranked=(LISTED,))), id="nothing_compared"),
        pytest.param(evidence_of(many(200)), id="two_hundred"),
        pytest.param(against_one(), id="against_one_patent"),
        pytest.param(evidence_of(nasty_report(2)), id="hostile"),
    ],
)
def test_document_fits_its_schema(evidence):
    Draft202012Validator.check_schema(SCHEMA_FILE)
    document = json.loads(write_json(evidence))
    Draft202012Validator(SCHEMA_FILE).validate(document)
    assert document["schema"] == SCHEMA
    assert len(document["comparisons"]) == len(evidence.report.comparisons)


def test_texts_of_patsnap_stand_as_sent():
    text = "  A\u202eB\n\n=1+1 <b>  "
    report = replace(HIGH, comparisons=(replace(SANTA, similar=text),))
    assert json.loads(write_json(evidence_of(report)))["comparisons"][0]["texts"]["similar"] == text


def test_address_loses_its_query():
    evidence = evidence_of(check=replace(CHECK, views=(ON_WEB,)))
    assert b"5ec2e7" not in write_json(evidence)


def test_score_that_is_no_number_is_null():
    report = replace(HIGH, comparisons=(replace(SANTA, score=float("inf")),))
    assert json.loads(write_json(evidence_of(report)))["comparisons"][0]["score"] is None


def test_expiry_and_family_are_there_as_they_were_looked_up():
    document = json.loads(write_json(evidence_of()))
    assert document["schema"] == "lookalike-export/2"
    assert document["expiry_looked_up"] == [
        {"patent": "p-1", "expires": "2035-01-15", "at": "2026-02-04T00:00:00Z"},
        {"patent": "p-2", "expires": None, "at": "2026-02-05T00:00:00Z"},
    ]
    first, second = document["family_looked_up"]
    assert [(member["number"], member["family"]) for member in first["members"]][2] == ("CN307654321S", "inpadoc")
    assert second == {"patent": "p-2", "members": [], "at": "2026-02-05T00:00:00Z"}
    assert json.loads(write_json(evidence_of(expiries={}, families={})))["family_looked_up"] == []


def test_two_exports_differ_in_their_date_alone():
    first, second = (
        json.loads(write_json(evidence_of(exported_at=EXPORTED + timedelta(days=days)))) for days in (0, 9)
    )
    assert first.pop("exported_at") != second.pop("exported_at")
    assert first == second
    assert write_json(evidence_of()) == write_json(evidence_of())

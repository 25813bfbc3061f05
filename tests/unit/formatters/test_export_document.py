"""The words of an evidence pack: all that belongs in it, and no conclusion."""

import re
from dataclasses import replace

import pytest
from syrupy.extensions.json import JSONSnapshotExtension

from bot.model import Engine, View
from bot.model.document import Facts, Grid, Paragraph, Pictures, Quote
from bot.model.evidence import EvidencePictures
from formatters.export_document import format_evidence
from tests.catalogues import foreign_words
from tests.languages import EN, ZH
from tests.unit.bot.exports.evidences import LISTED, against_one, evidence_of, in_chinese, many
from tests.unit.formatters.builders import CHECK, CHINESE, HIGH, MEDIUM, UNRATED, nasty_report
from tests.unit.formatters.checker import FORBIDDEN_WORDS, check_visible

ON_WEB = View(position=0, file_id="", name="mug.jpg", upload_url="https://example.com/mug.jpg?")
NONE = EvidencePictures()
ALL = EvidencePictures(posted={0: b"there"}, drawings={"p-1": b"there"}, sheet=b"there")

GOLDEN = pytest.mark.parametrize(
    ("evidence", "pictures"),
    [
        pytest.param(evidence_of(replace(HIGH, line_drawing="data:image/png;base64,AAAA")), ALL, id="all_known"),
        pytest.param(evidence_of(UNRATED, check=CHECK), NONE, id="of_an_older_version"),
        pytest.param(
            evidence_of(MEDIUM, check=replace(CHECK, engine=Engine.V1, views=(ON_WEB,))), NONE, id="on_the_web"
        ),
        pytest.param(
            evidence_of(replace(HIGH, comparisons=(), unreadable=2, ranked=(LISTED,))),
            EvidencePictures(were_sought=False),
            id="nothing_readable",
        ),
        pytest.param(against_one(), NONE, id="against_one_patent"),
    ],
)


def words(value):
    """Every text of a document."""
    if isinstance(value, dict):
        return [text for name, item in value.items() if name not in {"kind", "name", "lang"} for text in words(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in words(item)]
    return [value] if isinstance(value, str) else []


@GOLDEN
def test_document_reads_as_its_golden_one(evidence, pictures, snapshot):
    document = format_evidence(EN, evidence, pictures)
    assert not FORBIDDEN_WORDS.search("\n".join(words(document.to_json())))
    assert not re.search("infring", "\n".join(words(document.to_json())), re.IGNORECASE)
    assert document.to_json() == snapshot(extension_class=JSONSnapshotExtension)


@GOLDEN
def test_document_is_chinese_throughout(evidence, pictures, snapshot):
    document = format_evidence(ZH, in_chinese(evidence), pictures)
    said = [document.title, document.contents, *(each.title for each in document.sections if each.level == 1)]
    for part in (*document.intro, *(part for section in document.sections for part in section.parts)):
        match part:
            case Facts(rows):
                said += [label for label, _ in rows]
            case Grid(header):
                said += header
            case Quote(label):
                said.append(label)
            case Paragraph(text):
                said.append(text)
            case Pictures(shown):
                said += [each.caption for each in shown]
    assert not set(foreign_words("\n".join(said))) - {"country", "main", "field"}, "names of Patsnap's parameters"
    assert not FORBIDDEN_WORDS.search("\n".join(said))
    assert document.to_json() == snapshot(extension_class=JSONSnapshotExtension)


def test_every_comparison_is_there_in_full():
    document = format_evidence(EN, evidence_of(many(200)), NONE)
    sections = [section for section in document.sections if section.level == 2]
    assert len(sections) == 200
    assert sections[-1].title == "200. CN300000200S · Mug 200"


def test_texts_of_patsnap_are_labelled_and_stand_word_for_word():
    said = words(format_evidence(ZH, in_chinese(evidence_of(CHINESE)), NONE).to_json())
    (item,) = CHINESE.comparisons
    for text in (item.similar, item.difference, item.confusion, item.risk_description, item.suggestion):
        assert text in said
    assert ZH("export-texts-note") in said


def test_hostile_texts_hide_nothing():
    for text in words(format_evidence(EN, evidence_of(nasty_report(2)), NONE).to_json()):
        check_visible(re.sub("<(?=[!@#])", "", text))  # on a page these mean nothing

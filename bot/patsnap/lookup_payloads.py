"""Payloads of the look-ups, as lenient as those of the reports."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.patsnap import fields
from bot.patsnap.report_payloads import Day, Identifier, Integer, Link, Patents, Payload, Text


def _plain_locarno(value: Any) -> tuple[str, ...]:
    """Every class such as ``21-01`` in a text, a list of texts, or an object of either."""
    values = list(value.values()) if isinstance(value, dict) else [value]
    found = (code for item in values for part in fields.texts(item) for code in re.findall(r"\b\d{2}-\d{2}\b", part))
    return fields.unique(found)


class SimilarDesignsPayload(Payload):
    """The ``data`` of P009 and of its next pages."""

    search_id: Identifier = ""
    patent_messages: Patents = ()
    total_search_result_count: Integer = None


class HitsPayload(Payload):
    """The ``data`` of P069."""

    results: Patents = ()
    total_search_result_count: Integer = None


class LocalTextPayload(Payload):
    lang: Text = ""
    text: Text = ""


class PartyPayload(Payload):
    name: Text = ""
    lang: Text = ""
    address: Text = ""
    sequence: Integer = None


LocalTexts = Annotated[tuple[LocalTextPayload, ...], BeforeValidator(fields.objects)]
Parties = Annotated[tuple[PartyPayload, ...], BeforeValidator(fields.objects)]


class PartiesPayload(Payload):
    assignees: Parties = ()
    applicants: Parties = ()
    inventors: Parties = ()


class ReferencePayload(Payload):
    """Undocumented: when and under which number something was filed or published."""

    apno: Text = ""
    date: Day = None


class ClassificationPayload(Payload):
    """Undocumented: where the Locarno classes stand, under either name."""

    loc: Annotated[tuple[str, ...], BeforeValidator(_plain_locarno)] = ()
    classification_loc: Annotated[tuple[str, ...], BeforeValidator(_plain_locarno)] = ()


Reference = Annotated[ReferencePayload, BeforeValidator(fields.object_or_empty)]


class BibliographicDataPayload(Payload):
    """The front page. Documented are the type, the titles, the abstracts and the parties; the rest is assumed."""

    patent_type: Text = ""
    invention_title: LocalTexts = ()
    abstracts: LocalTexts = ()
    parties: Annotated[PartiesPayload, BeforeValidator(fields.object_or_empty)] = PartiesPayload()
    application_reference: Reference = ReferencePayload()
    publication_reference: Reference = ReferencePayload()
    classification_data: Annotated[ClassificationPayload, BeforeValidator(fields.object_or_empty)] = (
        ClassificationPayload()
    )


class FoundPayload(Payload):
    """What every item of P011, P041 and P021 starts with."""

    pn: Text = ""
    patent_id: Identifier = ""


class BibliographyPayload(FoundPayload):
    """An item of P011."""

    bibliographic_data: Annotated[BibliographicDataPayload, BeforeValidator(fields.object_or_empty)] = (
        BibliographicDataPayload()
    )


class LegalStatePayload(FoundPayload):
    """An item of P041."""

    simple_legal_status: Annotated[tuple[str, ...], BeforeValidator(fields.texts)] = ()


class AbstractDrawingPayload(Payload):
    path: Link = ""


class DrawingPayload(FoundPayload):
    """An item of P021."""

    abstract_drawing: Annotated[AbstractDrawingPayload, BeforeValidator(fields.object_or_empty)] = (
        AbstractDrawingPayload()
    )
